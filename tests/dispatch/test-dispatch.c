/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The dispatcher sends everything once, the urgent first, and lets no bad thing stop the rest. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "house.h"
#include "store/carrier.h"
#include "store/household.h"
#include "store/staff.h"

#define EVERYBODY "all of them"

static bool has_sent(struct house *h, void *arg)
{
    return house_sent(h) == *(int *)arg;
}

START_TEST(everything_goes_out_once_and_waits_for_reports)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "instant");
    house_add_households(&h, 500);
    house_start(&h);
    int64_t id = house_announce(&h, EVERYBODY, "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 500);
    ck_assert_int_eq(house_sent(&h), 500);
    house_close(&h);
}
END_TEST

START_TEST(reports_make_households_reached)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "reporting");
    house_add_households(&h, 300);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_DELIVERED, 300);
    int64_t counts[REACH_BY_COUNT];
    ck_assert_int_ge(reach_counts(h.store, id, counts), 0);
    ck_assert_int_eq(counts[REACH_REPORT], 300);
    ck_assert_int_eq(counts[REACH_NONE], 0);
    house_close(&h);
}
END_TEST

START_TEST(a_long_message_is_delivered_when_all_its_parts_are)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "reporting");
    house_add_households(&h, 20);
    house_start(&h);
    char text[400];
    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    int64_t id = house_announce(&h, "all", text, PRIORITY_IMPORTANT);
    house_wait(&h, id, MESSAGE_DELIVERED, 20);
    ck_assert_int_eq(house_sent(&h), 60);
    house_close(&h);
}
END_TEST

START_TEST(an_emergency_overtakes_at_the_next_part)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:5");
    house_add_households(&h, 50);
    house_start(&h);
    int64_t routine = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, routine, MESSAGE_SENT, 3);
    int64_t storm = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, storm, MESSAGE_SENT, 50);
    ck_assert_int_le(house_count(&h, routine, MESSAGE_SENT), 5);
    house_wait(&h, routine, MESSAGE_SENT, 50);
    ck_assert_int_eq(house_sent(&h), 100);
    house_close(&h);
}
END_TEST

START_TEST(one_long_announcement_does_not_starve_another)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:5");
    house_add_households(&h, 60);
    house_start(&h);
    int64_t first = house_announce(&h, "all", "mot", PRIORITY_ROUTINE);
    house_wait(&h, first, MESSAGE_SENT, 10);
    int64_t second = house_announce(&h, "all", "hai", PRIORITY_ROUTINE);
    house_wait(&h, second, MESSAGE_SENT, 20);
    ck_assert_int_lt(house_count(&h, first, MESSAGE_SENT), 50);
    house_close(&h);
}
END_TEST

START_TEST(a_number_that_is_refused_does_not_stop_the_others)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "refuse-to:+84900000003:3:28");
    h.sending.retry_ms = 1;
    house_add_households(&h, 30);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 29);
    house_wait(&h, id, MESSAGE_FAILED, 1);
    house_close(&h);
}
END_TEST

START_TEST(a_message_that_upsets_the_modem_every_time_does_not_stop_the_others)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "refuse-to:+84900000003:1:500");
    h.sending.retry_ms = 1;
    h.sending.attempts = 1;
    house_add_households(&h, 5);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 4);
    house_wait(&h, id, MESSAGE_FAILED, 1);
    house_close(&h);
}
END_TEST

/* As a fault of the database's rules would: one message's answer cannot be written down. */
static void refuse_to_record_the_first_answer(struct house *h)
{
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(h->path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "CREATE TRIGGER damaged BEFORE UPDATE ON part "
                                  "WHEN NEW.message_id = (SELECT min(id) FROM message) "
                                  "BEGIN SELECT RAISE(ABORT, 'damaged'); END",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
}

START_TEST(an_answer_that_cannot_be_recorded_does_not_stop_the_others)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "one");
    house_add_households(&h, 5);
    refuse_to_record_the_first_answer(&h);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 4);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SUBMITTING), 1);
    ck_assert_int_eq(house_sent(&h), 5);
    house_close(&h);
}
END_TEST

START_TEST(without_credit_the_sim_pauses_and_nothing_is_lost)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "poor", "refuse:4:69");
    house_add_households(&h, 10);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_QUEUED, 10);
    struct carrier_row row;
    do {
        ck_assert_int_eq(carrier_ensure(h.store, "poor", &row), 0);
        carrier_row_clear(&row);
        house_wait(&h, id, MESSAGE_QUEUED, 10);
    } while (row.paused != CARRIER_NO_CREDIT);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_FAILED), 0);
    house_close(&h);
}
END_TEST

