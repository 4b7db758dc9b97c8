/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A household's code, as people who knock say it. */
#include "village/short_code.h"

#include "check_main.h"

START_TEST(a_code_is_said_by_the_number_at_its_end)
{
    ck_assert_str_eq(short_code("T2-012"), "12");
    ck_assert_str_eq(short_code("T2-000"), "0");
    ck_assert_str_eq(short_code("0907"), "907");
    ck_assert_str_eq(short_code("Ba Na"), "Ba Na");
}
END_TEST

START_TEST(its_number_or_all_of_it_means_it_however_it_is_divided)
{
    static const char *const said[] = {"12", "012", "T2-012", "t2-12", "T2 012", "t2012"};

    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
        ck_assert_msg(short_code_means(said[i], "T2-012"), "%s", said[i]);
}
END_TEST

START_TEST(another_number_or_another_cluster_does_not_mean_it)
{
    static const char *const said[] = {"2", "120", "T1-012", "T2", "T2-0120", "12a", ""};

    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
        ck_assert_msg(!short_code_means(said[i], "T2-012"), "%s", said[i]);
}
END_TEST

TEST_MAIN("village: short codes", a_code_is_said_by_the_number_at_its_end,
          its_number_or_all_of_it_means_it_however_it_is_divided,
          another_number_or_another_cluster_does_not_mean_it)
