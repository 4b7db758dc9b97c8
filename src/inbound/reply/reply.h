/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a household's SMS means: one text, read against the announcement it may answer, becomes
 * exactly one record. Pure: no database, no clock; the words come from config/keywords.vi.conf.
 * A text that is not understood becomes REPLY_UNCLEAR, for a person to read; it is never
 * guessed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "village/announcement.h"

struct conf_faults;
struct keywords;
struct model;
struct opinion;

enum reply_kind {
    REPLY_ANSWER,       /* chose an option that the announcement offered */
    REPLY_ACK,          /* says only that the announcement was received */
    REPLY_HELP,         /* someone is in danger, or needs rescue, food or medicine now */
    REPLY_REPORT,       /* tells or asks something */
    REPLY_STOP,         /* wants no more messages */
    REPLY_START,        /* wants them again */
    REPLY_WRONG_NUMBER, /* says that this is not the household */
    REPLY_SERVICE,      /* an operator, an alphanumeric sender, an advertisement: never answered */
    REPLY_UNCLEAR,      /* a person must read it */
    REPLY_ORDER,        /* no reply of a household: an order of staff (inbound/orders.h) */
};
#define REPLY_KINDS (REPLY_UNCLEAR + 1) /* that a household's text may have */

enum reply_category {
    REPLY_CATEGORY_NONE, /* every kind but report and help */
    REPLY_CATEGORY_DISASTER,
    REPLY_CATEGORY_HEALTH,
    REPLY_CATEGORY_ENVIRONMENT,
    REPLY_CATEGORY_AGRICULTURE,
    REPLY_CATEGORY_LIVESTOCK,
    REPLY_CATEGORY_INFRASTRUCTURE,
    REPLY_CATEGORY_SECURITY,
    REPLY_CATEGORY_POLICY,
    REPLY_CATEGORY_MEETING,
    REPLY_CATEGORY_OTHER,
};
#define REPLY_CATEGORIES (REPLY_CATEGORY_OTHER + 1)

/* The newest announcement sent to that phone that still awaits an answer. All zero: none. */
struct reply_context {
    const char *body;              /* UTF-8, or NULL */
    const struct options *options; /* NULL or empty: it offers none */
    bool ack;                      /* it asks for a plain acknowledgement */
};

struct reply {
    enum reply_kind kind;
    int choice;                   /* the option's number, 0: none; every answer has one, help may */
    enum reply_category category; /* of a report or a call for help */
    bool urgent;
    char *note; /* what an answer says besides its choice, as it was typed; NULL: nothing */
    char *why;  /* one sentence: the rule and the words that decided */
};

struct keywords;
struct reply_rules; /* the words that replies are read by; immutable once opened */

/* Loads config/keywords.vi.conf. Returns 0, or REFUSED with every fault added (file and line),
 * *ret_rules then untouched. */
int reply_rules_open(const char *path, struct reply_rules **ret_rules, struct conf_faults *faults);
void reply_rules_free(struct reply_rules *rules);
/* For learning and measuring: takes another model (owned from then on; NULL: the words decide
 * alone). */
void reply_rules_set_model(struct reply_rules *rules, struct model *model);
/* What the model makes of a household's text; for learning and measuring (inbound/reply/opinion.h).
 */
void reply_form_opinion(const struct reply_rules *rules, const struct reply_context *context,
                        const char *text, struct opinion *ret_opinion);
/* Its words. */
const struct keywords *reply_rules_keywords(const struct reply_rules *rules);

/* Reads one text. from: E.164, a short code or an alphanumeric sender. text: any bytes; what is
 * not UTF-8 is unclear. Fills *ret_reply, to be released with reply_clear(). Cannot fail; takes
 * time linear in the length of the text. */
void reply_understand(const struct reply_rules *rules, const struct reply_context *context,
                      const char *from, const char *text, struct reply *ret_reply);
void reply_clear(struct reply *reply);

/* The word under which a kind or category is stored and shown: "answer", "wrong_number",
 * "disaster". REPLY_CATEGORY_NONE is "". The parsers return false for any other word. */
const char *reply_kind_word(enum reply_kind kind);
bool reply_kind_parse(const char *word, enum reply_kind *ret_kind);
const char *reply_category_word(enum reply_category category);
bool reply_category_parse(const char *word, enum reply_category *ret_category);
