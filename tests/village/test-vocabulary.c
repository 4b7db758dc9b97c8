/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words compare as people mean them: without accents where that is safe, with them where two words
 * would fall together. */
#include "village/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "check_main.h"
#include "rules.h"

static struct vocabulary vocabulary;

static void made(char *got, const char *wanted)
{
    ck_assert_str_eq(got, wanted);
    free(got);
}

START_TEST(plain_and_spoken_words)
{
    made(vocabulary_plain(" SĐT (Zalo):"), "sdt zalo");
    made(vocabulary_plain("T1-001"), "t1 001");
    made(vocabulary_plain(" -- "), "");
    made(vocabulary_spoken("TỔ 1:"), "tổ 1");
    made(vocabulary_spoken("Ph\xC3\xB4\xCC\x81"), "phố");
    ck_assert(vocabulary_same("Nguyễn Văn An", "NGUYEN  VAN AN"));
    ck_assert(!vocabulary_same("An", "Ba"));
}
END_TEST

START_TEST(families_are_no_clusters_and_no_totals)
{
    vocabulary = vocabulary_vi();
    ck_assert(words_lead(&vocabulary.clusters, "TỔ 1"));
    ck_assert(words_lead(&vocabulary.clusters, "Xóm Đình"));
    ck_assert(words_lead(&vocabulary.clusters, "To 1"));
    ck_assert(!words_lead(&vocabulary.clusters, "Tô Văn Cường"));
    ck_assert(!words_lead(&vocabulary.clusters, "To Van Cuong"));
    ck_assert(!words_lead(&vocabulary.clusters, "Tổng cộng"));
    ck_assert(words_lead(&vocabulary.totals, "Tổng cộng: 45 hộ"));
    ck_assert(words_lead(&vocabulary.totals, "TONG CONG"));
    ck_assert(words_lead(&vocabulary.totals, "Cộng 45"));
    ck_assert(!words_lead(&vocabulary.totals, "Tống Thị Dung"));
    ck_assert(!words_lead(&vocabulary.totals, "Tong Thi Dung"));
    ck_assert(!words_lead(&vocabulary.totals, ""));
    vocabulary_free(&vocabulary);
}
END_TEST

START_TEST(a_negation_turns_a_word)
{
    vocabulary = vocabulary_vi();
    ck_assert(words_within(&vocabulary.frail, &vocabulary.negations, "hai ong ba neo don"));
    ck_assert(!words_within(&vocabulary.frail, &vocabulary.negations, "khong neo don"));
    ck_assert(!words_within(&vocabulary.frail, &vocabulary.negations, "neo donx"));
    ck_assert(words_within(&vocabulary.frail, &vocabulary.negations,
                           "khong neo don nhung con khuyet tat"));
    vocabulary_free(&vocabulary);
}
END_TEST

START_TEST(there_are_many_ways_to_say_none)
{
    static const char *const none[] = {"",      "-",    "...",         "không", "KHÔNG CÓ",
                                       "ko có", "k",    "chưa có",     "x",     "0",
                                       "0.0",   "#N/A", "không có ĐT", "None"};
    static const char *const some[] = {"0905123456", "có", "báo miệng", "không nhớ số", "1"};

    vocabulary = vocabulary_vi();
    for (size_t i = 0; i < ARRAY_SIZE(none); i++)
        ck_assert_msg(vocabulary_is_none(&vocabulary, none[i]), "%s", none[i]);
    for (size_t i = 0; i < ARRAY_SIZE(some); i++)
        ck_assert_msg(!vocabulary_is_none(&vocabulary, some[i]), "%s", some[i]);
    vocabulary_free(&vocabulary);
}
END_TEST

START_TEST(marks_and_groups_are_known_by_their_spellings)
{
    vocabulary = vocabulary_vi();
    ck_assert(vocabulary_is_mark(&vocabulary, "X"));
    ck_assert(vocabulary_is_mark(&vocabulary, "✓"));
    ck_assert(!vocabulary_is_mark(&vocabulary, ""));
    ck_assert_str_eq(vocabulary_group(&vocabulary, "HỘI LHPN"), "phunu");
    ck_assert_str_eq(vocabulary_group(&vocabulary, "ccb"), "cuuchienbinh");
    ck_assert_ptr_null(vocabulary_group(&vocabulary, "Chi hội trồng nấm"));
    vocabulary_free(&vocabulary);
}
END_TEST

START_TEST(faults_in_the_words_are_all_named)
{
    struct conf_faults faults = {0};
    struct conf *conf = conf_parse("titles = { head = \"Chủ hộ\"; colour = [ \"x\" ]; };\n"
                                   "groups = ( 5, { name = \"a\"; } );\n",
                                   NULL, &faults);

    ck_assert_ptr_nonnull(conf);
    vocabulary_read(conf_root(conf), &vocabulary, &faults);
    ck_assert_uint_eq(faults.count, 5);
    vocabulary_free(&vocabulary);
    conf_free(conf);
    conf_faults_free(&faults);
}
END_TEST

TEST_MAIN("village: the words of lists", plain_and_spoken_words,
          families_are_no_clusters_and_no_totals, a_negation_turns_a_word,
          there_are_many_ways_to_say_none, marks_and_groups_are_known_by_their_spellings,
          faults_in_the_words_are_all_named)
