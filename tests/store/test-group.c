/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups contain groups; their members count once, and no group ever contains itself. */
#include "store/group.h"

#include <stdio.h>

#include "check_main.h"
#include "store/announcement.h"
#include "store/audience.h"
#include "store/household.h"
#include "temp_dir.h"

static char dir[128];
static struct store *store;
static int64_t groups[5];

static void setup(void)
{
    char path[256], name[16];

    temp_dir_make(dir, sizeof(dir));
    snprintf(path, sizeof(path), "%s/thonbao.db", dir);
    ck_assert_int_eq(store_open(path, &store, NULL), 0);
    ck_assert_int_eq(store_begin(store), 0);
    for (int i = 0; i < 5; i++) {
        snprintf(name, sizeof(name), "g%d", i);
        ck_assert_int_eq(group_ensure(store, name, &groups[i]), 0);
    }
}

static void teardown(void)
{
    ck_assert_int_eq(store_commit(store), 0);
    store_close(store);
    temp_dir_remove(dir);
}

static int put(int parent, int child, struct refusal *refusal)
{
    return group_add_subgroup(store, groups[parent], groups[child], refusal);
}

START_TEST(a_cycle_is_refused_however_long)
{
    struct refusal refusal;
    setup();
    ck_assert_int_eq(put(1, 2, NULL), 0);
    ck_assert_int_eq(put(2, 3, NULL), 0);
    ck_assert_int_eq(put(3, 4, NULL), 0);
    ck_assert_int_eq(put(1, 4, NULL), 0);
    ck_assert_int_eq(put(4, 1, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "group_cycle");
    ck_assert_int_eq(put(3, 2, &refusal), REFUSED);
    ck_assert_int_eq(put(0, 0, &refusal), REFUSED);
    teardown();
}
END_TEST

static void count_group(const struct group_row *row, void *arg)
{
    if (row->id == groups[0])
        *(int64_t *)arg = row->households;
}

START_TEST(members_of_subgroups_are_heard_once)
{
    struct household one = {.code = "T1-1", .head = "a", .cluster = "1", .address = "", .note = ""};
    int64_t id, listed = 0, heard;
    setup();
    ck_assert_int_eq(household_add(store, 1, &one, &id), 0);
    ck_assert_int_eq(put(0, 1, NULL), 0);
    ck_assert_int_eq(put(0, 2, NULL), 0);
    ck_assert_int_eq(group_add_member(store, groups[1], id), 0);
    ck_assert_int_eq(group_add_member(store, groups[2], id), 0);
    ck_assert_int_eq(group_list(store, count_group, &listed), 0);
    ck_assert_int_eq(listed, 1);
    ck_assert_int_eq(audience_clear(store), 0);
    ck_assert_int_eq(audience_add_group(store, groups[0]), 0);
    ck_assert_int_eq(audience_count(store, &heard), 0);
    ck_assert_int_eq(heard, 1);
    teardown();
}
END_TEST

TEST_MAIN("store: group", a_cycle_is_refused_however_long, members_of_subgroups_are_heard_once)