START_TEST(the_head_is_told_of_missing_credit_through_another_sim)
{
    struct house h;
    int64_t phone, staff;
    house_open(&h);
    house_add_carrier(&h, "poor", "refuse:4:69");
    house_add_carrier(&h, "rich", "slow:50");
    house_add_households(&h, 10);
    ck_assert_int_eq(phone_ensure(h.store, "+84911111111", false, &phone), 0);
    ck_assert_int_eq(staff_add(h.store, "Bà Sáu", STAFF_HEAD, phone, "", &staff), 0);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 10);
    int told = 11;
    house_wait_for(&h, has_sent, &told);
    house_close(&h);
}
END_TEST

START_TEST(a_second_carrier_takes_over_from_one_that_keeps_dying)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "weak", "die:1");
    house_add_carrier(&h, "strong", "instant");
    house_add_households(&h, 100);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    /* What the weak one had in its hands is unknown and waits for a report. */
    struct message_counts c;
    do {
        house_wait(&h, id, MESSAGE_QUEUED, 0);
        ck_assert_int_ge(message_counts(h.store, id, &c), 0);
    } while (c.messages[MESSAGE_SUBMITTING]);
    ck_assert_int_eq(c.messages[MESSAGE_SENT] + c.messages[MESSAGE_UNKNOWN], 100);
    house_close(&h);
}
END_TEST

START_TEST(a_half_sent_emergency_moves_whole_to_another_carrier)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "weak", "die:2");
    house_add_carrier(&h, "strong", "slow:20");
    house_add_households(&h, 6);
    house_start(&h);
    char text[400];
    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    int64_t id = house_announce(&h, "all", text, PRIORITY_EMERGENCY);
    house_wait(&h, id, MESSAGE_SENT, 6);
    ck_assert_int_ge(house_sent(&h), 18);
    house_close(&h);
}
END_TEST

START_TEST(an_emergency_whose_answer_was_lost_is_sent_again_at_once)
{
    struct house h;
    char device[300];
    house_open(&h);
    snprintf(device, sizeof(device), "die-once:%s/died", h.dir);
    house_add_carrier(&h, "a", device);
    house_add_households(&h, 20);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, id, MESSAGE_SENT, 20);
    ck_assert_int_eq(house_sent(&h), 21); /* one duplicate, of the part in flight */
    house_close(&h);
}
END_TEST

START_TEST(any_other_whose_answer_was_lost_waits_and_is_sent_again_once)
{
    struct house h;
    char device[300];
    house_open(&h);
    snprintf(device, sizeof(device), "die-once:%s/died", h.dir);
    house_add_carrier(&h, "a", device);
    house_add_households(&h, 20);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 19);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_UNKNOWN), 1);
    ck_assert_int_eq(house_sent(&h), 20);
    house_close(&h);
}
END_TEST

static void take_first(const struct carrier_view *view, void *arg)
{
    if (strcmp(view->name, "a") == 0)
        *(struct carrier_view *)arg = *view;
}

static struct carrier_view first_carrier(struct house *h)
{
    struct carrier_view view = {0};

    ck_assert_int_eq(dispatch_carriers(h->dispatch, take_first, &view), 0);
    return view;
}

static bool first_is_ready(struct house *h, void *arg)
{
    return strcmp(first_carrier(h).state, "ready") == 0;
}

static bool nothing_is_aside(struct house *h, void *arg)
{
    return first_is_ready(h, arg) && !*first_carrier(h).aside[0];
}

/* A carrier that reads a stored message in each of its lives, until it is ready. */
static void open_reading_house(struct house *h, const char *lives)
{
    char device[300];

    house_open(h);
    snprintf(device, sizeof(device), "reading:%s:%s/lives", lives, h->dir);
    house_add_carrier(h, "a", device);
    house_start(h);
    house_wait_for(h, first_is_ready, NULL);
}

