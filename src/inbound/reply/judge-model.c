/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far the model is believed. */
#include "inbound/reply/judge.h"

#include <stdlib.h>

#include "base/memory.h"

/* How much the model must believe a kind for it to be recorded: where the rules say the same, and
 * where they do not. Chosen on labelled replies, each read with a model that had not learnt from
 * the replies to its announcement (misreadings --folds), so that few records are wrong; what lies
 * below is for a person. */
static const struct {
    double agreed, alone;
} enough[REPLY_KINDS] = {
    [REPLY_ANSWER] = {0.78, 0.86},     [REPLY_ACK] = {0.5, 0.5},      [REPLY_HELP] = {0.4, 0.6},
    [REPLY_REPORT] = {0.7, 0.7},       [REPLY_STOP] = {0.5, 0.7},     [REPLY_START] = {0.6, 0.7},
    [REPLY_WRONG_NUMBER] = {0.4, 0.6}, [REPLY_SERVICE] = {0.4, 0.45},
};

/* Enough for an answer that the rules do not see, where one is asked whether help is needed: "an"
 * is half of "an toàn", and a pig that does not eat is no household that is safe. */
#define ALONE_ENOUGH_IN_DANGER 0.95

/* Enough for an option where the reply says no more than its words; and where one is asked whether
 * help is needed. */
#define PLAIN_ENOUGH 0.2
#define PLAIN_ENOUGH_IN_DANGER 0.65

/* From here on it may be a call for help, and a person reads it, whatever was chosen in the same
 * breath; where it seems to be a report; and an urgent one, which a person reads at once anyway. */
#define HELP_DOUBTED 0.01
#define HELP_DOUBTED_IN_REPORT 0.15
#define HELP_DOUBTED_IN_URGENT_REPORT 0.2

static const char *const likeness[REPLY_KINDS] = {
    [REPLY_ANSWER] = "reads like an answer",
    [REPLY_ACK] = "reads as if it was received",
    [REPLY_HELP] = "reads like a call for help",
    [REPLY_REPORT] = "reads as if it told of something",
    [REPLY_STOP] = "reads as if messages were wanted no more",
    [REPLY_START] = "reads as if messages were wanted again",
    [REPLY_WRONG_NUMBER] = "reads like another's number",
    [REPLY_SERVICE] = "reads like an advertisement",
    [REPLY_UNCLEAR] = "reads like nothing in particular",
};

/* The text is an option's number and nothing more; or numbers that choose none. */
static bool is_bare_number(const struct judge *j)
{
    const struct choice *choice = &j->e.choice;

    if (!choice->by_number)
        return false;
    if (choice->state == CHOICE_MADE)
        return judge_says_option_alone(j);
    return true;
}

/* The text says that all is well and nothing more, where the other option calls for help. */
static bool says_only_that_all_is_well(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FINE) | GROUP_BIT(KEYWORD_FILLER) |
                      GROUP_BIT(KEYWORD_ADDRESS) | GROUP_BIT(KEYWORD_THANKS) |
                      GROUP_BIT(KEYWORD_ASSENT);

    return j->reply->kind == REPLY_ANSWER && j->e.context->options->help &&
           j->reply->choice != j->e.context->options->help &&
           reading_affirms(&j->e.r, KEYWORD_FINE) &&
           reading_is_made_of(&j->e.r, groups, 0, j->e.r.speech.count);
}

/* The text says yes and nothing more, where one is asked for a yes or a no. */
static bool says_only_yes(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    return j->reply->kind == REPLY_ANSWER && !j->e.context->options->help &&
           reading_has(&j->e.r, KEYWORD_ASSENT) &&
           reading_is_made_of(&j->e.r, groups, 0, j->e.r.speech.count);
}

/* The text cries for help in such words and says nothing more, unless they name another option
 * ("Cừu"). */
static bool only_cries(const struct judge *j, enum keyword keyword)
{
    uint64_t groups = GROUP_BIT(keyword) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    return j->reply->kind == REPLY_HELP &&
           (j->e.choice.state == CHOICE_NONE || evidence_chose_help(&j->e)) &&
           reading_is_made_of(&j->e.r, groups, 0, j->e.r.speech.count);
}

/* No word that could be read, a bare number, a yes, that all is well, a cry for help: there is
 * nothing to weigh. */
static bool is_settled(const struct judge *j)
{
    size_t readable = 0;

    for (size_t i = 0; i < j->e.r.speech.count; i++)
        readable += !j->e.r.speech.items[i].strange;
    return readable == 0 || (is_bare_number(j) && j->reply->kind != REPLY_REPORT) ||
           says_only_yes(j) || says_only_that_all_is_well(j) || only_cries(j, KEYWORD_RESCUE) ||
           only_cries(j, KEYWORD_ASKS_HELP);
}

/* Who wants no messages, or another's, says words of options by the way; and who chooses an option,
 * or has received it, or has another sense for the words ("cô Dung nhắn"), is not struck off. */
static bool speaks_against(const struct judge *j, const struct opinion *o)
{
    enum reply_kind ruled = j->reply->kind;

    return (o->kind == REPLY_ANSWER &&
            (ruled == REPLY_STOP || ruled == REPLY_START || ruled == REPLY_WRONG_NUMBER)) ||
           (o->kind == REPLY_STOP && (judge_may_refuse_option(j) || ruled == REPLY_ACK ||
                                      (ruled != REPLY_STOP && reading_has(&j->e.r, KEYWORD_STOP))));
}

/* Where one is asked whether help is needed and the rules hear that it is, or whatever is asked and
 * somebody cries for rescue, no other answer is recorded. */
