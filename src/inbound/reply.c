/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a household's SMS means: the order in which the rules are asked. */
#include "inbound/reply.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "base/memory.h"
#include "inbound/evidence.h"
#include "inbound/keywords.h"
#include "inbound/model.h"
#include "text/accents.h"

enum { OTHER_WORDS = 4 }; /* beside one that names an option */

/* How much the model must believe a kind for it to be recorded: where the rules say it too, and
 * where they do not. Chosen on labelled replies, each read with a model that had not learnt from
 * it (misreadings --folds), so that few records are wrong; what lies below is for a person. */
static const struct belief {
    double granted, sure;
} beliefs[REPLY_KINDS] = {
    [REPLY_ACK] = {0.6, 0.9},    [REPLY_REPORT] = {0.87, 0.98},      [REPLY_STOP] = {0.8, 0.85},
    [REPLY_START] = {0.85, 0.9}, [REPLY_WRONG_NUMBER] = {0.3, 0.85}, [REPLY_SERVICE] = {0.05, 0.7},
};

/* The same where the text says this and no more, and for a question. */
#define GRANTED_WHOLE 0.12
#define GRANTED_QUESTION 0.65

/* A call for help in so many words; in other words; heard by the model alone, where words of
 * danger are said of people, where none are said, and beside an answer. */
#define CALL_GRANTED 0.1
#define HELP_GRANTED 0.7
#define HELP_SURE_OF_PEOPLE 0.85
#define HELP_SURE 0.93
#define HELP_SURE_BESIDE_ANSWER 0.95
#define HELP_NEVER 2.0
#define HELP_DOUBTED 0.15 /* from here on it may be a call, and a person reads it */

/* An answer that the option's number does not name; one read from some of an option's words. */
#define ANSWER_GRANTED 0.85
#define ANSWER_GUESSED 0.85
#define ANSWER_OF_ONE_WORD 0.985 /* among many others */
#define ANSWER_HELP_DOUBTED 0.2  /* it may be a call all the same */

struct reply_rules {
    struct keywords *keywords;
    struct model *model; /* NULL: the words decide alone */
};

static int open_model(struct reply_rules *rules, struct conf_faults *faults)
{
    const char *path = keywords_model(rules->keywords);
    unsigned line;

    if (!path || (rules->model = model_open(path, &line)))
        return 0;
    conf_fault(faults, NULL, "%s:%u: %s", path, line,
               line ? "not a line of a model" : "cannot read this file");
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

/* Everything the rules look at, and the record they fill. */
struct judge {
    const struct reply_rules *rules;
    const char *text;
    struct evidence e;
    struct guess guess; /* of the model */
    struct features features;
    struct reply *reply;
};

/* --- Saying why ------------------------------------------------------------------------------ */

/* The words from..to as they were typed; NULL: none. */
static char *typed(const struct judge *j, size_t from, size_t to)
{
    const struct said *items = j->e.r.speech.items;

    if (from >= to || to > j->e.r.speech.count)
        return NULL;
    return xstrndup(j->text + items[from].from, items[to - 1].to - items[from].from);
}

static bool decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to)
{
    char *words = typed(j, from, to);

    j->reply->kind = kind;
    j->reply->why = words ? xasprintf("%s: \"%s\"", rule, words) : xstrdup(rule);
    free(words);
    return true;
}

static bool decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword)
{
    size_t index = 0;
    const struct find *find = finds_next(&j->e.r.finds, keyword, &index);

    return decide(j, kind, rule, find ? find->from : 0, find ? find->to : 0);
}

/* Words that add nothing to the option that was chosen. */
static bool adds_nothing(const struct judge *j, size_t from, size_t to)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_CHOOSING) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_NO) | GROUP_BIT(KEYWORD_NEGATION);

    return reading_is_made_of(&j->e.r, groups, from, to);
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

static bool is_single_letter(const struct judge *j, size_t word)
{
    const struct said *said = &j->e.r.speech.items[word];

    return strlen(said->readings[0].plain) == 1 && said->reading_count == 1;
}

