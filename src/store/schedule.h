/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is announced again, and which of its occurrences have been. */
#pragma once

#include "store/store.h"

struct schedule {
    int64_t id;
    const char *author, *audience, *excepted, *body;
    int64_t kind, priority, help_option, accents; /* accents -1: as configured */
    bool ack, flash;
    const char *options;    /* a line each, as options_add() takes them */
    int64_t created_at, at; /* at: not before, and the hour of the day */
    int64_t lasts_ms;       /* an announcement of it goes out within this; 0: configured */
    const char *rule, *lunar, *remind; /* as village/schedule.h reads them, "" none */
    bool paused;
    int64_t done_until; /* what was due by then has been made, or given up */
    int64_t next_at;    /* when something of it is due next; 0: it has ended */
    int64_t made, missed;
    const char *why;   /* the last trouble, a sentence, "" none */
    int64_t last_made; /* announcement, 0 none */
};

/* id, made, missed and the like are ignored. *ret_id is filled. In a transaction. */
int schedule_add(struct store *store, const struct schedule *s, int64_t *ret_id);
/* Strings last until the next call of this. 0 or STORE_NOT_FOUND. */
int schedule_get(struct store *store, int64_t id, struct schedule *ret);
typedef void (*schedule_fn)(const struct schedule *s, void *arg);
/* By id, above `after`. */
int schedule_list(struct store *store, int64_t after, int64_t limit, schedule_fn fn, void *arg);
/* The first that is due by now: its id, 0 none; and when the next one is due, 0 never. */
int schedule_due(struct store *store, int64_t now, int64_t *ret_id, int64_t *ret_next);
/* Writes back paused, done_until, next_at, made, missed, why. */
int schedule_set(struct store *store, const struct schedule *s);
/* 0 or STORE_NOT_FOUND. What it has made stays. */
int schedule_remove(struct store *store, int64_t id);

/* Notes that this occurrence (wall clock), or its n-th reminder, was announced. STORE_EXISTS when
 * it has been already. */
int occurrence_add(struct store *store, int64_t schedule, int64_t at, int64_t reminder,
                   int64_t announcement);
/* STORE_EXISTS or 0: whether it was. */
int occurrence_check(struct store *store, int64_t schedule, int64_t at, int64_t reminder);
