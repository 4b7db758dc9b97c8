/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What keeps an option's words from choosing it: they are said of others, of what was, in a
 * question, beside words that say something else. */
#include "inbound/reply/chooser.h"

#include <string.h>

#include "base/memory.h"

/* Inside a longer way to say it: "xin vắng". */
static bool is_spelled_out(const struct reading *r, const struct occurrence *o)
{
    return finds_exceed(&r->finds, KEYWORD_ABSENT, o->from, o->to);
}

static bool is_two_faced_alone(const struct chooser *c, int option)
{
    bool found = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if (!chooser_is_two_faced(c->r, o))
            return false;
        found |= !is_spelled_out(c->r, o);
    }
    return found &&
           reading_count_outside(c->r, GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                                           GROUP_BIT(KEYWORD_ASSENT)) == 0;
}

static bool same_words(const struct phrase *a, const struct phrase *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->words[i].plain, b->words[i].plain) != 0)
            return false;
    return true;
}

/* "ông đi bà không đi": the same words said and denied in one clause. */
static bool contradicts_itself(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++)
        for (size_t j = 0; j < c->found.count; j++) {
            const struct occurrence *a = &c->found.items[i], *b = &c->found.items[j];
            if (a->denied && !b->denied && same_words(a->phrase, b->phrase) &&
                (a->to <= b->from || b->to <= a->from) &&
                speech_clause_start(&c->r->speech, a->from) ==
                    speech_clause_start(&c->r->speech, b->from))
                return true;
        }
    return false;
}

static size_t count_weighty(const enum weight *weights, size_t count, enum weight least)
{
    size_t n = 0;

    for (size_t i = 0; i < count && i < OPTIONS_MAX; i++)
        n += weights[i] >= least;
    return n;
}

static bool says_two_options(const struct chooser *c, int option)
{
    enum weight weight;
    size_t count = c->options->count;

    (void)chooser_heaviest(c->affirmed, count, &weight);
    return option == NO_OPTION ||
           (weight < WEIGHT_PHRASE && count_weighty(c->affirmed, count, weight) > 1) ||
           count_weighty(c->affirmed, count, WEIGHT_WORD) > 1;
}

/* "3 con gai toi di thay": the number may be the option, or count daughters. */
static bool begins_with_another_number(const struct chooser *c, int option)
{
    int number;

    if (c->affirmed[option] != WEIGHT_GENERIC || !c->r->speech.count ||
        !chooser_is_figure(c, 0, FIGURE_EITHER))
        return false;
    number = chooser_find_option(c->options, c->r->values[0]);
    return number != NO_OPTION && number != option;
}

/* "ch7a ngập": what stands right before may have been a denial. */
static bool follows_a_strange_word(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        const struct said *said = &c->r->speech.items[o->from];
        if ((int)o->phrase->option == option && o->from > 0 && !said->starts_clause &&
            said[-1].strange && !said[-1].name)
            return true;
    }
    return false;
}

/* No word of it is part of what an option says ("tôi bận" where one is "Bận"). */
static bool stands_apart(const struct chooser *c, const struct find *find)
{
    for (size_t word = find->from; word < find->to; word++)
        if (chooser_covers(c, word))
            return false;
    return true;
}

/* In the clause of what is said for the option. */
static bool is_in_its_clause(const struct chooser *c, int option, size_t word)
{
    size_t start = speech_clause_start(&c->r->speech, word);

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option == option && occurrence_affirms(o) &&
            speech_clause_start(&c->r->speech, o->from) == start)
            return true;
    }
    return false;
}

/* "xin vắng mặt, nhà có việc": a word as common as "có", beside one that refuses to come; and "thứ
 * Bảy thì bận", where the option itself does not refuse. */
