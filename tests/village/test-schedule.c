/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The days of rules, of the moon, and those that never come. */
#include "village/schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_main.h"

static const struct civil start = {2026, 11, 28, 7 * 60};

/* The first occurrences as "2026-12-01 07:00,…". */
static const char *dates(const char *rule, const char *lunar, int count)
{
    static char out[256];
    struct schedule_days *days = NULL;
    struct refusal refusal = {0};
    struct civil at = {2026, 11, 1, 0};

    out[0] = '\0';
    ck_assert_msg(schedule_days_read(rule, lunar, &start, &days, &refusal) == 0, "%s",
                  refusal.message);
    for (int i = 0; i < count && schedule_days_next(days, &at, &at); i++)
        snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s%04d-%02d-%02d %02d:%02d",
                 i ? "," : "", at.year, at.month, at.day, at.minute / 60, at.minute % 60);
    schedule_days_free(days);
    return out;
}

static const char *refused(const char *rule, const char *lunar)
{
    static struct refusal refusal;
    struct schedule_days *days = NULL;

    refusal = (struct refusal){0};
    ck_assert_int_eq(schedule_days_read(rule, lunar, &start, &days, &refusal), REFUSED);
    ck_assert_ptr_null(days);
    ck_assert(refusal.message[0]);
    return refusal.code;
}

START_TEST(a_rule_gives_its_days_at_the_hour_of_the_start)
{
    ck_assert_str_eq(dates("FREQ=MONTHLY;BYMONTHDAY=1", "", 3),
                     "2026-12-01 07:00,2027-01-01 07:00,2027-02-01 07:00");
    ck_assert_str_eq(dates("RRULE:FREQ=WEEKLY;BYDAY=MO", NULL, 2),
                     "2026-11-30 07:00,2026-12-07 07:00");
    ck_assert_str_eq(dates("FREQ=DAILY;BYHOUR=7,17", "", 3),
                     "2026-11-28 07:00,2026-11-28 17:00,2026-11-29 07:00");
    ck_assert_str_eq(dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "", 2),
                     "2028-02-29 07:00,2032-02-29 07:00");
    ck_assert_str_eq(dates("FREQ=MONTHLY;BYDAY=-1SU", "", 2), "2026-11-29 07:00,2026-12-27 07:00");
}
END_TEST

START_TEST(a_rule_ends_where_it_says)
{
    ck_assert_str_eq(dates("FREQ=DAILY;COUNT=2", "", 5), "2026-11-28 07:00,2026-11-29 07:00");
    ck_assert_str_eq(dates("FREQ=DAILY;UNTIL=20261129", "", 5),
                     "2026-11-28 07:00,2026-11-29 07:00");
}
END_TEST

START_TEST(without_a_rule_it_happens_once)
{
    ck_assert_str_eq(dates("", "", 5), "2026-11-28 07:00");
}
END_TEST

START_TEST(the_moon_gives_its_days)
{
    ck_assert_str_eq(dates("", "15", 2), "2026-12-23 07:00,2027-01-22 07:00");
    ck_assert_str_eq(dates("", "1/1", 2), "2027-02-06 07:00,2028-01-26 07:00");
    ck_assert_str_eq(dates("", "15/8", 1), "2027-09-15 07:00");
}
END_TEST

START_TEST(a_rule_that_never_fires_is_refused)
{
    ck_assert_str_eq(refused("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ""), "never_happens");
    ck_assert_str_eq(refused("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", ""), "never_happens");
    ck_assert_str_eq(refused("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=3", ""), "never_happens");
    ck_assert_str_eq(refused("FREQ=DAILY;UNTIL=20251231", ""), "never_happens");
}
END_TEST

START_TEST(what_is_no_rule_is_refused)
{
    static const char *const bad[] = {"hello", "FREQ=BLAH", "FREQ=DAILY;INTERVAL=0",
                                      "FREQ=DAILY;FOO=1", "FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=1"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ck_assert_str_eq(refused(bad[i], ""), "bad_repeat");
    ck_assert_str_eq(refused("FREQ=HOURLY", ""), "too_often");
    ck_assert_str_eq(refused("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", ""), "too_often");
    ck_assert_str_eq(refused("FREQ=DAILY;BYHOUR=1,2,3,4,5", ""), "too_often");
    ck_assert_str_eq(refused("FREQ=DAILY", "15"), "two_calendars");
    for (const char *const *p =
             (const char *const[]){"0", "31", "15/13", "15/0", "ram", "15/8x", "-1", "15/", NULL};
         *p; p++)
        ck_assert_str_eq(refused("", *p), "bad_lunar");
}
END_TEST

START_TEST(reminders_are_read)
{
    struct schedule_lead leads[SCHEDULE_LEADS_MAX];
    size_t count = 9;

    ck_assert_int_eq(schedule_leads_read("3d,evening,1d12h", leads, &count, NULL), 0);
    ck_assert_uint_eq(count, 3);
    ck_assert_int_eq(leads[0].days, 3);
    ck_assert(leads[1].evening);
    ck_assert_int_eq(leads[2].ms, 12 * 3600 * 1000);
    ck_assert_int_eq(schedule_leads_read("", leads, &count, NULL), 0);
    ck_assert_uint_eq(count, 0);
    for (const char *const *p =
             (const char *const[]){"soon", "0", "61d", "1d,,2d", "1s", "1d,2d,3d,4d,5d,6d", NULL};
         *p; p++)
        ck_assert_int_eq(schedule_leads_read(*p, leads, &count, NULL), REFUSED);
}
END_TEST

TEST_MAIN("village: schedule", a_rule_gives_its_days_at_the_hour_of_the_start,
          a_rule_ends_where_it_says, without_a_rule_it_happens_once, the_moon_gives_its_days,
          a_rule_that_never_fires_is_refused, what_is_no_rule_is_refused, reminders_are_read)