/* Nothing but signs, strange words and, where no number was asked for, numbers. */
static bool is_empty(struct judge *j)
{
    for (size_t i = 0; i < j->e.r.speech.count; i++)
        if (!j->e.r.speech.items[i].strange &&
            (evidence_has_options(&j->e) ||
             (j->e.r.speech.items[i].number < 0 &&
              (!is_single_letter(j, i) || word_has_accents(&j->e.r.speech.items[i].readings[0])))))
            return false;
    return decide(j, REPLY_UNCLEAR, "no word that can be read", 0, 0);
}

static bool is_believed_as(const struct judge *j, enum reply_kind kind, bool ruled, double granted,
                           double sure)
{
    if (!j->rules->model)
        return ruled;
    return j->guess.kinds[kind] >= (ruled ? granted : sure);
}

/* Whether the text is of this kind: the model has to grant what the rules say, and to be sure of
 * what they do not. Without a model the rules decide. whole: the text says this and no more. */
static bool seems(const struct judge *j, enum reply_kind kind, bool ruled, bool whole)
{
    double granted = whole ? GRANTED_WHOLE : beliefs[kind].granted;

    return is_believed_as(j, kind, ruled, granted, beliefs[kind].sure);
}

static bool decide_by_model(struct judge *j, enum reply_kind kind, const char *rule)
{
    char *words = model_explain(j->rules->model, &j->features, kind);

    j->reply->kind = kind;
    j->reply->why = xasprintf("%s: %s", rule, words);
    free(words);
    return true;
}

static bool has_advert_words(const struct judge *j)
{
    const struct find *find;
    size_t count = 0, last = 0;

    for (size_t index = 0; (find = finds_next(&j->e.r.finds, KEYWORD_ADVERT, &index)); index++) {
        if (count == 0 || find->from >= last)
            count++;
        last = find->to;
    }
    return reading_has(&j->e.r, KEYWORD_ADVERT_SURE) || count >= 3;
}

static bool is_advert(struct judge *j)
{
    bool ruled = has_advert_words(j);

    if (!seems(j, REPLY_SERVICE, ruled, false))
        return false;
    if (!ruled)
        return decide_by_model(j, REPLY_SERVICE, "reads like an advertisement");
    return decide_by(j, REPLY_SERVICE, "an advertisement",
                     reading_has(&j->e.r, KEYWORD_ADVERT_SURE) ? KEYWORD_ADVERT_SURE
                                                               : KEYWORD_ADVERT);
}