static bool silences_a_call(const struct judge *j, const struct opinion *o)
{
    if (o->kind != REPLY_ANSWER)
        return false;
    return reading_has(&j->e.r, KEYWORD_CALL) ||
           (j->reply->kind == REPLY_HELP &&
            (j->e.context->options->help || reading_affirms(&j->e.r, KEYWORD_RESCUE)));
}

/* The words of options are said of others or of what was: they are no answer of this household's.
 */
static bool takes_an_aside_for_an_answer(const struct judge *j, const struct opinion *o)
{
    return o->kind == REPLY_ANSWER && !o->agreed && j->e.choice.aside;
}

static double needed(const struct judge *j, const struct opinion *o)
{
    if (o->agreed)
        return enough[o->kind].agreed;
    if (o->kind == REPLY_ANSWER && j->e.context->options->help)
        return ALONE_ENOUGH_IN_DANGER;
    return enough[o->kind].alone;
}

static bool is_enough(const struct judge *j, const struct opinion *o)
{
    if (speaks_against(j, o) || silences_a_call(j, o) || takes_an_aside_for_an_answer(j, o))
        return false;
    if (o->kind == REPLY_REPORT &&
        o->guess.kinds[REPLY_HELP] >=
            (j->e.danger.urgent ? HELP_DOUBTED_IN_URGENT_REPORT : HELP_DOUBTED_IN_REPORT))
        return false;
    return o->belief >= needed(j, o);
}

static bool may_be_help(const struct opinion *o)
{
    return o->guess.kinds[REPLY_HELP] >= HELP_DOUBTED;
}

static void say(struct judge *j, enum reply_kind kind, char *why)
{
    free(j->reply->why);
    j->reply->kind = kind;
    j->reply->why = why;
}

/* Neither is believed: a person reads it, at once where it may be a call for help. */
static void doubt(struct judge *j, const struct opinion *o)
{
    bool help = may_be_help(o);

    if (j->reply->kind != REPLY_UNCLEAR)
        say(j, REPLY_UNCLEAR,
            help ? xasprintf("may be a call for help (%.0f %%)", 100 * o->guess.kinds[REPLY_HELP])
                 : xasprintf("%s, but not surely enough (%.0f %%)", likeness[o->kind],
                             100 * o->belief));
    j->reply->choice = 0;
    j->reply->urgent |= help;
    free(j->reply->note);
    j->reply->note = NULL;
}

/* What speaks most for the opinion, of the reply and, where an option is chosen, of the option. */
static char *explain(const struct model *model, const struct opinion *o)
{
    char *words = o->choice ? model_explain(model, &o->fits.options[o->option], LABEL_CHOSEN)
                            : model_explain(model, &o->text, LABEL_KIND + (int)o->kind);
    char *why = o->choice ? xasprintf("%s, of option %d: %s", likeness[o->kind], o->choice, words)
                          : xasprintf("%s: %s", likeness[o->kind], words);

    free(words);
    return why;
}

/* The option that a call for help names is kept beside the call: the words say that better than the
 * model, where the rules see the call at all. */
static int choice_of_call(const struct judge *j, const struct opinion *o)
{
    if (o->agreed)
        return j->reply->choice;
    return j->e.choice.by_number && j->e.choice.state == CHOICE_MADE ? j->e.choice.number
                                                                     : o->choice;
}

/* All of the text, but for the words that the rules see choose the same. */
static char *note(const struct judge *j, const struct opinion *o)
{
    if (j->e.choice.state == CHOICE_MADE && j->e.choice.number == o->choice)
        return judge_note(j);
    return judge_words(j, 0, j->e.r.speech.count);
}

/* Records what the model says, where the rules say something else. */
static void overrule(struct judge *j, const struct model *model, const struct opinion *o)
{
    say(j, o->kind, explain(model, o));
    free(j->reply->note);
    j->reply->note = o->kind == REPLY_ANSWER ? note(j, o) : NULL;
    j->reply->choice = o->choice;
    j->reply->urgent = o->kind == REPLY_HELP || j->e.danger.urgent;
}

static double belief_in(const struct opinion *o, const struct evidence *e)
{
    double belief = 0;

    for (size_t i = 0; i < o->fits.count; i++)
        if (e->context->options->items[i].number == e->choice.number)
            belief = o->guess.options[i];
    return belief;
}

/* The option's own words and nothing beside them: less belief is enough; least for the option that
 * calls for help, unless it is named by a single word among others. */
static bool is_plain_choice(const struct judge *j, const struct opinion *o)
{
    bool calls = j->reply->kind == REPLY_HELP && !j->e.choice.weak;
    bool cautious = j->e.context->options && j->e.context->options->help && !calls;

    return (j->reply->kind == REPLY_ANSWER || j->reply->kind == REPLY_HELP) &&
           judge_says_option_alone(j) &&
           belief_in(o, &j->e) >= (cautious ? PLAIN_ENOUGH_IN_DANGER : PLAIN_ENOUGH);
}

/* The rules hear a call and the model holds it likely, if something else even more so. */
static bool believes_the_call(const struct judge *j, const struct opinion *o)
{
    return j->reply->kind == REPLY_HELP && o->kind != REPLY_HELP &&
           o->guess.kinds[REPLY_HELP] >= enough[REPLY_HELP].agreed;
}

void judge_by_model(struct judge *j, const struct model *model, const struct opinion *o)
{
    if (is_settled(j) || is_plain_choice(j, o) || believes_the_call(j, o))
        return;
    if (!is_enough(j, o) || (o->kind == REPLY_ANSWER && may_be_help(o))) {
        doubt(j, o);
        return;
    }
    if (!o->agreed)
        overrule(j, model, o);
    if (o->kind == REPLY_HELP)
        j->reply->choice = choice_of_call(j, o);
}
