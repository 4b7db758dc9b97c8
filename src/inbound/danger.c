/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text says that people are in danger. A call that is overheard may cost a life; a
 * call for an animal, a thanks for a rescue and a question how to prevent are no calls. */
#include "inbound/danger.h"

/* A negation right before, or with no more than one word between: "không cần cứu". */
static bool is_denied(const struct reading *r, const struct find *what)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_NEGATION, &index)); index++)
        if (find->to <= what->from && what->from - find->to <= 1 &&
            find->from >= speech_clause_start(&r->speech, what->from))
            return true;
    return false;
}

static size_t distance(const struct find *a, const struct find *b)
{
    if (a->to <= b->from)
        return b->from - a->to;
    return b->to <= a->from ? a->from - b->to : 0;
}

/* The find of the group nearest to the words, within reach words; SIZE_MAX: none. */
static size_t nearest(const struct reading *r, enum keyword keyword, const struct find *what)
{
    const struct find *find;
    size_t best = SIZE_MAX;

    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (distance(find, what) < best)
            best = distance(find, what);
    return best;
}

/* An animal stands nearer to the words than any person does. */
static bool is_about_animals(const struct reading *r, const struct find *what)
{
    size_t animal = nearest(r, KEYWORD_ANIMAL, what), person = nearest(r, KEYWORD_PERSON, what);

    return animal != SIZE_MAX && animal < person;
}

static bool set(struct danger *danger, const struct find *find, bool help, const char *rule)
{
    *danger = (struct danger){
        .help = help, .urgent = true, .from = find->from, .to = find->to, .rule = rule};
    return true;
}

/* The first find of the group that is neither denied nor about animals. */
static const struct find *find_of_people(const struct reading *r, enum keyword keyword)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (!is_denied(r, find) && !is_about_animals(r, find))
            return find;
    return NULL;
}

static bool is_hypothetical(const struct reading *r)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_DOUBT, &index)); index++)
        if (r->speech.items[find->from].starts_clause)
            return true;
    return false;
}

static bool is_help(const struct reading *r, struct danger *danger)
{
    const struct find *find;

    if (reading_has(r, KEYWORD_OVER) || is_hypothetical(r))
        return false;
    if ((find = find_of_people(r, KEYWORD_RESCUE)))
        return set(danger, find, true, "calls for rescue");
    if ((find = find_of_people(r, KEYWORD_GRAVE)))
        return set(danger, find, true, "tells of danger to life");
    if ((find = find_of_people(r, KEYWORD_PERIL)) && reading_has(r, KEYWORD_NEED))
        return set(danger, find, true, "tells of danger and asks for what is needed");
    if (find && nearest(r, KEYWORD_PERSON, find) <= 3)
        return set(danger, find, true, "tells of a person in danger");
    return false;
}

void danger_read(const struct reading *r, struct danger *ret_danger)
{
    const struct find *find;

    *ret_danger = (struct danger){0};
    if (is_help(r, ret_danger))
        return;
    if ((find = find_of_people(r, KEYWORD_HAZARD)))
        (void)set(ret_danger, find, false, "tells of danger to people near");
}
