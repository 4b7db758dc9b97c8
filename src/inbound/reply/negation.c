/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which words of a text are denied: "không đi được" is not "đi được", "không bận, đi được" is. */
#include "inbound/reply/reading.h"

enum { REACH = 6 }; /* words a negation reaches over */

/* A negation at the end of its clause denies nothing: it asks ("đi được không"), or answers. */
static void deny_after(struct reading *r, const struct find *negation)
{
    size_t end = speech_clause_end(&r->speech, negation->from);

    for (size_t i = negation->from + 1; i + 1 < negation->to; i++)
        r->denied[i] = true; /* "đâu còn nhỏ nữa" */
    for (size_t i = negation->to; i < end && i < negation->to + REACH; i++) {
        if (finds_begin(&r->finds, KEYWORD_JOINER, i))
            return;
        r->denied[i] = true;
    }
}

/* The clause has a denial before: "không an toàn đâu", "không sao đâu". What follows only
 * stresses it. */
static bool is_denied_before(const struct reading *r, size_t start, size_t word)
{
    for (size_t i = start; i < word; i++)
        if (finds_cover(&r->finds, KEYWORD_NEGATION, i) || finds_cover(&r->finds, KEYWORD_FIXED, i))
            return true;
    return false;
}

/* "an toàn đâu": what stands before is denied. "ở đâu" only asks. */
static void deny_before(struct reading *r, const struct find *find)
{
    size_t start = speech_clause_start(&r->speech, find->from);

    if (finds_cover(&r->finds, KEYWORD_QUESTION, find->from) ||
        is_denied_before(r, start, find->from))
        return;
    for (size_t i = find->from; i > start && find->from - i < REACH - 1; i--) {
        if (finds_begin(&r->finds, KEYWORD_JOINER, i - 1))
            return;
        /* "đi thì tôi bận": the refusal itself stands */
        r->denied[i - 1] |= !finds_cover(&r->finds, KEYWORD_ABSENT, i - 1);
    }
}

void negation_read(struct reading *r)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));)
        deny_after(r, find);
    for (const struct find *find = NULL;
         (find = finds_next(&r->finds, KEYWORD_DENIED_AFTER, find));)
        deny_before(r, find);
}

bool negation_is_not_yet(const struct reading *r, const struct find *negation)
{
    return keywords_particle_at(r->keywords, PARTICLE_NOT_YET, &r->speech, negation->from);
}

bool negation_is_of_need(const struct reading *r, const struct find *negation)
{
    return keywords_particle_at(r->keywords, PARTICLE_OBLIGATION, &r->speech, negation->to - 1);
}
