/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text says that people are in danger. A call that is overheard may cost a life; a
 * call for an animal, a thanks for a rescue and a question how to prevent are no calls. */
#include "inbound/reply/danger.h"

#include "base/memory.h"

/* A negation right before, or with no more than one word between: "không cần cứu". */
static bool is_denied(const struct reading *r, const struct find *what)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));)
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

static bool is_someone(const struct find *find)
{
    return find->keyword == KEYWORD_PERSON || find->keyword == KEYWORD_ANIMAL ||
           find->keyword == KEYWORD_THING;
}

/* Who the words are about: the first person or animal named in their clause, else a thing named
 * before them; NULL: no one. */
static const struct find *subject_in_clause(const struct reading *r, const struct find *what)
{
    size_t start = speech_clause_start(&r->speech, what->from);
    size_t end = speech_clause_end(&r->speech, what->from);

    const struct find *thing = NULL;

    for (size_t i = 0; i < r->finds.count; i++) {
        const struct find *find = &r->finds.items[i];
        if (!is_someone(find) || find->from < start || find->from >= end)
            continue;
        if (find->keyword != KEYWORD_THING)
            return find;
        if (!thing && find->from < what->from)
            thing = find;
    }
    return thing;
}

static bool starts_between(const struct reading *r, enum keyword keyword, size_t from, size_t to)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (find->from >= from && find->from < to)
            return true;
    return false;
}

/* "cứu đám lúa", "cứu con trâu": what is to be rescued stands right behind. */
static bool rescues_goods(const struct reading *r, const struct find *what)
{
    size_t from = what->from + 1, end = speech_clause_end(&r->speech, what->from);
    size_t to = from + 4 < end ? from + 4 : end;

    if (what->keyword != KEYWORD_CALL && what->keyword != KEYWORD_RESCUE)
        return false;
    return !starts_between(r, KEYWORD_PERSON, from, to) &&
           (starts_between(r, KEYWORD_AGRICULTURE, from, to) ||
            starts_between(r, KEYWORD_ANIMAL, from, to));
}

/* "rầy cháy hết lúa rồi cứu với": crops are spoken of, and neither people nor water. */
static bool is_about_crops(const struct reading *r, const struct find *what)
{
    static const enum keyword people[] = {KEYWORD_PERSON,  KEYWORD_GRAVE,  KEYWORD_PERIL,
                                          KEYWORD_FLOODED, KEYWORD_HAZARD, KEYWORD_DISASTER};
    size_t crops = 0;

    if (what->keyword != KEYWORD_CALL && what->keyword != KEYWORD_RESCUE)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(people); i++)
        if (reading_has(r, people[i]))
            return false;
    for (const struct find *crop = NULL; (crop = finds_next(&r->finds, KEYWORD_AGRICULTURE, crop));)
        crops++;
    return crops >= 2;
}

static bool is_about_others(const struct reading *r, const struct find *what)
{
    const struct find *subject = subject_in_clause(r, what);

    if (rescues_goods(r, what) || is_about_crops(r, what))
        return true;
    if (subject && subject->keyword == KEYWORD_THING)
        return what->keyword != KEYWORD_CALL && what->keyword != KEYWORD_RESCUE;
    if (subject)
        return subject->keyword == KEYWORD_ANIMAL;
    return reading_has(r, KEYWORD_ANIMAL) && !reading_has(r, KEYWORD_PERSON);
}

static bool set(struct danger *danger, const struct find *find, bool help, const char *rule)
{
    *danger = (struct danger){
        .help = help, .urgent = true, .from = find->from, .to = find->to, .rule = rule};
    return true;
}

/* "gãy tay tháng trước" */
static bool is_past(const struct reading *r, const struct find *what)
{
    return reading_clause_has(r, KEYWORD_PAST, what->from);
}

/* "binh an" says that all is well, and of its words none that someone is ill ("bịnh"). */
static bool is_of_wellbeing(const struct reading *r, const struct find *what)
{
    return finds_exceed(&r->finds, KEYWORD_FINE, what->from, what->to);
}

/* The first find of the group that is neither denied nor past nor about animals. */
static const struct find *find_of_people(const struct reading *r, enum keyword keyword)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (!is_denied(r, find) && !is_of_wellbeing(r, find) && !is_about_others(r, find) &&
            !is_past(r, find))
            return find;
    return NULL;
}

enum concern danger_concern(const struct reading *r, enum keyword keyword)
{
    enum concern concern = CONCERN_NONE;

    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));) {
        if (is_denied(r, find) || is_of_wellbeing(r, find))
            concern = concern == CONCERN_NONE ? CONCERN_DENIED : concern;
        else if (is_about_others(r, find))
            concern = CONCERN_ANIMALS;
        else
            return CONCERN_PEOPLE;
    }
    return concern;
}

static bool is_hypothetical(const struct reading *r)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_DOUBT, find));)
        if (r->speech.items[find->from].starts_clause)
            return true;
    return false;
}

static bool is_near(const struct reading *r, enum keyword keyword, const struct find *what)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (distance(find, what) <= 10)
            return true;
    return false;
}

/* A person stands in the same clause, close before or after the words. */
static bool concerns_person(const struct reading *r, const struct find *what)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_PERSON, find));)
        if (speech_clause_start(&r->speech, find->from) ==
                speech_clause_start(&r->speech, what->from) &&
            distance(find, what) <= 4)
            return true;
    return false;
}

/* "bình an rồi" in "hết bình an rồi": it is the peace that is over. */
static bool begins_in_danger(const struct reading *r, const struct find *over)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_GRAVE, find));)
        if (find->from < over->from && over->from < find->to)
            return true;
    return false;
}

static bool is_over(const struct reading *r)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_OVER, find));)
        if (!begins_in_danger(r, find))
            return true;
    return false;
}

static bool is_help(const struct reading *r, struct danger *danger)
{
    const struct find *find;

    if ((find = find_of_people(r, KEYWORD_CALL)))
        return set(danger, find, true, "calls for rescue");
    if (is_over(r) || is_hypothetical(r))
        return false;
    if ((find = find_of_people(r, KEYWORD_RESCUE)))
        return set(danger, find, true, "speaks of rescue");
    if (reading_has(r, KEYWORD_QUESTION_TAG) && !reading_has(r, KEYWORD_NEED))
        return false; /* "cháu từng bị co giật, tiêm được không" */
    if ((find = find_of_people(r, KEYWORD_GRAVE)))
        return set(danger, find, true, "tells of danger to life");
    if ((find = find_of_people(r, KEYWORD_PERIL)) && concerns_person(r, find))
        return set(danger, find, true, "tells of a person in danger");
    if ((find = find_of_people(r, KEYWORD_SUFFERS)) && concerns_person(r, find) &&
        (reading_has(r, KEYWORD_NEED) || is_near(r, KEYWORD_BLOCKED, find)))
        return set(danger, find, true, "tells of a person in need");
    if ((find = find_of_people(r, KEYWORD_FLOODED)) &&
        (reading_has(r, KEYWORD_NEED) || reading_has(r, KEYWORD_FRAIL)))
        return set(danger, find, true, "tells of danger to those in the house");
    if ((find = find_of_people(r, KEYWORD_FRAIL)) && reading_has(r, KEYWORD_NEED))
        return set(danger, find, true, "tells of people who cannot save themselves");
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
