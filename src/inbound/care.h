/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback goes somewhere: each open record to whoever has its category, urgent ones to the heads
 * by SMS at once, and what stays open is brought up again.
 *
 * In a storm calls for help come by the hundred. So many are told one by one within a window;
 * those above are summed up now and then in one text that names the households. */
#pragma once

#include "dispatch/dispatch.h"
#include "inbound/reply/learnt.h"
#include "inbound/reply/reply.h"
#include "store/care.h"

struct care_settings {
    int64_t alerts;             /* calls told one by one within alert_window_ms */
    int64_t alert_window_ms;    /* the others are summed up */
    int64_t alert_every_ms;     /* so often */
    int64_t escalate_urgent_ms; /* an urgent record that stays open is brought up again; 0: never */
    int64_t escalate_ms;        /* the same for the others */
    int64_t ask_window_ms;      /* a household may ask what became of a report so old */
    int64_t ask_daily;          /* so often a day is it answered */
};
/* group may be NULL: defaults. */
void care_settings_read(const config_setting_t *group, struct care_settings *ret,
                        struct conf_faults *faults);

struct care {
    struct store *store;
    struct dispatch *dispatch;
    const struct care_settings *settings;
    struct learnt *learnt; /* what corrections have taught */
    bool lessons_are_read; /* false: learnt does not know the newest ones */
};

/* The author of what the box does by itself, in a record's history. */
extern const char care_author[];

/* Whether a person must look at such a record; the others only inform. */
bool care_needs_person(enum reply_kind kind, bool urgent, bool partial);

/* Before dispatch_start(). The care outlives the dispatcher. */
void care_start(struct care *care);

/* A report that was read has the category that corrections of others like it have; the reading then
 * says so. Answers and calls for help are left alone. */
int care_learnt(struct care *care, const char *text, struct reply *reply);

/* A record is new, or is read otherwise than before: gives it to somebody, tells the heads, and
 * sets when it is brought up again. In a transaction. */
int care_route(struct care *care, int64_t feedback, int64_t now);
/* A person has been given the record: his time begins. */
int care_begin(struct care *care, int64_t feedback, bool urgent, int64_t now);
/* Adds to the record's history. In a transaction. */
int care_note(struct care *care, int64_t feedback, const char *author, const char *what,
              const char *text, int64_t now);

/* The record's words on one line, "" when they are no text; the caller frees. */
char *care_words(const struct feedback *f);
