/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between reply.c and the rules: what they look at and the record they fill. Each judge_... that
 * takes a kind's name is one rule: it fills the record and returns true, or leaves it. The rules
 * know nothing of the model, which is asked last and has the last word. */
#pragma once

#include "inbound/reply/evidence.h"
#include "inbound/reply/model.h"
#include "inbound/reply/opinion.h"
#include "inbound/reply/reply.h"

struct judge {
    const char *text;
    struct evidence e;
    struct reply *reply;
};

/* The words from..to as they were typed, to be freed; NULL: none. */
char *judge_words(const struct judge *j, size_t from, size_t to);
/* Records the kind and why: the rule, a static sentence, and the words from..to; or the first words
 * of the group. */
bool judge_decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to);
bool judge_decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword);

/* The text is of this group and nothing else, but for words that add nothing. */
bool judge_is_all(const struct judge *j, enum keyword keyword);
/* The text without the words that chose: what follows them, or else what stands before; all of it
 * where they stand in the middle. To be freed; NULL: nothing is left. */
char *judge_note(const struct judge *j);
/* The text clearly speaks of something else than the announcement. */
bool judge_has_own_topic(const struct judge *j);
/* The reply says no more than the option that it chose. */
bool judge_says_option_alone(const struct judge *j);

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
/* What wants no more messages may be said of an option: words of one are said beside it, or the
 * same word is ("khoi nhan" where one is "Nhận giống"). */
bool judge_may_refuse_option(const struct judge *j);
/* judge-help.c */
bool judge_help(struct judge *j);
/* judge-answer.c */
bool judge_answer(struct judge *j);
bool judge_unsure(struct judge *j);

/* judge-model.c: after the rules have filled the record. Keeps it where the model believes it, puts
 * another in its place where the model is surer of that, and makes it unclear where neither is
 * believed enough. */
void judge_by_model(struct judge *j, const struct model *model, const struct opinion *opinion);
