/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of groups compare as people mean them. */
#include "village/group.h"

#include <stdlib.h>

#include "check_main.h"

static void same_key(const char *name, const char *wanted)
{
    char *key = group_key(name);

    ck_assert_str_eq(key, wanted);
    free(key);
}

START_TEST(one_group_may_be_spelt_in_many_ways)
{
    same_key("nongdan", "nongdan");
    same_key("Nông dân", "nongdan");
    same_key(" NÔNG  DÂN. ", "nongdan");
    same_key("No\xCC\x82ng da\xCC\x82n", "nongdan");
    same_key("Tổ 1", "to1");
    same_key(" - ", "");
}
END_TEST

START_TEST(everybody_is_no_group)
{
    ck_assert(group_is_everybody("tatca"));
    ck_assert(group_is_everybody("Tất cả"));
    ck_assert(group_is_everybody("Cả thôn"));
    ck_assert(group_is_everybody("ALL"));
    ck_assert(!group_is_everybody("nongdan"));
    ck_assert(!group_is_everybody(""));
}
END_TEST

START_TEST(a_slip_of_the_thumb_is_near)
{
    ck_assert_uint_eq(group_key_distance("nongdan", "nongdan"), 0);
    ck_assert_uint_eq(group_key_distance("nongdan", "nongdam"), 1);
    ck_assert_uint_eq(group_key_distance("nongdan", "nogdan"), 1);
    ck_assert_uint_eq(group_key_distance("nongdan", "phunu"), 7);
    ck_assert_uint_eq(group_key_distance("", "to1"), 3);
    ck_assert_uint_eq(group_key_distance("to1", ""), 3);
}
END_TEST

TEST_MAIN("village: group", one_group_may_be_spelt_in_many_ways, everybody_is_no_group,
          a_slip_of_the_thumb_is_near)
