/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The queue gives out the most urgent message, fairly, and reports find their parts. */
#include "store/message.h"

#include <errno.h>

#include "check_main.h"
#include "store/announcement.h"
#include "store/carrier.h"
#include "store/household.h"
#include "temp_dir.h"

static char dir[128];
static struct store *store;

static void setup(void)
{
    char path[256];

    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/thonbao.db", dir);
    ck_assert_int_eq(store_open(path, &store, NULL), 0);
    ck_assert_int_eq(store_begin(store), 0);
}

static void teardown(void)
{
    ck_assert_int_eq(store_commit(store), 0);
    store_close(store);
    temp_dir_remove(dir);
}

static int64_t phone(int n)
{
    char number[32];
    int64_t id;

    snprintf(number, sizeof(number), "+849050000%02d", n);
    ck_assert_int_eq(phone_ensure(store, number, false, &id), 0);
    return id;
}

static int64_t queue(enum lane lane, bool sturdy, int64_t turn, int n)
{
    struct message_new m = {.phone_id = phone(n),
                            .state = MESSAGE_QUEUED,
                            .lane = lane,
                            .sturdy = sturdy,
                            .turn = turn,
                            .parts = 1,
                            .text = "x",
                            .expires_at = 1000};
    int64_t id;

    ck_assert_int_eq(message_add(store, 1, &m, &id), 0);
    return id;
}

static void expect_next(int64_t id)
{
    struct message m;

    ck_assert_int_eq(message_pick(store, 0, LANE_ROUTINE, &m), 0);
    ck_assert_int_eq(m.id, id);
    m.state = MESSAGE_SUBMITTING;
    ck_assert_int_eq(message_set(store, &m, MESSAGE_QUEUED), 0);
    message_clear(&m);
}

START_TEST(lanes_then_frail_then_turns)
{
    setup();
    int64_t routine = queue(LANE_ROUTINE, true, 0, 1);
    int64_t second_turn = queue(LANE_IMPORTANT, true, 1, 2);
    int64_t first_turn = queue(LANE_IMPORTANT, true, 0, 3);
    int64_t frail = queue(LANE_IMPORTANT, false, 9, 4);
    int64_t emergency = queue(LANE_EMERGENCY, true, 5, 5);
    expect_next(emergency);
    expect_next(frail);
    expect_next(first_turn);
    expect_next(second_turn);
    expect_next(routine);
    struct message m;
    ck_assert_int_eq(message_pick(store, 0, LANE_ROUTINE, &m), STORE_NOT_FOUND);
    teardown();
}
END_TEST

START_TEST(a_new_announcement_joins_at_the_current_turn)
{
    setup();
    int64_t turn = -1;
    ck_assert_int_eq(message_current_turn(store, LANE_ROUTINE, true, &turn), 0);
    ck_assert_int_eq(turn, 0);
    for (int i = 0; i < 5; i++)
        queue(LANE_ROUTINE, true, 40 + i, i);
    ck_assert_int_eq(message_current_turn(store, LANE_ROUTINE, true, &turn), 0);
    ck_assert_int_eq(turn, 40);
    teardown();
}
END_TEST

START_TEST(a_step_that_life_does_not_allow_is_refused)
{
    setup();
    queue(LANE_ROUTINE, true, 0, 1);
    struct message m;
    ck_assert_int_eq(message_pick(store, 0, LANE_ROUTINE, &m), 0);
    m.state = MESSAGE_SENT;
    ck_assert_int_eq(message_set(store, &m, MESSAGE_QUEUED), -EINVAL);
    message_clear(&m);
    teardown();
}
END_TEST

static int64_t hand_over(const struct message *m, int64_t carrier, int64_t at)
{
    struct part part = {.seq = 1, .carrier_id = carrier, .submitted_at = at};

    ck_assert_int_eq(part_add(store, m, &part), 0);
    return part.id;
}

