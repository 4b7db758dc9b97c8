/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is done about feedback: whether the heads know, when it is brought up again, what was said
 * of it, and what the clerks' corrections teach. All of it in the caller's transaction. */
#pragma once

#include "store/feedback.h"

/* ---- calls that the heads must know of at once ---- */

int feedback_set_told(struct store *store, int64_t id, enum feedback_told told, int64_t now);
/* How many the heads were told of in since..now. */
int feedback_told_count(struct store *store, int64_t since, int64_t now, int64_t *ret);
/* How many wait to be summed up, and since when the oldest does (0: none). */
int feedback_untold(struct store *store, int64_t *ret_count, int64_t *ret_since);
int feedback_untold_list(struct store *store, int limit, feedback_fn fn, void *arg);

/* ---- records that stay open ---- */

/* due_at 0: it is not brought up any more. */
int feedback_set_due(struct store *store, int64_t id, int64_t step, int64_t due_at);
/* Open records, urgent or not, that are due at `until`, the longest due first. */
int feedback_due(struct store *store, bool urgent, int64_t until, int limit, feedback_fn fn,
                 void *arg);
/* When the next of them is due; 0: never. */
int feedback_next_due(struct store *store, bool urgent, int64_t *ret);

/* ---- what was done and said ---- */

struct feedback_event {
    int64_t at;
    const char *author, *what, *text;
    int64_t message_id; /* of the SMS that said it, 0: none */
    int message_state;  /* enum message_state when read, -1: no message */
};
int feedback_event_add(struct store *store, int64_t feedback, const struct feedback_event *event);
typedef void (*feedback_event_fn)(const struct feedback_event *event, void *arg);
int feedback_events(struct store *store, int64_t feedback, feedback_event_fn fn, void *arg);
/* What the household was answered last, "" when it was not; the caller frees. */
int feedback_last_answer(struct store *store, int64_t feedback, char **ret);

/* ---- the household asks ---- */

/* The newest record before `before`, received since, of this phone or household, that is a report,
 * a call for help or was worked on, and does not itself ask about another. 0 or STORE_NOT_FOUND. */
int feedback_of_sender(struct store *store, int64_t phone_id, int64_t household_id, int64_t before,
                       int64_t since, feedback_fn fn, void *arg);
/* How often this phone has asked since. */
int feedback_asked(struct store *store, int64_t phone_id, int64_t since, int64_t *ret);

/* ---- corrections ---- */

/* Writes kind, choice, category, urgent and understood. */
int feedback_correct(struct store *store, const struct feedback *f);
int feedback_open_again(struct store *store, int64_t id);
/* Keeps the record as it is now as a lesson, in the place of an earlier one of it. */
int lesson_put(struct store *store, int64_t feedback, int64_t now);
/* Newest first. */
typedef void (*lesson_fn)(int64_t feedback, int kind, int category, const char *text, void *arg);
int lesson_list(struct store *store, int limit, lesson_fn fn, void *arg);
