/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A message's life when answers, reports, deaths and people come in any order. No process runs:
 * the test is carrier and network, and says when the time has come. */
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "dispatch/inside.h"
#include "rig.h"
#include "store/household.h"

/* ---- cancelled while a part is in a carrier's hands ---- */

static void cancel_in_flight(enum priority priority, enum wire_outcome outcome, int origin)
{
    open_house(1, 1);
    int64_t id = announce("hop thon", priority);
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_int_eq(dispatch_cancel(d, id, "head", NULL), 0);
    answer(0, outcome, origin, 500, 1);
    for (int i = 0; i < 5; i++, now += 7 * HOUR)
        turn();
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_CANCELLED), 1);
    house_close(&h);
}

START_TEST(what_was_refused_after_a_cancel_does_not_go_out_again)
{
    cancel_in_flight(PRIORITY_ROUTINE, WIRE_REFUSED, WIRE_ORIGIN_DEVICE);
    cancel_in_flight(PRIORITY_ROUTINE, WIRE_REFUSED, WIRE_ORIGIN_RECIPIENT);
    cancel_in_flight(PRIORITY_ROUTINE, WIRE_REFUSED, WIRE_ORIGIN_CREDIT);
    cancel_in_flight(PRIORITY_EMERGENCY, WIRE_REFUSED, WIRE_ORIGIN_NETWORK);
}
END_TEST

START_TEST(what_is_unknown_after_a_cancel_does_not_go_out_again)
{
    cancel_in_flight(PRIORITY_ROUTINE, WIRE_UNKNOWN, 0);
    cancel_in_flight(PRIORITY_EMERGENCY, WIRE_UNKNOWN, 0);
}
END_TEST

START_TEST(what_the_network_gives_up_after_a_cancel_does_not_go_out_again)
{
    open_house(1, 1);
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 1);
    ck_assert_int_eq(dispatch_cancel(d, id, "head", NULL), 0);
    report(&part, 1, 0x61);
    now += HOUR;
    turn();
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_FAILED), 1);
    house_close(&h);
}
END_TEST

/* ---- reports ---- */