/* One word of the option that calls for help ("cứu", "hết") may be said of a cow or a debt. */
static bool is_believed(const struct judge *j)
{
    if (reading_has(&j->e.r, KEYWORD_OVER))
        return false;
    if (!j->e.choice.by_number && reading_has(&j->e.r, KEYWORD_ANIMAL) &&
        !reading_has(&j->e.r, KEYWORD_PERSON))
        return false;
    return !j->rules->model || !j->e.choice.weak || j->e.r.speech.count <= 4 ||
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

static bool is_help(struct judge *j)
{
    bool chosen = evidence_chose_help(&j->e) && is_believed(j);
    bool answered = j->e.choice.state == CHOICE_MADE && j->e.choice.sure && !chosen;
    bool danger = is_believed_as(j, REPLY_HELP, j->e.danger.help,
                                 j->e.danger.call ? CALL_GRANTED : HELP_GRANTED,
                                 answered ? HELP_SURE_BESIDE_ANSWER : sure_of_help(j));

    if (!chosen && !danger)
        return false;
    j->reply->choice = choice_of_call(j, chosen, answered, danger);
    j->reply->urgent = true;
    if (!danger)
        return decide(j, REPLY_HELP, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
    if (!j->e.danger.help)
        return decide_by_model(j, REPLY_HELP, "reads like a call for help");
    return decide(j, REPLY_HELP, j->e.danger.rule, j->e.danger.from, j->e.danger.to);
}

/* The rules and the model do not agree whether people are in danger: what one of them hears is
 * not passed over. */
static bool is_doubtful_danger(struct judge *j)
{
    if (!j->rules->model || (!j->e.danger.help && j->guess.kinds[REPLY_HELP] < HELP_DOUBTED))
        return false;
    j->reply->urgent = true;
    return decide(j, REPLY_UNCLEAR, "may be a call for help", j->e.danger.from, j->e.danger.to);
}

/* The text is this and nothing else, but for words that add nothing. */
static bool is_all(const struct judge *j, enum keyword keyword)
{
    uint64_t groups = GROUP_BIT(keyword) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_THANKS);

    return reading_has(&j->e.r, keyword) && reading_count_outside(&j->e.r, groups) == 0;
}

static bool is_wrong_number(struct judge *j)
{
    bool ruled = reading_has(&j->e.r, KEYWORD_WRONG_NUMBER);

    if (!seems(j, REPLY_WRONG_NUMBER, ruled, is_all(j, KEYWORD_WRONG_NUMBER)))
        return false;
    if (!ruled)
        return decide_by_model(j, REPLY_WRONG_NUMBER, "reads like another's number");
    return decide_by(j, REPLY_WRONG_NUMBER, "says that this is another's number",
                     KEYWORD_WRONG_NUMBER);
}

static bool is_start(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && is_all(j, KEYWORD_START_ALONE);
    bool ruled = alone || reading_affirms(&j->e.r, KEYWORD_START);

    if (!seems(j, REPLY_START, ruled, alone || is_all(j, KEYWORD_START)))
        return false;
    if (!ruled)
        return decide_by_model(j, REPLY_START, "reads as if messages were wanted again");
    return decide_by(j, REPLY_START, "wants messages again",
                     alone ? KEYWORD_START_ALONE : KEYWORD_START);
}

static bool is_stop(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && is_all(j, KEYWORD_STOP_ALONE);
    bool ruled = alone || reading_has(&j->e.r, KEYWORD_STOP);
    bool asks = reading_asks(&j->e.r) && reading_has(&j->e.r, KEYWORD_POLICY);

    if (!seems(j, REPLY_STOP, ruled && !asks, alone || is_all(j, KEYWORD_STOP)))
        return false;
    if (!ruled)
        return decide_by_model(j, REPLY_STOP, "reads as if messages were wanted no more");
    return decide_by(j, REPLY_STOP, "wants no more messages",
                     alone ? KEYWORD_STOP_ALONE : KEYWORD_STOP);
}

static double believed_answer(const struct judge *j)
{
    return j->guess.kinds[REPLY_ANSWER] + j->guess.kinds[REPLY_ACK];
}

/* One word of an option, in a text that clearly speaks of something else than the announcement. */
static bool is_by_the_way(const struct judge *j)
{
    if (!j->e.choice.weak)
        return false;
    if (!j->rules->model)
        return j->e.topic.score >= 5 && j->e.topic.category != j->e.around.category;
    return believed_answer(j) < (j->e.choice.guessed ? 0.4 : 0.25);
}

/* The text without the words that chose: what follows them, or else what stands before; all of it
 * where they stand in the middle. */
static char *find_note(const struct judge *j)
{
    size_t from = j->e.choice.from, to = j->e.choice.to, count = j->e.r.speech.count;
    bool before = !adds_nothing(j, 0, from), after = !adds_nothing(j, to, count);

    if (before && after)
        return typed(j, 0, count);
    if (after)
        return typed(j, to, count);
    return before ? typed(j, 0, from) : NULL;
}

/* It seems to ask, but the option is named in so many words and the model sees an answer. */
static bool is_answer_all_the_same(const struct judge *j)
{
    return j->rules->model && !j->e.choice.weak && j->e.choice.from < j->e.choice.to &&
           j->guess.kinds[REPLY_ANSWER] >= 0.8 && !j->e.r.speech.asks;
}

/* The option is named by the way, by one word among many that say something else; and that word
 * would be said of any announcement ("đi"), or the model is not all but certain. */
static bool is_one_word_of_many(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_THANKS) |
                      GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_CHOOSING);

    return j->e.choice.weak && (!j->e.choice.sure || believed_answer(j) < ANSWER_OF_ONE_WORD) &&
           j->e.choice.to - j->e.choice.from <= 1 &&
           reading_count_outside(&j->e.r, groups) > OTHER_WORDS;
}

