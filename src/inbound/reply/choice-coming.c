/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing to come or not to come, in other words than the options'. */
#include "inbound/reply/chooser.h"

/* Whether the option is one of coming: "Có đi", "Dự", "Đưa cháu tới". */
static bool is_of_coming(const struct chooser *c, size_t option, bool negated)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->option == option && phrase->negated == negated && phrase->of_coming)
            return true;
    }
    return false;
}

static bool refuses_to_come(const struct chooser *c, size_t option)
{
    return is_of_coming(c, option, true) || chooser_is_no_label(c, option);
}

/* Says no more than that one comes: "Dự họp", "Có mặt"; not "Đi xe xã". */
static bool is_to_come(const struct chooser *c, size_t option)
{
    return chooser_text_is(c, c->options->items[option].label, KEYWORD_COMES,
                           GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_MEETING));
}

/* The one option that is such; NO_OPTION: none, or several. */
static int only_option(const struct chooser *c, bool (*is_such)(const struct chooser *, size_t))
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++) {
        if (!is_such(c, i))
            continue;
        if (option != NO_OPTION)
            return NO_OPTION;
        option = (int)i;
    }
    return option;
}

bool chooser_offers_coming(const struct chooser *c)
{
    for (size_t i = 0; i < c->options->count; i++)
        if (is_of_coming(c, i, false))
            return true;
    return false;
}

/* "chưa đi được" may still come. */
static bool comes_later(const struct reading *r)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));)
        if (negation_is_not_yet(r, find))
            return true;
    return false;
}

/* "bận", "không về được" where one option is to come and one is not; "bận" to any yes and no. */
bool choose_by_absence(struct chooser *c)
{
    bool coming = chooser_offers_coming(c) && !c->options->help;
    int option = coming ? only_option(c, refuses_to_come) : NO_OPTION, yes;
    bool absent = reading_affirms(c->r, KEYWORD_ABSENT);

    if (!coming && !chooser_yes_and_no(c, &yes, &option))
        return false;
    if (option == NO_OPTION || comes_later(c->r) ||
        ((!coming || !reading_denies(c->r, KEYWORD_COMES)) && !absent))
        return false;
    chooser_settle(c, CHOICE_MADE, option, "says no in other words");
    c->choice->weak = true;
    chooser_point_at(c, absent ? KEYWORD_ABSENT : KEYWORD_COMES, !absent);
    return true;
}

/* Only who comes, and how many: "nhà tôi 2 người đi". */
static bool says_only_who_comes(const struct reading *r, size_t from, size_t to)
{
    uint64_t groups = POLITE | GROUP_BIT(KEYWORD_CHOOSING) | GROUP_BIT(KEYWORD_COMES) |
                      GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_AGREES);

    for (size_t i = from; i < to; i++) {
        bool counts =
            r->figures[i] == FIGURE_AMOUNT || (i > from && r->figures[i - 1] == FIGURE_AMOUNT &&
                                               finds_begin(&r->finds, KEYWORD_UNIT, i));
        if (!counts && !reading_is_made_of(r, groups, i, i + 1))
            return false;
    }
    return true;
}

/* "chắc chắn đi", "tôi sẽ đến dự": that one comes, and no more, where one option is to come. */
bool choose_by_coming(struct chooser *c)
{
    size_t from, to;

    chooser_first_clause(c->r, &from, &to);
    if (c->options->help || !says_only_who_comes(c->r, from, to) ||
        !reading_affirms(c->r, KEYWORD_COMES) || reading_denies(c->r, KEYWORD_COMES) ||
        reading_has(c->r, KEYWORD_ABSENT))
        return false;
    int option = only_option(c, is_to_come);
    if (option == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, option, "says yes in other words");
    c->choice->weak = true;
    chooser_point_at(c, KEYWORD_COMES, false);
    return true;
}
