/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an announcement would cost and when it would be finished, told beforehand. */
#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "rig.h"

/* Ten households, each one part. */
static struct estimate estimate(enum priority priority)
{
    const struct announce_request request = {
        .to = "all", .text = "Mai hop thon", .priority = priority, .author = "test"};
    struct estimate e;

    ck_assert_int_eq(announce_estimate(d, &request, &e, NULL), 0);
    estimate_clear(&e);
    return e;
}

static void heard(int64_t balance)
{
    d->outlets[0].has_balance = true;
    d->outlets[0].balance = balance;
}

START_TEST(the_package_pays_first_and_the_own_network_is_cheaper)
{
    char prefix[] = "+8490", *own[] = {prefix};

    open_house(1, 10);
    h.carriers[0].part_price = 250;
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).cost, 2500);
    h.carriers[0].package.parts = 6;
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).cost, 1000);
    h.carriers[0].package.parts = 0;
    h.carriers[0].own_price = 100;
    h.carriers[0].prefixes = (struct conf_strings){own, 1};
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).cost, 1000);
    h.carriers[0].prefixes = (struct conf_strings){0};
    house_close(&h);
}
END_TEST

START_TEST(credit_that_will_not_suffice_is_told_and_the_reserve_is_kept)
{
    open_house(1, 10);
    h.carriers[0].part_price = 250;
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).credit_short, 0); /* not known */
    heard(2000);
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).credit_short, 500);
    h.carriers[0].reserve = 1000;
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).credit_short, 1500);
    ck_assert_int_eq(estimate(PRIORITY_EMERGENCY).credit_short, 500);
    heard(3500);
    ck_assert_int_eq(estimate(PRIORITY_ROUTINE).credit_short, 0);
    house_close(&h);
}
END_TEST

static int64_t days_until(int64_t at)
{
    int64_t days = 0;

    for (int64_t day = now; dispatch_day(day) != dispatch_day(at) && days < 1000; day += DAY)
        days++;
    return days;
}

START_TEST(a_quota_spreads_the_work_over_days)
{
    open_house(1, 10);
    ck_assert_int_lt(estimate(PRIORITY_ROUTINE).finish_at, now + HOUR);
    h.carriers[0].daily_parts = 4;
    int64_t days = days_until(estimate(PRIORITY_ROUTINE).finish_at);
    ck_assert_int_ge(days, 2);
    ck_assert_int_le(days, 3); /* begun just before midnight */
    ck_assert_int_lt(estimate(PRIORITY_EMERGENCY).finish_at, now + HOUR);
    h.carriers[0].reserve_parts = 3;
    ck_assert_int_ge(days_until(estimate(PRIORITY_ROUTINE).finish_at), 9);
    h.carriers[0].daily_parts = h.carriers[0].reserve_parts = 0;
    h.carriers[0].monthly_parts = 9;
    int64_t finish = estimate(PRIORITY_ROUTINE).finish_at;
    ck_assert_int_ne(dispatch_day(finish) / 100, dispatch_day(now) / 100);
    ck_assert_int_le(days_until(finish), 32);
    house_close(&h);
}
END_TEST

TEST_MAIN("dispatch: estimates", the_package_pays_first_and_the_own_network_is_cheaper,
          credit_that_will_not_suffice_is_told_and_the_reserve_is_kept,
          a_quota_spreads_the_work_over_days)
