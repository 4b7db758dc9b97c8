/* SPDX-License-Identifier: GPL-2.0-or-later */
/* So many routine announcements a household a day; the rest waits, and goes out as one where it
 * can, and yet each announcement ends in the truth. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "rig.h"
#include "store/group.h"
#include "store/household.h"
#include "store/manners.h"

/* Not one part together with another of its kind. */
static const char *wide(char letter)
{
    static char texts[26][101];
    char *text = texts[letter - 'a'];

    memset(text, letter, 100);
    return text;
}

static void open_with_limit(int64_t limit, int households)
{
    open_house(1, households);
    h.sending.routine_a_day = limit;
}

static int64_t ask(const char *text)
{
    const struct announce_request request = {
        .to = "all", .text = text, .ack = true, .author = "test"};
    struct estimate estimate;
    int64_t id;

    ck_assert_int_eq(announce_create(d, &request, &id, &estimate, NULL), 0);
    estimate_clear(&estimate);
    turn();
    return id;
}

/* Households for which an announcement would wait, as whoever writes it is told. */
static int64_t told_to_wait(enum priority priority)
{
    const struct announce_request request = {
        .to = "all", .text = "x", .priority = priority, .author = "test"};
    struct estimate estimate;

    ck_assert_int_eq(announce_estimate(d, &request, &estimate, NULL), 0);
    int64_t waits = estimate.next_day;
    estimate_clear(&estimate);
    return waits;
}

/* All that is in hand is accepted and reported delivered. */
static void deliver(void)
{
    static int reference;

    while (handed_count) {
        struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, ++reference % 256);
        report(&part, reference % 256, 0);
        turn();
    }
}

static void next_day(void)
{
    now += DAY;
    turn();
}

static bool text_in_hand_is(const char *text)
{
    struct message m;

    ck_assert_uint_eq(handed_count, 1);
    ck_assert_int_eq(message_get(h.store, handed[0].message_id, &m), 0);
    bool is = strcmp(m.text, text) == 0;
    message_clear(&m);
    return is;
}

static void take_why(const struct message_row *row, void *arg)
{
    *(enum message_why *)arg = row->why;
}

static enum message_why why_of(int64_t announcement)
{
    enum message_why why = MESSAGE_WHY_NONE;

    ck_assert_int_eq(message_list(h.store, announcement, -1, 0, 10, take_why, &why), 0);
    return why;
}

static void restart(void)
{
    house_stop(&h);
    start();
}

START_TEST(what_is_more_than_a_days_routine_waits_for_the_next_day_and_says_so)
{
    open_with_limit(2, 1);
    announce(wide('a'), PRIORITY_ROUTINE);
    announce(wide('b'), PRIORITY_ROUTINE);
    int64_t third = announce(wide('c'), PRIORITY_ROUTINE);
    ck_assert_uint_eq(handed_count, 2);
    deliver();
    ck_assert_int_eq(house_count(&h, third, MESSAGE_HELD), 1);
    ck_assert_int_eq(why_of(third), MESSAGE_WHY_DAY);
    restart();
    turn();
    ck_assert_uint_eq(handed_count, 0);
    announce(wide('d'), PRIORITY_ROUTINE);
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(told_to_wait(PRIORITY_ROUTINE), 1);
    ck_assert_int_eq(told_to_wait(PRIORITY_IMPORTANT), 0);
    next_day();
    ck_assert_uint_eq(handed_count, 2);
    deliver();
    ck_assert_int_eq(reached(third), 1);
    house_close(&h);
}
END_TEST

START_TEST(what_is_urgent_neither_waits_nor_counts)
{
    open_with_limit(1, 1);
    announce(wide('a'), PRIORITY_IMPORTANT);
    announce(wide('b'), PRIORITY_EMERGENCY);
    announce(wide('c'), PRIORITY_ROUTINE);
    announce(wide('d'), PRIORITY_ROUTINE);
    announce(wide('e'), PRIORITY_IMPORTANT);
    ck_assert_uint_eq(handed_count, 4);
    deliver();
    house_close(&h);
}
END_TEST