/* "trâu còn ngoài nương": where people are asked for, what is said of animals chooses nothing. */
static bool is_of_animals(const struct judge *j)
{
    const struct find *find;
    size_t start = speech_clause_start(&j->e.r.speech, j->e.choice.from);

    if (!j->e.context->options->help || reading_has(&j->e.r, KEYWORD_PERSON))
        return false;
    for (size_t i = 0; (find = finds_next(&j->e.r.finds, KEYWORD_ANIMAL, &i)); i++)
        if (find->from >= start && find->to <= j->e.choice.from)
            return true;
    return false;
}

/* The option was not named by its number, and something else speaks against the answer: another
 * rule, the model, or danger to people. */
static bool is_doubtful_answer(const struct judge *j)
{
    if (j->e.choice.by_number || !j->rules->model)
        return false;
    return is_of_animals(j) || reading_has(&j->e.r, KEYWORD_WRONG_NUMBER) ||
           reading_has(&j->e.r, KEYWORD_STOP) ||
           believed_answer(j) < (j->e.choice.guessed ? ANSWER_GUESSED : ANSWER_GRANTED) ||
           j->guess.kinds[REPLY_HELP] >= ANSWER_HELP_DOUBTED || is_one_word_of_many(j);
}

static bool is_answer(struct judge *j)
{
    if (j->e.choice.state != CHOICE_MADE || is_by_the_way(j) ||
        (j->e.choice.asked && !is_answer_all_the_same(j)) ||
        (evidence_chose_help(&j->e) && !is_believed(j)))
        return false;
    if (is_doubtful_answer(j))
        return decide(j, REPLY_UNCLEAR, "may be an answer", j->e.choice.from, j->e.choice.to);
    j->reply->choice = j->e.choice.number;
    j->reply->urgent = j->e.danger.urgent;
    j->reply->note = find_note(j);
    return decide(j, REPLY_ANSWER, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}

static bool is_unsure(struct judge *j)
{
    return j->e.choice.state == CHOICE_UNSURE && !j->e.choice.asked &&
           decide(j, REPLY_UNCLEAR, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}

/* How many words neither thank nor assent nor say that it was received. */
static size_t count_beside_ack(const struct judge *j)
{
    return reading_count_outside(
        &j->e.r, GROUP_BIT(KEYWORD_ACK) | GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_THANKS) |
                     GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS));
}

/* Thanks and assent are all that is said; or that it was received, and little more. */
static bool says_received(const struct judge *j)
{
    uint64_t polite = GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_THANKS);
    size_t more = count_beside_ack(j);

    if (reading_asks(&j->e.r) || (j->e.choice.mentioned && j->e.r.speech.count <= 2))
        return false;
    if (reading_has(&j->e.r, KEYWORD_ACK))
        return more <= 5 && (more <= 2 || j->e.topic.score <= 4);
    if (!reading_has(&j->e.r, KEYWORD_ASSENT) && !reading_has(&j->e.r, KEYWORD_THANKS))
        return false;
    return more == 0 ||
           (more <= 3 && !evidence_has_options(&j->e) && reading_is_made_of(&j->e.r, polite, 0, 1));
}

static bool is_ack(struct judge *j)
{
    bool ruled = says_received(j);

    if (!seems(j, REPLY_ACK, ruled, count_beside_ack(j) == 0))
        return false;
    if (!ruled)
        return decide_by_model(j, REPLY_ACK, "reads as if it was received");
    return decide_by(j, REPLY_ACK, "says that it was received",
                     reading_has(&j->e.r, KEYWORD_ACK)      ? KEYWORD_ACK
                     : reading_has(&j->e.r, KEYWORD_THANKS) ? KEYWORD_THANKS
                                                            : KEYWORD_ASSENT);
}

/* While options are open a text that does not ask may be an answer in words that we do not know,
 * and a person reads it; it is a report where it tells of trouble, or of another subject. */
static bool may_be_an_answer(const struct judge *j)
{
    if (!evidence_has_options(&j->e) || reading_asks(&j->e.r) || j->e.danger.urgent)
        return false;
    if (j->e.choice.state == CHOICE_MADE)
        return true;
    if (reading_has(&j->e.r, KEYWORD_TROUBLE))
        return j->e.topic.score < 4;
    return j->e.topic.score < 5 || j->e.topic.category == j->e.around.category ||
           j->e.choice.mentioned;
}

