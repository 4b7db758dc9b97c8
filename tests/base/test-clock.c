/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Durations, times of day and instants as people write them. */
#include "base/clock.h"

#include <time.h>

#include "check_main.h"

static int64_t duration(const char *text)
{
    int64_t ms = -1;

    return clock_parse_duration(text, &ms) ? ms : -1;
}

START_TEST(durations_are_sums_of_numbers_with_units)
{
    ck_assert_int_eq(duration("90s"), 90 * SECOND);
    ck_assert_int_eq(duration("250ms"), 250);
    ck_assert_int_eq(duration("5min"), 5 * MINUTE);
    ck_assert_int_eq(duration("5m"), 5 * MINUTE);
    ck_assert_int_eq(duration("6h"), 6 * HOUR);
    ck_assert_int_eq(duration("2 d"), 2 * DAY);
    ck_assert_int_eq(duration("1h30min"), 90 * MINUTE);
    ck_assert_int_eq(duration("0"), 0);
}
END_TEST

START_TEST(anything_else_is_no_duration)
{
    const char *bad[] = {
        "",    "6", "h", "-1s", "6 hours", "6hh", "99999999999999999999s", "9223372036854775807h",
        "1h x"};

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ck_assert_msg(duration(bad[i]) == -1, "\"%s\" was accepted", bad[i]);
}
END_TEST

START_TEST(times_of_day_have_hours_and_minutes)
{
    int minutes = -1;

    ck_assert(clock_parse_time_of_day("21:00", &minutes));
    ck_assert_int_eq(minutes, 21 * 60);
    ck_assert(clock_parse_time_of_day("6:05", &minutes));
    ck_assert_int_eq(minutes, 6 * 60 + 5);
    ck_assert(!clock_parse_time_of_day("24:00", &minutes));
    ck_assert(!clock_parse_time_of_day("12:60", &minutes));
    ck_assert(!clock_parse_time_of_day("2100", &minutes));
    ck_assert(!clock_parse_time_of_day("", &minutes));
}
END_TEST

START_TEST(instants_are_local_unless_they_carry_an_offset)
{
    int64_t ms;

    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    tzset();
    ck_assert(clock_parse_instant("2026-11-24 06:30", 0, &ms));
    ck_assert_int_eq(ms, INT64_C(1795476600000));
    ck_assert(clock_parse_instant("2026-11-24T06:30:00+07:00", 0, &ms));
    ck_assert_int_eq(ms, INT64_C(1795476600000));
    ck_assert(clock_parse_instant("2026-11-23T23:30:00Z", 0, &ms));
    ck_assert_int_eq(ms, INT64_C(1795476600000));
    ck_assert(clock_parse_instant("06:30", INT64_C(1795476600000) - 1, &ms));
    ck_assert_int_eq(ms, INT64_C(1795476600000));
    ck_assert(clock_parse_instant("06:30", INT64_C(1795476600000), &ms));
    ck_assert_int_eq(ms, INT64_C(1795476600000) + DAY);
    ck_assert(!clock_parse_instant("2026-02-31 06:30", 0, &ms));
    ck_assert(!clock_parse_instant("tomorrow", 0, &ms));
    ck_assert(!clock_parse_instant("2026-11-24T06:30:00+7", 0, &ms));

    char out[64];
    clock_format_rfc3339(INT64_C(1795476600000), out, sizeof(out));
    ck_assert_str_eq(out, "2026-11-24T06:30:00+07:00");
}
END_TEST

START_TEST(a_steered_clock_goes_on_from_where_it_was_set)
{
    int64_t far = INT64_C(4102444800000); /* 2100 */

    ck_assert_int_le(clock_wall_ms() - clock_system_ms(), 1); /* not steered: the machine's */
    clock_steer(far);
    int64_t first = clock_wall_ms(), second = clock_wall_ms();
    ck_assert_int_ge(first, far);
    ck_assert_int_ge(second, first);
    ck_assert_int_lt(clock_system_ms(), far); /* the machine's own is as it was */
    clock_steer(clock_system_ms());
    ck_assert_int_lt(clock_wall_ms(), far);
}
END_TEST

TEST_MAIN("base: clock", durations_are_sums_of_numbers_with_units, anything_else_is_no_duration,
          times_of_day_have_hours_and_minutes, instants_are_local_unless_they_carry_an_offset,
          a_steered_clock_goes_on_from_where_it_was_set)
