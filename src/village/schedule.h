/* SPDX-License-Identifier: GPL-2.0-or-later */
/* On which days something is announced again: by an RFC 5545 rule (libical), by the lunar calendar,
 * or once; and how long before people are reminded. Times are civil: what a clock on the wall of
 * the village shows. When that is, in a zone with summer time, the caller knows. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct civil {
    int year, month, day; /* month and day from 1 */
    int minute;           /* of the day */
};

/* Below, equal or above 0 as a is before, at or behind b. */
int civil_compare(const struct civil *a, const struct civil *b);
/* So many days later (or earlier), at the same hour. */
struct civil civil_add_days(const struct civil *from, int64_t days);

struct schedule_days;

/* rule: "FREQ=MONTHLY;BYMONTHDAY=1", with or without "RRULE:" before it; lunar: "15" (each lunar
 * month) or "15/8" (each lunar year); one of them or none ("" or NULL): once. Nothing happens
 * before `start`, which gives the hour, too. The caller frees *ret. REFUSED, with a sentence:
 * bad_repeat, too_often (more than four times a day), never_happens, bad_lunar, two_calendars. */
int schedule_days_read(const char *rule, const char *lunar, const struct civil *start,
                       struct schedule_days **ret, struct refusal *ret_refusal);
void schedule_days_free(struct schedule_days *days);
/* The first occurrence behind `after`; false when there is none. One further off than thirty years
 * is none. */
bool schedule_days_next(const struct schedule_days *days, const struct civil *after,
                        struct civil *ret);

/* How long before. */
struct schedule_lead {
    bool evening; /* of the day before; the configuration says when that is */
    int64_t days; /* whole days, at the same hour of the clock */
    int64_t ms;   /* and so long */
};
enum { SCHEDULE_LEADS_MAX = 5, SCHEDULE_LEAD_DAYS_MAX = 60 };

/* "3d,evening", "2h": at most SCHEDULE_LEADS_MAX. REFUSED bad_reminder. */
int schedule_leads_read(const char *text, struct schedule_lead ret[SCHEDULE_LEADS_MAX],
                        size_t *ret_count, struct refusal *ret_refusal);
