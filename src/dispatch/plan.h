/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When what comes again is to be told: its occurrences, each of them an event at its own time and
 * one before for every reminder. The village's clock on the wall decides: an occurrence at 6:30 is
 * at 6:30 before and after summer time begins. Instants are wall clock. */
#pragma once

#include "base/error.h"
#include "village/schedule.h"

struct plan_terms {
    const char *rule, *lunar, *remind; /* as village/schedule.h reads them, "" none */
    int64_t at;                        /* not before, and the hour of the day */
    int evening; /* minutes of the day: when a reminder of the evening before is due */
};

struct plan {
    struct schedule_days *days;
    struct schedule_lead leads[SCHEDULE_LEADS_MAX];
    size_t lead_count;
    int evening;
};

struct plan_event {
    int64_t at, occurrence;
    int64_t reminder; /* counted from 1; 0: the occurrence itself */
};

/* 0, or REFUSED as village/schedule.h says. *ret is all zero before, and freed in either case. */
int plan_read(const struct plan_terms *terms, struct plan *ret, struct refusal *ret_refusal);
void plan_free(struct plan *plan);

/* Tells fn every event in (after, until], unsorted. Returns when the first one behind them is; 0:
 * there is none. */
typedef void (*plan_event_fn)(const struct plan_event *event, void *arg);
int64_t plan_events(const struct plan *plan, int64_t after, int64_t until, plan_event_fn fn,
                    void *arg);
int64_t plan_next_event(const struct plan *plan, int64_t after);
/* The next occurrences, reminders left out; returns how many, fewer than max at the end. */
size_t plan_next_dates(const struct plan *plan, int64_t after, int64_t *ret, size_t max);
