/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may spend on a SIM, what it costs, and when the credit will be used up. */
#include "base/clock.h"
#include "base/memory.h"
#include "check_main.h"
#include "dispatch/budget.h"
#include "dispatch/forecast.h"

START_TEST(without_limits_everything_goes)
{
    const struct budget b = {.price = 250, .own_price = 250};

    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 10, false), BUDGET_GOES);
}
END_TEST

START_TEST(the_reserve_of_a_quota_is_for_emergencies)
{
    struct budget b = {.day = {100, 89}, .month = {1000, 500}, .reserve_parts = 10};

    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, false), BUDGET_GOES);
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 2, false), BUDGET_DAY);
    b.day.used = 90;
    ck_assert_int_eq(budget_allows(&b, LANE_IMPORTANT, 1, false), BUDGET_DAY);
    b.day.used = 200;
    ck_assert_int_eq(budget_allows(&b, LANE_EMERGENCY, 5, false), BUDGET_GOES);
    b.day.used = 0;
    b.month.used = 990;
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, false), BUDGET_MONTH);
}
END_TEST

START_TEST(a_message_longer_than_a_quota_goes_part_by_part)
{
    struct budget b = {.day = {3, 0}};

    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 5, false), BUDGET_GOES);
    b.day.used = 3;
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 5, false), BUDGET_DAY);
}
END_TEST

START_TEST(no_part_takes_the_credit_below_the_reserve)
{
    struct budget b = {
        .reserve = 10000, .heard = true, .credit = 10500, .price = 250, .own_price = 100};

    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 2, false), BUDGET_GOES);
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 3, false), BUDGET_CREDIT);
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 5, true), BUDGET_GOES);
    b.credit = 10249;
    ck_assert_int_eq(budget_allows(&b, LANE_IMPORTANT, 1, false), BUDGET_CREDIT);
    ck_assert_int_eq(budget_allows(&b, LANE_EMERGENCY, 1, false), BUDGET_GOES);
    b.heard = false;
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, true), BUDGET_UNHEARD);
}
END_TEST

START_TEST(parts_of_the_package_cost_nothing_while_they_last)
{
    struct budget b = {.package = {10, 8}, .price = 250, .own_price = 100};

    ck_assert_int_eq(budget_cost(&b, 2, false), 0);
    ck_assert_int_eq(budget_cost(&b, 3, false), 250);
    ck_assert_int_eq(budget_cost(&b, 4, true), 200);
    b.package.used = 10;
    ck_assert_int_eq(budget_cost(&b, 2, false), 500);
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, false), BUDGET_GOES);
    b.reserve_parts = 2;
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, false), BUDGET_PACKAGE);
    b.package.used = 7;
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 1, false), BUDGET_GOES);
    ck_assert_int_eq(budget_allows(&b, LANE_ROUTINE, 2, false), BUDGET_PACKAGE);
}
END_TEST

START_TEST(a_package_is_full_again_on_its_day)
{
    static const struct {
        enum package_period period;
        int64_t resets, today, start;
    } cases[] = {
        {PACKAGE_DAY, 1, 20261128, 20261128},    {PACKAGE_MONTH, 1, 20261128, 20261101},
        {PACKAGE_MONTH, 28, 20261128, 20261128}, {PACKAGE_MONTH, 29, 20261128, 20261029},
        {PACKAGE_MONTH, 31, 20261130, 20261130}, /* a short month: its last day */
        {PACKAGE_MONTH, 31, 20261129, 20261031}, {PACKAGE_MONTH, 31, 20270301, 20270228},
        {PACKAGE_MONTH, 15, 20270110, 20261215}, /* over the year's end */
        {PACKAGE_WEEK, 1, 20261128, 20261123},   /* 28 November 2026 is a Saturday */
        {PACKAGE_WEEK, 6, 20261128, 20261128},   {PACKAGE_WEEK, 7, 20261128, 20261122},
        {PACKAGE_WEEK, 5, 20270102, 20270101},   {PACKAGE_WEEK, 4, 20270102, 20261231},
    };

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        ck_assert_int_eq(budget_period_start(cases[i].period, cases[i].resets, cases[i].today),
                         cases[i].start);
}
END_TEST

/* A reading a day, from the start of day 0 on. */
static int64_t empty_day(const int64_t *amounts, size_t count, int64_t floor)
{
    struct forecast_reading r[16];

    for (size_t i = 0; i < count; i++)
        r[i] = (struct forecast_reading){(int64_t)i * DAY + 1, amounts[i]};
    int64_t at = forecast_empty(r, count, floor);
    return at ? (at - 1) / DAY : 0;
}

#define EMPTY_DAY(floor, ...)                                                                      \
    empty_day((const int64_t[]){__VA_ARGS__},                                                      \
              sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t), floor)

START_TEST(the_credit_is_used_up_at_the_rate_at_which_it_fell)
{
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 9000, 8000, 7000), 10);
    ck_assert_int_eq(EMPTY_DAY(5000, 10000, 9000, 8000, 7000), 5);
    ck_assert_int_eq(EMPTY_DAY(8000, 10000, 9000, 8000, 7000), 3); /* it is so already */
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 10000, 10000, 7000), 10); /* some days cost nothing */
}
END_TEST

START_TEST(a_top_up_is_no_spending_and_hides_what_was_spent_beside_it)
{
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 9000, 8000, 50000, 49000), 53);
    ck_assert_int_eq(EMPTY_DAY(0, 3000, 2000, 20000, 19000, 18000), 22);
}
END_TEST

START_TEST(from_too_little_nothing_is_foretold)
{
    ck_assert_int_eq(EMPTY_DAY(0, 10000), 0);
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 9000, 8000), 0);
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 11000, 12000, 13000, 14000), 0);
    ck_assert_int_eq(EMPTY_DAY(0, 10000, 10000, 10000, 10000, 10000), 0);
    ck_assert_int_eq(EMPTY_DAY(0, 10000000, 9999999, 9999998, 9999997), 0); /* years */
    ck_assert_int_eq(forecast_empty(NULL, 0, 0), 0);
}
END_TEST

TEST_MAIN("dispatch: budgets", without_limits_everything_goes,
          the_reserve_of_a_quota_is_for_emergencies,
          a_message_longer_than_a_quota_goes_part_by_part,
          no_part_takes_the_credit_below_the_reserve,
          parts_of_the_package_cost_nothing_while_they_last, a_package_is_full_again_on_its_day,
          the_credit_is_used_up_at_the_rate_at_which_it_fell,
          a_top_up_is_no_spending_and_hides_what_was_spent_beside_it,
          from_too_little_nothing_is_foretold)