/* "gì vậy", "sao": a question word and nothing that it asks for. */
static bool asks_nothing(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_QUESTION) | GROUP_BIT(KEYWORD_QUESTION_TAG);

    return j->e.r.speech.count <= 2 && reading_count_outside(&j->e.r, groups) == 0;
}

static bool is_report(struct judge *j)
{
    bool asks = reading_asks(&j->e.r) && !asks_nothing(j);
    bool ruled = !may_be_an_answer(j) &&
                 (asks || j->e.topic.score >= 2 || j->e.danger.urgent || j->e.r.speech.count >= 4);

    if (asks_nothing(j) || !is_believed_as(j, REPLY_REPORT, ruled,
                                           asks ? GRANTED_QUESTION : beliefs[REPLY_REPORT].granted,
                                           beliefs[REPLY_REPORT].sure))
        return false;
    j->reply->urgent = j->e.danger.urgent;
    if (!ruled)
        return decide_by_model(j, REPLY_REPORT, "reads as if it told of something");
    return decide(j, REPLY_REPORT, asks ? "asks" : "tells of something", 0, 0);
}

static bool is_unclear(struct judge *j)
{
    return decide(j, REPLY_UNCLEAR, "no rule fits", 0, 0);
}

static bool (*const rules_in_order[])(struct judge *) = {
    is_empty,  is_advert,          is_help,   is_stop, is_start,  is_wrong_number,
    is_answer, is_doubtful_danger, is_unsure, is_ack,  is_report, is_unclear,
};

/* What the model finds likeliest; the rules' words count beside it. */
static enum reply_category likeliest_category(const struct judge *j)
{
    enum reply_category best = REPLY_CATEGORY_OTHER;

    for (int c = 1; c < REPLY_CATEGORIES; c++)
        if (j->guess.categories[c] > j->guess.categories[best])
            best = (enum reply_category)c;
    return best;
}

static enum reply_category own_category(const struct judge *j)
{
    if (j->rules->model)
        return likeliest_category(j);
    return j->e.topic.category == REPLY_CATEGORY_NONE ? REPLY_CATEGORY_OTHER : j->e.topic.category;
}

/* The reply says no more than the option that it chose. */
static bool says_option_alone(const struct judge *j)
{
    return j->e.choice.from < j->e.choice.to && adds_nothing(j, 0, j->e.choice.from) &&
           adds_nothing(j, j->e.choice.to, j->e.r.speech.count);
}

/* Words of the reply tell its topic; a bare call, and a question in words that tell nothing, have
 * the topic of the announcement. */
static void set_category(struct judge *j)
{
    struct reply *reply = j->reply;
    bool known = j->e.around.category != REPLY_CATEGORY_NONE;

    if (reply->kind != REPLY_HELP && reply->kind != REPLY_REPORT)
        return;
    reply->category = own_category(j);
    if (known && (j->e.topic.score < 2 ||
                  (reply->kind == REPLY_HELP &&
                   (reply->category == REPLY_CATEGORY_OTHER || says_option_alone(j)))))
        reply->category = j->e.around.category;
}

static void understand(struct judge *j, const struct reply_context *context)
{
    evidence_read(j->rules->keywords, context, j->text, &j->e);
    if (j->rules->model) {
        features_collect(&j->e, &j->features);
        model_guess(j->rules->model, &j->features, evidence_has_options(&j->e), &j->guess);
    }
    for (size_t i = 0; i < ARRAY_SIZE(rules_in_order); i++)
        if (rules_in_order[i](j))
            break;
    set_category(j);
    features_free(&j->features);
    evidence_free(&j->e);
}

void reply_understand(const struct reply_rules *rules, const struct reply_context *context,
                      const char *from, const char *text, struct reply *ret_reply)
{
    struct judge j = {.rules = rules, .text = text, .reply = ret_reply};

    *ret_reply = (struct reply){.kind = REPLY_UNCLEAR};
    if (!is_household_number(from))
        (void)decide(&j, REPLY_SERVICE, "the sender is no household's number", 0, 0);
    else if (!text_utf8_valid(text, strlen(text)))
        (void)decide(&j, REPLY_UNCLEAR, "the text is not valid UTF-8", 0, 0);
    else
        understand(&j, context);
}