START_TEST(the_same_announcement_tried_again_counts_once)
{
    open_with_limit(1, 1);
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    answer(0, WIRE_REFUSED, WIRE_ORIGIN_DEVICE, 500, 0);
    now += MINUTE;
    turn();
    ck_assert_uint_eq(handed_count, 1);
    deliver();
    ck_assert_int_eq(reached(id), 1);
    house_close(&h);
}
END_TEST

START_TEST(a_household_counts_over_all_of_its_phones_and_who_shares_one_with_it)
{
    struct household other = {
        .code = "T1-X", .head = "B", .cluster = "1", .address = "", .note = ""};
    int64_t id, shared, own, group;

    open_with_limit(1, 1);
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(household_add(h.store, 1, &other, &id), 0);
    ck_assert_int_eq(phone_ensure(h.store, "+84911000001", false, &own), 0);
    ck_assert_int_eq(phone_ensure(h.store, "+84900000001", false, &shared), 0);
    ck_assert_int_eq(household_hold(h.store, id, 1, own, ""), 0);
    ck_assert_int_eq(household_hold(h.store, id, 2, shared, ""), 0);
    ck_assert_int_eq(group_ensure(h.store, "the other", &group), 0);
    ck_assert_int_eq(group_add_member(h.store, group, id), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    house_announce(&h, "the other", wide('a'), PRIORITY_ROUTINE);
    turn();
    ck_assert_uint_eq(handed_count, 1);
    deliver();
    /* to the phone that T1-1 shares with the household that has had its one */
    int64_t second = house_announce(&h, "one of them", wide('b'), PRIORITY_ROUTINE);
    turn();
    ck_assert_uint_eq(handed_count, 0);
    ck_assert_int_eq(why_of(second), MESSAGE_WHY_DAY);
    next_day();
    ck_assert_uint_eq(handed_count, 1);
    deliver();
    house_close(&h);
}
END_TEST

/* One has gone out today; two short ones that ask for nothing wait, and one that asks. */
static int64_t two_wait(int64_t *ret_second)
{
    open_with_limit(1, 1);
    announce(wide('a'), PRIORITY_ROUTINE);
    deliver();
    int64_t first = announce("Mai hop thon", PRIORITY_ROUTINE);
    *ret_second = announce("Mai phat gao", PRIORITY_ROUTINE);
    ck_assert_uint_eq(handed_count, 0);
    return first;
}

START_TEST(short_texts_that_wait_go_out_as_one_and_each_is_reached)
{
    int64_t second, first = two_wait(&second), asks = ask("Ai di thi bao");

    next_day();
    ck_assert(text_in_hand_is("Mai hop thon\nMai phat gao"));
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 77);
    ck_assert_int_eq(house_count(&h, first, MESSAGE_SENT), 1);
    ck_assert_int_eq(house_count(&h, second, MESSAGE_SENT), 1);
    ck_assert_int_eq(reached(first), 0);
    report(&part, 77, 0);
    ck_assert_int_eq(house_count(&h, first, MESSAGE_DELIVERED), 1);
    ck_assert_int_eq(house_count(&h, second, MESSAGE_DELIVERED), 1);
    ck_assert_int_eq(reached(first), 1);
    ck_assert_int_eq(reached(second), 1);
    turn();
    ck_assert_int_eq(why_of(asks), MESSAGE_WHY_DAY); /* an answer must not mean two things */
    next_day();
    ck_assert(text_in_hand_is("Ai di thi bao"));
    deliver();
    house_close(&h);
}
END_TEST

START_TEST(of_a_joint_message_that_failed_each_announcement_has_failed)
{
    int64_t second, first = two_wait(&second);

    next_day();
    struct handed part = answer(0, WIRE_ACCEPTED, 0, -1, 5);
    report(&part, 5, 0x41); /* incompatible destination: final */
    ck_assert_int_eq(house_count(&h, first, MESSAGE_FAILED), 1);
    ck_assert_int_eq(house_count(&h, second, MESSAGE_FAILED), 1);
    ck_assert_int_eq(reached(first) + reached(second), 0);
    report(&part, 5, 0);
    house_close(&h);
}
END_TEST

