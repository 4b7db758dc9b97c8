/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A refusal carries its sentence whole, or cut between characters. */
#include "base/error.h"

#include <string.h>

#include "check_main.h"

START_TEST(a_refusal_names_code_field_and_sentence)
{
    struct refusal r;

    ck_assert_int_eq(refuse(&r, "unknown_group", "to", "there is no group \"%s\"", "x"), REFUSED);
    ck_assert_str_eq(r.code, "unknown_group");
    ck_assert_str_eq(r.field, "to");
    ck_assert_str_eq(r.message, "there is no group \"x\"");
    ck_assert_int_eq(refuse(NULL, "a", NULL, "b"), REFUSED);
}
END_TEST

START_TEST(a_long_refusal_is_cut_between_characters)
{
    struct refusal r;
    char text[1000];

    for (int shift = 0; shift < 3; shift++) {
        memset(text, 'a', sizeof(text));
        for (size_t i = (size_t)shift; i + 3 < sizeof(text); i += 3)
            memcpy(text + i, "\xe1\xba\xa1", 3); /* ạ */
        text[sizeof(text) - 1] = '\0';
        refuse(&r, "long", NULL, "%s", text);
        size_t len = strlen(r.message);
        ck_assert_uint_ge(len, sizeof(r.message) - 4);
        ck_assert_uint_eq((len - (size_t)shift) % 3, 0);
    }
}
END_TEST

TEST_MAIN("base: error", a_refusal_names_code_field_and_sentence,
          a_long_refusal_is_cut_between_characters)
