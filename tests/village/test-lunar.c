/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The computed lunar calendar against the published one, and the days that villages keep. */
#include "village/lunar.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "check_main.h"

static int64_t day_of(int year, int month, int day)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};

    return timegm(&tm) / 86400;
}

struct published {
    int year, tet_year, tet_month, tet_day, leap;
    char lengths[16];
};

static bool next_year(FILE *file, struct published *ret)
{
    char line[256];

    while (fgets(line, sizeof(line), file))
        if (line[0] != '#')
            return sscanf(line, "%d %d-%d-%d %d %15s", &ret->year, &ret->tet_year, &ret->tet_month,
                          &ret->tet_day, &ret->leap, ret->lengths) == 6;
    return false;
}

/* How many months of the year are not as published. */
static int compare(const struct published *p)
{
    int64_t first = day_of(p->tet_year, p->tet_month, p->tet_day);
    int wrong = 0;

    for (int i = 0; p->lengths[i]; i++) {
        int length = p->lengths[i] == 'L' ? 30 : 29;
        bool leap = p->leap && i == p->leap;
        int number = p->leap && i >= p->leap ? i : i + 1;
        for (int day = 0; day < length; day += length - 1) { /* its first and its last */
            struct lunar_month m = lunar_month_of(first + day);
            wrong += m.year != p->year || m.month != number || m.leap != leap || m.first != first ||
                     m.length != length;
        }
        first += length;
    }
    return wrong;
}

/* In 1917 the sun enters a sign, and in January 1925 the moon is new, within minutes and seconds of
 * Peking's midnight: what was printed then is not what is computed now. */
static bool was_printed_otherwise(int year)
{
    return year == 1917 || year == 1924 || year == 1925;
}

START_TEST(every_month_of_1900_to_2100_is_as_published)
{
    FILE *file = fopen(LUNAR_DIR "/years.tsv", "r");
    struct published p;
    int year = 1900;

    ck_assert_ptr_nonnull(file);
    for (; next_year(file, &p); year++) {
        ck_assert_int_eq(p.year, year);
        if (was_printed_otherwise(year))
            ck_assert_msg(compare(&p) > 0, "%d is as published now: say so", year);
        else
            ck_assert_msg(compare(&p) == 0, "%d is not as published", year);
    }
    ck_assert_int_eq(year, 2101);
    fclose(file);
}
END_TEST

START_TEST(tet_is_not_the_chinese_new_year_where_the_hour_between_them_matters)
{
    static const int days[][3] = {{1968, 1, 29}, {1969, 2, 16}, {1985, 1, 21}, {2007, 2, 17},
                                  {2027, 2, 6},  {2030, 2, 2},  {2053, 2, 18}};

    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        int64_t tet = day_of(days[i][0], days[i][1], days[i][2]);
        ck_assert_int_eq(lunar_next(1, 1, day_of(days[i][0], 1, 1)), tet);
        ck_assert_int_eq(lunar_month_of(tet).first, tet);
        ck_assert_int_eq(lunar_month_of(tet - 1).month, 12);
    }
}
END_TEST

START_TEST(full_moon_comes_in_every_month_and_a_feast_once_a_year)
{
    int64_t from = day_of(2025, 1, 1), until = day_of(2026, 1, 1);
    int full = 0, feasts = 0;

    for (int64_t d = lunar_next(15, 0, from); d < until; d = lunar_next(15, 0, d + 1))
        full++;
    for (int64_t d = lunar_next(15, 6, from); d < until; d = lunar_next(15, 6, d + 1))
        feasts++;
    ck_assert_int_eq(full, 12);
    ck_assert_int_eq(feasts, 1); /* though 2025 has two sixth months */
    ck_assert_int_eq(lunar_next(15, 8, from), day_of(2025, 10, 6));
    ck_assert(lunar_month_of(day_of(2025, 8, 1)).leap);
}
END_TEST

START_TEST(the_thirtieth_of_a_short_month_is_its_last_day)
{
    /* The twelfth month before Tet 2026 (17 February) has 29 days. */
    ck_assert_int_eq(lunar_next(30, 12, day_of(2026, 1, 20)), day_of(2026, 2, 16));
    ck_assert_int_eq(lunar_month_of(day_of(2026, 2, 16)).length, 29);
    ck_assert_int_eq(lunar_next(30, 0, day_of(2026, 2, 16)), day_of(2026, 2, 16));
    ck_assert_int_gt(lunar_next(30, 0, day_of(2026, 2, 17)), day_of(2026, 3, 15));
}
END_TEST

TEST_MAIN("village: lunar", every_month_of_1900_to_2100_is_as_published,
          tet_is_not_the_chinese_new_year_where_the_hour_between_them_matters,
          full_moon_comes_in_every_month_and_a_feast_once_a_year,
          the_thirtieth_of_a_short_month_is_its_last_day)
