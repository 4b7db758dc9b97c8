/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing by a bare "no", and by what is denied. */
#include "inbound/reply/chooser.h"

/* A synonym that is a bare negation ("không", "chưa") holds where a clause says no more than
 * that; "chưa" alone also where one label alone begins with it. */
static bool is_bare_no(const struct chooser *c, const struct phrase *phrase, size_t from, size_t to)
{
    for (size_t at = from; phrase->pure_no && at < to; at++)
        if (phrase_word_fits(phrase, 0, c->r, at))
            return true;
    return phrase->not_yet && phrase->source == PHRASE_LABEL &&
           keywords_particle_at(c->r->keywords, PARTICLE_NOT_YET, &c->r->speech, from);
}

bool choose_by_bare_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t from, to;
    int option = NO_OPTION;

    chooser_first_clause(r, &from, &to);
    if (!chooser_clause_is(r, GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_NO), from, to) ||
        chooser_speaks_of_options(c, from, to))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (!is_bare_no(c, phrase, from, to))
            continue;
        if (option != NO_OPTION && option != (int)phrase->option)
            return false;
        option = (int)phrase->option;
    }
    if (option == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, option, "says no");
    return true;
}

/* The one option whose label or synonym is a bare "không". */
static int option_of_bare_no(const struct chooser *c)
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->pure_no && !phrase->not_yet)
            option = (int)phrase->option;
    }
    return option;
}

/* What is offered: "Không lấy". */
static bool refuses_to_take(const struct chooser *c, const struct phrase *phrase)
{
    return phrase->negated && !phrase->not_yet && (phrase->groups & GROUP_BIT(KEYWORD_TAKES));
}

/* "không cần đâu" where one option is "Không lấy". */
bool choose_by_not_taking(struct chooser *c)
{
    const struct reading *r = c->r;
    uint64_t groups = GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_NO) |
                      GROUP_BIT(KEYWORD_DENIED_AFTER) | GROUP_BIT(KEYWORD_TAKES);
    size_t from, to;

    chooser_first_clause(r, &from, &to);
    if (c->options->help || !reading_denies(r, KEYWORD_TAKES) ||
        !chooser_clause_is(r, groups, from, to))
        return false;
    int option = chooser_only_option(c, refuses_to_take);
    if (option == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, option, "says no in other words");
    chooser_point_at(c, KEYWORD_TAKES, true);
    return true;
}

static bool denied_not_yet(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++)
        if ((int)c->found.items[i].phrase->option == option && c->found.items[i].not_yet)
            return true;
    return false;
}

/* Besides the words of options and their denial there is no more than a word. */
static bool says_little_else(const struct chooser *c)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_THANKS);
    size_t count = 0;

    for (size_t i = 0; i < c->r->speech.count; i++)
        count += !chooser_covers(c, i) && !reading_is_made_of(c->r, groups, i, i + 1);
    return count <= 1;
}

/* "không an toàn" to safe / needs help is a call for help; to yes / no, the denial of one is the
 * other. */
bool choose_by_denial(struct chooser *c)
{
    int yes_option, no_option, help = chooser_find_option(c->options, c->options->help);
    enum weight weight;
    int denied = chooser_heaviest(c->denied, c->options->count, &weight);

    if (denied == NO_OPTION)
        return false;
    if (help != NO_OPTION && denied != help && (c->options->count == 2 || denied == help - 1)) {
        chooser_settle(c, CHOICE_MADE, help, "denies that all is well");
        c->choice->sure = true;
    } else if (chooser_yes_and_no(c, &yes_option, &no_option)) {
        chooser_settle(c, CHOICE_MADE, denied == yes_option ? no_option : yes_option,
                       "denies the other option");
    } else if (help == denied && c->options->count == 2) {
        chooser_settle(c, CHOICE_MADE, 1 - help, "denies that help is needed");
    } else if (!denied_not_yet(c, denied) && option_of_bare_no(c) != NO_OPTION &&
               says_little_else(c)) {
        chooser_settle(c, CHOICE_MADE, option_of_bare_no(c), "says no to another option");
    } else {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "denies an option and names none");
    }
    return true;
}
