/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/ambiguous.h"

#include "base/buf.h"
#include "base/memory.h"
#include "check_main.h"

static struct ambiguous list;

static void read_list(const char *text, size_t faults_wanted)
{
    struct conf_faults faults = {0};
    struct conf *conf = conf_parse(text, NULL, &faults);

    ck_assert_ptr_nonnull(conf);
    list = (struct ambiguous){0};
    ambiguous_read(config_setting_get_member(conf_root(conf), "ambiguous"), &list, &faults);
    ck_assert_uint_eq(faults.count, faults_wanted);
    conf_faults_free(&faults);
    conf_free(conf);
}

static void add(const struct ambiguous_span *span, void *arg_buf)
{
    buf_printf(arg_buf, "%zu-%zu %s;", span->from, span->to, span->words);
}

static void expect(const char *text, const char *wanted)
{
    struct buf found = BUF_INIT;

    ambiguous_find(&list, text, add, &found);
    ck_assert_str_eq(buf_str(&found), wanted);
    buf_free(&found);
}

static const char words[] = "ambiguous = { words = [ \"bão báo bảo\", \"đừng dùng\" ]; };";

START_TEST(a_word_of_a_set_is_found_wherever_it_stands)
{
    read_list(words, 0);
    expect("bão", "0-3 bão báo bảo;");
    expect("Cơn bão, đừng ra", "4-7 bão báo bảo;9-13 đừng dùng;");
    expect("(ĐỪNG)", "1-5 đừng dùng;");
    expect("“đừng”…", "1-5 đừng dùng;");
    ambiguous_clear(&list);
}
END_TEST

START_TEST(a_word_is_the_same_however_its_accents_were_typed)
{
    read_list(words, 0);
    expect("ba\xcc\x83o", "0-4 bão báo bảo;");
    ambiguous_clear(&list);
}
END_TEST

START_TEST(places_are_counted_as_browsers_count)
{
    read_list(words, 0);
    expect("\xf0\x9f\x8c\x80 bão", "3-6 bão báo bảo;");
    ambiguous_clear(&list);
}
END_TEST

START_TEST(other_words_are_left_alone)
{
    read_list(words, 0);
    expect("", "");
    expect("bao baos bãoo bã o", "");
    expect("\xff\xfe b\xc3", "");
    ambiguous_clear(&list);
}
END_TEST

START_TEST(a_set_whose_words_differ_without_accents_is_a_fault)
{
    read_list("ambiguous = { words = [ \"bão béo\" ]; };", 1);
    ambiguous_clear(&list);
}
END_TEST

TEST_MAIN("text: ambiguous", a_word_of_a_set_is_found_wherever_it_stands,
          a_word_is_the_same_however_its_accents_were_typed, places_are_counted_as_browsers_count,
          other_words_are_left_alone, a_set_whose_words_differ_without_accents_is_a_fault)
