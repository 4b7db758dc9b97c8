/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that spelling may expect. */
#include "inbound/reply/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct lexicon_pair {
    char first[WORD_LETTERS + 1];
    char second[WORD_LETTERS + 1];
};

static int compare_plain(const void *a, const void *b)
{
    return strcmp(((const struct word *)a)->plain, ((const struct word *)b)->plain);
}

static int compare_words(const void *a, const void *b)
{
    const struct word *p = a, *q = b;
    int order = compare_plain(a, b);

    if (order != 0 || p->marks != q->marks)
        return order ? order : p->marks < q->marks ? -1 : 1;
    return (int)p->tone - (int)q->tone;
}

static int compare_pairs(const void *a, const void *b)
{
    const struct lexicon_pair *p = a, *q = b;
    int order = strcmp(p->first, q->first);

    return order ? order : strcmp(p->second, q->second);
}

static int compare_readings(const void *a, const void *b)
{
    const struct lexicon_reading *p = a, *q = b;

    return strcmp(p->said.plain, q->said.plain);
}

void lexicon_add(struct lexicon *lexicon, const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lexicon->words = xgrow(lexicon->words, lexicon->word_count, sizeof(*lexicon->words));
        lexicon->words[lexicon->word_count++] = words[i];
        if (i + 1 == count)
            break;
        lexicon->pairs = xgrow(lexicon->pairs, lexicon->pair_count, sizeof(*lexicon->pairs));
        strcpy(lexicon->pairs[lexicon->pair_count].first, words[i].plain);
        strcpy(lexicon->pairs[lexicon->pair_count++].second, words[i + 1].plain);
    }
}

void lexicon_add_reading(struct lexicon *lexicon, const struct lexicon_reading *reading)
{
    lexicon->readings = xgrow(lexicon->readings, lexicon->reading_count, sizeof(*reading));
    lexicon->readings[lexicon->reading_count++] = *reading;
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count)
        qsort(items, count, size, compare);
}

static void drop_repeated_words(struct lexicon *lexicon)
{
    size_t kept = 0;

    for (size_t i = 0; i < lexicon->word_count; i++)
        if (kept == 0 || compare_words(&lexicon->words[kept - 1], &lexicon->words[i]) != 0)
            lexicon->words[kept++] = lexicon->words[i];
    lexicon->word_count = kept;
}

void lexicon_seal(struct lexicon *lexicon)
{
    sort(lexicon->words, lexicon->word_count, sizeof(*lexicon->words), compare_words);
    sort(lexicon->pairs, lexicon->pair_count, sizeof(*lexicon->pairs), compare_pairs);
    sort(lexicon->readings, lexicon->reading_count, sizeof(*lexicon->readings), compare_readings);
    drop_repeated_words(lexicon);
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->words);
    free(lexicon->pairs);
    free(lexicon->readings);
    *lexicon = (struct lexicon){0};
}

static const struct word *find_word(const struct lexicon *lexicon, const struct word *word,
                                    int (*compare)(const void *, const void *))
{
    if (!lexicon->word_count)
        return NULL;
    return bsearch(word, lexicon->words, lexicon->word_count, sizeof(*word), compare);
}

bool lexicon_has(const struct lexicon *lexicon, const char *plain)
{
    struct word word = {0};

    if (strlen(plain) > WORD_LETTERS)
        return false;
    strcpy(word.plain, plain);
    return find_word(lexicon, &word, compare_plain) != NULL;
}

bool lexicon_has_exactly(const struct lexicon *lexicon, const struct word *word)
{
    return find_word(lexicon, word, compare_words) != NULL;
}

bool lexicon_has_pair(const struct lexicon *lexicon, const char *first, const char *second)
{
    struct lexicon_pair key = {0};

    if (!lexicon->pair_count || strlen(first) > WORD_LETTERS || strlen(second) > WORD_LETTERS)
        return false;
    strcpy(key.first, first);
    strcpy(key.second, second);
    return bsearch(&key, lexicon->pairs, lexicon->pair_count, sizeof(key), compare_pairs);
}

const struct lexicon_reading *lexicon_readings(const struct lexicon *lexicon, const char *plain,
                                               size_t *ret_count)
{
    struct lexicon_reading key = {0};
    const struct lexicon_reading *all = lexicon->readings, *found;

    *ret_count = 0;
    if (!lexicon->reading_count || strlen(plain) > WORD_LETTERS)
        return NULL;
    strcpy(key.said.plain, plain);
    found = bsearch(&key, all, lexicon->reading_count, sizeof(key), compare_readings);
    if (!found)
        return NULL;
    while (found > all && compare_readings(found - 1, &key) == 0)
        found--;
    while (found + *ret_count < all + lexicon->reading_count &&
           compare_readings(found + *ret_count, &key) == 0)
        ++*ret_count;
    return found;
}
