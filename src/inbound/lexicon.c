/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that spelling may expect, and the slips of the thumb that lead to them. */
#include "inbound/lexicon.h"

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

/* Memory grows by doubling; count is a power of two exactly when the next one does not fit. */
static void *grow(void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return items;
    return xreallocarray(items, count ? 2 * count : 1, size);
}

void lexicon_add(struct lexicon *lexicon, const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lexicon->words = grow(lexicon->words, lexicon->word_count, sizeof(*lexicon->words));
        lexicon->words[lexicon->word_count++] = words[i];
        if (i + 1 == count)
            break;
        lexicon->pairs = grow(lexicon->pairs, lexicon->pair_count, sizeof(*lexicon->pairs));
        strcpy(lexicon->pairs[lexicon->pair_count].first, words[i].plain);
        strcpy(lexicon->pairs[lexicon->pair_count++].second, words[i + 1].plain);
    }
}

void lexicon_add_reading(struct lexicon *lexicon, const struct lexicon_reading *reading)
{
    lexicon->readings = grow(lexicon->readings, lexicon->reading_count, sizeof(*reading));
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

/* ---- slips ---- */

enum { SLIP_KEY = 2, SLIP_NEIGHBOUR = 3, SLIP_SWAP = 3, SLIP_LENGTH = 4, SLIP_OTHER = 6 };

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The letters that share a key of a phone, and those beside each other on a full keyboard. */
static bool share_key(char a, char b)
{
    static const char keys[] = "22233344455566677778889999";

    return keys[a - 'a'] == keys[b - 'a'];
}

bool lexicon_same_key(char a, char b)
{
    return a != b && is_letter(a) && is_letter(b) && share_key(a, b);
}

static bool are_neighbours(char a, char b)
{
    static const char *const beside[26] = {
        "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko",
        "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
        "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx"};

    return strchr(beside[a - 'a'], b) != NULL;
}

static unsigned substitution_cost(char a, char b)
{
    if (!is_letter(a) || !is_letter(b))
        return 2 * SLIP_OTHER; /* a digit is never a slip for another sign */
    if (share_key(a, b))
        return SLIP_KEY;
    return are_neighbours(a, b) ? SLIP_NEIGHBOUR : SLIP_OTHER;
}

/* The cost of the one slip between two different words; 0 when one slip does not explain it. */
static unsigned slip_cost(const char *said, size_t said_len, const char *meant, size_t meant_len)
{
    size_t head = 0, tail = 0, shorter = said_len < meant_len ? said_len : meant_len;

    while (head < shorter && said[head] == meant[head])
        head++;
    while (tail < shorter - head && said[said_len - 1 - tail] == meant[meant_len - 1 - tail])
        tail++;
    size_t said_left = said_len - head - tail, meant_left = meant_len - head - tail;
    if (said_left == 1 && meant_left == 1)
        return substitution_cost(said[head], meant[head]);
    if (said_left + meant_left == 1)
        return SLIP_LENGTH;
    if (said_left == 2 && meant_left == 2 && said[head] == meant[head + 1] &&
        said[head + 1] == meant[head])
        return SLIP_SWAP;
    return 0;
}

size_t lexicon_mend(const struct lexicon *lexicon, const char *plain, unsigned most_cost,
                    const struct word **ret_words, size_t count, unsigned *ret_cost)
{
    size_t len = strlen(plain), found = 0;

    *ret_cost = most_cost;
    for (size_t i = 0; i < lexicon->word_count; i++) {
        const struct word *word = &lexicon->words[i];
        size_t word_len = strlen(word->plain);
        if (word_len + 1 < len || word_len > len + 1 || word_len < 2)
            continue;
        unsigned cost = slip_cost(plain, len, word->plain, word_len);
        if (cost == 0 || cost > *ret_cost)
            continue;
        if (cost < *ret_cost)
            found = 0;
        *ret_cost = cost;
        if (found > 0 && compare_plain(ret_words[found - 1], word) == 0)
            continue;
        if (found < count)
            ret_words[found++] = word;
    }
    return found;
}
