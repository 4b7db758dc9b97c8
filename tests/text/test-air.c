/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a person wrote goes on the air as the person meant it. */
#include "text/air.h"

#include <string.h>

#include <unistr.h>

#include "base/memory.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/signs.h"
#include "check_main.h"

struct example {
    const char *written, *air;
};

static void check_examples(const struct example *examples, size_t count, enum text_accents accents)
{
    for (size_t i = 0; i < count; i++) {
        char *air = text_for_air(examples[i].written, accents);
        ck_assert_str_eq(air, examples[i].air);
        char *again = text_for_air(air, accents);
        ck_assert_str_eq(again, air);
        free(air);
        free(again);
    }
}

START_TEST(dropping_takes_all_accents_off_even_those_of_the_alphabet)
{
    static const struct example examples[] = {
        {"Bão số 12 đêm nay 5/11 vào bờ", "Bao so 12 dem nay 5/11 vao bo"},
        {"Đà Lạt, à è é ì ò ù Ñ ü", "Da Lat, a e e i o u N u"},
        {"Ba\u0303o so\u0302\u0301 12", "Bao so 12"},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
}
END_TEST

START_TEST(dropping_writes_signs_as_they_are_read)
{
    static const struct example examples[] = {
        {"3.000 con/m², 38–39°C, 37ºC", "3.000 con/m2, 38-39oC, 37oC"},
        {"“4 đúng” ‘nhé’ «x» `y`", "\"4 dung\" 'nhe' \"x\" 'y'"},
        {"5×3 = 15 ± 1; ≤ 8; ≥ 9; a → b", "5x3 = 15 +/- 1; <= 8; >= 9; a -> b"},
        {"50.000₫, 4‰, 5 µg/m³", "50.000d, 4o/oo, 5 ug/m3"},
        {"• Một\n· Hai\n▪ Ba", "- Mot\n- Hai\n- Ba"},
        {"① Có ❷ Không ⑫ ⑴", "(1) Co (2) Khong (12) (1)"},
        {"chờ… ﬁ Ⅳ № 5 ㎡ ℃", "cho... fi IV No 5 m2 oC"},
        {"ＯＫ　１", "OK 1"},
        {"𝗧𝗛𝗢\u0302𝗡𝗚 𝗕𝗔\u0301𝗢", "THONG BAO"},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
}
END_TEST

/* "11/2 viên" for "1½ viên" would be a wrong dose. */
START_TEST(a_number_keeps_its_value_when_its_signs_go)
{
    static const struct example examples[] = {
        {"uống 1½ viên, ½ gói", "uong 1 1/2 vien, 1/2 goi"},
        {"10² con, 10⁻³", "10^2 con, 10^-3"},
        {"10㎡ H₂O", "10m2 H2O"},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
}
END_TEST

START_TEST(dropping_leaves_emoji_out_and_keeps_words_apart)
{
    static const struct example examples[] = {
        {"🌀 Áp thấp 🌊 vào bờ 🌊", "Ap thap vao bo"},
        {"Bão🌀đến, gọi 📞0905", "Bao den, goi 0905"},
        {"Nước lên 🌊, chạy 👨‍👩‍👧‍👦!", "Nuoc len, chay!"},
        {"1️⃣ Có đi 2️⃣ Không", "1 Co di 2 Khong"},
        {"Chúc 🇻🇳 ❤️ 👍🏽", "Chuc"},
        {"Khẩn❗ Đi đâu❓", "Khan! Di dau?"},
        {"🌀🌊", ""},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
}
END_TEST

START_TEST(dropping_keeps_letters_that_have_no_form_in_the_alphabet)
{
    static const struct example examples[] = {
        {"Tàu 台风 đến 🌀", "Tau 台风 den"},
        {"ព្យុះ ១២ ។", "ព្យុះ ១២ ។"},
        {"Йод і Ελλάδα น้ำ", "Йод і Ελλάδα น้ำ"},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
    char *air = text_for_air("Tàu 台风", TEXT_ACCENTS_DROP);
    ck_assert_int_eq(text_coding(air), TEXT_CODING_UCS2);
    free(air);
}
END_TEST

START_TEST(keeping_changes_only_what_no_reader_notices)
{
    static const struct example examples[] = {
        {"Bão “số 12” – đêm nay", "Bão \"số 12\" - đêm nay"},
        {"Ba\u0303o so\u0302\u0301 12", "Bão số 12"},
        {"Tổ\u00A03\u202F\u200Bxóm\u2009Đình\uFEFF \u00ADcông", "Tổ 3 xóm Đình công"},
        {"3.000 con/m², 39°C, 1½ • 🌀 1️⃣ ① ₫",
         "3.000 con/m², 39°C, 1½ • 🌀 1️⃣ ① ₫"},
        {"ＯＫ　１", "OK 1"},
        {"𝗧𝗛𝗢\u0302𝗡𝗚 𝗕𝗔\u0301𝗢", "THÔNG BÁO"},
        {"à è é ì ò ù Ä", "à è é ì ò ù Ä"},
        {"台风，来了。", "台风,来了。"},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_KEEP);
}
END_TEST

START_TEST(keeping_lengthens_a_text_only_to_bring_it_into_the_alphabet)
{
    static const struct example examples[] = {
        {"Cho… ﬁ", "Cho... fi"},
        {"Chờ… ﬁ", "Chờ… ﬁ"},
        {"Caf𝗲\u0301…", "Café..."},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_KEEP);
}
END_TEST

START_TEST(control_characters_go_and_line_ends_are_line_feeds)
{
    static const struct example examples[] = {
        {"a\r\nb\nc\rd\u2028e\xC2\x85"
         "f\fg",
         "a\nb\nc\nd\ne\nf\ng"},
        {"\x01"
         "a\x1B"
         "b\tc\x7F",
         "ab c"},
        {"  \n a \r\n\r\n", "a"},
        {" \t\n", ""},
        {"", ""},
    };

    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_KEEP);
    check_examples(examples, ARRAY_SIZE(examples), TEXT_ACCENTS_DROP);
}
END_TEST

static char *of_length(const char *letter, size_t count)
{
    struct buf b = BUF_INIT;

    while (count-- > 0)
        buf_puts(&b, letter);
    return buf_steal(&b);
}

static void check_auto(const char *letter, size_t count, enum text_accents same_as)
{
    char *text = of_length(letter, count);
    char *got = text_for_air(text, TEXT_ACCENTS_AUTO), *want = text_for_air(text, same_as);

    ck_assert_str_eq(got, want);
    free(text);
    free(got);
    free(want);
}

START_TEST(auto_keeps_accents_where_they_cost_no_part)
{
    check_auto("ế", 70, TEXT_ACCENTS_KEEP);
    check_auto("ế", 71, TEXT_ACCENTS_DROP);
    check_auto("é", 160, TEXT_ACCENTS_KEEP);
    check_auto("é", 1000, TEXT_ACCENTS_KEEP);
    check_auto("đ€", 47, TEXT_ACCENTS_DROP);  /* 94 units or 141 septets: 2 parts or 1 */
    check_auto("€€đ", 32, TEXT_ACCENTS_DROP); /* 96 units or 160 septets: 2 parts or 1 */
    check_auto("台á", 100, TEXT_ACCENTS_KEEP);
    check_auto("🌀", 3, TEXT_ACCENTS_KEEP);
}
END_TEST

START_TEST(every_character_comes_out_whole_and_stays_as_it_came_out)
{
    for (ucs4_t c = 1; c < 0x20000; c++) {
        char text[16] = "1", *air, *again;
        int len = u8_uctomb((uint8_t *)text + 1, c, 8);
        if (len < 0)
            continue; /* a surrogate */
        text[1 + len] = 'b';
        for (int accents = TEXT_ACCENTS_KEEP; accents <= TEXT_ACCENTS_DROP; accents++) {
            air = text_for_air(text, (enum text_accents)accents);
            again = text_for_air(air, (enum text_accents)accents);
            if (!text_utf8_valid(air, strlen(air)) || strcmp(air, again) != 0)
                ck_abort_msg("U+%04X goes as %s, then as %s", (unsigned)c, air, again);
            free(air);
            free(again);
        }
    }
}
END_TEST

START_TEST(what_signs_are_written_as_is_in_the_alphabet)
{
    struct sign sign;

    for (uint32_t c = 0; c < 0x110000; c++) {
        struct buf septets = BUF_INIT;
        if (sign_find(c, &sign) && !gsm7_from_utf8(sign.text, sign.len, &septets))
            ck_abort_msg("U+%04X is not written in it", (unsigned)c);
        buf_free(&septets);
    }
}
END_TEST

START_TEST(the_words_of_the_configuration_are_known)
{
    ck_assert_str_eq(text_accents_words[TEXT_ACCENTS_AUTO], "auto");
    ck_assert_str_eq(text_accents_words[TEXT_ACCENTS_KEEP], "keep");
    ck_assert_str_eq(text_accents_words[TEXT_ACCENTS_DROP], "drop");
    ck_assert_ptr_null(text_accents_words[TEXT_ACCENTS_DROP + 1]);
}
END_TEST

TEST_MAIN("text: air", dropping_takes_all_accents_off_even_those_of_the_alphabet,
          dropping_writes_signs_as_they_are_read, a_number_keeps_its_value_when_its_signs_go,
          dropping_leaves_emoji_out_and_keeps_words_apart,
          dropping_keeps_letters_that_have_no_form_in_the_alphabet,
          keeping_changes_only_what_no_reader_notices,
          keeping_lengthens_a_text_only_to_bring_it_into_the_alphabet,
          control_characters_go_and_line_ends_are_line_feeds,
          auto_keeps_accents_where_they_cost_no_part,
          every_character_comes_out_whole_and_stays_as_it_came_out,
          what_signs_are_written_as_is_in_the_alphabet, the_words_of_the_configuration_are_known)
