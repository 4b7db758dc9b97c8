/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A year of schedules, hour by hour, in a zone with summer time and in one without. */
#include "dispatch/calendar.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "check_main.h"
#include "house.h"

static int64_t at(const char *text)
{
    int64_t instant = 0;

    ck_assert_msg(clock_parse_instant(text, 0, &instant), "%s", text);
    return instant;
}

static void open_house(struct house *h, const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
    house_open(h);
    house_add_carrier(h, "a", "instant");
    house_add_households(h, 3);
    house_start(h);
}

static int64_t plan(struct house *h, const char *first, const char *repeat, const char *lunar,
                    const char *remind)
{
    struct calendar_request request = {
        .announce = {.to = "all", .text = "{date} {time}", .author = "t", .at = at(first)},
        .options = "",
        .repeat = repeat,
        .lunar = lunar,
        .remind = remind};
    struct estimate estimate = {0};
    struct refusal refusal = {0};
    int64_t id = 0;

    ck_assert_msg(calendar_plan(h->dispatch, &request, &id, &estimate, &refusal) == 0, "%s",
                  refusal.message);
    estimate_clear(&estimate);
    return id;
}

/* Lets the chore look every hour, and twice each time. */
static void live(struct house *h, const char *from, const char *until)
{
    for (int64_t now = at(from); now <= at(until); now += HOUR) {
        for (int twice = 0; twice < 2; twice++) {
            int64_t next;
            ck_assert_int_eq(store_begin(h->store), 0);
            ck_assert_int_eq(calendar_chore(h->dispatch, now, &next), 0);
            ck_assert_int_eq(store_commit(h->store), 0);
        }
    }
}

static struct schedule schedule_of(struct house *h, int64_t id)
{
    struct schedule s;

    ck_assert_int_eq(schedule_get(h->store, id, &s), 0);
    return s;
}

static bool was_made(struct house *h, int64_t id, const char *utc, int64_t reminder)
{
    return occurrence_check(h->store, id, at(utc), reminder) == STORE_EXISTS;
}

START_TEST(half_past_two_comes_once_a_day_through_a_year_of_summer_time)
{
    struct house h;
    open_house(&h, "Europe/Rome");
    int64_t id = plan(&h, "2027-01-01 02:30", "FREQ=DAILY", "", "");
    live(&h, "2026-12-31T12:00Z", "2027-12-31T12:00Z");
    ck_assert_int_eq(schedule_of(&h, id).made, 365);
    ck_assert_int_eq(schedule_of(&h, id).missed, 0);
    ck_assert(was_made(&h, id, "2027-03-27T01:30Z", 0));
    ck_assert(was_made(&h, id, "2027-03-28T01:30Z", 0)); /* left out: it is 03:30 */
    ck_assert(was_made(&h, id, "2027-03-29T00:30Z", 0));
    ck_assert(was_made(&h, id, "2027-10-31T00:30Z", 0)); /* the first of the two */
    ck_assert(!was_made(&h, id, "2027-10-31T01:30Z", 0));
    ck_assert(was_made(&h, id, "2027-11-01T01:30Z", 0));
    house_close(&h);
}
END_TEST

START_TEST(reminders_keep_their_hour_over_the_change_to_summer_time)
{
    struct house h;
    open_house(&h, "Europe/Rome");
    int64_t id = plan(&h, "2027-03-30 08:00", "", "", "3d,evening");
    ck_assert_int_eq(schedule_of(&h, id).next_at, at("2027-03-27T07:00Z"));
    live(&h, "2027-03-26T12:00Z", "2027-03-31T12:00Z");
    ck_assert_int_eq(schedule_of(&h, id).made, 3);
    ck_assert_int_eq(schedule_of(&h, id).missed, 0);
    ck_assert(was_made(&h, id, "2027-03-30T06:00Z", 2));
    ck_assert_int_eq(schedule_of(&h, id).next_at, 0);
    house_close(&h);
}
END_TEST

START_TEST(every_full_moon_of_a_year_with_a_leap_month_is_kept)
{
    struct house h;
    open_house(&h, "Asia/Ho_Chi_Minh");
    int64_t month = plan(&h, "2028-01-01 06:30", "", "15", "evening");
    int64_t year = plan(&h, "2028-01-01 06:30", "", "15/5", ""); /* the fifth month comes twice */
    live(&h, "2027-12-31T12:00Z", "2028-12-31T12:00Z");
    ck_assert_int_eq(schedule_of(&h, month).made, 13 * 2); /* each, and the evening before */
    ck_assert_int_eq(schedule_of(&h, year).made, 1);
    house_close(&h);
}
END_TEST

START_TEST(a_clock_set_back_makes_nothing_twice)
{
    struct house h;
    open_house(&h, "Asia/Ho_Chi_Minh");
    int64_t id = plan(&h, "2027-01-01 07:00", "FREQ=DAILY;COUNT=10", "", "");
    live(&h, "2026-12-31T12:00Z", "2027-01-05T12:00Z");
    struct schedule s = schedule_of(&h, id);
    ck_assert_int_eq(s.made, 5);
    s.done_until = at("2026-12-31T12:00Z"); /* as after a clock that was wrong */
    ck_assert_int_eq(schedule_set(h.store, &s), 0);
    live(&h, "2026-12-31T12:00Z", "2027-01-12T12:00Z");
    ck_assert_int_eq(schedule_of(&h, id).made, 10);
    house_close(&h);
}
END_TEST

TEST_MAIN("dispatch: calendar", half_past_two_comes_once_a_day_through_a_year_of_summer_time,
          reminders_keep_their_hour_over_the_change_to_summer_time,
          every_full_moon_of_a_year_with_a_leap_month_is_kept, a_clock_set_back_makes_nothing_twice)