START_TEST(a_stored_message_that_two_processes_died_of_is_set_aside)
{
    struct house h;
    open_reading_house(&h, "dddddddd");
    ck_assert_str_eq(first_carrier(&h).aside[0], "SM:3");
    ck_assert_ptr_nonnull(strstr(first_carrier(&h).last_fault, "SM:3"));
    house_stop(&h);
    house_start(&h); /* the next daemon leaves it there, too */
    house_wait_for(&h, first_is_ready, NULL);
    ck_assert_str_eq(first_carrier(&h).aside[0], "SM:3");
    ck_assert_int_eq(first_carrier(&h).restarts, 0);
    house_close(&h);
}
END_TEST

/* After so many lives it is ready, and nothing is set aside. */
static void assert_all_is_read(const char *lives)
{
    struct house h;
    open_reading_house(&h, lives);
    ck_assert_int_eq(first_carrier(&h).restarts, (int64_t)strlen(lives) - 1);
    ck_assert_str_eq(first_carrier(&h).aside[0], "");
    house_close(&h);
}

START_TEST(a_modem_pulled_out_twice_over_a_message_sets_nothing_aside)
{
    assert_all_is_read("uuo");
}
END_TEST

START_TEST(a_message_that_was_read_between_two_deaths_is_not_their_cause)
{
    assert_all_is_read("dxdo");
}
END_TEST

START_TEST(what_was_set_aside_is_tried_again_after_a_day)
{
    struct house h;
    open_reading_house(&h, "dd");
    int64_t id = first_carrier(&h).id;
    house_stop(&h);
    ck_assert_int_eq(carrier_aside_add(h.store, id, "SM:3", clock_wall_ms() - DAY), 0);
    house_start(&h);
    house_wait_for(&h, nothing_is_aside, NULL);
    house_stop(&h);
    house_start(&h); /* and that is written down */
    ck_assert_str_eq(first_carrier(&h).aside[0], "");
    house_close(&h);
}
END_TEST

START_TEST(a_part_that_never_reached_its_carrier_is_not_in_doubt)
{
    struct house h;
    char device[300];
    house_open(&h);
    snprintf(device, sizeof(device), "deaf-once:%s/deaf", h.dir);
    house_add_carrier(&h, "a", device);
    house_add_households(&h, 5);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 4);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_UNKNOWN), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_carrier_that_overruns_its_time_is_killed_and_started_again)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "silent");
    house_add_households(&h, 3);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_UNKNOWN, 3); /* one a life */
    house_close(&h);
}
END_TEST

static bool first_says_why_it_ends(struct house *h, void *arg)
{
    return strcmp(first_carrier(h).last_fault, "it left with status 1") == 0;
}

START_TEST(a_carrier_that_never_gets_ready_says_why)
{
    struct house h;
    house_open(&h);
    struct carrier_settings *carrier = house_add_carrier(&h, "a", "instant");
    free(carrier->program);
    carrier->program = xstrdup("/bin/false");
    house_start(&h);
    house_wait_for(&h, first_says_why_it_ends, NULL);
    ck_assert_str_eq(first_carrier(&h).state, "down");
    house_close(&h);
}
END_TEST

static void take_restarts(const struct carrier_view *view, void *arg)
{
    int64_t *restarts = arg;

    restarts[view->name[0] - 'a'] = view->restarts;
}

static bool has_restarted(struct house *h, void *arg)
{
    int64_t restarts[2];

    ck_assert_int_eq(dispatch_carriers(h->dispatch, take_restarts, restarts), 0);
    return restarts[0] == *(int64_t *)arg;
}

START_TEST(a_carrier_whose_device_is_back_starts_before_its_delay_is_over)
{
    struct house h;
    char device[200];
    int64_t restarts[2] = {4, 5}; /* with pauses that double: 4 s before the next */
    house_open(&h);
    snprintf(device, sizeof(device), "%s/device", h.dir);
    struct carrier_settings *gone = house_add_carrier(&h, "a", device);
    struct carrier_settings *away = house_add_carrier(&h, "b", "/nowhere");
    free(gone->program);
    free(away->program);
    gone->program = xstrdup("/bin/false");
    away->program = xstrdup("/bin/false");
    house_start(&h);
    house_wait_for(&h, has_restarted, &restarts[0]);
    fclose(fopen(device, "w"));
    house_wait_for(&h, has_restarted, &restarts[1]);
    dispatch_carriers(h.dispatch, take_restarts, restarts);
    ck_assert_int_eq(restarts[1], 4);
    house_close(&h);
}
END_TEST

