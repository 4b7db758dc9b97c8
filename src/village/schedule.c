/* SPDX-License-Identifier: GPL-2.0-or-later */
/* On which days something is announced again. */
#include "village/schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include "base/clock.h"
#include "base/memory.h"
#include "village/lunar.h"

enum {
    YEARS_AHEAD = 30, /* libical would look for 29 February of a year 2582 */
    HOURS_MAX = 4,    /* of one day */
};

struct schedule_days {
    struct civil start;
    bool repeats; /* by the rule */
    struct icalrecurrencetype rule;
    int count;            /* of the rule; 0: no end */
    int lunar_day, month; /* lunar_day 0: not by the moon; month 0: each */
};

/* ---- civil days ---- */

int civil_compare(const struct civil *a, const struct civil *b)
{
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->month != b->month)
        return a->month < b->month ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->minute < b->minute ? -1 : a->minute > b->minute;
}

static struct icaltimetype to_ical(const struct civil *c)
{
    struct icaltimetype t = icaltime_null_time();

    t.year = c->year;
    t.month = c->month;
    t.day = c->day;
    t.hour = c->minute / 60;
    t.minute = c->minute % 60;
    return t;
}

static struct civil from_ical(struct icaltimetype t)
{
    return (struct civil){t.year, t.month, t.day, t.hour * 60 + t.minute};
}

struct civil civil_add_days(const struct civil *from, int64_t days)
{
    struct icaltimetype t = to_ical(from);

    icaltime_adjust(&t, (int)days, 0, 0, 0);
    return from_ical(t);
}

static int64_t day_number(const struct civil *c)
{
    struct icaltimetype t = to_ical(&(struct civil){c->year, c->month, c->day, 0});

    return (int64_t)icaltime_as_timet(t) / (DAY / SECOND);
}

/* ---- the rule ---- */

static size_t length_of(const short *list, size_t max)
{
    size_t n = 0;

    while (n < max && list[n] != ICAL_RECURRENCE_ARRAY_MAX)
        n++;
    return n;
}

static int check_often(const struct icalrecurrencetype *r, struct refusal *ret_refusal)
{
    if (r->freq >= ICAL_DAILY_RECURRENCE && length_of(r->by_hour, ICAL_BY_HOUR_SIZE) <= HOURS_MAX &&
        length_of(r->by_minute, ICAL_BY_MINUTE_SIZE) == 0 &&
        length_of(r->by_second, ICAL_BY_SECOND_SIZE) == 0)
        return 0;
    return refuse(ret_refusal, "too_often", "repeat",
                  "a household is told at most %d times a day: FREQ must be DAILY, WEEKLY, MONTHLY "
                  "or YEARLY, without BYMINUTE and BYSECOND",
                  HOURS_MAX);
}

/* The end of the rule is ours to keep: libical alone would look for a day that never comes through
 * five centuries. */
static void bound(struct schedule_days *days)
{
    struct icaltimetype last =
        to_ical(&(struct civil){days->start.year + YEARS_AHEAD, 12, 31, 24 * 60 - 1});
    struct icalrecurrencetype *r = &days->rule;

    days->count = r->count;
    r->count = 0;
    if (icaltime_is_null_time(r->until) || icaltime_compare(r->until, last) > 0)
        r->until = last;
    else if (r->until.is_date) { /* the whole of that day */
        r->until.is_date = 0;
        r->until.hour = 23;
        r->until.minute = 59;
    }
}

static int read_rule(struct schedule_days *days, const char *text, struct refusal *ret_refusal)
{
    const char *rule = strncasecmp(text, "RRULE:", 6) == 0 ? text + 6 : text;

    icalerror_clear_errno();
    days->rule = icalrecurrencetype_from_string(rule);
    bool other_calendar = days->rule.rscale;
    free(days->rule.rscale);
    days->rule.rscale = NULL;
    if (other_calendar)
        return refuse(ret_refusal, "bad_repeat", "repeat",
                      "the lunar calendar of RSCALE is not that of Viet Nam: ask by lunar day");
    if (days->rule.freq == ICAL_NO_RECURRENCE)
        return refuse(ret_refusal, "bad_repeat", "repeat",
                      "\"%s\" is no rule of RFC 5545, such as FREQ=MONTHLY;BYMONTHDAY=1", text);
    int r = check_often(&days->rule, ret_refusal);
    bound(days);
    days->repeats = true;
    return r;
}

static bool next_by_rule(const struct schedule_days *days, const struct civil *after,
                         struct civil *ret)
{
    icalrecur_iterator *all = icalrecur_iterator_new(days->rule, to_ical(&days->start));
    bool found = false;

