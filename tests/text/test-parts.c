/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text is cut at the right places, and never through a character. */
#include "text/parts.h"

#include <string.h>

#include "base/buf.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/ucs2.h"
#include "check_main.h"

static char *repeated(const char *piece, size_t times, const char *after)
{
    struct buf b = BUF_INIT;

    while (times-- > 0)
        buf_puts(&b, piece);
    buf_puts(&b, after);
    return buf_steal(&b);
}

static size_t units_of(const char *utf8, struct text_slice part, enum text_coding coding)
{
    struct buf b = BUF_INIT;

    if (coding == TEXT_CODING_GSM7)
        ck_assert(gsm7_from_utf8(utf8 + part.offset, part.len, &b));
    else
        ucs2_from_utf8(utf8 + part.offset, part.len, &b);
    size_t units = coding == TEXT_CODING_GSM7 ? b.len : b.len / 2;
    buf_free(&b);
    return units;
}

typedef int (*split_fn)(const char *, size_t, struct text_split *, struct refusal *);

/* Splits `times` times `piece` and then `after`; the parts must hold the units in the list that
 * ends with 0, follow one another without a gap and be whole UTF-8 each. */
static void check_parts(split_fn fn, const char *piece, size_t times, const char *after,
                        enum text_coding coding, const size_t *want)
{
    char *text = repeated(piece, times, after);
    struct text_split got;
    size_t at = 0, units = 0;

    ck_assert_int_eq(fn(text, TEXT_PARTS_MAX, &got, NULL), 0);
    ck_assert_int_eq(got.coding, coding);
    for (size_t i = 0; i < got.count; i++) {
        ck_assert_uint_ne(want[i], 0);
        ck_assert_uint_eq(got.parts[i].offset, at);
        ck_assert(text_utf8_valid(text + at, got.parts[i].len));
        ck_assert_uint_eq(units_of(text, got.parts[i], coding), want[i]);
        units += want[i];
        at += got.parts[i].len;
    }
    ck_assert_uint_eq(want[got.count], 0);
    ck_assert_uint_eq(at, strlen(text));
    ck_assert_uint_eq(got.units, units);
    if (fn == text_split)
        ck_assert_uint_eq(text_count_parts(text), got.count);
    free(text);
}

#define PARTS(...) ((const size_t[]){__VA_ARGS__, 0})

START_TEST(septets_fill_160_alone_and_153_in_several)
{
    check_parts(text_split, "a", 1, "", TEXT_CODING_GSM7, PARTS(1));
    check_parts(text_split, "a", 160, "", TEXT_CODING_GSM7, PARTS(160));
    check_parts(text_split, "a", 161, "", TEXT_CODING_GSM7, PARTS(153, 8));
    check_parts(text_split, "a", 306, "", TEXT_CODING_GSM7, PARTS(153, 153));
    check_parts(text_split, "a", 307, "", TEXT_CODING_GSM7, PARTS(153, 153, 1));
    check_parts(text_split_wide, "a", 160, "", TEXT_CODING_GSM7, PARTS(160));
    check_parts(text_split_wide, "a", 305, "", TEXT_CODING_GSM7, PARTS(152, 152, 1));
}
END_TEST

START_TEST(utf16_units_fill_70_alone_and_67_in_several)
{
    check_parts(text_split, "ế", 70, "", TEXT_CODING_UCS2, PARTS(70));
    check_parts(text_split, "ế", 71, "", TEXT_CODING_UCS2, PARTS(67, 4));
    check_parts(text_split, "ế", 134, "", TEXT_CODING_UCS2, PARTS(67, 67));
    check_parts(text_split, "ế", 135, "", TEXT_CODING_UCS2, PARTS(67, 67, 1));
    check_parts(text_split_wide, "ế", 70, "", TEXT_CODING_UCS2, PARTS(70));
    check_parts(text_split_wide, "ế", 133, "", TEXT_CODING_UCS2, PARTS(66, 66, 1));
}
END_TEST

START_TEST(an_escape_pair_is_never_split)
{
    check_parts(text_split, "€", 80, "", TEXT_CODING_GSM7, PARTS(160));
    check_parts(text_split, "€", 81, "", TEXT_CODING_GSM7, PARTS(152, 10));
    check_parts(text_split, "a", 152, "{aaaaaaa", TEXT_CODING_GSM7, PARTS(152, 9));
    check_parts(text_split, "a", 151, "{aaaaaaaa", TEXT_CODING_GSM7, PARTS(153, 8));
    check_parts(text_split_wide, "a", 151, "{aaaaaaaa", TEXT_CODING_GSM7, PARTS(151, 10));
}
END_TEST

START_TEST(a_surrogate_pair_is_never_split)
{
    check_parts(text_split, "🌀", 35, "", TEXT_CODING_UCS2, PARTS(70));
    check_parts(text_split, "🌀", 36, "", TEXT_CODING_UCS2, PARTS(66, 6));
    check_parts(text_split, "ế", 66, "🌀aaaa", TEXT_CODING_UCS2, PARTS(66, 6));
    check_parts(text_split, "ế", 65, "🌀aaaa", TEXT_CODING_UCS2, PARTS(67, 4));
}
END_TEST

START_TEST(one_character_outside_the_alphabet_makes_all_ucs2)
{
    check_parts(text_split, "a", 69, "đ", TEXT_CODING_UCS2, PARTS(70));
    check_parts(text_split, "€", 69, "đ", TEXT_CODING_UCS2, PARTS(70));
    check_parts(text_split, "àèéìòùÄÖÑÜ", 16, "", TEXT_CODING_GSM7, PARTS(160));
}
END_TEST

static void check_refused(const char *text, size_t max_parts, const char *code)
{
    struct text_split got = {.count = 77};
    struct refusal refusal;

    ck_assert_int_eq(text_split(text, max_parts, &got, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, code);
    ck_assert_str_eq(refusal.field, "text");
    ck_assert_uint_eq(got.count, 77);
}

START_TEST(what_cannot_go_is_refused_and_why)
{
    char *two = repeated("a", 161, ""), *most = repeated("a", 255 * 153, "");
    char *more = repeated("a", 255 * 153, "a");
    struct text_split got;

    check_refused("", 10, "text_empty");
    check_refused("B\xC3o", 10, "text_not_utf8");
    check_refused("a", 0, "text_too_long");
    check_refused(two, 1, "text_too_long");
    ck_assert_int_eq(text_split(two, 2, &got, NULL), 0);
    ck_assert_int_eq(text_split(most, SIZE_MAX, &got, NULL), 0);
    ck_assert_uint_eq(got.count, 255);
    check_refused(more, SIZE_MAX, "text_too_long");
    ck_assert_uint_eq(text_count_parts(more), 256);
    ck_assert_uint_eq(text_count_parts(""), 0);
    free(two);
    free(most);
    free(more);
}
END_TEST

TEST_MAIN("text: parts", septets_fill_160_alone_and_153_in_several,
          utf16_units_fill_70_alone_and_67_in_several, an_escape_pair_is_never_split,
          a_surrogate_pair_is_never_split, one_character_outside_the_alphabet_makes_all_ucs2,
          what_cannot_go_is_refused_and_why)