START_TEST(after_a_crash_of_the_core_nothing_is_lost)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:3");
    house_add_households(&h, 100);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 30);
    house_stop(&h);
    house_start(&h);
    struct message_counts c;
    do {
        house_wait(&h, id, MESSAGE_QUEUED, 0);
        ck_assert_int_ge(message_counts(h.store, id, &c), 0);
    } while (c.messages[MESSAGE_SUBMITTING]);
    ck_assert_int_eq(c.messages[MESSAGE_SENT] + c.messages[MESSAGE_UNKNOWN], 100);
    ck_assert_int_le(c.messages[MESSAGE_UNKNOWN], 1);
    ck_assert_int_le(house_sent(&h), 100);
    house_close(&h);
}
END_TEST

static bool has_stopped(struct house *h, void *arg)
{
    return dispatch_stopped(h->dispatch);
}

START_TEST(after_a_clean_end_nothing_is_in_doubt)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:50");
    house_add_households(&h, 20);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 3);
    dispatch_stop(h.dispatch);
    house_wait_for(&h, has_stopped, NULL);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SUBMITTING), 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_UNKNOWN), 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), house_sent(&h));
    house_close(&h);
}
END_TEST

START_TEST(a_cancelled_announcement_stops_at_the_next_part)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:5");
    house_add_households(&h, 50);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 5);
    struct refusal r;
    ck_assert_int_eq(dispatch_cancel(h.dispatch, id, "head", NULL), 0);
    ck_assert_int_eq(dispatch_cancel(h.dispatch, id, "head", &r), REFUSED);
    ck_assert_str_eq(r.code, "already_cancelled");
    house_wait(&h, id, MESSAGE_SUBMITTING, 0);
    ck_assert_int_le(house_count(&h, id, MESSAGE_SENT), 7);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT) + house_count(&h, id, MESSAGE_CANCELLED),
                     50);
    house_close(&h);
}
END_TEST

START_TEST(the_daily_quota_keeps_the_rest_back_but_not_emergencies)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "one")->daily_parts = 10;
    house_add_households(&h, 30);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 10);
    int64_t storm = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, storm, MESSAGE_SENT, 30);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 10);
    house_close(&h);
}
END_TEST

START_TEST(quiet_hours_hold_everything_but_emergencies)
{
    struct house h;
    house_open(&h);
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    int minute = tm.tm_hour * 60 + tm.tm_min;
    h.sending.quiet_from = (minute + 24 * 60 - 60) % (24 * 60);
    h.sending.quiet_until = (minute + 60) % (24 * 60);
    house_add_carrier(&h, "a", "instant");
    house_add_households(&h, 5);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_IMPORTANT);
    int64_t storm = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, storm, MESSAGE_SENT, 5);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_HELD), 5);
    house_close(&h);
}
END_TEST

START_TEST(what_has_expired_is_not_sent)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:20");
    house_add_households(&h, 200);
    house_start(&h);
    const struct announce_request request = {
        .to = "all", .text = "x", .author = "t", .expires = clock_wall_ms() + 300};
    struct estimate e;
    int64_t id;
    ck_assert_int_eq(announce_create(h.dispatch, &request, &id, &e, NULL), 0);
    estimate_clear(&e);
    house_wait(&h, id, MESSAGE_QUEUED, 0);
    house_wait(&h, id, MESSAGE_SUBMITTING, 0);
    ck_assert_int_gt(house_count(&h, id, MESSAGE_EXPIRED), 100);
    house_close(&h);
}
END_TEST

/* Gives a household another phone. */
static void add_phone(struct house *h, const char *code, int rank, const char *number)
{
    struct household household;
    int64_t phone;

    ck_assert_int_eq(household_find(h->store, code, &household), 0);
    ck_assert_int_eq(phone_ensure(h->store, number, false, &phone), 0);
    ck_assert_int_eq(household_hold(h->store, household.id, rank, phone, ""), 0);
}

START_TEST(when_the_first_phone_fails_the_next_is_tried)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "refuse-to:+84900000003:3:28");
    h.sending.retry_ms = 1;
    house_add_households(&h, 5);
    add_phone(&h, "T1-3", 2, "+84911111111");
    add_phone(&h, "T1-4", 2, "+84922222222"); /* its first is well: never used */
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_FAILED, 1);
    house_wait(&h, id, MESSAGE_SENT, 5);
    house_close(&h);
}
END_TEST

