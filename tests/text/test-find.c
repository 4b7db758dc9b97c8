/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <check.h>

#include "check_main.h"
#include "text/find.h"

static const char household[] = "t1-007\nnguyen van \"minh\"\nxom dinh, nha 3";

START_TEST(words_are_found_as_they_are_typed)
{
    ck_assert(text_find(household, "nguyen van"));
    ck_assert(text_find(household, "guyen va"));
    ck_assert(text_find(household, "1-00"));
    ck_assert(text_find(household, ""));
    ck_assert(!text_find(household, "nguyen thi"));
    ck_assert(!text_find("", "a"));
}
END_TEST

START_TEST(words_are_found_in_another_order)
{
    ck_assert(text_find(household, "minh nguyen"));
    ck_assert(text_find(household, " minh  van "));
    ck_assert(text_find(household, "nha xom"));
    ck_assert(text_find(household, "007 t1"));
}
END_TEST

START_TEST(words_in_another_order_begin_words_of_one_line)
{
    ck_assert(!text_find(household, "minh guyen"));
    ck_assert(!text_find(household, "minh xom"));
    ck_assert(!text_find(household, "nguyen 3"));
    ck_assert(!text_find("le thi đàn", "àn le"));
}
END_TEST

TEST_MAIN("text: find", words_are_found_as_they_are_typed, words_are_found_in_another_order,
          words_in_another_order_begin_words_of_one_line)
