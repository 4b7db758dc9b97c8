/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Strings are kept together and found again, however many there are. */
#include "village/pool.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "check_main.h"

START_TEST(strings_stay_where_they_are)
{
    struct pool pool = {0};
    const char *first = pool_string(&pool, "first");
    char *large = xcalloc(600001, 1);

    memset(large, 'x', 600000);
    ck_assert_str_eq(pool_string(&pool, large), large);
    for (int i = 0; i < 100000; i++)
        pool_string(&pool, "filling");
    ck_assert_str_eq(first, "first");
    ck_assert_str_eq(pool_string_n(&pool, "abcdef", 3), "abc");
    ck_assert_str_eq(pool_string(&pool, ""), "");
    pool_free(&pool);
    free(large);
}
END_TEST

START_TEST(every_key_is_found_with_its_own_value)
{
    struct pool pool = {0};
    struct string_index index = {0};
    char key[32];

    ck_assert_uint_eq(string_index_find(&index, "nothing"), SIZE_MAX);
    for (size_t i = 0; i < 5000; i++) {
        snprintf(key, sizeof(key), "key-%zu", i);
        string_index_set(&index, pool_string(&pool, key), i);
    }
    string_index_set(&index, "key-7", 70);
    for (size_t i = 0; i < 5000; i++) {
        snprintf(key, sizeof(key), "key-%zu", i);
        ck_assert_uint_eq(string_index_find(&index, key), i == 7 ? 70 : i);
    }
    ck_assert_uint_eq(index.count, 5000);
    ck_assert_uint_eq(string_index_find(&index, "key-5000"), SIZE_MAX);
    string_index_free(&index);
    pool_free(&pool);
}
END_TEST

TEST_MAIN("village: strings kept together", strings_stay_where_they_are,
          every_key_is_found_with_its_own_value)