START_TEST(a_report_settles_the_newest_part_with_its_reference)
{
    setup();
    int64_t tag[3];
    for (int i = 0; i < 3; i++) {
        struct message m = {.id = queue(LANE_ROUTINE, true, 0, 1), .phone_id = phone(1)};
        tag[i] = hand_over(&m, 7, 100 + i);
        ck_assert_int_eq(part_settle(store, tag[i], PART_SENT, i == 1 ? 9 : 8, 0, -1, 200), 0);
    }
    struct part p;
    ck_assert_int_eq(part_match(store, phone(1), 7, 8, 0, 1000, 1000, &p), 0);
    ck_assert_int_eq(p.id, tag[2]);
    ck_assert_int_eq(part_reported(store, p.id, PART_DELIVERED, 0, 300), 0);
    ck_assert_int_eq(part_match(store, phone(1), 7, 8, 0, 1000, 1000, &p), 0);
    ck_assert_int_eq(p.id, tag[0]);
    ck_assert_int_eq(part_match(store, phone(1), 6, 8, 0, 1000, 1000, &p), STORE_NOT_FOUND);
    ck_assert_int_eq(part_match(store, phone(2), 7, 8, 0, 1000, 1000, &p), STORE_NOT_FOUND);
    teardown();
}
END_TEST

START_TEST(a_report_finds_a_part_whose_modem_told_no_reference)
{
    setup();
    struct message m = {.id = queue(LANE_ROUTINE, true, 0, 1), .phone_id = phone(1)};
    int64_t tag = hand_over(&m, 7, 100), waiting = hand_over(&m, 7, 101);
    struct part p;
    ck_assert_int_eq(part_settle(store, tag, PART_SENT, -1, 0, -1, 200), 0);
    ck_assert_int_eq(part_match(store, phone(1), 7, 8, 0, 1000, 1000, &p), 0);
    ck_assert_int_eq(p.id, tag); /* the other is not out yet */
    ck_assert_int_eq(part_reported(store, tag, PART_DELIVERED, 0, 300), 0);
    ck_assert_int_eq(part_match(store, phone(1), 7, 9, 0, 1000, 1000, &p), STORE_NOT_FOUND);
    ck_assert_int_eq(part_settle(store, waiting, PART_SENT, -1, 0, -1, 400), 0);
    ck_assert_int_eq(part_match(store, phone(1), 7, 9, 0, 1000, 1000, &p), 0);
    ck_assert_int_eq(p.id, waiting);
    teardown();
}
END_TEST

static void count_id(int64_t id, void *arg)
{
    (*(int *)arg)++;
}

START_TEST(after_a_crash_what_was_in_a_carriers_hands_is_unknown)
{
    setup();
    struct message m = {.id = queue(LANE_ROUTINE, true, 0, 1), .phone_id = phone(1)};
    struct part p;
    int told = 0;
    int64_t tag = hand_over(&m, 7, 100), other = hand_over(&m, 8, 100);
    ck_assert_int_eq(part_crashed(store, 7, count_id, &told), 0);
    ck_assert_int_eq(told, 1);
    ck_assert_int_eq(part_get(store, tag, &p), 0);
    ck_assert_int_eq(p.state, PART_UNKNOWN);
    ck_assert_int_eq(part_get(store, other, &p), 0);
    ck_assert_int_eq(p.state, PART_SUBMITTING);
    /* a report without a known reference finds it */
    ck_assert_int_eq(part_match(store, phone(1), 7, 55, 0, 1000, 1000, &p), 0);
    ck_assert_int_eq(p.id, tag);
    teardown();
}
END_TEST

TEST_MAIN("store: message", lanes_then_frail_then_turns,
          a_new_announcement_joins_at_the_current_turn, a_step_that_life_does_not_allow_is_refused,
          a_report_settles_the_newest_part_with_its_reference,
          a_report_finds_a_part_whose_modem_told_no_reference,
          after_a_crash_what_was_in_a_carriers_hands_is_unknown)
