/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements that come again, and reminders before them: planned, paused, made when their time
 * comes. The audience is looked up then. An occurrence that was slept through still goes out while
 * it is worth it (sending.late), or is told as missed; each is made once. */
#pragma once

#include "dispatch/announce.h"
#include "store/schedule.h"

struct calendar_request {
    struct announce_request announce;    /* its `at`: not before, and the hour of the day */
    const char *options;                 /* the specs of its options, a line each */
    const char *repeat, *lunar, *remind; /* as village/schedule.h reads them, "" none */
};

enum { CALENDAR_NEXT_MAX = 5 };

/* What the plan would take each time, by the groups as they are now, and its next dates (wall
 * clock). REFUSED as announcements are, and as village/schedule.h says; never_happens also when all
 * of it lies in the past. */
int calendar_estimate(struct dispatch *dispatch, const struct calendar_request *request,
                      struct estimate *ret, int64_t ret_next[CALENDAR_NEXT_MAX], size_t *ret_count,
                      struct refusal *ret_refusal);
int calendar_plan(struct dispatch *dispatch, const struct calendar_request *request,
                  int64_t *ret_id, struct estimate *ret, struct refusal *ret_refusal);
/* What passes while a schedule is paused is neither sent nor missed. REFUSED unknown_schedule. */
int calendar_pause(struct dispatch *dispatch, int64_t id, bool paused, const char *author,
                   struct refusal *ret_refusal);
/* What it has made stays. REFUSED unknown_schedule. */
int calendar_remove(struct dispatch *dispatch, int64_t id, const char *author,
                    struct refusal *ret_refusal);
/* Its next dates, reminders left out; fewer at its end. */
int calendar_next(struct dispatch *dispatch, const struct schedule *s, int64_t after,
                  int64_t ret[CALENDAR_NEXT_MAX], size_t *ret_count);

/* The chore that makes what is due; arg is the dispatcher. */
int calendar_chore(void *dispatch, int64_t now, int64_t *ret_next);
