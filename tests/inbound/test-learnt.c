/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Corrections teach the category of reports like them and of no others; questions about an earlier
 * report are told from everything else. */
#include "inbound/reply/learnt.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "check_main.h"
#include "inbound/enquiry.h"

static struct reply_rules *rules;
static struct learnt *learnt;
static char *why;

static void setup(void)
{
    struct conf_faults faults = {0};

    why = NULL;
    ck_assert_int_eq(reply_rules_open(CONFIG_DIR "/keywords.vi.conf", &rules, &faults), 0);
    learnt = learnt_new(rules);
}

static void teardown(void)
{
    free(why);
    learnt_free(learnt);
    reply_rules_free(rules);
}

static enum reply_category says(const char *text)
{
    free(why);
    why = NULL;
    return learnt_category(learnt, text, &why);
}

START_TEST(a_correction_teaches_reports_like_it)
{
    setup();
    learnt_add(learnt, 12, REPLY_CATEGORY_AGRICULTURE, "tram bom o dau dong hong roi bac oi");
    ck_assert_int_eq(says("trạm bơm lại hỏng rồi thôn ơi"), REPLY_CATEGORY_AGRICULTURE);
    ck_assert_msg(strstr(why, "record 12: \"trạm bơm\""), "%s", why);
    learnt_add(learnt, 31, REPLY_CATEGORY_AGRICULTURE, "bao gio sua tram bom");
    ck_assert_int_eq(says("tram bom khong chay"), REPLY_CATEGORY_AGRICULTURE);
    ck_assert_msg(strstr(why, "record 12, 31: \"tram bom\""), "%s", why);
    teardown();
}
END_TEST

START_TEST(what_is_not_like_it_is_left_alone)
{
    static const char *const others[] = {
        "duong lay loi qua di khong duoc",
        "nha toi mat trom con cho",
        "bac oi hom qua toi khong di hop duoc",
        "bom muoi chua bac",
        "",
        "1",
        "\xff\xfe",
        "☎",
        "heo nha toi bo an hai hom nay roi",
    };
    setup();
    learnt_add(learnt, 12, REPLY_CATEGORY_AGRICULTURE, "tram bom nha toi hong roi bac oi");
    learnt_add(learnt, 13, REPLY_CATEGORY_AGRICULTURE, "hom qua tram bom khong chay bac oi");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        ck_assert_msg(says(others[i]) == REPLY_CATEGORY_NONE, "%s: %s", others[i], why);
    teardown();
}
END_TEST

START_TEST(small_words_teach_nothing)
{
    setup();
    for (int i = 1; i < 9; i++)
        learnt_add(learnt, i, REPLY_CATEGORY_LIVESTOCK, "bac oi nha toi bi roi a");
    ck_assert_int_eq(says("bac oi nha toi bi mat dien roi a"), REPLY_CATEGORY_NONE);
    teardown();
}
END_TEST

START_TEST(corrections_that_disagree_decide_nothing)
{
    setup();
    learnt_add(learnt, 1, REPLY_CATEGORY_AGRICULTURE, "tram bom hong roi");
    learnt_add(learnt, 2, REPLY_CATEGORY_INFRASTRUCTURE, "tram bom hong roi");
    ck_assert_int_eq(says("tram bom hong roi"), REPLY_CATEGORY_NONE);
    teardown();
}
END_TEST

START_TEST(lessons_take_little_memory_however_many_there_are)
{
    char text[64];
    setup();
    for (int i = 0; i < 3 * LESSONS_MAX; i++) {
        snprintf(text, sizeof(text), "cho xyz%d bi sao vay", i);
        learnt_add(learnt, i, REPLY_CATEGORY_OTHER, text);
    }
    learnt_clear(learnt);
    ck_assert_int_eq(says("cho xyz7 bi sao vay"), REPLY_CATEGORY_NONE);
    teardown();
}
END_TEST

START_TEST(a_question_about_an_earlier_report_is_known)
{
    static const char *const questions[] = {
        "den dau roi",
        "viec hom truoc toi bao den dau roi bac",
        "the nao roi thon oi",
        "Giải quyết chưa ạ?",
        "tra cuu",
        "status",
        "duong lay giai quyet toi dau roi",
        "phan anh cua toi xu ly chua",
    };
    setup();
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        ck_assert_msg(enquiry_asks(rules, questions[i]), "%s", questions[i]);
    teardown();
}
END_TEST

START_TEST(what_tells_of_something_new_or_of_danger_is_no_such_question)
{
    static const char *const others[] = {
        "cuu voi den dau roi sao chua thay xuong",
        "nuoc ngap toi mai nha roi cuu voi",
        "mai may gio hop",
        "heo nha toi chet 3 con",
        "co di",
        "1",
        "",
        "\xc3",
        "duong truoc nha toi bi sat lo hom qua xe khong vao duoc ba con di lai kho khan lam mong "
        "thon "
        "xem xet giai quyet chua",
    };
    setup();
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        ck_assert_msg(!enquiry_asks(rules, others[i]), "%s", others[i]);
    teardown();
}
END_TEST

TEST_MAIN("inbound: learnt", a_correction_teaches_reports_like_it,
          what_is_not_like_it_is_left_alone, small_words_teach_nothing,
          corrections_that_disagree_decide_nothing,
          lessons_take_little_memory_however_many_there_are,
          a_question_about_an_earlier_report_is_known,
          what_tells_of_something_new_or_of_danger_is_no_such_question)
