/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tables of the keywords say. */
#include "inbound/reply/keywords.h"

#include <stdlib.h>
#include <string.h>

#include "inbound/reply/keywords_inside.h"

void keywords_free(struct keywords *k)
{
    if (!k)
        return;
    lexicon_free(&k->lexicon);
    patterns_free(&k->patterns);
    patterns_free(&k->particles);
    patterns_free(&k->knock);
    for (size_t i = 0; i < MEANINGS_MAX; i++)
        free(k->meanings[i]);
    free(k->numbers);
    free(k->model);
    free(k);
}

const char *keywords_model(const struct keywords *k)
{
    return k->model;
}

const struct lexicon *keywords_lexicon(const struct keywords *k)
{
    return &k->lexicon;
}

const char *keyword_name(enum keyword keyword)
{
#define KEYWORD_NAME(NAME, name, sentence) #name,
    static const char *const names[] = {KEYWORD_GROUPS(KEYWORD_NAME)};

    return names[keyword];
}

bool keyword_is_of_danger(int keyword)
{
    return keyword >= KEYWORD_CALL && keyword <= KEYWORD_HAZARD;
}

const char *keywords_meaning(const struct keywords *k, size_t meaning)
{
    return k->meanings[meaning];
}

void meaning_set_add(struct meaning_set *set, size_t meaning)
{
    set->bits[meaning / 64] |= UINT64_C(1) << meaning % 64;
}

bool meaning_set_has(const struct meaning_set *set, size_t meaning)
{
    return set->bits[meaning / 64] >> meaning % 64 & 1;
}

static int find_number(const struct keywords *k, const struct speech *speech, size_t index,
                       bool multiplies)
{
    for (size_t i = 0; i < k->number_count; i++)
        if (k->numbers[i].multiplies == multiplies && said_fits(speech, index, &k->numbers[i].word))
            return k->numbers[i].value;
    return -1;
}

int keywords_number(const struct keywords *k, const struct speech *speech, size_t index)
{
    return find_number(k, speech, index, false);
}

int keywords_multiple(const struct keywords *k, const struct speech *speech, size_t index)
{
    return find_number(k, speech, index, true);
}

static bool is_said_at(const struct pattern *p, const struct speech *speech, size_t index)
{
    size_t same = 0;

    for (; same < p->count && index + same < speech->count; same++) {
        const struct word *said = &speech->items[index + same].readings[0];
        const struct slot *slot = &p->slots[same];
        if (!word_same_letters(said, &slot->word) ||
            (slot->exact && !word_equals(said, &slot->word)))
            return false;
    }
    return same == p->count;
}

bool keywords_particle_at(const struct keywords *k, enum particle particle,
                          const struct speech *speech, size_t index)
{
    const struct patterns *all = &k->particles;

    for (const struct pattern *p = all->items; p < all->items + all->count; p++)
        if (p->keyword == (int)particle && is_said_at(p, speech, index))
            return true;
    return false;
}

bool keywords_is_particle(const struct keywords *k, enum particle particle, const struct word *word)
{
    for (size_t i = 0; i < k->particles.count; i++)
        if (k->particles.items[i].keyword == (int)particle &&
            word_fits(&k->particles.items[i].slots[0].word, word, false))
            return true;
    return false;
}

const struct word *keywords_particle(const struct keywords *k, enum particle particle)
{
    for (size_t i = 0; i < k->particles.count; i++)
        if (k->particles.items[i].keyword == (int)particle)
            return &k->particles.items[i].slots[0].word;
    return NULL;
}

static bool begins_with(char *const *plain, size_t count, const struct pattern *p)
{
    size_t same = 0;

    while (same < p->count && same < count && strcmp(p->slots[same].word.plain, plain[same]) == 0)
        same++;
    return same == p->count;
}

size_t keywords_knock(const struct keywords *k, enum knock_words list, char *const *plain,
                      size_t count)
{
    size_t longest = 0;

    for (const struct pattern *p = k->knock.items; p < k->knock.items + k->knock.count; p++)
        if (p->keyword == (int)list && p->count > longest && begins_with(plain, count, p))
            longest = p->count;
    return longest;
}