START_TEST(a_report_of_an_earlier_attempt_does_not_fail_the_later_one)
{
    open_house(1, 1);
    int64_t id = announce("bao", PRIORITY_EMERGENCY);
    struct handed first = answer(0, WIRE_UNKNOWN, 0, -1, -1);
    turn();
    struct handed second = answer(0, WIRE_ACCEPTED, 0, -1, 9);
    report(&first, 8, 0x41);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 1);
    report(&second, 9, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_DELIVERED), 1);
    ck_assert_int_eq(reached(id), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_late_report_is_not_that_of_a_newer_text_with_the_same_reference)
{
    open_house(1, 1);
    int64_t older = announce("hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 5);
    now += 2 * HOUR; /* the phone was off; 256 texts later the reference comes again */
    int64_t newer = announce("di so tan", PRIORITY_EMERGENCY);
    answer(0, WIRE_ACCEPTED, 0, -1, 5);
    report_late(&part, 5, 0, 2 * HOUR);
    ck_assert_int_eq(reached(newer), 0);
    ck_assert_int_eq(reached(older), 1);
    report_late(&part, 5, 0, SECOND);
    ck_assert_int_eq(reached(newer), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_report_told_twice_does_not_settle_what_is_in_doubt)
{
    open_house(1, 1);
    int64_t before = announce("hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 5);
    report(&part, 5, 0);
    ck_assert_int_eq(reached(before), 1);
    int64_t id = announce("di so tan", PRIORITY_IMPORTANT);
    answer(0, WIRE_UNKNOWN, 0, -1, -1);
    report(&part, 5, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_UNKNOWN), 1);
    ck_assert_int_eq(reached(id), 0);
    report(&part, 6, 0); /* this one is its own */
    ck_assert_int_eq(house_count(&h, id, MESSAGE_DELIVERED), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_report_that_ends_the_doubt_about_a_long_message_spares_a_part)
{
    struct handed part[3];
    open_house(1, 1);
    int64_t id = announce(long_text(), PRIORITY_ROUTINE);
    for (int i = 0; i < 3; i++) {
        part[i] = answer(0, i == 1 ? WIRE_UNKNOWN : WIRE_ACCEPTED, 0, -1, 10 + i);
        turn();
    }
    ck_assert_int_eq(house_count(&h, id, MESSAGE_UNKNOWN), 1);
    report(&part[1], 77, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 1);
    now += h.sending.report_window_ms;
    turn();
    ck_assert_uint_eq(handed_count, 0);
    report(&part[0], 10, 0);
    report(&part[2], 12, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_DELIVERED), 1);
    ck_assert_int_eq(reached(id), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_passing_error_reported_while_in_doubt_is_tried_again)
{
    open_house(1, 1);
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    struct handed part = answer(0, WIRE_UNKNOWN, 0, -1, -1);
    report(&part, 4, 0x61);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_HELD), 1);
    now += h.sending.retry_ms;
    turn();
    ck_assert_uint_eq(handed_count, 1);
    house_close(&h);
}
END_TEST

START_TEST(parts_of_two_senders_do_not_make_a_whole)
{
    struct handed part[4];
    open_house(2, 1);
    int64_t id = announce(long_text(), PRIORITY_ROUTINE);
    part[0] = answer(0, WIRE_ACCEPTED, 0, -1, 10);
    struct outlet *first = part[0].outlet;
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(outbound_unstick(d, first->id, LANE_EMERGENCY, LANE_ROUTINE), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    first->ready = false;
    turn();
    for (int i = 1; i < 4; i++) {
        part[i] = answer(0, WIRE_ACCEPTED, 0, -1, 20 + i);
        ck_assert_ptr_ne(part[i].outlet, first);
        turn();
    }
    report(&part[0], 10, 0);
    report(&part[2], 22, 0);
    report(&part[3], 23, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 1);
    report(&part[1], 21, 0);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_DELIVERED), 1);
    house_close(&h);
}
END_TEST

/* ---- carriers ---- */

START_TEST(what_waited_for_a_carrier_that_is_not_configured_any_more_goes_through_another)
{
    static char prefix[] = "+8490", *prefixes[] = {prefix};
    open_house(2, 3);
    h.carriers[0].prefixes = (struct conf_strings){prefixes, 1};
    d->outlets[0].ready = d->outlets[1].ready = false;
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    d->outlets[0].ready = true;
    int64_t half_sent = announce(long_text(), PRIORITY_IMPORTANT);
    answer(0, WIRE_ACCEPTED, 0, -1, 1);
    die(&d->outlets[0]);
    dispatch_free(d);
    h.carriers[0].prefixes = (struct conf_strings){0};
    carrier_settings_clear(&h.carriers[0]);
    h.carriers[0] = h.carriers[--h.carrier_count];
    start();
    for (int i = 0; i < 50; i++, now += HOUR) {
        ck_assert_int_eq(store_begin(h.store), 0);
        for (size_t j = 0; j < d->absent_count; j++)
            ck_assert_int_eq(outbound_unstick(d, d->absent[j], LANE_EMERGENCY, LANE_ROUTINE), 0);
        ck_assert_int_eq(store_commit(h.store), 0);
        turn();
        while (handed_count)
            answer(0, WIRE_ACCEPTED, 0, -1, i);
    }
    ck_assert_int_eq(house_count(&h, id, MESSAGE_EXPIRED), 3); /* gone out, never reported */
    ck_assert_int_eq(house_count(&h, half_sent, MESSAGE_EXPIRED), 3);
    struct message m;
    ck_assert_int_eq(message_get(h.store, 1, &m), 0);
    ck_assert_int_eq(m.carrier_id, d->outlets[0].id);
    message_clear(&m);
    house_close(&h);
}
END_TEST

