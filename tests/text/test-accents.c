/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accents go from Latin letters however they were typed, and other scripts keep their spelling. */
#include "text/accents.h"

#include <string.h>

#include <uninorm.h>
#include <unistr.h>

#include "base/memory.h"
#include "check_main.h"

/* Compares and frees what one of the functions returned. */
static void check_text(char *got, const char *want)
{
    ck_assert_str_eq(got, want);
    free(got);
}

static char *decomposed(const char *utf8)
{
    size_t len = 0;
    uint8_t *out = u8_normalize(UNINORM_NFD, (const uint8_t *)utf8, strlen(utf8), NULL, &len);
    char *s = xstrndup((const char *)out, len);

    free(out);
    return s;
}

static const char every_letter[] =
    "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ "
    "AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ Đ";
static const char every_letter_plain[] =
    "aaaaaa aaaaaa aaaaaa eeeeee eeeeee iiiiii oooooo oooooo oooooo uuuuuu uuuuuu yyyyyy d "
    "AAAAAA AAAAAA AAAAAA EEEEEE EEEEEE IIIIII OOOOOO OOOOOO OOOOOO UUUUUU UUUUUU YYYYYY D";

START_TEST(every_vietnamese_letter_loses_its_accents_composed_or_not)
{
    char *nfd = decomposed(every_letter);

    ck_assert_str_ne(nfd, every_letter);
    check_text(text_drop_accents(every_letter), every_letter_plain);
    check_text(text_drop_accents(nfd), every_letter_plain);
    free(nfd);
}
END_TEST

START_TEST(tone_before_hook_or_after_gives_the_same_letter)
{
    check_text(text_nfc("e\u0302\u0323"), "ệ");
    check_text(text_nfc("e\u0323\u0302"), "ệ");
    check_text(text_nfc("ẹ\u0302"), "ệ");
    check_text(text_nfc("ê\u0323"), "ệ");
    check_text(text_drop_accents("ê\u0323"), "e");
}
END_TEST

/* The short cut past libunistring must never be visible. */
START_TEST(composing_agrees_with_libunistring_for_every_code_point)
{
    for (ucs4_t c = 1; c < 0x110000; c++) {
        char text[16] = "a";
        size_t len = 0;
        int bytes = u8_uctomb((uint8_t *)text + 1, c, 8);
        if (bytes < 0)
            continue; /* a surrogate */
        size_t text_len = (size_t)bytes + 1;
        uint8_t *want = u8_normalize(UNINORM_NFC, (const uint8_t *)text, text_len, NULL, &len);
        char *got = text_nfc(text);
        if (strlen(got) != len || memcmp(got, want, len) != 0)
            ck_abort_msg("U+%04X is composed differently", (unsigned)c);
        free(want);
        free(got);
    }
}
END_TEST

START_TEST(letters_from_old_encodings_are_read_as_d)
{
    check_text(text_drop_accents("Ðường ðất ƉɖÐ"), "Duong dat DdD");
}
END_TEST

START_TEST(other_scripts_keep_their_spelling)
{
    const char *const kept[] = {"Йод й",  "ภาษาไทย น้ำ", "ភាសាខ្មែរ", "がぎぐ",
                                "한국어", "हिन्दी",      "Ελλάδα"};

    for (size_t i = 0; i < ARRAY_SIZE(kept); i++) {
        check_text(text_drop_accents(kept[i]), kept[i]);
        char *nfd = decomposed(kept[i]);
        check_text(text_drop_accents(nfd), kept[i]);
        free(nfd);
    }
}
END_TEST

START_TEST(marks_that_stand_on_no_letter_go)
{
    check_text(text_drop_accents("\u0301Bão 1\u20E3 x\u0302 \u0300"), "Bao 1 x ");
}
END_TEST

START_TEST(what_has_no_accent_comes_back_unchanged)
{
    check_text(text_drop_accents(""), "");
    check_text(text_drop_accents("OK 100% – 2²\n🌀€ß"), "OK 100% – 2²\n🌀€ß");
}
END_TEST

START_TEST(folding_makes_equal_what_people_hold_equal)
{
    check_text(text_fold("NGUYỄN Văn Đức"), "nguyen van duc");
    check_text(text_fold("\uFEFFTổ\u00A03"), "to 3");
    check_text(text_fold("ＯＫ ①"), "ok 1");
    check_text(text_fold("Straße ﬁ İI"), "strasse fi ii");
    check_text(text_fold("1\uFE0F\u20E3 co\u200Bng\u00AD"), "1 cong");
    check_text(text_fold("ᄀ\uFEFFᅡ"), "가");
    char *nfd = decomposed(every_letter);
    char *one = text_fold(every_letter), *other = text_fold(nfd);
    ck_assert_str_eq(one, other);
    free(nfd);
    free(one);
    free(other);
}
END_TEST

START_TEST(broken_utf8_is_told_and_harms_nothing)
{
    const char *const broken[] = {"a\xC3",         "\xE1\xBB", "\xF0\x9F\x8C", "\xC0\xAF",
                                  "\xED\xA0\x80x", "\xFF\xFE", "\x80\u0301",   "\xF4\x90\x80\x80"};

    for (size_t i = 0; i < ARRAY_SIZE(broken); i++) {
        ck_assert(!text_utf8_valid(broken[i], strlen(broken[i])));
        free(text_nfc(broken[i]));
        free(text_drop_accents(broken[i]));
        free(text_fold(broken[i]));
    }
    ck_assert(text_utf8_valid("", 0));
    ck_assert(text_utf8_valid("Bão 🌀", strlen("Bão 🌀")));
    ck_assert_msg(!text_utf8_valid("a\0b", 3), "a NUL would cut the text short");
}
END_TEST

TEST_MAIN("text: accents", every_vietnamese_letter_loses_its_accents_composed_or_not,
          tone_before_hook_or_after_gives_the_same_letter,
          composing_agrees_with_libunistring_for_every_code_point,
          letters_from_old_encodings_are_read_as_d, other_scripts_keep_their_spelling,
          marks_that_stand_on_no_letter_go, what_has_no_accent_comes_back_unchanged,
          folding_makes_equal_what_people_hold_equal, broken_utf8_is_told_and_harms_nothing)
