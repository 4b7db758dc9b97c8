/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The village: numbers found in lists, handsets that put parts together, chance that repeats, and
 * scripts that say who does what. */
#include "sim/village.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "sim/chance.h"
#include "sim/script.h"

#include "check_main.h"

static char found[4][NUMBER_MAX];
static size_t found_count;

static void remember(const char *number, void *arg)
{
    ck_assert_uint_lt(found_count, 4);
    strcpy(found[found_count++], number);
}

static void cell_holds(const char *cell, const char *first, const char *second)
{
    found_count = 0;
    size_t count = number_find("84", cell, remember, NULL);
    ck_assert_msg(count == found_count && count == (size_t)(first != NULL) + (second != NULL),
                  "%s: %zu", cell, count);
    if (first)
        ck_assert_str_eq(found[0], first);
    if (second)
        ck_assert_str_eq(found[1], second);
}

START_TEST(numbers_are_found_however_they_are_written)
{
    cell_holds("0912345678", "+84912345678", NULL);
    cell_holds(" 0912.345-678 ", "+84912345678", NULL);
    cell_holds("0912\u00a0345 678", "+84912345678", NULL);
    cell_holds("84912345678", "+84912345678", NULL);
    cell_holds("(+84) 912 345 678", "+84912345678", NULL);
    cell_holds("+84 (0) 912 345 678", "+84912345678", NULL);
    cell_holds("0084912345678", "+84912345678", NULL);
    cell_holds("912345678", "+84912345678", NULL);
    cell_holds("845123456", "+84845123456", NULL); /* an 084 number whose zero was eaten */
    cell_holds("O9I2345678", NULL, NULL);
    cell_holds("O9O5l", NULL, NULL);
    cell_holds("O9O51234OO", "+84905123400", NULL);
    cell_holds("01681234567", "+84381234567", NULL);
    cell_holds("0168 123 4567", "+84381234567", NULL);
    cell_holds("1681234567", "+84381234567", NULL);
    cell_holds("0912345678/0387654321", "+84912345678", "+84387654321");
    cell_holds("0912 345 678 - 0387 654 321", "+84912345678", "+84387654321");
    cell_holds("0912345678\n0387654321", "+84912345678", "+84387654321");
    cell_holds("0258 3564079", NULL, NULL);
    cell_holds("085754147", NULL, NULL);
    cell_holds("T1-001", NULL, NULL);
    cell_holds("Ngõ 3, Xóm Đình", NULL, NULL);
    cell_holds("", NULL, NULL);
}
END_TEST

START_TEST(other_countries_have_other_numbers)
{
    found_count = 0;
    ck_assert_uint_eq(number_find("39", "333 123 4567, +39 347 765 4321", remember, NULL), 2);
    ck_assert_str_eq(found[0], "+393331234567");
    ck_assert_str_eq(found[1], "+393477654321");
    found_count = 0;
    ck_assert_uint_eq(number_find("254", "0712 345 678", remember, NULL), 1);
    ck_assert_str_eq(found[0], "+254712345678");
}
END_TEST

START_TEST(dialled_numbers_of_all_forms_are_one)
{
    static const char *const forms[] = {"0912345678", "84912345678", "0084912345678",
                                        "+84912345678"};
    char number[NUMBER_MAX];

    for (size_t i = 0; i < 4; i++) {
        number_dialled("84", forms[i], number);
        ck_assert_str_eq(number, "+84912345678");
    }
    number_dialled("84", "109", number);
    ck_assert_str_eq(number, "109");
}
END_TEST

static struct tpdu_body part(const char *text, uint8_t total, uint8_t sequence)
{
    struct udh_concat concat = {.ref = 7, .total = total, .sequence = sequence};
    struct tpdu_body body = {.dcs = 0x08};

    ck_assert(tpdu_body_set(&body, text, strlen(text), total ? &concat : NULL));
    return body;
}

START_TEST(a_handset_reads_a_long_message_when_its_last_part_is_there)
{
    struct handset *handset = handset_new("+84912345678");
    struct tpdu_body two = part("hai ", 3, 2), three = part("ba", 3, 3), one = part("một ", 3, 1);

    ck_assert_ptr_null(handset_receive(handset, "+8498", &two));
    ck_assert_ptr_null(handset_receive(handset, "+8498", &three));
    ck_assert_ptr_null(handset_receive(handset, "+8498", &three)); /* again */
    ck_assert_ptr_null(handset_receive(handset, "+8497", &one));   /* somebody else's */
    const struct handset_message *message = handset_receive(handset, "+8498", &one);
    ck_assert_ptr_nonnull(message);
    ck_assert_str_eq(message->text, "một hai ba");
    ck_assert_uint_eq(message->parts, 3);
    ck_assert_uint_eq(handset->received, 1);
    handset_free(handset);
}
END_TEST

START_TEST(the_inbox_keeps_the_newest)
{
    struct handset *handset = handset_new("+84912345678");

    for (int i = 0; i < HANDSET_INBOX_MAX + 5; i++) {
        char text[8];
        snprintf(text, sizeof(text), "%d", i);
        struct tpdu_body body = part(text, 0, 0);
        ck_assert_ptr_nonnull(handset_receive(handset, "199", &body));
    }
    ck_assert_uint_eq(handset->inbox_count, HANDSET_INBOX_MAX);
    ck_assert_str_eq(handset->inbox[0].text, "5");
    handset_free(handset);
}
END_TEST

