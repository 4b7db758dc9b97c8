/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ladder where it meets what else goes on: phones that want no messages, quiet hours, cancelled
 * and forgotten announcements, a clock that was wrong, rows that fail. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "check_main.h"
#include "dispatch/approval.h"
#include "dispatch/doors.h"
#include "dispatch/timekeeping.h"
#include "inbound/reply/reply.h"
#include "rig.h"
#include "store/care.h"
#include "store/feedback.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/ladder.h"
#include "store/staff.h"

static int64_t household(int n)
{
    struct household found;
    char code[32];

    snprintf(code, sizeof(code), "T1-%d", n);
    ck_assert_int_eq(household_find(h.store, code, &found), 0);
    return found.id;
}

static int64_t phone(int n)
{
    char number[32];
    int64_t id;

    snprintf(number, sizeof(number), "+8490%07d", n);
    ck_assert_int_eq(phone_ensure(h.store, number, false, &id), 0);
    return id;
}

/* The neighbour of the first household is the second. */
static void open_with_neighbour(void)
{
    open_house(1, 2);
    h.sending.ring_ms = 0;
    h.sending.neighbour_ms[LANE_IMPORTANT] = 2 * HOUR;
    struct household one;
    int64_t second = household(2); /* before: what a find returns lasts until the next */
    ck_assert_int_eq(household_find(h.store, "T1-1", &one), 0);
    one.neighbour_id = second;
    ck_assert_int_eq(household_set(h.store, now, &one), 0);
}

struct standing {
    int64_t household;
    enum rung rung;
};

static void take_standing(const struct reach_row *row, void *arg)
{
    struct standing *s = arg;

    if (row->household_id == s->household)
        s->rung = (enum rung)row->rung;
}

static enum rung rung_of(int64_t announcement, int n)
{
    struct standing s = {.household = household(n)};

    ck_assert_int_eq(reach_list(h.store, announcement, false, NULL, take_standing, &s), 0);
    return s.rung;
}

/* The second household is reached; the first one's phone is refused for good. */
static int64_t only_the_neighbour_is_reached(enum priority priority)
{
    int64_t id = announce("Mai cup dien", priority);

    for (int i = 0; i < 2; i++) {
        bool first = strcmp(handed[0].to, "+84900000001") == 0;
        struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 10 + i);
        report(&part, 10 + i, first ? 0x41 : 0);
    }
    return id;
}

static enum message_state errand_state(int64_t announcement)
{
    struct errand e;

    ck_assert_int_eq(errand_get(h.store, announcement, household(1), &e), 0);
    return e.state;
}

static void close_house(void)
{
    turn_clear_departures(d);
    house_close(&h);
}

START_TEST(a_neighbours_time_begins_when_his_text_is_out)
{
    open_with_neighbour();
    int64_t id = only_the_neighbour_is_reached(PRIORITY_IMPORTANT);
    d->outlets[0].ready = false; /* the modem is away for long */
    turn();
    ck_assert_int_eq(errand_state(id), MESSAGE_QUEUED);
    for (int i = 0; i < 6; i++) {
        now += HOUR;
        turn();
    }
    ck_assert_int_eq(rung_of(id, 1), RUNG_NEIGHBOUR);
    d->outlets[0].ready = true;
    turn();
    ck_assert_uint_eq(handed_count, 1);
    answer(0, WIRE_ACCEPTED, 0, -1, 20);
    now += HOUR;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_NEIGHBOUR);
    now += HOUR + MINUTE;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(a_neighbour_who_wants_no_messages_meanwhile_is_not_asked)
{
    open_with_neighbour();
    int64_t id = only_the_neighbour_is_reached(PRIORITY_IMPORTANT);
    d->outlets[0].ready = false;
    turn();
    ck_assert_int_eq(phone_stop(h.store, phone(2), true, now), 0);
    d->outlets[0].ready = true;
    turn();
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(errand_state(id), MESSAGE_CANCELLED);
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(who_has_no_phone_is_told_by_a_neighbour_who_hears_of_it_a_little_later)
{
    open_with_neighbour();
    ck_assert_int_eq(household_clear_phones(h.store, household(1)), 0);
    int64_t id = announce("Mai cup dien", PRIORITY_IMPORTANT);
    turn();
    ck_assert_uint_eq(handed_count, 1);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 10);
    ck_assert_int_eq(rung_of(id, 1), RUNG_FIRST);
    report(&part, 10, 0);
    now += MINUTE;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_NEIGHBOUR);
    ck_assert_uint_eq(handed_count, 1);
    close_house();
}
END_TEST