START_TEST(without_a_report_in_time_the_next_phone_is_tried_until_one_reports)
{
    struct house h;
    house_open(&h);
    h.sending.second_ms[0] = 20;
    house_add_carrier(&h, "a", "report-to:+84922222222");
    house_add_households(&h, 1);
    add_phone(&h, "T1-1", 2, "+84911111111");
    add_phone(&h, "T1-1", 3, "+84922222222");
    add_phone(&h, "T1-1", 4, "+84933333333");
    house_start(&h);
    int64_t id = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, id, MESSAGE_DELIVERED, 1);
    int64_t counts[REACH_BY_COUNT];
    ck_assert_int_ge(reach_counts(h.store, id, counts), 0);
    ck_assert_int_eq(counts[REACH_REPORT], 1);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 2);
    ck_assert_int_eq(house_sent(&h), 3); /* nobody pays for the fourth */
    house_close(&h);
}
END_TEST

START_TEST(nobody_pays_for_a_household_that_is_reached_already)
{
    struct house h;
    struct household household;
    house_open(&h);
    house_add_carrier(&h, "a", "slow:20");
    house_add_households(&h, 8);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    ck_assert_int_eq(household_find(h.store, "T1-7", &household), 0);
    ck_assert_int_eq(reach_by_person(h.store, id, household.id, REACH_VISIT, 1), 0);
    house_wait(&h, id, MESSAGE_SENT, 7);
    house_wait(&h, id, MESSAGE_CANCELLED, 1);
    house_close(&h);
}
END_TEST

START_TEST(who_wants_no_messages_gets_none_but_an_emergency)
{
    struct house h;
    int64_t phone;
    house_open(&h);
    house_add_carrier(&h, "a", "instant");
    house_add_households(&h, 5);
    ck_assert_int_eq(phone_find(h.store, "+84900000002", &phone), 0);
    ck_assert_int_eq(phone_stop(h.store, phone, true, 1), 0);
    house_start(&h);
    int64_t id = house_announce(&h, "all", "hop thon", PRIORITY_ROUTINE);
    house_wait(&h, id, MESSAGE_SENT, 4);
    int64_t storm = house_announce(&h, "all", "bao", PRIORITY_EMERGENCY);
    house_wait(&h, storm, MESSAGE_SENT, 5);
    house_close(&h);
}
END_TEST

START_TEST(what_cannot_be_announced_is_refused_and_changes_nothing)
{
    struct house h;
    house_open(&h);
    house_add_households(&h, 5);
    house_start(&h);
    char *long_text = malloc(2000);
    memset(long_text, 'a', 1999);
    long_text[1999] = '\0';
    const struct {
        const char *to, *text, *code;
    } bad[] = {
        {"nhom la", "x", "unknown_group"}, {"", "x", "empty_audience"},
        {"all", "", "text_empty"},         {"all", long_text, "text_too_long"},
        {"all", "{mau}", "unknown_field"}, {"all", "{head", "lone_brace"},
        {"all", "\xff", "text_not_utf8"},
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const struct announce_request request = {
            .to = bad[i].to, .text = bad[i].text, .author = "t"};
        struct estimate e;
        struct refusal r = {0};
        int64_t id;
        ck_assert_int_eq(announce_create(h.dispatch, &request, &id, &e, &r), REFUSED);
        ck_assert_str_eq(r.code, bad[i].code);
    }
    free(long_text);
    struct announcement a;
    ck_assert_int_eq(announcement_get(h.store, 1, &a), STORE_NOT_FOUND);
    house_close(&h);
}
END_TEST

START_TEST(an_estimate_counts_and_changes_nothing)
{
    struct house h;
    house_open(&h);
    house_add_carrier(&h, "a", "instant")->part_price = 250;
    house_add_households(&h, 5);
    house_start(&h);
    const struct announce_request request = {
        .to = "ALL OF THEM", .text = "Kính gửi {chủ hộ}", .author = "t"};
    struct estimate e;
    ck_assert_int_eq(announce_estimate(h.dispatch, &request, &e, NULL), 0);
    ck_assert_int_eq(e.households, 5);
    ck_assert_int_eq(e.phones, 5);
    ck_assert_int_eq(e.parts, 5);
    ck_assert_int_eq(e.cost, 1250);
    estimate_clear(&e);
    struct announcement a;
    ck_assert_int_eq(announcement_get(h.store, 1, &a), STORE_NOT_FOUND);
    house_close(&h);
}
END_TEST