START_TEST(what_one_carrier_cannot_send_another_takes_at_once)
{
    open_house(2, 1);
    int64_t id = announce("bao", PRIORITY_EMERGENCY);
    struct outlet *first = answer(0, WIRE_REFUSED, WIRE_ORIGIN_DEVICE, 500, -1).outlet;
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(answers_due(d, now), 0);
    ck_assert_int_eq(chores_do(d, now), 0);
    ck_assert_int_eq(answers_due(d, now), 0); /* what the chores have made */
    ck_assert_int_eq(outbound_fill(d, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    take_departures();
    ck_assert_uint_eq(handed_count, 1);
    ck_assert_ptr_ne(handed[0].outlet, first);
    answer(0, WIRE_ACCEPTED, 0, -1, 1);
    ck_assert_int_eq(house_count(&h, id, MESSAGE_SENT), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_wide_window_does_not_overrun_the_daily_quota)
{
    open_house(1, 20);
    h.carriers[0].daily_parts = 5;
    announce("hop thon", PRIORITY_ROUTINE);
    ck_assert_uint_eq(handed_count, 5);
    while (handed_count)
        answer(0, WIRE_ACCEPTED, 0, -1, 1);
    turn();
    ck_assert_uint_eq(handed_count, 0);
    house_close(&h);
}
END_TEST

/* ---- anything, in any order ---- */

static uint32_t dice;

static uint32_t roll(uint32_t sides)
{
    dice = dice * 1664525u + 1013904223u;
    return (dice >> 8) % sides;
}

static struct handed sent[256];
static size_t sent_count;
static int references[256];

static void some_answer(void)
{
    static const int origins[] = {WIRE_ORIGIN_DEVICE,    WIRE_ORIGIN_NETWORK, WIRE_ORIGIN_RECIPIENT,
                                  WIRE_ORIGIN_RECIPIENT, WIRE_ORIGIN_CREDIT,  WIRE_ORIGIN_OURS};
    uint32_t what = roll(10);

    if (!handed_count)
        return;
    enum wire_outcome outcome = what < 6 ? WIRE_ACCEPTED : what < 8 ? WIRE_UNKNOWN : WIRE_REFUSED;
    int reference = (int)roll(256);
    size_t place = sent_count++ % ARRAY_SIZE(sent);
    sent[place] = answer(roll((uint32_t)handed_count), outcome, origins[roll(6)], 500, reference);
    references[place] = reference;
}

static void some_report(void)
{
    static const int statuses[] = {0, 0, 0, 0x21, 0x46, 0x61, 0x41};

    if (!sent_count)
        return;
    size_t place = roll((uint32_t)(sent_count < ARRAY_SIZE(sent) ? sent_count : ARRAY_SIZE(sent)));
    report(&sent[place], references[place], statuses[roll(7)]);
}

static void some_announcement(void)
{
    static const enum priority priorities[] = {PRIORITY_ROUTINE, PRIORITY_IMPORTANT,
                                               PRIORITY_EMERGENCY};

    announce(roll(2) ? "hop thon" : long_text(), priorities[roll(3)]);
}

static void some_person(int64_t last_announcement)
{
    struct household household;
    int64_t id = 1 + roll((uint32_t)last_announcement);
    char code[32];

    if (roll(3) == 0) {
        int r = dispatch_cancel(d, id, "head", NULL);
        ck_assert_int_ge(r, 0);
        return;
    }
    snprintf(code, sizeof(code), "T1-%u", 1 + roll(12));
    ck_assert_int_eq(household_find(h.store, code, &household), 0);
    ck_assert_int_ge(reach_by_person(h.store, id, household.id, REACH_VISIT, now), 0);
}

/* Nothing of a cancelled announcement is ever handed over. */
static void expect_none_cancelled(void)
{
    for (size_t i = 0; i < handed_count; i++) {
        enum announcement_state state;
        struct part part;
        ck_assert_int_eq(part_get(h.store, handed[i].tag, &part), 0);
        ck_assert_int_eq(announcement_state_of(h.store, handed[i].announcement_id, &state), 0);
        ck_assert_int_ne(state, ANNOUNCEMENT_CANCELLED);
    }
}

static void run_empty_handed(void)
{
    while (handed_count)
        answer(0, WIRE_ACCEPTED, 0, -1, (int)roll(256));
}

static void expect_everything_ends(int64_t last_announcement)
{
    struct message_counts c;

    for (int hours = 0; hours < 100; hours++, now += HOUR) {
        for (size_t i = 0; i < d->outlet_count; i++)
            d->outlets[i].flow.paused = CARRIER_RUNNING;
        for (int i = 0; i < 40; i++) {
            turn();
            run_empty_handed();
        }
    }
    for (int64_t id = 1; id <= last_announcement; id++) {
        ck_assert_int_ge(message_counts(h.store, id, &c), 0);
        for (int state = MESSAGE_HELD; state <= MESSAGE_SENT; state++)
            ck_assert_msg(c.messages[state] == 0, "announcement %d: %d messages stay %s", (int)id,
                          (int)c.messages[state], message_state_word((enum message_state)state));
    }
}

static void add_phone(const char *code, int rank, const char *number)
{
    struct household household;
    int64_t phone;

    ck_assert_int_eq(household_find(h.store, code, &household), 0);
    ck_assert_int_eq(phone_ensure(h.store, number, false, &phone), 0);
    ck_assert_int_eq(household_hold(h.store, household.id, rank, phone, ""), 0);
}

static void live(uint32_t seed)
{
    int64_t announcements = 0;

    dice = seed;
    sent_count = 0;
    open_house(3, 12);
    add_phone("T1-1", 2, "+84911111111");
    add_phone("T1-2", 2, "+84911111111");
    add_phone("T1-2", 3, "+84922222222");
    add_phone("T1-3", 2, "+84900000004");
    for (int i = 0; i < 400; i++) {
        uint32_t what = roll(40);
        if (what == 0 || announcements == 0) {
            some_announcement();
            announcements++;
        } else if (what == 1) {
            some_person(announcements);
            run_empty_handed(); /* what was in flight then does not count */
        } else if (what == 2) {
            die(&d->outlets[roll(3)]);
        } else if (what < 6) {
            now += (int64_t)roll(90) * MINUTE;
        } else if (what < 10) {
            some_report();
        } else {
            some_answer();
        }
        turn();
        expect_none_cancelled();
    }
    expect_everything_ends(announcements);
    house_close(&h);
}

START_TEST(whatever_happens_every_message_comes_to_an_end)
{
    for (uint32_t seed = 1; seed <= 12; seed++)
        live(seed * 7919u);
}
END_TEST

TEST_MAIN("dispatch: life", what_was_refused_after_a_cancel_does_not_go_out_again,
          what_is_unknown_after_a_cancel_does_not_go_out_again,
          what_the_network_gives_up_after_a_cancel_does_not_go_out_again,
          a_report_of_an_earlier_attempt_does_not_fail_the_later_one,
          a_late_report_is_not_that_of_a_newer_text_with_the_same_reference,
          a_report_told_twice_does_not_settle_what_is_in_doubt,
          a_report_that_ends_the_doubt_about_a_long_message_spares_a_part,
          a_passing_error_reported_while_in_doubt_is_tried_again,
          parts_of_two_senders_do_not_make_a_whole,
          what_waited_for_a_carrier_that_is_not_configured_any_more_goes_through_another,
          what_one_carrier_cannot_send_another_takes_at_once,
          a_wide_window_does_not_overrun_the_daily_quota,
          whatever_happens_every_message_comes_to_an_end)
