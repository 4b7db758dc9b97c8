/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of groups compare as people mean them, and no group ever contains itself. */
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
    ck_assert(group_is_everybody("ALL"));
    ck_assert(!group_is_everybody("nongdan"));
    ck_assert(!group_is_everybody(""));
}
END_TEST

START_TEST(a_cycle_is_seen_however_long)
{
    static const struct group_edge edges[] = {{1, 2}, {2, 3}, {3, 4}, {1, 5}};

    ck_assert(group_would_cycle(edges, 4, 4, 1));
    ck_assert(group_would_cycle(edges, 4, 3, 2));
    ck_assert(group_would_cycle(edges, 4, 7, 7));
    ck_assert(!group_would_cycle(edges, 4, 5, 4));
    ck_assert(!group_would_cycle(edges, 4, 1, 4));
    ck_assert(group_would_cycle(NULL, 0, 1, 1));
    ck_assert(!group_would_cycle(NULL, 0, 1, 2));
}
END_TEST

START_TEST(a_group_expands_to_all_that_it_contains_each_once)
{
    static const struct group_edge edges[] = {{3, 4}, {1, 2}, {2, 3}, {1, 3}, {9, 1}};
    static const int64_t start[] = {2, 1};
    struct group_ids ids = group_expand(edges, 5, start, 2);

    ck_assert_uint_eq(ids.count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(ids.items[i], (int64_t)i + 1);
    ck_assert(!group_ids_have(&ids, 9));
    free(ids.items);
}
END_TEST

START_TEST(expanding_ends_even_on_a_cycle)
{
    static const struct group_edge edges[] = {{1, 2}, {2, 1}};
    static const int64_t start[] = {1};
    struct group_ids ids = group_expand(edges, 2, start, 1);

    ck_assert_uint_eq(ids.count, 2);
    free(ids.items);
}
END_TEST

TEST_MAIN("village: groups", one_group_may_be_spelt_in_many_ways, everybody_is_no_group,
          a_cycle_is_seen_however_long, a_group_expands_to_all_that_it_contains_each_once,
          expanding_ends_even_on_a_cycle)