START_TEST(chance_is_even_and_repeats)
{
    double sum = 0;
    int low = 0;
    char who[16];

    for (int i = 0; i < 10000; i++) {
        snprintf(who, sizeof(who), "+8491%07d", i);
        double draw = chance_draw(3, who, 0);
        ck_assert(draw >= 0 && draw < 1);
        ck_assert(draw == chance_draw(3, who, 0));
        ck_assert(draw != chance_draw(4, who, 0) && draw != chance_draw(3, who, 1));
        sum += draw;
        low += draw < 0.07;
    }
    ck_assert(fabs(sum / 10000 - 0.5) < 0.02);
    ck_assert(low > 600 && low < 800);
}
END_TEST

START_TEST(a_span_is_drawn_within_its_ends)
{
    struct span span;

    ck_assert(span_parse("5s..10min", &span));
    ck_assert_int_eq(span_draw(span, 0), 5 * SECOND);
    ck_assert_int_le(span_draw(span, 0.9999), 10 * MINUTE);
    ck_assert(span_parse("250ms", &span));
    ck_assert_int_eq(span_draw(span, 0.7), 250);
    ck_assert(!span_parse("10s..5s", &span) && !span_parse("..5s", &span));
    ck_assert(!span_parse("5s..", &span));
}
END_TEST

static const char script_text[] = "# a comment\n"
                                  "start 25% off 1h\n"
                                  "start 5% gone\n"
                                  "delay 10s\n"
                                  "when \"TIÊM\" or \"vac xin\" and \"1\"\n"
                                  "  75 answer \"1\" or \"co\" then call 5s after 1min\n"
                                  "  25% nothing # the rest\n"
                                  "when \"rieng\"\n"
                                  "  only 0912345678\n"
                                  "  1 off 2min..3min\n"
                                  "otherwise\n"
                                  "  1 answer \"ok\"\n";

START_TEST(the_first_block_that_fits_decides)
{
    struct buf faults = BUF_INIT;
    struct script *script = script_parse(script_text, "s", &faults);
    const struct habit *habit;

    ck_assert_msg(script != NULL, "%s", buf_str(&faults));
    habit = script_choose(script, "+84911111111", "Trạm tiêm sởi. Trả lời 1 nếu đi", 0.5);
    ck_assert_uint_eq(habit->count, 2);
    ck_assert_uint_eq(habit->deeds[0].text_count, 2);
    ck_assert_int_eq(habit->deeds[0].after.min, 10 * SECOND);
    ck_assert_int_eq(habit->deeds[1].kind, DEED_CALL);
    ck_assert_int_eq(habit->deeds[1].after.min, 1 * MINUTE);
    habit = script_choose(script, "+84911111111", "VẮC XIN 1", 0.8);
    ck_assert_int_eq(habit->deeds[0].kind, DEED_NOTHING);
    habit = script_choose(script, "+84911111111", "tiem", 0.5); /* no 1 */
    ck_assert_str_eq(habit->deeds[0].texts[0], "ok");
    habit = script_choose(script, "+84912345678", "tin riêng", 0.5);
    ck_assert_int_eq(habit->deeds[0].kind, DEED_OFF);
    habit = script_choose(script, "+84911111111", "tin riêng", 0.5);
    ck_assert_int_eq(habit->deeds[0].kind, DEED_ANSWER);
    script_free(script);
    buf_free(&faults);
}
END_TEST

START_TEST(handsets_start_by_their_shares)
{
    struct buf faults = BUF_INIT;
    struct script *script = script_parse(script_text, "s", &faults);
    struct span lasts = {0};

    ck_assert_int_eq(script_start(script, 0.1, &lasts), HANDSET_OFF);
    ck_assert_int_eq(lasts.min, 1 * HOUR);
    ck_assert_int_eq(script_start(script, 0.27, &lasts), HANDSET_GONE);
    ck_assert_int_eq(script_start(script, 0.31, &lasts), HANDSET_ON);
    script_free(script);
    buf_free(&faults);
}
END_TEST

START_TEST(all_faults_of_a_script_are_named_with_their_lines)
{
    struct buf faults = BUF_INIT;
    static const char wrong[] = "start 5 sleeping\n"
                                "when tiem\n"
                                "10 answer 1\n"
                                "nonsense\n"
                                "when \"a\"\n"
                                "5 call soon\n"
                                "start 101 off\n"
                                "5 nothing at all\n"
                                "when \"open\n";

    ck_assert_ptr_null(script_parse(wrong, "f", &faults));
    for (int line = 1; line <= 9; line++) {
        char place[16];
        snprintf(place, sizeof(place), "f:%d: ", line);
        if (line != 5)
            ck_assert_msg(strstr(buf_str(&faults), place), "%d\n%s", line, buf_str(&faults));
    }
    buf_free(&faults);
}
END_TEST

TEST_MAIN("sim: the village", numbers_are_found_however_they_are_written,
          other_countries_have_other_numbers, dialled_numbers_of_all_forms_are_one,
          a_handset_reads_a_long_message_when_its_last_part_is_there, the_inbox_keeps_the_newest,
          chance_is_even_and_repeats, a_span_is_drawn_within_its_ends,
          the_first_block_that_fits_decides, handsets_start_by_their_shares,
          all_faults_of_a_script_are_named_with_their_lines)
