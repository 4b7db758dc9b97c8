/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text as the rules see it. */
#include "inbound/reply/reading.h"

#include <stdlib.h>

#include "base/memory.h"
#include "inbound/reply/spelling.h"

void reading_make(const struct keywords *keywords, const struct lexicon *near, const char *text,
                  struct reading *ret_reading)
{
    struct reading *r = ret_reading;

    *r = (struct reading){.keywords = keywords};
    speech_read(keywords_lexicon(keywords), near, text, &r->speech);
    keywords_find(keywords, &r->speech, &r->finds, &r->meanings);
    r->figures = xcalloc(r->speech.count + 1, sizeof(*r->figures));
    r->values = xcalloc(r->speech.count + 1, sizeof(*r->values));
    r->spans = xcalloc(r->speech.count + 1, sizeof(*r->spans));
    r->denied = xcalloc(r->speech.count + 1, sizeof(*r->denied));
    figures_read(r);
    negation_read(r);
}

void reading_free(struct reading *r)
{
    speech_free(&r->speech);
    free(r->finds.items);
    free(r->meanings.items);
    free(r->figures);
    free(r->values);
    free(r->spans);
    free(r->denied);
    *r = (struct reading){0};
}

bool reading_has(const struct reading *r, enum keyword keyword)
{
    return finds_have(&r->finds, keyword);
}

bool reading_affirms(const struct reading *r, enum keyword keyword)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (!r->denied[find->from])
            return true;
    return false;
}

bool reading_denies(const struct reading *r, enum keyword keyword)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (r->denied[find->from])
            return true;
    return false;
}

bool reading_clause_has(const struct reading *r, enum keyword keyword, size_t word)
{
    size_t end = speech_clause_end(&r->speech, word);

    for (size_t i = speech_clause_start(&r->speech, word); i < end; i++)
        if (finds_cover(&r->finds, keyword, i))
            return true;
    return false;
}

/* "không biết mấy giờ" asks all the same. */
static bool is_of_knowing(const struct reading *r, const struct find *negation)
{
    return negation->to < r->speech.count &&
           keywords_particle_at(r->keywords, PARTICLE_KNOWING, &r->speech, negation->to);
}

/* "hôm nào cũng được", and "không cần gì", ask nothing. */
static bool is_denied_question(const struct reading *r, const struct find *question)
{
    size_t start = speech_clause_start(&r->speech, question->from);

    if (question->to < r->speech.count &&
        keywords_particle_at(r->keywords, PARTICLE_ANY, &r->speech, question->to))
        return true;
    if (!r->denied[question->from])
        return false;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));)
        if (find->from >= start && find->from < question->from && !is_of_knowing(r, find))
            return true;
    return false;
}

bool reading_asks_between(const struct reading *r, size_t from, size_t to)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_QUESTION, find));)
        if (find->from >= from && find->to <= to && !is_denied_question(r, find))
            return true;
    for (const struct find *find = NULL;
         (find = finds_next(&r->finds, KEYWORD_QUESTION_TAG, find));)
        if (find->from >= from && find->to <= to && !reading_has(r, KEYWORD_DOUBT) &&
            !is_denied_question(r, find))
            return true;
    return false;
}

bool reading_asks(const struct reading *r)
{
    return r->speech.asks || reading_asks_between(r, 0, r->speech.count);
}

static bool is_covered(const struct reading *r, uint64_t groups, size_t word)
{
    for (size_t i = 0; i < r->finds.count && r->finds.items[i].from <= word; i++)
        if (word < r->finds.items[i].to && (groups & GROUP_BIT(r->finds.items[i].keyword)))
            return true;
    return false;
}

bool reading_is_made_of(const struct reading *r, uint64_t groups, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!is_covered(r, groups, i))
            return false;
    return true;
}

size_t reading_count_outside(const struct reading *r, uint64_t groups)
{
    size_t count = 0;

    for (size_t i = 0; i < r->speech.count; i++)
        count += !is_covered(r, groups, i);
    return count;
}

bool reading_is_empty_word(const struct reading *r, size_t word)
{
    return is_covered(r, GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS), word);
}

static size_t find_meaning(const struct meanings *meanings, size_t meaning)
{
    size_t i = 0;

    while (i < meanings->count && meanings->items[i].meaning != meaning)
        i++;
    return i;
}

void reading_meanings(const struct reading *r, struct meanings *ret)
{
    ret->count = 0;
    for (size_t i = 0; i < r->meanings.count; i++) {
        const struct find *find = &r->meanings.items[i];
        if (finds_exceed(&r->meanings, find->keyword, find->from, find->to))
            continue;
        size_t at = find_meaning(ret, (size_t)(find->keyword - KEYWORD_COUNT));
        if (at == ret->count) {
            ret->items[ret->count].meaning = (size_t)(find->keyword - KEYWORD_COUNT);
            ret->items[ret->count++].denied = true;
        }
        ret->items[at].denied &= r->denied[find->from];
    }
}

bool meanings_have(const struct meanings *meanings, size_t meaning)
{
    return find_meaning(meanings, meaning) < meanings->count;
}
