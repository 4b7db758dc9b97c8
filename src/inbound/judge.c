/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every rule needs: to say why, and to ask the model. */
#include "inbound/judge.h"

#include <stdlib.h>

#include "base/memory.h"

/* How much the model must believe a kind for it to be recorded: where the rules say it too, and
 * where they do not. Chosen on labelled replies, each read with a model that had not learnt from
 * it (misreadings --folds), so that few records are wrong; what lies below is for a person. */
const struct belief beliefs[REPLY_KINDS] = {
    [REPLY_ACK] = {0.6, 0.9},    [REPLY_REPORT] = {0.87, 0.98},      [REPLY_STOP] = {0.8, 0.85},
    [REPLY_START] = {0.85, 0.9}, [REPLY_WRONG_NUMBER] = {0.3, 0.85}, [REPLY_SERVICE] = {0.05, 0.7},
};

#define GRANTED_WHOLE 0.12 /* the text says this and no more */

/* The words from..to as they were typed; NULL: none. */
char *judge_words(const struct judge *j, size_t from, size_t to)
{
    const struct said *items = j->e.r.speech.items;

    if (from >= to || to > j->e.r.speech.count)
        return NULL;
    return xstrndup(j->text + items[from].from, items[to - 1].to - items[from].from);
}

bool judge_decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to)
{
    char *words = judge_words(j, from, to);

    j->reply->kind = kind;
    j->reply->why = words ? xasprintf("%s: \"%s\"", rule, words) : xstrdup(rule);
    free(words);
    return true;
}

bool judge_decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword)
{
    size_t index = 0;
    const struct find *find = finds_next(&j->e.r.finds, keyword, &index);

    return judge_decide(j, kind, rule, find ? find->from : 0, find ? find->to : 0);
}

bool judge_decide_by_model(struct judge *j, enum reply_kind kind, const char *rule)
{
    char *words = model_explain(j->model, &j->features, kind);

    j->reply->kind = kind;
    j->reply->why = xasprintf("%s: %s", rule, words);
    free(words);
    return true;
}

bool judge_believes(const struct judge *j, enum reply_kind kind, bool ruled, double granted,
                    double sure)
{
    if (!j->model)
        return ruled;
    return j->guess.kinds[kind] >= (ruled ? granted : sure);
}

/* Whether the text is of this kind: the model has to grant what the rules say, and to be sure of
 * what they do not. Without a model the rules decide. whole: the text says this and no more. */
bool judge_seems(const struct judge *j, enum reply_kind kind, bool ruled, bool whole)
{
    double granted = whole ? GRANTED_WHOLE : beliefs[kind].granted;

    return judge_believes(j, kind, ruled, granted, beliefs[kind].sure);
}

/* The text is this and nothing else, but for words that add nothing. */
bool judge_is_all(const struct judge *j, enum keyword keyword)
{
    uint64_t groups = GROUP_BIT(keyword) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_THANKS);

    return reading_has(&j->e.r, keyword) && reading_count_outside(&j->e.r, groups) == 0;
}
