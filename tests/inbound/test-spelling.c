/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was typed is read as the words that were meant. */
#include "inbound/reply/spelling.h"

#include <string.h>

#include "base/buf.h"
#include "check_main.h"
#include "inbound/reply/pattern.h"

static const char *const known[] = {"không", "đến", "được", "nhà", "bệnh", "viện"};

static void teach(struct lexicon *lexicon)
{
    struct word words[2] = {0};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        (void)pattern_word(known[i], &words[0]);
        lexicon_add(lexicon, words, 1);
    }
    words[0] = (struct word){.plain = "to"};
    strcpy(words[1].plain, "#"); /* "tổ 3" */
    lexicon_add(lexicon, words, 2);
    struct lexicon_reading ko = {.said = {.plain = "ko"}, .meant = {.plain = "khong"}},
                           cn = {.said = {.plain = "cn"}, .meant = {.plain = "chu"}};
    ko.shorthand = cn.shorthand = true;
    strcpy(cn.then.plain, "nhat");
    lexicon_add_reading(lexicon, &ko);
    lexicon_add_reading(lexicon, &cn);
    lexicon_seal(lexicon);
}

static void read_text(const char *text, struct speech *ret_speech)
{
    struct lexicon lexicon = {0};

    teach(&lexicon);
    speech_read(&lexicon, NULL, text, ret_speech);
    lexicon_free(&lexicon);
}

/* Each word as it was typed, "=" and what else it may mean; "|" where a clause begins, "~" a slip,
 * "?" no word at all; behind it the sign that ties a
 * number to the next. */
static void write_word(const struct said *said, struct buf *out)
{
    buf_puts(out, said->starts_clause ? "|" : " ");
    buf_puts(out, said->readings[0].plain);
    for (size_t i = 1; i < said->reading_count; i++)
        buf_printf(out, "=%s", said->readings[i].plain);
    buf_puts(out, said->mended ? "~" : said->strange ? "?" : "");
    if (said->joint)
        buf_printf(out, "%c", said->joint);
}

static void expect_words(const char *text, const char *words)
{
    struct speech speech;
    struct buf got = BUF_INIT;

    read_text(text, &speech);
    for (size_t i = 0; i < speech.count; i++)
        write_word(&speech.items[i], &got);
    ck_assert_msg(strcmp(buf_str(&got), words) == 0, "%s: %s, not %s", text, buf_str(&got), words);
    buf_free(&got);
    speech_free(&speech);
}

START_TEST(accents_may_be_composed_typed_as_keys_or_missing)
{
    expect_words("Không đến được", "|khong den duoc");
    expect_words("Kho\u0302ng \u0111e\u0302\u0301n \u0111\u01b0\u01a1\u0323c", "|khong den duoc");
    expect_words("khong den duoc", "|khong den duoc");
    expect_words("khoong ddeens dduwowcj", "|khong den duoc");
    expect_words("kho6ng d9e61n d9u7o75c", "|khong den duoc");
    expect_words("khống", "|khong=khong"); /* these accents make no word that is known */
}
END_TEST

START_TEST(words_end_at_signs_and_clauses_at_those_that_divide)
{
    expect_words("nha, khong\tden", "|nha|khong den");
    expect_words("nh\u200ba kh'ong", "|nha khong");
    expect_words("  ", "");
    expect_words("!!!", "");
}
END_TEST

START_TEST(numbers_stand_apart_from_letters)
{
    expect_words("to3", "|to 3");
    expect_words("3nha", "|3 nha");
    expect_words("14/3, 5", "|14/ 3|5");
}
END_TEST

START_TEST(short_forms_mean_what_they_stand_for)
{
    expect_words("ko den", "|ko=khong den");
    expect_words("den cn", "|den chu nhat");
}
END_TEST

START_TEST(letters_held_too_long_count_once)
{
    expect_words("dennnn khonggg", "|den khong");
    expect_words("aaaaa", "|aaaaa?");
}
END_TEST

START_TEST(words_typed_together_are_taken_apart)
{
    expect_words("khongdenduoc", "|khong den duoc");
    expect_words("benhvien", "|benh vien");
}
END_TEST

START_TEST(one_slip_of_the_thumb_is_mended)
{
    expect_words("khogn", "|khogn=khong~");
    expect_words("khonh", "|khonh=khong~");
    expect_words("xyzzyx", "|xyzzyx?");
}
END_TEST

TEST_MAIN("inbound: spelling", accents_may_be_composed_typed_as_keys_or_missing,
          words_end_at_signs_and_clauses_at_those_that_divide, numbers_stand_apart_from_letters,
          short_forms_mean_what_they_stand_for, letters_held_too_long_count_once,
          words_typed_together_are_taken_apart, one_slip_of_the_thumb_is_mended)
