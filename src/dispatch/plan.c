/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The events of what comes again: its civil days and leads, told as instants of the local zone. */
#include "dispatch/plan.h"

#include <time.h>

#include "base/clock.h"

enum { SCAN_MAX = 5000 }; /* occurrences looked at in one go: more than thirteen years of days */

/* ---- the village's clock and the world's ---- */

static int64_t with_offset(const struct civil *c, long offset)
{
    struct tm tm = {
        .tm_year = c->year - 1900, .tm_mon = c->month - 1, .tm_mday = c->day, .tm_min = c->minute};

    return ((int64_t)timegm(&tm) - offset) * 1000;
}

static struct civil civil_of(int64_t at)
{
    time_t seconds = (time_t)(at / 1000);
    struct tm tm;

    localtime_r(&seconds, &tm);
    return (struct civil){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                          tm.tm_hour * 60 + tm.tm_min};
}

static long offset_at(int64_t at)
{
    time_t seconds = (time_t)(at / 1000);
    struct tm tm;

    localtime_r(&seconds, &tm);
    return tm.tm_gmtoff;
}

/* An hour that summer time leaves out is that of the old offset (RFC 5545, 3.3.5); of one that it
 * brings twice the first counts. */
static int64_t instant_of(const struct civil *c)
{
    int64_t about = with_offset(c, offset_at(with_offset(c, 0)));
    int64_t early = with_offset(c, offset_at(about - DAY));
    int64_t late = with_offset(c, offset_at(about + DAY));
    struct civil shown = civil_of(early), shown_late = civil_of(late);

    if (civil_compare(&shown, c) != 0 && civil_compare(&shown_late, c) == 0)
        return late;
    return early;
}

/* ---- events ---- */

int plan_read(const struct plan_terms *terms, struct plan *ret, struct refusal *ret_refusal)
{
    struct civil start = civil_of(terms->at);
    int r = schedule_leads_read(terms->remind, ret->leads, &ret->lead_count, ret_refusal);

    ret->evening = terms->evening;
    return r == 0 ? schedule_days_read(terms->rule, terms->lunar, &start, &ret->days, ret_refusal)
                  : r;
}

void plan_free(struct plan *plan)
{
    schedule_days_free(plan->days);
}

static struct plan_event event_of(const struct plan *p, const struct civil *occurrence,
                                  int64_t reminder)
{
    struct plan_event e = {.occurrence = instant_of(occurrence), .reminder = reminder};
    struct civil day;

    e.at = e.occurrence;
    if (reminder == 0)
        return e;
    const struct schedule_lead *lead = &p->leads[reminder - 1];
    day = civil_add_days(occurrence, lead->evening ? -1 : -lead->days);
    if (lead->evening)
        day.minute = p->evening;
    e.at = instant_of(&day) - lead->ms;
    return e;
}

int64_t plan_events(const struct plan *p, int64_t after, int64_t until, plan_event_fn fn, void *arg)
{
    /* A reminder may be due long before its occurrence; one of summer time's, an hour behind. */
    struct civil at = civil_of(after - 2 * HOUR);
    int64_t horizon = until + (SCHEDULE_LEAD_DAYS_MAX + 2) * DAY, next = INT64_MAX;

    for (int n = 0; n < SCAN_MAX && schedule_days_next(p->days, &at, &at); n++) {
        for (size_t i = 0; i <= p->lead_count; i++) {
            struct plan_event e = event_of(p, &at, (int64_t)i);
            if (e.at > until && e.at < next)
                next = e.at;
            if (e.at > after && e.at <= until)
                fn(&e, arg);
        }
        if (instant_of(&at) > horizon)
            break;
    }
    return next == INT64_MAX ? 0 : next;
}

static void ignore_event(const struct plan_event *e, void *arg)
{
}

int64_t plan_next_event(const struct plan *p, int64_t after)
{
    return plan_events(p, after, after, ignore_event, NULL);
}

size_t plan_next_dates(const struct plan *p, int64_t after, int64_t *ret, size_t max)
{
    struct civil at = civil_of(after);
    size_t count = 0;

    while (count < max && schedule_days_next(p->days, &at, &at))
        if (instant_of(&at) > after)
            ret[count++] = instant_of(&at);
    return count;
}