static bool refuses_as_well(const struct chooser *c, int option)
{
    bool common = c->affirmed[option] == WEIGHT_GENERIC;

    if (chooser_is_help(c, option)) /* "cần giúp, chồng tôi vắng nhà" */
        return false;
    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, KEYWORD_ABSENT, find));)
        if (!c->r->denied[find->from] && stands_apart(c, find) &&
            (common || is_in_its_clause(c, option, find->from)))
            return common || !chooser_is_no_label(c, (size_t)option);
    return false;
}

static bool option_says(const struct chooser *c, size_t option, size_t at)
{
    for (size_t i = 0; i < c->phrases->count; i++)
        if (c->phrases->items[i].option == option && phrase_fits(&c->phrases->items[i], c->r, at))
            return true;
    return false;
}

/* "cháu vào lớp 1", "đứa 2 tuổi" where the options are "1 cháu" and "2 cháu". */
static bool counts_something_else(const struct chooser *c, const struct occurrence *o)
{
    size_t option = o->phrase->option;
    enum figure figure = c->r->figures[o->from];

    if (o->to - o->from > 1 || c->r->speech.items[o->from].number < 0)
        return false;
    if (figure == FIGURE_AMOUNT) /* of what stands behind it */
        return !option_says(c, option, o->to);
    return figure == FIGURE_NAME && o->from > 0 && !option_says(c, option, o->from - 1) &&
           !keywords_particle_at(c->r->keywords, PARTICLE_DAY, &c->r->speech, o->from - 1);
}

static bool is_an_amount(const struct chooser *c, int option)
{
    return !chooser_is_help(c, option) && chooser_says_all(c, option, counts_something_else);
}

static bool tells_of_trouble(const struct phrase *phrase)
{
    if (phrase->groups & GROUP_BIT(KEYWORD_TROUBLE))
        return true;
    for (int k = 0; k < KEYWORD_COUNT; k++)
        if (keyword_is_of_danger((enum keyword)k) && (phrase->groups & GROUP_BIT(k)))
            return true;
    return false;
}

/* "ngập" where one is asked whether help is needed and the options are "Ngập, có gác" and "Cần
 * thuyền": no more than the trouble is known. */
static bool leaves_help_open(const struct chooser *c, int option)
{
    bool part = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o) ||
            o->phrase->source == PHRASE_BODY)
            continue;
        if (!o->phrase->part || !tells_of_trouble(o->phrase))
            return false;
        part = true;
    }
    return part && c->options->help && !chooser_is_help(c, option);
}

static bool is_denied_as_well(const struct chooser *c, int option)
{
    return c->denied[option] >= c->affirmed[option];
}

/* Asked in this order: those behind says_two_options are asked of an option only. */
static const struct {
    bool (*holds)(const struct chooser *c, int option);
    struct objection objection;
    bool of_nothing; /* holds where no option is said, too */
} objections[] = {
    {is_two_faced_alone, {"may be a yes or a no without its accents"}, .of_nothing = true},
    {contradicts_itself, {"says and denies the same"}, .of_nothing = true},
    {says_two_options, {"says the words of two options"}},
    {begins_with_another_number, {"holds a number that may be an option or an amount"}},
    {refuses_as_well, {"says yes and refuses"}},
    {chooser_may_be_done, {"may say that it is done, or choose to do it"}},
    {chooser_speaks_of_what_was, {"speaks of what was", .aside = true}},
    {chooser_speaks_of_others, {"speaks of others", .aside = true}},
    {is_an_amount, {"holds a number that counts something else"}},
    {leaves_help_open, {"says part of an option, which tells of trouble"}},
    {follows_a_strange_word, {"says an option's words behind one that cannot be read"}},
    {is_denied_as_well, {"says an option's words and denies them"}},
};

const struct objection *chooser_objection(const struct chooser *c, int option, enum weight weight)
{
    for (size_t i = 0; i < ARRAY_SIZE(objections); i++)
        if ((weight != WEIGHT_NONE || objections[i].of_nothing) && objections[i].holds(c, option))
            return &objections[i].objection;
    return NULL;
}