START_TEST(two_neighbours_whom_nothing_reaches_do_not_wait_for_each_other)
{
    open_with_neighbour();
    struct household two;
    int64_t first = household(1); /* before: what a find returns lasts until the next */
    ck_assert_int_eq(household_find(h.store, "T1-2", &two), 0);
    two.neighbour_id = first;
    ck_assert_int_eq(household_set(h.store, now, &two), 0);
    int64_t id = announce("Mai cup dien", PRIORITY_IMPORTANT);
    for (int i = 0; i < 2; i++) {
        struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 10 + i);
        report(&part, 10 + i, 0x41);
    }
    for (int i = 0; i < 3; i++) {
        turn();
        now += MINUTE;
    }
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    ck_assert_int_eq(rung_of(id, 2), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(with_an_announcement_what_the_box_asks_others_about_it_is_cancelled)
{
    open_with_neighbour();
    int64_t id = only_the_neighbour_is_reached(PRIORITY_IMPORTANT);
    d->outlets[0].ready = false;
    turn();
    ck_assert_int_eq(errand_state(id), MESSAGE_QUEUED);
    ck_assert_int_eq(dispatch_cancel(d, id, "test", NULL), 0);
    ck_assert_int_eq(errand_state(id), MESSAGE_CANCELLED);
    close_house();
}
END_TEST

/* ---- door lists ---- */

static void add_leader(void)
{
    int64_t id;

    ck_assert_int_eq(staff_add(h.store, "Tổ trưởng", STAFF_LEADER, phone(500), "1", &id), 0);
}

static void count_row(const struct message_row *row, void *arg)
{
    int *counts = arg;

    if (strcmp(row->number, "+84900000500") == 0)
        counts[row->state]++;
}

static int leaders_texts(enum message_state state)
{
    int counts[MESSAGE_STATE_COUNT] = {0};

    ck_assert_int_eq(message_list(h.store, 0, -1, 0, 100, count_row, counts), 0);
    return counts[state];
}

/* Minutes of the day at `now`, and so many later. */
static int minute_of_day(int64_t later)
{
    time_t at = (time_t)((now + later) / 1000);
    struct tm tm;

    localtime_r(&at, &tm);
    return tm.tm_hour * 60 + tm.tm_min;
}

START_TEST(leaders_are_sent_to_doors_in_the_morning_with_one_list_of_what_is_left)
{
    open_house(1, 1);
    add_leader();
    h.sending.doors_wait_ms = HOUR;
    h.sending.doors_reminders = 5;
    int64_t id = announce("Hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    h.sending.quiet_from = minute_of_day(-HOUR);
    h.sending.quiet_until = minute_of_day(8 * HOUR);
    report(&part, 1, 0x41);
    for (int i = 0; i < 14; i++) {
        turn();
        now += 30 * MINUTE;
    }
    ck_assert_int_eq(leaders_texts(MESSAGE_QUEUED), 0);
    now += 2 * HOUR;
    turn();
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_int_eq(handed[0].announcement_id, 0);
    ck_assert_int_eq(reach_by_person(h.store, id, household(1), REACH_VISIT, now), 0);
    close_house();
}
END_TEST

START_TEST(a_door_list_that_has_not_gone_out_is_cancelled_with_its_announcement)
{
    open_house(1, 1);
    add_leader();
    int64_t id = announce("Hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    d->outlets[0].ready = false;
    report(&part, 1, 0x41);
    turn();
    turn();
    ck_assert_int_eq(leaders_texts(MESSAGE_QUEUED), 1);
    ck_assert_int_eq(dispatch_cancel(d, id, "test", NULL), 0);
    ck_assert_int_eq(leaders_texts(MESSAGE_QUEUED), 0);
    ck_assert_int_eq(leaders_texts(MESSAGE_CANCELLED), 1);
    close_house();
}
END_TEST

START_TEST(when_an_emergencys_doors_are_asked_about_again_the_heads_are_asked_too)
{
    int64_t staff;

    open_house(1, 1);
    add_leader();
    ck_assert_int_eq(staff_add(h.store, "Bà Sáu", STAFF_HEAD, phone(600), "", &staff), 0);
    h.sending.ring_ms = 0;
    h.sending.doors_wait_ms = HOUR;
    h.sending.doors_reminders = 1;
    announce("Lu ve", PRIORITY_EMERGENCY);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    report(&part, 1, 0x41);
    turn();
    turn();
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_str_eq(handed[0].to, "+84900000500");
    answer(0, WIRE_ACCEPTED, 0, -1, 2);
    now += HOUR + MINUTE;
    turn();
    turn();
    ck_assert_uint_eq(handed_count, 2);
    ck_assert_str_eq(handed[1].to, "+84900000600");
    close_house();
}
END_TEST

/* ---- a stranger has the text ---- */

static struct feedback hear_stranger(int n)
{
    struct feedback f = {.received_at = now,
                         .carrier_id = 1,
                         .sender = "+84900000001",
                         .phone_id = phone(n),
                         .kind = REPLY_WRONG_NUMBER,
                         .text = "nham so roi",
                         .state = FEEDBACK_OPEN};

    ck_assert_int_eq(feedback_add(h.store, &f, &f.id), 0);
    ck_assert_int_eq(dispatch_judge_again(d, f.phone_id, now), 0);
    turn();
    return f;
}

static void hold_second(int n)
{
    ck_assert_int_eq(household_hold(h.store, household(1), 2, phone(n), ""), 0);
}

START_TEST(a_household_whose_text_lies_with_a_stranger_is_told_at_its_next_phone_or_its_door)
{
    open_house(1, 1);
    h.sending.ring_ms = 0;
    hold_second(500);
    int64_t id = announce("Lu ve", PRIORITY_EMERGENCY);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    report(&part, 1, 0);
    turn();
    ck_assert_int_eq(reached(id), 1);
    hear_stranger(1);
    turn();
    ck_assert_int_eq(reached(id), 0);
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_str_eq(handed[0].to, "+84900000500");
    part = answer(0, WIRE_ACCEPTED, 0, -1, 2);
    report(&part, 2, 0);
    turn();
    ck_assert_int_eq(reached(id), 1); /* although the first phone has the text, too */
    hear_stranger(500);
    ck_assert_int_eq(reached(id), 0);
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(a_door_that_comes_to_a_list_about_which_nobody_would_be_asked_again_is_told_of)
{
    open_house(1, 2);
    add_leader();
    h.sending.ring_ms = 0;
    h.sending.doors_reminders = 0;
    int64_t id = announce("Lu ve", PRIORITY_EMERGENCY);
    for (int i = 0; i < 2; i++) {
        bool first = strcmp(handed[0].to, "+84900000001") == 0;
        struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 10 + i);
        report(&part, 10 + i, first ? 0 : 0x41);
    }
    turn();
    turn();
    ck_assert_uint_eq(handed_count, 1); /* of the second household's door */
    ck_assert_str_eq(handed[0].to, "+84900000500");
    answer(0, WIRE_ACCEPTED, 0, -1, 20);
    hear_stranger(1);
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_str_eq(handed[0].to, "+84900000500");
    answer(0, WIRE_ACCEPTED, 0, -1, 21);
    now += HOUR;
    turn();
    turn();
    ck_assert_uint_eq(handed_count, 0);
    close_house();
}
END_TEST

START_TEST(a_stranger_does_not_unsay_what_another_phone_has)
{
    open_house(1, 1);
    hold_second(500);
    int64_t id = announce("Lu ve", PRIORITY_EMERGENCY);
    answer(0, WIRE_ACCEPTED, 0, -1, 1);
    now += 2 * HOUR; /* the first phone is off */
    turn();
    ck_assert_uint_eq(handed_count, 1);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 2);
    report(&part, 2, 0);
    ck_assert_int_eq(reached(id), 1);
    hear_stranger(1);
    ck_assert_int_eq(reached(id), 1);
    ck_assert_uint_eq(handed_count, 0);
    close_house();
}
END_TEST

START_TEST(a_report_behind_a_strangers_word_reaches_nobody_unless_the_word_was_misread)
{
    open_house(1, 1);
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    struct feedback f = hear_stranger(1);
    report(&part, 1, 0);
    turn();
    ck_assert_int_eq(reached(id), 0);
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    f.kind = REPLY_REPORT;
    f.understood = "corrected";
    ck_assert_int_eq(feedback_correct(h.store, &f), 0);
    ck_assert_int_eq(dispatch_judge_again(d, f.phone_id, now), 0);
    turn();
    ck_assert_int_eq(reached(id), 1);
    close_house();
}
END_TEST

/* ---- rings ---- */

static size_t rings_out(void)
{
    size_t count = 0;

    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_ge(rings_fill(d, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    for (size_t i = 0; i < d->departure_count; i++)
        count += d->departures[i].message.type == WIRE_RING;
    turn_clear_departures(d);
    return count;
}

/* An emergency is out to everybody, and no report comes. */
static int64_t nobody_reports(void)
{
    int64_t id = announce("Lu ve", PRIORITY_EMERGENCY);

    for (int i = 0; handed_count; i++)
        answer(0, WIRE_ACCEPTED, 0, -1, 30 + i);
    now += h.sending.second_ms[LANE_EMERGENCY] + SECOND;
    turn();
    return id;
}

START_TEST(who_wants_no_messages_is_not_rung_either)
{
    open_house(1, 1);
    h.sending.emergency_to_stopped = false;
    int64_t id = nobody_reports();
    ck_assert_int_eq(rung_of(id, 1), RUNG_RING);
    ck_assert_int_eq(phone_stop(h.store, phone(1), true, now), 0);
    ck_assert_uint_eq(rings_out(), 0);
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(households_of_one_phone_wait_for_its_one_ring)
{
    open_house(1, 2);
    ck_assert_int_eq(household_clear_phones(h.store, household(2)), 0);
    ck_assert_int_eq(household_hold(h.store, household(2), 1, phone(1), ""), 0);
    int64_t id = nobody_reports();
    ck_assert_int_eq(rung_of(id, 1), RUNG_RING);
    ck_assert_int_eq(rung_of(id, 2), RUNG_RING);
    ck_assert_uint_eq(rings_out(), 1);
    ck_assert_uint_eq(rings_out(), 0);
    close_house();
}
END_TEST

START_TEST(a_ring_that_can_never_be_made_keeps_nobody_from_his_door)
{
    open_house(1, 1);
    int64_t id = nobody_reports();
    d->outlets[0].ready = false;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_RING);
    now += h.sending.emergency_expires_ms;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    d->outlets[0].ready = true;
    ck_assert_uint_eq(rings_out(), 0); /* hours later it would only frighten */
    close_house();
}
END_TEST

/* ---- approval ---- */

static void find_journal(const struct journal_row *entry, void *arg)
{
    if (strcmp(entry->what, "expire") == 0)
        *(bool *)arg = strcmp(entry->author, "thonbao") == 0;
}

START_TEST(what_nobody_approves_in_time_ends_and_sends_nobody_to_a_door)
{
    struct announcement a;
    bool written = false;

    open_house(1, 3);
    h.sending.approval.audience_above = 2;
    int64_t id = announce("Ban dat", PRIORITY_ROUTINE);
    ck_assert_uint_eq(handed_count, 0);
    now += h.sending.expires_ms + MINUTE;
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(approval_expire(d, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    turn();
    ck_assert_int_eq(announcement_get(h.store, id, &a), 0);
    ck_assert_int_eq(a.state, ANNOUNCEMENT_CANCELLED);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_EXPIRED), 3);
    ck_assert_int_eq(journal_list(h.store, 0, 100, find_journal, &written), 0);
    ck_assert(written);
    int64_t counts[RUNG_COUNT];
    ck_assert_int_eq(ladder_counts(h.store, id, counts), 0);
    ck_assert_int_eq(counts[RUNG_DOOR], 0);
    close_house();
}
END_TEST

/* Of the box's own text to the n-th phone; -1: there is none. */
static int64_t lane_of_text_to(int n)
{
    int64_t phone_id = phone(n), lane = -1;
    struct message m;

    for (int64_t id = 1; message_get(h.store, id, &m) == 0; id++) {
        if (m.phone_id == phone_id && !m.announcement_id)
            lane = m.lane;
        message_clear(&m);
    }
    return lane;
}

START_TEST(who_made_an_emergency_that_nobody_approved_learns_it_at_night)
{
    int64_t staff;

    open_house(1, 3);
    h.sending.approval.audience_above = 2;
    ck_assert_int_eq(staff_add(h.store, "test", STAFF_LEADER, phone(99), "", &staff), 0);
    announce("Nuoc len", PRIORITY_EMERGENCY);
    ck_assert_int_eq(lane_of_text_to(99), -1);
    now += h.sending.emergency_expires_ms + MINUTE;
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(approval_expire(d, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    ck_assert_int_eq(lane_of_text_to(99), LANE_EMERGENCY);
    close_house();
}
END_TEST

/* ---- a list that changes ---- */

static void hold(int household_n, int phone_n)
{
    ck_assert_int_eq(household_clear_phones(h.store, household(household_n)), 0);
    ck_assert_int_eq(household_hold(h.store, household(household_n), 1, phone(phone_n), ""), 0);
    dispatch_book_changed(d);
}

START_TEST(a_number_that_changes_before_the_approval_is_told_after_it)
{
    struct refusal refusal;

    open_house(1, 3);
    h.sending.approval.audience_above = 2;
    int64_t id = announce("Nuoc len", PRIORITY_EMERGENCY);
    hold(1, 77);
    turn();
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(dispatch_approve(d, id, "Bà Sáu", &refusal), 0);
    now += 2 * MINUTE;
    turn();
    ck_assert_uint_eq(handed_count, 3);
    bool told = false;
    for (size_t i = 0; i < handed_count; i++)
        told = told || strcmp(handed[i].to, "+84900000077") == 0;
    ck_assert(told);
    close_house();
}
END_TEST

static int64_t replace(int64_t old, const char *text, const char *correction)
{
    const struct announce_request request = {.to = "all",
                                             .text = text,
                                             .correction = correction,
                                             .priority = PRIORITY_EMERGENCY,
                                             .replaces = old,
                                             .author = "test"};
    struct estimate estimate;
    int64_t id;

    ck_assert_int_eq(announce_create(d, &request, &id, &estimate, NULL), 0);
    estimate_clear(&estimate);
    turn();
    return id;
}

START_TEST(a_second_phone_that_never_had_the_older_text_gets_the_whole_one)
{
    struct message m;

    open_house(1, 1);
    h.sending.ring_ms = 0;
    ck_assert_int_eq(household_hold(h.store, household(1), 2, phone(22), ""), 0);
    int64_t old = announce("So tan luc 18 gio, tap trung o dinh", PRIORITY_EMERGENCY);
    answer(0, WIRE_ACCEPTED, 0, -1, 10);
    int64_t id = replace(old, "So tan luc 16 gio, tap trung o dinh", "Doi gio: 16 gio");
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 11);
    ck_assert_str_eq(part.to, "+84900000001");
    report(&part, 11, 0x41);
    turn();
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_str_eq(handed[0].to, "+84900000022");
    ck_assert_int_eq(handed[0].announcement_id, id);
    ck_assert_int_eq(message_get(h.store, handed[0].message_id, &m), 0);
    ck_assert_str_eq(m.text, "So tan luc 16 gio, tap trung o dinh");
    message_clear(&m);
    close_house();
}
END_TEST

/* ---- the clock ---- */

START_TEST(what_the_ladder_waits_for_takes_as_long_when_the_clock_is_set)
{
    open_with_neighbour();
    int64_t id = only_the_neighbour_is_reached(PRIORITY_IMPORTANT);
    turn();
    answer(0, WIRE_ACCEPTED, 0, -1, 21);
    int64_t system = clock_system_ms();
    clock_steer(system - 3 * HOUR); /* the house was behind by three hours */
    ck_assert_int_eq(timekeeping_look(d), 0);
    now += 3 * HOUR;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_NEIGHBOUR);
    now += 2 * HOUR + MINUTE;
    turn();
    ck_assert_int_eq(rung_of(id, 1), RUNG_DOOR);
    close_house();
}
END_TEST

START_TEST(an_emergency_climbs_though_nobody_knows_how_late_it_is)
{
    open_house(1, 1);
    ck_assert_int_eq(household_hold(h.store, household(1), 2, phone(77), ""), 0);
    d->time.state = CLOCK_UNKNOWN;
    nobody_reports();
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_str_eq(handed[0].to, "+84900000077");
    close_house();
}
END_TEST

/* ---- chores that fail ---- */

static int64_t did, tried;

static int fails_half_way(void *arg, int64_t at, int64_t *ret_next)
{
    *ret_next = at;
    tried++;
    int r = journal_add(h.store, at, "test", "half", "", NULL);
    return r < 0 ? r : -EEXIST;
}

static int does(void *arg, int64_t at, int64_t *ret_next)
{
    did++;
    return 0;
}

static void find_half(const struct journal_row *entry, void *arg)
{
    *(bool *)arg = *(bool *)arg || strcmp(entry->what, "half") == 0;
}

START_TEST(a_chore_that_fails_is_undone_alone_and_does_not_spin)
{
    bool half = false;

    open_house(1, 2);
    dispatch_add_chore(d, "fails", fails_half_way, NULL);
    dispatch_add_chore(d, "does", does, NULL);
    int64_t id = announce("Hop thon", PRIORITY_ROUTINE);
    turn();
    turn();
    ck_assert_int_eq(tried, 1);
    ck_assert_int_eq(did, 1);
    ck_assert_int_ge(chores_next(d), now + SECOND);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SUBMITTING), 2);
    ck_assert_int_eq(journal_list(h.store, 0, 100, find_half, &half), 0);
    ck_assert(!half);
    now += 2 * MINUTE;
    turn();
    ck_assert_int_eq(tried, 2);
    close_house();
}
END_TEST

TEST_MAIN("dispatch: ladder", a_neighbours_time_begins_when_his_text_is_out,
          a_neighbour_who_wants_no_messages_meanwhile_is_not_asked,
          who_has_no_phone_is_told_by_a_neighbour_who_hears_of_it_a_little_later,
          two_neighbours_whom_nothing_reaches_do_not_wait_for_each_other,
          with_an_announcement_what_the_box_asks_others_about_it_is_cancelled,
          leaders_are_sent_to_doors_in_the_morning_with_one_list_of_what_is_left,
          a_door_list_that_has_not_gone_out_is_cancelled_with_its_announcement,
          when_an_emergencys_doors_are_asked_about_again_the_heads_are_asked_too,
          a_household_whose_text_lies_with_a_stranger_is_told_at_its_next_phone_or_its_door,
          a_door_that_comes_to_a_list_about_which_nobody_would_be_asked_again_is_told_of,
          a_stranger_does_not_unsay_what_another_phone_has,
          a_report_behind_a_strangers_word_reaches_nobody_unless_the_word_was_misread,
          who_wants_no_messages_is_not_rung_either, households_of_one_phone_wait_for_its_one_ring,
          a_ring_that_can_never_be_made_keeps_nobody_from_his_door,
          what_nobody_approves_in_time_ends_and_sends_nobody_to_a_door,
          who_made_an_emergency_that_nobody_approved_learns_it_at_night,
          a_number_that_changes_before_the_approval_is_told_after_it,
          a_second_phone_that_never_had_the_older_text_gets_the_whole_one,
          what_the_ladder_waits_for_takes_as_long_when_the_clock_is_set,
          an_emergency_climbs_though_nobody_knows_how_late_it_is,
          a_chore_that_fails_is_undone_alone_and_does_not_spin)