START_TEST(a_joint_message_that_was_refused_goes_on_without_what_is_cancelled)
{
    int64_t second, first = two_wait(&second);

    next_day();
    ck_assert_int_eq(dispatch_cancel(d, first, "head", NULL), 0);
    answer(0, WIRE_REFUSED, WIRE_ORIGIN_DEVICE, 500, 0);
    ck_assert_int_eq(house_count(&h, first, MESSAGE_CANCELLED), 1);
    now += MINUTE;
    turn();
    ck_assert(text_in_hand_is("Mai phat gao"));
    deliver();
    ck_assert_int_eq(reached(first), 0);
    ck_assert_int_eq(reached(second), 1);
    turn();
    ck_assert_uint_eq(handed_count, 0);
    house_close(&h);
}
END_TEST

START_TEST(what_became_of_a_joint_message_unknown_is_settled_by_a_late_report)
{
    int64_t second, first = two_wait(&second);

    next_day();
    struct handed part = handed[0];
    die(part.outlet);
    turn();
    ck_assert_uint_eq(handed_count, 0);
    report(&part, 9, 0);
    ck_assert_int_eq(reached(first), 1);
    ck_assert_int_eq(reached(second), 1);
    house_close(&h);
}
END_TEST

START_TEST(what_became_of_a_joint_message_unknown_is_sent_again_once_and_ends)
{
    int64_t second, first = two_wait(&second);

    next_day();
    die(handed[0].outlet);
    now += 7 * HOUR; /* the report window is over */
    for (int i = 0; i < 8; i++, now += 7 * HOUR) {
        turn();
        while (handed_count)
            answer(0, WIRE_ACCEPTED, 0, -1, 1);
    }
    ck_assert_int_eq(house_count(&h, first, MESSAGE_EXPIRED), 1);
    ck_assert_int_eq(house_count(&h, second, MESSAGE_EXPIRED), 1);
    house_close(&h);
}
END_TEST

START_TEST(when_there_is_room_for_all_each_goes_by_itself)
{
    int64_t second;

    two_wait(&second);
    h.sending.routine_a_day = 2;
    next_day();
    ck_assert_uint_eq(handed_count, 2);
    deliver();
    house_close(&h);
}
END_TEST

START_TEST(that_many_households_wait_keeps_nobody_waiting)
{
    const int households = 600; /* more than one turn looks at */

    open_with_limit(1, households);
    ck_assert_int_eq(store_begin(h.store), 0);
    for (int64_t phone = 1; phone <= households; phone++)
        ck_assert_int_eq(manners_note(h.store, phone, dispatch_day(now), 999), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    int64_t id = announce("hop thon", PRIORITY_ROUTINE);
    ck_assert_int_gt(house_count(&h, id, MESSAGE_HELD), 0);
    ck_assert_int_gt(house_count(&h, id, MESSAGE_QUEUED), 0);
    announce("nuoc dang len", PRIORITY_EMERGENCY);
    ck_assert_uint_eq(handed_count, 8); /* the whole window */
    house_close(&h);
}
END_TEST

TEST_MAIN("dispatch: manners", what_is_more_than_a_days_routine_waits_for_the_next_day_and_says_so,
          what_is_urgent_neither_waits_nor_counts, the_same_announcement_tried_again_counts_once,
          a_household_counts_over_all_of_its_phones_and_who_shares_one_with_it,
          short_texts_that_wait_go_out_as_one_and_each_is_reached,
          of_a_joint_message_that_failed_each_announcement_has_failed,
          a_joint_message_that_was_refused_goes_on_without_what_is_cancelled,
          what_became_of_a_joint_message_unknown_is_settled_by_a_late_report,
          what_became_of_a_joint_message_unknown_is_sent_again_once_and_ends,
          when_there_is_room_for_all_each_goes_by_itself,
          that_many_households_wait_keeps_nobody_waiting)
