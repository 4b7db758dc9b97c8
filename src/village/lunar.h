/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lunar calendar as Viet Nam keeps it: months begin on the day of the new moon at UTC+7, and
 * the month without a major solar term is a leap month. Computed, so it needs no table; compared
 * with a published one for 1900 to 2100 in tests/village/test-lunar.c.
 *
 * Days are numbered from 1970-01-01, which is 0. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct lunar_month {
    int year, month; /* 1..12; the year is named by the one in which it begins */
    bool leap;       /* the second of two months of that number */
    int length;      /* 29 or 30 */
    int64_t first;   /* the day on which it begins */
};

/* The lunar month that a day is in. */
struct lunar_month lunar_month_of(int64_t day);

/* The first day, `from` or later, that is this day of the month (1..30) of this month (1..12, 0:
 * of any, leap months too). A month of 29 days has its 30th on its last; a feast of the year is
 * not kept again in the leap month. */
int64_t lunar_next(int day, int month, int64_t from);