/* A house where more than ten households need a second person, with a head who has a phone. */
static void open_careful_house(struct house *h)
{
    int64_t phone, staff;

    house_open(h);
    h->sending.approval = (struct approval_settings){10, true};
    house_add_carrier(h, "a", "instant");
    house_add_households(h, 20);
    ck_assert_int_eq(phone_ensure(h->store, "+84911111111", false, &phone), 0);
    ck_assert_int_eq(staff_add(h->store, "Bà Sáu", STAFF_HEAD, phone, "", &staff), 0);
    house_start(h);
}

static int64_t announce_as(struct house *h, const char *author, bool by_sms, bool bypass,
                           bool pending)
{
    const struct announce_request request = {.to = by_sms ? "one of them" : "all",
                                             .text = "bao so 12",
                                             .priority = PRIORITY_EMERGENCY,
                                             .author = author,
                                             .by_sms = by_sms,
                                             .bypass = bypass};
    struct estimate estimate;
    int64_t id;

    ck_assert_int_eq(announce_create(h->dispatch, &request, &id, &estimate, NULL), 0);
    ck_assert_int_eq(estimate.pending, pending);
    estimate_clear(&estimate);
    return id;
}

static int64_t state_of(struct house *h, int64_t id)
{
    enum announcement_state state;

    ck_assert_int_eq(announcement_state_of(h->store, id, &state), 0);
    return state;
}

START_TEST(a_wide_announcement_waits_for_a_second_person)
{
    struct house h;
    struct refusal refusal;
    open_careful_house(&h);
    int64_t id = announce_as(&h, "Ông Hai", false, false, true);
    int told = 1;
    house_wait_for(&h, has_sent, &told);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_HELD), 20);
    ck_assert_int_eq(dispatch_approve(h.dispatch, id, "Ông Hai by SMS", &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "own_announcement");
    ck_assert_int_eq(state_of(&h, id), ANNOUNCEMENT_PENDING);
    ck_assert_int_eq(dispatch_approve(h.dispatch, id, "Bà Sáu", &refusal), 0);
    house_wait(&h, id, MESSAGE_SENT, 20);
    ck_assert_int_eq(dispatch_approve(h.dispatch, id, "Bà Sáu", &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "nothing_to_approve");
    ck_assert_int_eq(house_sent(&h), 21);
    house_close(&h);
}
END_TEST

START_TEST(what_waits_for_a_second_person_survives_the_daemon_and_can_be_cancelled)
{
    struct house h;
    struct refusal refusal;
    open_careful_house(&h);
    int64_t id = announce_as(&h, "Ông Hai", false, false, true);
    house_stop(&h);
    house_start(&h);
    int told = 1;
    house_wait_for(&h, has_sent, &told);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_HELD), 20);
    ck_assert_int_eq(dispatch_cancel(h.dispatch, id, "Bà Sáu", &refusal), 0);
    house_wait(&h, id, MESSAGE_CANCELLED, 20);
    ck_assert_int_eq(dispatch_approve(h.dispatch, id, "Bà Sáu", &refusal), REFUSED);
    ck_assert_int_eq(house_sent(&h), 1);
    house_close(&h);
}
END_TEST

START_TEST(an_emergency_by_sms_waits_and_one_from_the_desk_does_not)
{
    struct house h;
    open_careful_house(&h);
    int64_t id = announce_as(&h, "Ông Hai by SMS", true, false, true);
    int told = 1;
    house_wait_for(&h, has_sent, &told);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_HELD), 1);
    id = house_announce(&h, "one of them", "bao so 12", PRIORITY_EMERGENCY);
    house_wait(&h, id, MESSAGE_SENT, 1);
    house_close(&h);
}
END_TEST

