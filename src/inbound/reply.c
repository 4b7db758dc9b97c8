/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a household's SMS means: the order in which the rules are asked. */
#include "inbound/reply.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/memory.h"
#include "inbound/choice.h"
#include "inbound/danger.h"
#include "inbound/keywords.h"
#include "inbound/phrases.h"
#include "inbound/reading.h"
#include "inbound/topic.h"
#include "text/accents.h"

struct reply_rules {
    struct keywords *keywords;
};

int reply_rules_open(const char *path, struct reply_rules **ret_rules, struct conf_faults *faults)
{
    struct keywords *keywords;
    int r = keywords_open(path, &keywords, faults);

    if (r != 0)
        return r;
    *ret_rules = xcalloc(1, sizeof(**ret_rules));
    (*ret_rules)->keywords = keywords;
    return 0;
}

void reply_rules_free(struct reply_rules *rules)
{
    if (!rules)
        return;
    keywords_free(rules->keywords);
    free(rules);
}

/* Everything the rules look at, and the record they fill. */
struct judge {
    const struct reply_rules *rules;
    const struct reply_context *context;
    const char *text;
    struct reading r;
    struct phrases phrases;
    struct choice choice;
    struct danger danger;
    struct topic topic;
    struct reply *reply;
};

/* --- Saying why ------------------------------------------------------------------------------ */

static char *quote(const struct judge *j, size_t from, size_t to)
{
    const struct speech *speech = &j->r.speech;

    if (from >= to || to > speech->count)
        return NULL;
    size_t begin = speech->items[from].from;
    return xstrndup(j->text + begin, speech->items[to - 1].to - begin);
}

static bool decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to)
{
    char *words = quote(j, from, to);

    j->reply->kind = kind;
    j->reply->why = words ? xasprintf("%s: \"%s\"", rule, words) : xstrdup(rule);
    free(words);
    return true;
}

static bool decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword)
{
    size_t index = 0;
    const struct find *find = finds_next(&j->r.finds, keyword, &index);

    return decide(j, kind, rule, find ? find->from : 0, find ? find->to : 0);
}

/* --- The sender ------------------------------------------------------------------------------- */

/* A household's number has nine digits or more and is no 1800 or 1900 service. */
static bool is_household_number(const char *from)
{
    size_t digits = 0;

    for (const char *c = from; *c; c++) {
        if (isalpha((unsigned char)*c))
            return false;
        digits += isdigit((unsigned char)*c) != 0;
    }
    return digits >= 9 && strncmp(from, "1800", 4) != 0 && strncmp(from, "1900", 4) != 0;
}

/* --- The rules, in the order in which they are asked --------------------------------------------
 */

static bool is_empty(struct judge *j)
{
    for (size_t i = 0; i < j->r.speech.count; i++)
        if (!j->r.speech.items[i].strange)
            return false;
    return decide(j, REPLY_UNCLEAR, "no word that can be read", 0, 0);
}

static bool is_advert(struct judge *j)
{
    const struct find *find;
    size_t count = 0, last = 0;

    for (size_t index = 0; (find = finds_next(&j->r.finds, KEYWORD_ADVERT, &index)); index++) {
        if (count == 0 || find->from >= last)
            count++;
        last = find->to;
    }
    if (!reading_has(&j->r, KEYWORD_ADVERT_SURE) && count < 3)
        return false;
    return decide_by(j, REPLY_SERVICE, "an advertisement",
                     reading_has(&j->r, KEYWORD_ADVERT_SURE) ? KEYWORD_ADVERT_SURE
                                                             : KEYWORD_ADVERT);
}

static bool chose_help(const struct judge *j)
{
    return j->choice.state == CHOICE_MADE && j->context->options->help &&
           j->choice.number == j->context->options->help;
}

static bool is_help(struct judge *j)
{
    if (!j->danger.help && !chose_help(j))
        return false;
    if (j->choice.state == CHOICE_MADE)
        j->reply->choice = j->choice.number;
    j->reply->urgent = true;
    if (j->danger.help)
        return decide(j, REPLY_HELP, j->danger.rule, j->danger.from, j->danger.to);
    return decide(j, REPLY_HELP, j->choice.rule, j->choice.from, j->choice.to);
}

static bool is_wrong_number(struct judge *j)
{
    return reading_has(&j->r, KEYWORD_WRONG_NUMBER) &&
           decide_by(j, REPLY_WRONG_NUMBER, "says that this is another's number",
                     KEYWORD_WRONG_NUMBER);
}

/* The text is this and nothing else, but for words that add nothing. */
static bool is_all(const struct judge *j, enum keyword keyword)
{
    uint64_t groups = GROUP_BIT(keyword) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_THANKS);

    return reading_has(&j->r, keyword) && reading_count_outside(&j->r, groups) == 0;
}

