/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/throttle.h"

#include <stdio.h>

#include "check_main.h"

static struct throttle *throttle;

static void try(const char *key, int times, int64_t now)
{
    for (int i = 0; i < times; i++)
        throttle_try(throttle, key, now);
}

START_TEST(a_few_failures_are_free)
{
    throttle = throttle_new();
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 1000), 0);
    try("a", THROTTLE_FREE - 1, 1000);
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 1000), 0);
    throttle_free(throttle);
}
END_TEST

START_TEST(every_further_one_doubles_the_wait_up_to_the_longest)
{
    throttle = throttle_new();
    try("a", THROTTLE_FREE, 1000);
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 1000), THROTTLE_FIRST_MS);
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 1000 + THROTTLE_FIRST_MS), 0);
    try("a", 1, 2000);
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 2000), 2 * THROTTLE_FIRST_MS);
    try("a", 100, 3000);
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 3000), THROTTLE_LONGEST_MS);
    throttle_free(throttle);
}
END_TEST

START_TEST(others_do_not_wait_for_it)
{
    throttle = throttle_new();
    try("a", THROTTLE_FREE, 1000);
    ck_assert_int_eq(throttle_wait_ms(throttle, "b", 1000), 0);
    throttle_free(throttle);
}
END_TEST

START_TEST(success_and_time_forgive)
{
    throttle = throttle_new();
    try("a", THROTTLE_FREE + 3, 1000);
    throttle_succeeded(throttle, "a");
    ck_assert_int_eq(throttle_wait_ms(throttle, "a", 1000), 0);
    try("b", THROTTLE_FREE + 3, 1000);
    try("b", 1, 1000 + THROTTLE_FORGET_MS + 1);
    ck_assert_int_eq(throttle_wait_ms(throttle, "b", 1000 + THROTTLE_FORGET_MS + 1), 0);
    throttle_free(throttle);
}
END_TEST

START_TEST(however_many_keys_there_are_it_stays_bounded_and_keeps_the_newest)
{
    char key[32];

    throttle = throttle_new();
    try("mine", THROTTLE_FREE, 2000000);
    for (int i = 0; i < 400; i++) {
        snprintf(key, sizeof(key), "%d", i);
        try(key, 1, 1000 + i);
    }
    ck_assert_int_eq(throttle_wait_ms(throttle, "mine", 2000000), THROTTLE_FIRST_MS);
    for (int i = 400; i < 5000; i++) {
        snprintf(key, sizeof(key), "%d", i);
        try(key, 1, 1000 + i);
    }
    ck_assert_int_eq(throttle_wait_ms(throttle, "mine", 2000000), THROTTLE_FIRST_MS);
    throttle_free(throttle);
}
END_TEST

TEST_MAIN("api: throttle", a_few_failures_are_free,
          every_further_one_doubles_the_wait_up_to_the_longest, others_do_not_wait_for_it,
          success_and_time_forgive,
          however_many_keys_there_are_it_stays_bounded_and_keeps_the_newest)