START_TEST(an_emergency_may_bypass_the_second_person_and_the_heads_are_told)
{
    struct house h;
    struct estimate estimate;
    struct refusal refusal;
    int64_t id;
    const struct announce_request routine = {
        .to = "all", .text = "hop thon", .author = "Ông Hai", .bypass = true};
    open_careful_house(&h);
    ck_assert_int_eq(announce_create(h.dispatch, &routine, &id, &estimate, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "no_bypass");
    id = announce_as(&h, "Ông Hai", false, true, false);
    house_wait(&h, id, MESSAGE_SENT, 20);
    int all_and_the_head = 21;
    house_wait_for(&h, has_sent, &all_and_the_head);
    house_close(&h);
}
END_TEST

START_TEST(what_nobody_approved_in_time_expires)
{
    struct house h;
    struct refusal refusal;
    open_careful_house(&h);
    h.sending.emergency_expires_ms = 300;
    int64_t id = announce_as(&h, "Ông Hai", false, false, true);
    house_wait(&h, id, MESSAGE_EXPIRED, 20);
    ck_assert_int_eq(dispatch_approve(h.dispatch, id, "Bà Sáu", &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "expired");
    house_close(&h);
}
END_TEST

static void find_head(const struct message_row *row, void *arg)
{
    bool *told = arg;

    *told = *told || strcmp(row->number, "+84911000001") == 0;
}

START_TEST(the_heads_hear_of_an_emergency_that_was_over_before_it_went_out)
{
    struct house h;
    int64_t phone_id, staff;
    bool told = false;
    house_open(&h); /* without a carrier */
    house_add_households(&h, 5);
    ck_assert_int_eq(phone_ensure(h.store, "+84911000001", false, &phone_id), 0);
    ck_assert_int_eq(staff_add(h.store, "Bà Sáu", STAFF_HEAD, phone_id, "", &staff), 0);
    house_start(&h);
    h.sending.expires_ms = h.sending.emergency_expires_ms = 300;
    int64_t routine = house_announce(&h, "all", "Hop thon", PRIORITY_ROUTINE);
    house_wait(&h, routine, MESSAGE_EXPIRED, 5);
    ck_assert_int_eq(message_list(h.store, 0, -1, 0, 100, find_head, &told), 0);
    ck_assert(!told);
    int64_t id = house_announce(&h, "all", "Lu ve", PRIORITY_EMERGENCY);
    house_wait(&h, id, MESSAGE_EXPIRED, 5);
    ck_assert_int_eq(message_list(h.store, 0, -1, 0, 100, find_head, &told), 0);
    ck_assert(told);
    house_close(&h);
}
END_TEST

TEST_MAIN("dispatch", everything_goes_out_once_and_waits_for_reports,
          reports_make_households_reached, a_long_message_is_delivered_when_all_its_parts_are,
          an_emergency_overtakes_at_the_next_part, one_long_announcement_does_not_starve_another,
          a_number_that_is_refused_does_not_stop_the_others,
          a_message_that_upsets_the_modem_every_time_does_not_stop_the_others,
          an_answer_that_cannot_be_recorded_does_not_stop_the_others,
          without_credit_the_sim_pauses_and_nothing_is_lost,
          the_head_is_told_of_missing_credit_through_another_sim,
          a_second_carrier_takes_over_from_one_that_keeps_dying,
          a_half_sent_emergency_moves_whole_to_another_carrier,
          an_emergency_whose_answer_was_lost_is_sent_again_at_once,
          any_other_whose_answer_was_lost_waits_and_is_sent_again_once,
          a_part_that_never_reached_its_carrier_is_not_in_doubt,
          a_stored_message_that_two_processes_died_of_is_set_aside,
          a_modem_pulled_out_twice_over_a_message_sets_nothing_aside,
          a_message_that_was_read_between_two_deaths_is_not_their_cause,
          what_was_set_aside_is_tried_again_after_a_day,
          a_carrier_that_overruns_its_time_is_killed_and_started_again,
          a_carrier_that_never_gets_ready_says_why,
          a_carrier_whose_device_is_back_starts_before_its_delay_is_over,
          after_a_crash_of_the_core_nothing_is_lost, after_a_clean_end_nothing_is_in_doubt,
          a_cancelled_announcement_stops_at_the_next_part,
          the_daily_quota_keeps_the_rest_back_but_not_emergencies,
          quiet_hours_hold_everything_but_emergencies, what_has_expired_is_not_sent,
          when_the_first_phone_fails_the_next_is_tried,
          without_a_report_in_time_the_next_phone_is_tried_until_one_reports,
          nobody_pays_for_a_household_that_is_reached_already,
          who_wants_no_messages_gets_none_but_an_emergency,
          what_cannot_be_announced_is_refused_and_changes_nothing,
          an_estimate_counts_and_changes_nothing, a_wide_announcement_waits_for_a_second_person,
          what_waits_for_a_second_person_survives_the_daemon_and_can_be_cancelled,
          an_emergency_by_sms_waits_and_one_from_the_desk_does_not,
          an_emergency_may_bypass_the_second_person_and_the_heads_are_told,
          what_nobody_approved_in_time_expires,
          the_heads_hear_of_an_emergency_that_was_over_before_it_went_out)