static bool is_start(struct judge *j)
{
    bool alone = j->context->options == NULL && is_all(j, KEYWORD_START_ALONE);

    if (!alone && !reading_affirms(&j->r, KEYWORD_START))
        return false;
    return decide_by(j, REPLY_START, "wants messages again",
                     alone ? KEYWORD_START_ALONE : KEYWORD_START);
}

static bool is_stop(struct judge *j)
{
    bool alone = is_all(j, KEYWORD_STOP_ALONE);

    if (!alone && !reading_has(&j->r, KEYWORD_STOP))
        return false;
    return decide_by(j, REPLY_STOP, "wants no more messages",
                     alone ? KEYWORD_STOP_ALONE : KEYWORD_STOP);
}

static bool is_answer(struct judge *j)
{
    if (j->choice.state != CHOICE_MADE)
        return false;
    j->reply->choice = j->choice.number;
    j->reply->urgent = j->danger.urgent;
    return decide(j, REPLY_ANSWER, j->choice.rule, j->choice.from, j->choice.to);
}

static bool is_unsure(struct judge *j)
{
    return j->choice.state == CHOICE_UNSURE &&
           decide(j, REPLY_UNCLEAR, j->choice.rule, j->choice.from, j->choice.to);
}

static bool is_question(const struct judge *j)
{
    return j->r.speech.asks || reading_has(&j->r, KEYWORD_QUESTION);
}

static bool is_ack(struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_ACK) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_THANKS) |
                      GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);
    bool received = reading_has(&j->r, KEYWORD_ACK);
    bool polite = reading_has(&j->r, KEYWORD_THANKS) || reading_has(&j->r, KEYWORD_YES);
    size_t more = reading_count_outside(&j->r, groups);

    if (is_question(j) || (!received && !polite))
        return false;
    if (more > (received ? 4u : 0u) || (more > 0 && j->topic.score > 4))
        return false;
    return decide_by(j, REPLY_ACK, "says that it was received",
                     received                             ? KEYWORD_ACK
                     : reading_has(&j->r, KEYWORD_THANKS) ? KEYWORD_THANKS
                                                          : KEYWORD_YES);
}

/* While options are open, a text that neither asks nor speaks of anything we know may be an
 * answer in words we do not: a person reads it. */
static bool is_report(struct judge *j)
{
    bool open = j->context->options && j->context->options->count > 0;

    if (!is_question(j) && j->topic.score < (open ? 4u : 2u) && !j->danger.urgent &&
        (open || j->r.speech.count < 4))
        return false;
    j->reply->urgent = j->danger.urgent;
    return decide(j, REPLY_REPORT, is_question(j) ? "asks" : "tells of something", 0, 0);
}

static bool is_unclear(struct judge *j)
{
    return decide(j, REPLY_UNCLEAR, "no rule fits", 0, 0);
}

static bool (*const rules_in_order[])(struct judge *) = {
    is_empty,  is_advert, is_help, is_stop,   is_start,   is_wrong_number,
    is_answer, is_unsure, is_ack,  is_report, is_unclear,
};

static void set_category(struct judge *j)
{
    struct reply *reply = j->reply;
    struct topic around;

    if (reply->kind != REPLY_HELP && reply->kind != REPLY_REPORT)
        return;
    reply->category = j->topic.category;
    if (j->topic.score >= (reply->kind == REPLY_HELP ? 2u : 2u))
        return;
    around = topic_of_announcement(j->rules->keywords, j->context->body);
    if (around.category != REPLY_CATEGORY_NONE)
        reply->category = around.category;
    else
        reply->category = REPLY_CATEGORY_OTHER;
}

static void understand(struct judge *j)
{
    phrases_make(j->rules->keywords, j->context, &j->phrases);
    reading_make(j->rules->keywords, &j->phrases.near, j->text, &j->r);
    choice_read(&j->r, &j->phrases, j->context, &j->choice);
    danger_read(&j->r, &j->danger);
    j->topic = topic_read(&j->r);
    for (size_t i = 0; i < ARRAY_SIZE(rules_in_order); i++)
        if (rules_in_order[i](j))
            break;
    set_category(j);
    reading_free(&j->r);
    phrases_free(&j->phrases);
}

void reply_understand(const struct reply_rules *rules, const struct reply_context *context,
                      const char *from, const char *text, struct reply *ret_reply)
{
    struct judge j = {.rules = rules, .context = context, .text = text, .reply = ret_reply};

    *ret_reply = (struct reply){.kind = REPLY_UNCLEAR};
    if (!is_household_number(from))
        (void)decide(&j, REPLY_SERVICE, "the sender is no household's number", 0, 0);
    else if (!text_utf8_valid(text, strlen(text)))
        (void)decide(&j, REPLY_UNCLEAR, "the text is not valid UTF-8", 0, 0);
    else
        understand(&j);
}
