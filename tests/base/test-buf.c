/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing buffer keeps its bytes, its final NUL and its owner. */
#include "base/buf.h"

#include <string.h>

#include "check_main.h"

START_TEST(an_empty_buffer_is_an_empty_string)
{
    struct buf b = BUF_INIT;

    ck_assert_str_eq(buf_str(&b), "");
    buf_consume(&b, 3);
    char *s = buf_steal(&b);
    ck_assert_str_eq(s, "");
    free(s);
    buf_free(&b);
}
END_TEST

START_TEST(appending_grows_and_keeps_the_final_nul)
{
    struct buf b = BUF_INIT;

    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i % 10);
    ck_assert_uint_eq(b.len, 2000);
    ck_assert_uint_eq(strlen(b.data), 2000);
    buf_consume(&b, 1998);
    ck_assert_str_eq(buf_str(&b), "9,");
    buf_append(&b, "\0x", 2);
    ck_assert_uint_eq(b.len, 4);
    ck_assert_int_eq(b.data[4], '\0');
    buf_free(&b);
}
END_TEST

TEST_MAIN("base: buf", an_empty_buffer_is_an_empty_string, appending_grows_and_keeps_the_final_nul)
