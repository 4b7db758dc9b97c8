/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells with several numbers and words in them give every number, and never one that is not there.
 */
#include "village/number_cell.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "check_main.h"
#include "rules.h"

/* "+84905123456 con trai | +84357111222 | !too_short 090512" */
static char *told(const struct number_rules *rules, const char *text)
{
    struct number_cell cell;
    struct buf out = BUF_INIT;

    number_cell_parse(rules, text, &cell);
    for (size_t i = 0; i < cell.count; i++) {
        const struct number_found *item = &cell.items[i];
        buf_puts(&out, i ? " | " : "");
        if (item->number.kind == NUMBER_UNUSABLE)
            buf_printf(&out, "!%s %s", number_fault_word(item->number.fault), item->written);
        else
            buf_puts(&out, item->number.e164);
        if (*item->words)
            buf_printf(&out, " %s", item->words);
    }
    if (*cell.words)
        buf_printf(&out, "words: %s", cell.words);
    number_cell_free(&cell);
    return buf_steal(&out);
}

static void check_all(const char *const list[][2], size_t count)
{
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < count; i++) {
        char *got = told(&rules, list[i][0]);
        ck_assert_msg(strcmp(got, list[i][1]) == 0, "\"%s\" read as \"%s\", not \"%s\"", list[i][0],
                      got, list[i][1]);
        free(got);
    }
    number_rules_free(&rules);
}

START_TEST(several_numbers_in_one_cell_are_all_found)
{
    static const char *const list[][2] = {
        {"0845146303/0935310801", "+84845146303 | +84935310801"},
        {"0943 744 106 / 0783 450 093", "+84943744106 | +84783450093"},
        {"0943 744 106 - 0783 450 093", "+84943744106 | +84783450093"},
        {"0943744106-0783450093", "+84943744106 | +84783450093"},
        {"0328 643 603\n0905 490 289", "+84328643603 | +84905490289"},
        {"0905123456, 0357111222", "+84905123456 | +84357111222"},
        {"0905123456; 0357111222; 0258 3564079", "+84905123456 | +84357111222 | +842583564079"},
        {"0905123456 0357111222", "+84905123456 | +84357111222"},
        {"0905 123 456 0357 111 222", "+84905123456 | +84357111222"},
        {"905123456 - 357111222", "+84905123456 | +84357111222"},
        {"+84905123456+84357111222", "+84905123456 | +84357111222"},
        {"0905123456 & 0357111222", "+84905123456 | +84357111222"},
        {"(+84) 905 123 456 (+84) 357 111 222", "+84905123456 | +84357111222"},
        {"01686527380/0905123456", "+84386527380 | +84905123456"},
    };
    check_all(list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(words_go_with_the_number_they_stand_beside)
{
    static const char *const list[][2] = {
        {"0905.123.456 (con trai)", "+84905123456 con trai"},
        {"Anh Nam 0905123456", "+84905123456 Anh Nam"},
        {"Nam: 0905123456, Lan: 0357111222", "+84905123456 Nam | +84357111222 Lan"},
        {"0905123456 (vợ) - 0357111222 (con)", "+84905123456 vợ | +84357111222 con"},
        {"0905123456 Nam; 0357111222 Lan", "+84905123456 Nam | +84357111222 Lan"},
        {"0905123456 (vợ) 0357111222 (con)", "+84905123456 vợ | +84357111222 con"},
        {"0905123456 - Nam; 0357111222 - Lan", "+84905123456 Nam | +84357111222 Lan"},
        {"0905123456Nam", "+84905123456 Nam"},
        {"0905123456 hoặc 0357111222", "+84905123456 hoặc | +84357111222"},
        {"O Lan: 0905123456", "+84905123456 O Lan"},
        {"0905123456 ông Năm", "+84905123456 ông Năm"},
        {"0905123456 (con 2)", "+84905123456 con 2"},
        {"1. 0905123456 2. 0357111222", "+84905123456 | +84357111222"},
        {"1) 0905123456 Nam\n2) 0357111222 Lan", "+84905123456 Nam | +84357111222 Lan"},
        {"sim 2: 0905123456", "+84905123456 sim 2"},
    };
    check_all(list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(digits_left_over_are_never_dropped_and_never_used)
{
    static const char *const list[][2] = {
        {"0905123456/7", "+84905123456 | !too_short 7"},
        {"0905123456/57", "+84905123456 | !too_short 57"},
        {"090512345/0357111222", "!too_short 090512345 | +84357111222"},
        {"0905123456, 09051234", "+84905123456 | !too_short 09051234"},
        {"0905 123 456 78", "!too_long 0905 123 456 78"},
        {"0905 12 345 678 901", "!too_long 0905 12 345 678 901"},
        {"0905 123 45 0357 111 222", "!too_long 0905 123 45 0357 111 222"},
        {"0905123456 - 12345", "+84905123456 | !service 12345"},
        {"09051234/56", "!letters 09051234/56"},
    };
    check_all(list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(a_cell_without_a_number_says_its_words)
{
    static const char *const list[][2] = {
        {"không có", "words: không có"},
        {"", ""},
        {" - ", ""},
        {"báo miệng", "words: báo miệng"},
        {"(chưa có)", "words: chưa có"},
        {"sinh năm 1985", "words: sinh năm 1985"},
        {"ở với con thứ 2", "words: ở với con thứ 2"},
    };
    check_all(list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(a_cell_beyond_measure_is_refused_whole)
{
    struct number_rules rules = rules_of("vn");
    struct number_cell cell;
    struct buf text = BUF_INIT;

    for (int i = 0; i < 60; i++)
        buf_puts(&text, "0905123456;");
    number_cell_parse(&rules, buf_str(&text), &cell);
    ck_assert_uint_eq(cell.count, 1);
    ck_assert_int_eq(cell.items[0].number.kind, NUMBER_UNUSABLE);
    number_cell_free(&cell);
    for (int i = 0; i < 500000; i++)
        buf_puts(&text, "0905123456");
    number_cell_parse(&rules, buf_str(&text), &cell);
    ck_assert_uint_eq(cell.count, 1);
    ck_assert_int_eq(cell.items[0].number.fault, NUMBER_TOO_LONG);
    number_cell_free(&cell);
    buf_free(&text);
    number_rules_free(&rules);
}
END_TEST

TEST_MAIN("village: cells with numbers", several_numbers_in_one_cell_are_all_found,
          words_go_with_the_number_they_stand_beside,
          digits_left_over_are_never_dropped_and_never_used, a_cell_without_a_number_says_its_words,
          a_cell_beyond_measure_is_refused_whole)
