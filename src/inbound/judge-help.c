/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a reply calls for help. */
#include "inbound/judge.h"

/* A call for help in so many words; in other words; heard by the model alone, where words of
 * danger are said of people, where none are said, and beside an answer. */
#define CALL_GRANTED 0.1
#define HELP_GRANTED 0.7
#define HELP_SURE_OF_PEOPLE 0.85
#define HELP_SURE 0.93
#define HELP_SURE_BESIDE_ANSWER 0.95
#define HELP_NEVER 2.0
#define HELP_DOUBTED 0.15 /* from here on it may be a call, and a person reads it */

/* One word of the option that calls for help ("cứu", "hết") may be said of a cow or a debt. */
bool judge_believes_chosen_help(const struct judge *j)
{
    if (reading_has(&j->e.r, KEYWORD_OVER))
        return false;
    if (!j->e.choice.by_number && reading_has(&j->e.r, KEYWORD_ANIMAL) &&
        !reading_has(&j->e.r, KEYWORD_PERSON))
        return false;
    return !j->model || !j->e.choice.weak || j->e.r.speech.count <= 4 ||
           j->guess.kinds[REPLY_HELP] >= 0.35;
}

/* How sure the model must be of a call that the rules do not hear: surer where no word of danger
 * is said at all, and never sure enough where they are said of animals or denied. */
static double sure_of_help(const struct judge *j)
{
    switch (danger_concern_of_all(&j->e.r)) {
    case CONCERN_PEOPLE:
        return HELP_SURE_OF_PEOPLE;
    case CONCERN_NONE:
        return HELP_SURE;
    case CONCERN_ANIMALS:
    case CONCERN_DENIED:
        break;
    }
    return HELP_NEVER;
}

/* The option that a call for help names, if any: it is kept beside the call. */
static int choice_of_call(const struct judge *j, bool chosen, bool answered, bool danger)
{
    if (j->e.choice.by_number || (answered && !j->e.choice.weak) ||
        (chosen && (j->e.choice.sure || !danger)))
        return j->e.choice.number;
    return j->e.choice.says_help ? j->e.context->options->help : 0;
}

bool judge_help(struct judge *j)
{
    bool chosen = evidence_chose_help(&j->e) && judge_believes_chosen_help(j);
    bool answered = j->e.choice.state == CHOICE_MADE && j->e.choice.sure && !chosen;
    bool danger = judge_believes(j, REPLY_HELP, j->e.danger.help,
                                 j->e.danger.call ? CALL_GRANTED : HELP_GRANTED,
                                 answered ? HELP_SURE_BESIDE_ANSWER : sure_of_help(j));

    if (!chosen && !danger)
        return false;
    j->reply->choice = choice_of_call(j, chosen, answered, danger);
    j->reply->urgent = true;
    if (!danger)
        return judge_decide(j, REPLY_HELP, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
    if (!j->e.danger.help)
        return judge_decide_by_model(j, REPLY_HELP, "reads like a call for help");
    return judge_decide(j, REPLY_HELP, j->e.danger.rule, j->e.danger.from, j->e.danger.to);
}

/* The rules and the model do not agree whether people are in danger: what one of them hears is
 * not passed over. */
bool judge_doubtful_danger(struct judge *j)
{
    if (!j->model || (!j->e.danger.help && j->guess.kinds[REPLY_HELP] < HELP_DOUBTED))
        return false;
    j->reply->urgent = true;
    return judge_decide(j, REPLY_UNCLEAR, "may be a call for help", j->e.danger.from,
                        j->e.danger.to);
}
