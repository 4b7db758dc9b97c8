/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of orders by SMS share: one exchange, from a text to its answer. */
#pragma once

#include "inbound/orders.h"
#include "store/order.h"

/* What an answer may name. */
#define TALK_WORDS(WORD)                                                                           \
    WORD(ID, id)                                                                                   \
    WORD(TO, to)                                                                                   \
    WORD(HOUSEHOLDS, households)                                                                   \
    WORD(PARTS, parts)                                                                             \
    WORD(COST, cost)                                                                               \
    WORD(FINISH, finish)                                                                           \
    WORD(UNTIL, until)                                                                             \
    WORD(CODE, code)                                                                               \
    WORD(AUTHOR, author)                                                                           \
    WORD(NAME, name)                                                                               \
    WORD(WAITING, waiting)                                                                         \
    WORD(REACHED, reached)                                                                         \
    WORD(UNREACHED, unreached)                                                                     \
    WORD(REPLIES, replies)                                                                         \
    WORD(GROUP, group)                                                                             \
    WORD(COUNT, count)                                                                             \
    WORD(TEXT, text)     /* this one and those below are cut to what has room */                   \
    WORD(GROUPS, groups) /* between two of them */                                                 \
    WORD(CODES, codes)

#define TALK_ENUM(NAME, name) TALK_##NAME,
enum talk_word { TALK_WORDS(TALK_ENUM) TALK_WORD_COUNT };
#undef TALK_ENUM

struct talk {
    struct orders *orders;
    const struct heard *heard;
    struct store *store;
    const struct texts *texts;
    struct staff_order order; /* its strings are owned, below */
    char *audience, *text;
    char *author; /* for the journal */
    char *words[TALK_WORD_COUNT];
    const char *answer; /* one of the texts: what is said when all is well */
    struct refusal refusal;
};

/* orders_talk.c */
void talk_begin(struct talk *t, struct orders *orders, const struct heard *heard);
void talk_clear(struct talk *t);
void talk_name(struct talk *t, enum talk_word word, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void talk_name_count(struct talk *t, enum talk_word word, int64_t count);
/* "14:05", on another day than today "6:30 29/11". */
void talk_name_time(struct talk *t, enum talk_word word, int64_t at);
/* One of the texts to the sender's registered phone. */
int talk_answer(struct talk *t, const char *text);
/* The same to every head. */
int talk_tell_heads(struct talk *t, const char *text);
/* What is answered for t->refusal. */
int talk_answer_refusal(struct talk *t);

/* orders_groups.c; 0 or a negated errno. */
/* Groups divided by commas become t->order.audience; what follows them is the text.
 * STORE_NOT_FOUND when the first is none. */
int talk_read_groups(struct talk *t, const char *at, const char **ret_text);
void talk_name_group(struct talk *t, const char *name);
/* The groups that he may announce to, those first that are written nearly as said. */
int talk_name_groups(struct talk *t, const char *said);
/* REFUSED: what is said begins with no group. */
int talk_refuse_group(struct talk *t, const char *said);

/* orders_acts.c: what each order needs, says and does. Its functions set t->answer and the words
 * for it; 0, REFUSED with t->refusal, or a negated errno. */
struct order_kind {
    enum staff_act right;
    bool coded;      /* it changes something: a code is needed */
    bool maybe_talk; /* where it is not allowed, it may be a household's reply */
    /* Reads what follows the word and checks it: then t->answer goes out, with a code where one is
     * needed. */
    int (*prepare)(struct talk *t, const struct order_text *said);
    /* When the code came back. bypass: an emergency does not wait for a second person. */
    int (*carry_out)(struct talk *t, bool bypass);
};
extern const struct order_kind order_kinds[ORDER_ACT_COUNT];
