/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a reply calls for help. */
#include "inbound/reply/judge.h"

/* One word of the option that calls for help ("cứu", "hết") may be said of a cow or a debt. */
static bool believes_chosen_help(const struct judge *j)
{
    if (reading_has(&j->e.r, KEYWORD_OVER))
        return false;
    return j->e.choice.by_number || !reading_has(&j->e.r, KEYWORD_ANIMAL) ||
           reading_has(&j->e.r, KEYWORD_PERSON);
}

/* The option that a call for help names, if any: it is kept beside the call. */
static int choice_of_call(const struct judge *j, bool chosen, bool answered, bool danger)
{
    if (j->e.choice.by_number || (answered && !j->e.choice.weak) ||
        (chosen && (j->e.choice.sure || !danger)))
        return j->e.choice.number;
    return j->e.choice.says_help ? j->e.context->options->help : 0;
}

/* "ngập có gác": where help can be chosen, another option's own words are no call; nor are those of
 * "Cừu" wherever it can be chosen. */
static bool is_another_option(const struct judge *j)
{
    const struct choice *choice = &j->e.choice;
    const struct danger *danger = &j->e.danger;

    if (!evidence_has_options(&j->e) || evidence_chose_help(&j->e) || !judge_says_option_alone(j) ||
        danger->from < choice->from || choice->to < danger->to)
        return false;
    return j->e.context->options->help || finds_begin(&j->e.r.finds, KEYWORD_RESCUE, danger->from);
}

bool judge_help(struct judge *j)
{
    bool chosen = evidence_chose_help(&j->e) && believes_chosen_help(j);
    bool answered = j->e.choice.state == CHOICE_MADE && j->e.choice.sure && !chosen;
    bool danger = j->e.danger.help && !is_another_option(j);

    if (!chosen && !danger)
        return false;
    j->reply->choice = choice_of_call(j, chosen, answered, danger);
    j->reply->urgent = true;
    if (!danger)
        return judge_decide(j, REPLY_HELP, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
    return judge_decide(j, REPLY_HELP, j->e.danger.rule, j->e.danger.from, j->e.danger.to);
}
