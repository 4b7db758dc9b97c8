/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between reply.c and the rules: what they look at and the record they fill. Each judge_... that
 * takes a kind's name is one rule: it fills the record and returns true, or leaves it. */
#pragma once

#include "inbound/evidence.h"
#include "inbound/model.h"
#include "inbound/reply.h"

struct judge {
    const struct model *model; /* NULL: the words decide alone */
    const char *text;
    struct evidence e;
    struct features features;
    struct guess guess; /* of the model */
    struct reply *reply;
};

/* How much the model must believe a kind: where the rules say it too, and where they do not. */
struct belief {
    double granted, sure;
};
extern const struct belief beliefs[REPLY_KINDS];

/* The words from..to as they were typed, to be freed; NULL: none. */
char *judge_words(const struct judge *j, size_t from, size_t to);
/* Records the kind and why: the rule, a static sentence, and the words from..to; or the first words
 * of the group; or what speaks most for it in the model. */
bool judge_decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to);
bool judge_decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword);
bool judge_decide_by_model(struct judge *j, enum reply_kind kind, const char *rule);

/* Whether the text is of this kind: the model has to grant what the rules say, and to be sure of
 * what they do not. Without a model the rules decide. */
bool judge_believes(const struct judge *j, enum reply_kind kind, bool ruled, double granted,
                    double sure);
/* The same by the table of beliefs. whole: the text says this and no more. */
bool judge_seems(const struct judge *j, enum reply_kind kind, bool ruled, bool whole);
/* The text is of this group and nothing else, but for words that add nothing. */
bool judge_is_all(const struct judge *j, enum keyword keyword);
/* Words that add nothing to the option that was chosen. */
bool judge_adds_nothing(const struct judge *j, size_t from, size_t to);
/* The option that calls for help was chosen, and not said of a cow or a debt. */
bool judge_believes_chosen_help(const struct judge *j);

/* judge-report.c */
bool judge_empty(struct judge *j);
bool judge_ack(struct judge *j);
bool judge_report(struct judge *j);
bool judge_unclear(struct judge *j);
/* judge-wishes.c */
bool judge_advert(struct judge *j);
bool judge_wrong_number(struct judge *j);
bool judge_start(struct judge *j);
bool judge_stop(struct judge *j);
/* judge-help.c */
bool judge_help(struct judge *j);
bool judge_doubtful_danger(struct judge *j);
/* judge-answer.c */
bool judge_answer(struct judge *j);
bool judge_unsure(struct judge *j);
