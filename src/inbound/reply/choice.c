/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the announcement's options a reply chooses: by its number, by its words, by yes and
 * no where the options are a yes and a no. What contradicts itself is left to a person. */
#include "inbound/reply/choice.h"

#include <stdlib.h>

#include "inbound/reply/chooser.h"

static bool choose_by_anything_but_number(struct chooser *c)
{
    return choose_by_plea(c) || choose_by_bare_no(c) || choose_by_words(c) ||
           choose_by_agreement(c) || choose_by_not_taking(c) || choose_by_absence(c) ||
           choose_by_denial(c) || choose_by_wellbeing(c) || choose_by_coming(c) ||
           choose_by_yes_or_no(c) || choose_by_common_word(c) || choose_by_refusal(c) ||
           choose_by_doubtful_number(c) || choose_by_some_words(c);
}

static bool is_named_between(const struct chooser *c, int number, size_t from, size_t to)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from >= from && c->found.items[i].to <= to &&
            occurrence_affirms(&c->found.items[i]) &&
            c->options->items[c->found.items[i].phrase->option].number == number)
            return true;
    return false;
}

/* An "or" that is not between two ways to say the same option. */
static bool has_open_either(const struct chooser *c)
{
    int number = c->choice->number;

    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, KEYWORD_EITHER, find));)
        if (!is_named_between(c, number, 0, find->from) ||
            !is_named_between(c, number, find->to, c->r->speech.count))
            return true;
    return false;
}

static bool is_within_label(const struct chooser *c, const struct find *find)
{
    for (size_t i = 0; i < c->found.count; i++)
        if ((c->found.items[i].from <= find->from || c->found.items[i].denied) &&
            find->to <= c->found.items[i].to)
            return true;
    return false;
}

/* A doubt that is not itself what an option says ("chưa rõ"). */
static bool has_doubt(const struct chooser *c)
{
    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, KEYWORD_DOUBT, find));)
        if (!is_within_label(c, find))
            return true;
    return false;
}

/* Two at least of the options, or one and an "or", or "any will do". */
static bool is_left_open(const struct chooser *c)
{
    return has_doubt(c) || (c->choice->state == CHOICE_MADE && has_open_either(c));
}

/* A question leaves open what is named beside it; what another clause says outright stands. */
static bool is_asked_about(const struct chooser *c)
{
    const struct choice *choice = c->choice;
    const struct speech *speech = &c->r->speech;

    if (!reading_asks(c->r))
        return false;
    if (choice->state != CHOICE_MADE || choice->weak || choice->from == choice->to ||
        c->r->speech.asks)
        return true;
    return reading_asks_between(c->r, speech_clause_start(speech, choice->from),
                                speech_clause_end(speech, choice->from));
}

/* "cứu" where the option that calls for help is "Ngập sâu cần cứu". */
static bool says_rescue_of_label(const struct chooser *c, const struct phrase *phrase)
{
    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, KEYWORD_RESCUE, find));)
        if (!c->r->denied[find->from] && phrase_fits(phrase, c->r, find->from))
            return true;
    return false;
}

static bool says_help(const struct chooser *c)
{
    int help = chooser_find_option(c->options, c->options->help);

    if (help == NO_OPTION || c->denied[help] != WEIGHT_NONE)
        return false;
    for (size_t i = 0; i < c->phrases->count; i++)
        if (c->phrases->items[i].help && c->phrases->items[i].source != PHRASE_BODY &&
            says_rescue_of_label(c, &c->phrases->items[i]))
            return true;
    return c->affirmed[help] >= WEIGHT_WORD;
}

void choice_read(const struct reading *r, const struct phrases *phrases,
                 const struct reply_context *context, struct choice *ret_choice)
{
    struct chooser c = {
        .r = r, .phrases = phrases, .options = context->options, .choice = ret_choice};

    *ret_choice = (struct choice){.state = CHOICE_NONE};
    if (!context->options || context->options->count == 0)
        return;
    phrases_find(phrases, r, &c.found);
    chooser_weigh(&c);
    if (choose_by_number(&c)) { /* stands beside whatever else is said, but for a cry for help */
        if (ret_choice->state == CHOICE_MADE && context->options->help &&
            ret_choice->number != context->options->help && chooser_has_plea(r))
            chooser_settle(&c, CHOICE_UNSURE, NO_OPTION, "asks for help beside another option");
    } else if (reading_has(r, KEYWORD_OPEN)) {
        chooser_settle(&c, CHOICE_UNSURE, NO_OPTION, "leaves the choice open");
    } else {
        (void)choose_by_anything_but_number(&c);
        if (is_asked_about(&c))
            ret_choice->asked = true;
        else if (is_left_open(&c))
            chooser_settle(&c, CHOICE_UNSURE, NO_OPTION, "leaves the choice open");
    }
    ret_choice->mentioned = c.found.count > 0;
    ret_choice->says_help = says_help(&c);
    free(c.found.items);
}
