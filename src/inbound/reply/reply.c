/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a household's SMS means: the order in which the rules are asked, and then the model. */
#include "inbound/reply/reply.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "base/memory.h"
#include "inbound/reply/judge.h"
#include "text/accents.h"

struct reply_rules {
    struct keywords *keywords;
    struct model *model; /* NULL: the words decide alone */
};

static int open_model(struct reply_rules *rules, struct conf_faults *faults)
{
    const char *path = keywords_model(rules->keywords);

    if (!path || (rules->model = model_open(path, faults)))
        return 0;
    return REFUSED;
}

int reply_rules_open(const char *path, struct reply_rules **ret_rules, struct conf_faults *faults)
{
    struct reply_rules rules = {0};
    int r = keywords_open(path, &rules.keywords, faults);

    if (r == 0)
        r = open_model(&rules, faults);
    if (r != 0) {
        keywords_free(rules.keywords);
        return r;
    }
    *ret_rules = xmalloc(sizeof(rules));
    **ret_rules = rules;
    return 0;
}

void reply_rules_set_model(struct reply_rules *rules, struct model *model)
{
    model_free(rules->model);
    rules->model = model;
}

const struct keywords *reply_rules_keywords(const struct reply_rules *rules)
{
    return rules->keywords;
}

void reply_rules_free(struct reply_rules *rules)
{
    if (!rules)
        return;
    keywords_free(rules->keywords);
    model_free(rules->model);
    free(rules);
}

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

static bool (*const rules_in_order[])(struct judge *) = {
    judge_empty,  judge_advert, judge_help, judge_stop,   judge_start,   judge_wrong_number,
    judge_answer, judge_unsure, judge_ack,  judge_report, judge_unclear,
};

static enum reply_category likeliest_category(const struct opinion *opinion)
{
    enum reply_category best = REPLY_CATEGORY_OTHER;

    for (int c = 1; c < REPLY_CATEGORIES; c++)
        if (opinion->guess.categories[c] > opinion->guess.categories[best])
            best = (enum reply_category)c;
    return best;
}

/* opinion: NULL without a model, the rules' words then count alone. */
static enum reply_category own_category(const struct judge *j, const struct opinion *opinion)
{
    if (opinion)
        return likeliest_category(opinion);
    return j->e.topic.category == REPLY_CATEGORY_NONE ? REPLY_CATEGORY_OTHER : j->e.topic.category;
}

/* What the announcement is about, for this reply. An alert names the hall to flee to: who calls for
 * help then does not mean a meeting. */
static enum reply_category topic_around(const struct judge *j)
{
    enum reply_category around = j->e.around.category;

    return j->reply->kind == REPLY_HELP && around == REPLY_CATEGORY_MEETING &&
                   reading_has(&j->e.body, KEYWORD_DISASTER)
               ? REPLY_CATEGORY_DISASTER
               : around;
}

/* Words of the reply tell its topic; a bare call, and a question in words that tell nothing, have
 * the topic of the announcement. */
static void set_category(struct judge *j, const struct opinion *opinion)
{
    struct reply *reply = j->reply;
    enum reply_category around = topic_around(j);

    if (reply->kind != REPLY_HELP && reply->kind != REPLY_REPORT)
        return;
    reply->category = own_category(j, opinion);
    if (around != REPLY_CATEGORY_NONE &&
        (j->e.topic.score < 2 ||
         (reply->kind == REPLY_HELP &&
          (reply->category == REPLY_CATEGORY_OTHER || judge_says_option_alone(j)))))
        reply->category = around;
}

static void apply_rules(struct judge *j)
{
    for (size_t i = 0; i < ARRAY_SIZE(rules_in_order); i++)
        if (rules_in_order[i](j))
            break;
}

static void understand(struct judge *j, const struct reply_rules *rules,
                       const struct reply_context *context)
{
    struct opinion opinion;

    evidence_read(rules->keywords, context, j->text, &j->e);
    apply_rules(j);
    if (rules->model) {
        opinion_form(rules->model, &j->e, j->reply, &opinion);
        judge_by_model(j, rules->model, &opinion);
        set_category(j, &opinion);
        opinion_free(&opinion);
    } else {
        set_category(j, NULL);
    }
    evidence_free(&j->e);
}

void reply_form_opinion(const struct reply_rules *rules, const struct reply_context *context,
                        const char *text, struct opinion *ret_opinion)
{
    struct reply reply = {.kind = REPLY_UNCLEAR};
    struct judge j = {.text = text, .reply = &reply};

    evidence_read(rules->keywords, context, text, &j.e);
    apply_rules(&j);
    opinion_form(rules->model, &j.e, &reply, ret_opinion);
    reply_clear(&reply);
    evidence_free(&j.e);
}

void reply_understand(const struct reply_rules *rules, const struct reply_context *context,
                      const char *from, const char *text, struct reply *ret_reply)
{
    struct judge j = {.text = text, .reply = ret_reply};

    *ret_reply = (struct reply){.kind = REPLY_UNCLEAR};
    if (!is_household_number(from))
        (void)judge_decide(&j, REPLY_SERVICE, "the sender is no household's number", 0, 0);
    else if (!text_utf8_valid(text, strlen(text)))
        (void)judge_decide(&j, REPLY_UNCLEAR, "the text is not valid UTF-8", 0, 0);
    else
        understand(&j, rules, context);
}