    if (all && days->count == 0 && civil_compare(after, &days->start) > 0) /* counting needs all */
        icalrecur_iterator_set_start(all, to_ical(after));
    for (int n = 1; all && !found && (days->count == 0 || n <= days->count); n++) {
        struct icaltimetype t = icalrecur_iterator_next(all);
        if (icaltime_is_null_time(t))
            break;
        struct civil at = from_ical(t);
        found = civil_compare(&at, after) > 0;
        if (found)
            *ret = at;
    }
    icalrecur_iterator_free(all);
    return found;
}

/* ---- the moon ---- */

static int read_lunar(struct schedule_days *days, const char *text, struct refusal *ret_refusal)
{
    int end = 0;

    days->month = 0;
    if (sscanf(text, "%2d%n/%2d%n", &days->lunar_day, &end, &days->month, &end) < 1 || text[end] ||
        days->lunar_day < 1 || days->lunar_day > 30 || days->month < 0 || days->month > 12 ||
        (strchr(text, '/') && days->month == 0)) {
        days->lunar_day = 0;
        return refuse(ret_refusal, "bad_lunar", "lunar",
                      "\"%s\" is no lunar day: write 15 for each month's, 15/8 for each year's",
                      text);
    }
    return 0;
}

static bool next_by_moon(const struct schedule_days *days, const struct civil *after,
                         struct civil *ret)
{
    int64_t day = day_number(after) + (after->minute >= days->start.minute);
    static const struct civil epoch = {1970, 1, 1, 0};

    if (day < day_number(&days->start))
        day = day_number(&days->start);
    *ret = civil_add_days(&epoch, lunar_next(days->lunar_day, days->month, day));
    ret->minute = days->start.minute;
    return true;
}

/* ---- both ---- */

bool schedule_days_next(const struct schedule_days *days, const struct civil *after,
                        struct civil *ret)
{
    if (days->repeats)
        return next_by_rule(days, after, ret);
    if (days->lunar_day)
        return next_by_moon(days, after, ret);
    bool comes = civil_compare(&days->start, after) > 0;
    *ret = days->start;
    return comes;
}

static int read_days(struct schedule_days *days, const char *rule, const char *lunar,
                     struct refusal *ret_refusal)
{
    bool by_rule = rule && rule[0], by_moon = lunar && lunar[0];
    struct civil first, before = civil_add_days(&days->start, -1);

    if (by_rule && by_moon)
        return refuse(ret_refusal, "two_calendars", "lunar",
                      "it repeats either by a rule or by the lunar calendar");
    int r = by_rule   ? read_rule(days, rule, ret_refusal)
            : by_moon ? read_lunar(days, lunar, ret_refusal)
                      : 0;
    if (r == 0 && !schedule_days_next(days, &before, &first))
        return refuse(ret_refusal, "never_happens", "repeat",
                      "by the rule \"%s\" it would never be sent: no such day comes", rule);
    return r;
}

int schedule_days_read(const char *rule, const char *lunar, const struct civil *start,
                       struct schedule_days **ret, struct refusal *ret_refusal)
{
    struct schedule_days *days = xcalloc(1, sizeof(*days));

    days->start = *start;
    int r = read_days(days, rule, lunar, ret_refusal);
    if (r == 0)
        *ret = days;
    else
        schedule_days_free(days);
    return r;
}

void schedule_days_free(struct schedule_days *days)
{
    free(days);
}

/* ---- reminders ---- */

static bool read_lead(const char *word, struct schedule_lead *ret)
{
    int64_t ms;

    *ret = (struct schedule_lead){0};
    if (strcmp(word, "evening") == 0) {
        ret->evening = true;
        return true;
    }
    if (!clock_parse_duration(word, &ms) || ms < MINUTE || ms > SCHEDULE_LEAD_DAYS_MAX * DAY)
        return false;
    ret->days = ms / DAY;
    ret->ms = ms % DAY;
    return true;
}

int schedule_leads_read(const char *text, struct schedule_lead ret[SCHEDULE_LEADS_MAX],
                        size_t *ret_count, struct refusal *ret_refusal)
{
    size_t count = 0;
    bool fine = true;

    while (*text && fine) {
        char word[32];
        size_t len = strcspn(text, ",");
        snprintf(word, sizeof(word), "%.*s", (int)len, text);
        fine = count < SCHEDULE_LEADS_MAX && len < sizeof(word) && read_lead(word, &ret[count++]);
        text += len + (text[len] == ',');
    }
    if (!fine)
        return refuse(ret_refusal, "bad_reminder", "remind",
                      "reminders are at most %d of \"evening\" and how long before, up to %dd: "
                      "3d,evening",
                      SCHEDULE_LEADS_MAX, SCHEDULE_LEAD_DAYS_MAX);
    *ret_count = count;
    return 0;
}
