/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UCS-2, there and back, and what arrives broken. */
#include "text/ucs2.h"

#include <string.h>

#include "check_main.h"

static void check_octets(const char *utf8, const char *octets, size_t len)
{
    struct buf out = BUF_INIT;

    ucs2_from_utf8(utf8, strlen(utf8), &out);
    ck_assert_uint_eq(out.len, len);
    ck_assert_mem_eq(out.data, octets, len);
    char *back = ucs2_to_utf8((const uint8_t *)out.data, out.len);
    ck_assert_str_eq(back, utf8);
    free(back);
    buf_free(&out);
}

START_TEST(units_are_two_octets_high_first)
{
    check_octets("Bão đến", "\0B\0\xE3\0o\0 \x01\x11\x1E\xBF\0n", 14);
    ck_assert_uint_eq(ucs2_units(0xFFFF), 1);
}
END_TEST

START_TEST(a_character_beyond_the_first_plane_is_a_surrogate_pair)
{
    check_octets("🌀", "\xD8\x3C\xDF\x00", 4);
    check_octets("\U00010000\U0010FFFF", "\xD8\x00\xDC\x00\xDB\xFF\xDF\xFF", 8);
    ck_assert_uint_eq(ucs2_units(0x1F300), 2);
}
END_TEST

START_TEST(half_pairs_and_nul_become_the_replacement_character)
{
    const struct {
        const char *octets;
        size_t len;
        const char *want;
    } cases[] = {
        {"\xD8\x3C", 2, "\uFFFD"},
        {"\xD8\x3C\0A", 4, "\uFFFDA"},
        {"\xDF\x00\0A", 4, "\uFFFDA"},
        {"\xD8\x3C\xD8\x3C\xDF\x00", 6, "\uFFFD🌀"},
        {"\0\0\0A", 4, "\uFFFDA"},
        {"\0A\0", 3, "A"},
        {"", 0, ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *text = ucs2_to_utf8((const uint8_t *)cases[i].octets, cases[i].len);
        ck_assert_str_eq(text, cases[i].want);
        free(text);
    }
}
END_TEST

TEST_MAIN("text: ucs2", units_are_two_octets_high_first,
          a_character_beyond_the_first_plane_is_a_surrogate_pair,
          half_pairs_and_nul_become_the_replacement_character)
