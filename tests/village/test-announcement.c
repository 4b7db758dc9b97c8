/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kinds and priorities have words, and options are read or refused with a reason. */
#include "village/announcement.h"

#include <string.h>

#include "base/buf.h"
#include "check_main.h"
#include "lists.h"
#include "village/staff.h"

static void add(struct options *options, const char *text)
{
    struct refusal refusal = {0};

    ck_assert_msg(options_add(options, text, &refusal) == 0, "%s: %s", text, refusal.message);
}

static void refused(struct options *options, const char *text, const char *code)
{
    struct refusal refusal = {0};
    size_t count = options->count;

    ck_assert_int_eq(options_add(options, text, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, code);
    ck_assert_uint_gt(strlen(refusal.message), 10);
    ck_assert_uint_eq(options->count, count);
}

START_TEST(words_and_enums_agree)
{
    ck_assert_str_eq(announcement_kind_word(ANNOUNCEMENT_NOTICE), "notice");
    ck_assert_str_eq(announcement_kind_word(ANNOUNCEMENT_ALERT), "alert");
    ck_assert_ptr_null(announcement_kind_words[ANNOUNCEMENT_ALERT + 1]);
    ck_assert_str_eq(priority_word(PRIORITY_ROUTINE), "routine");
    ck_assert_str_eq(priority_word(PRIORITY_EMERGENCY), "emergency");
    ck_assert_ptr_null(priority_words[PRIORITY_EMERGENCY + 1]);
    ck_assert_str_eq(staff_role_word(STAFF_LEADER), "leader");
    ck_assert_str_eq(staff_role_word(STAFF_VIEWER), "viewer");
    ck_assert_ptr_null(staff_role_words[STAFF_VIEWER + 1]);
}
END_TEST

START_TEST(an_option_has_a_number_a_label_and_synonyms)
{
    struct options options = {0};

    add(&options, "1=Có đi|co,di");
    ck_assert_uint_eq(options.count, 1);
    ck_assert_int_eq(options.items[0].number, 1);
    ck_assert_str_eq(options.items[0].label, "Có đi");
    ck_assert_uint_eq(options.items[0].synonym_count, 2);
    ck_assert_str_eq(options.items[0].synonyms[0], "co");
    ck_assert_str_eq(options.items[0].synonyms[1], "di");
    ck_assert_int_eq(options.help, 0);
    options_free(&options);
}
END_TEST

START_TEST(blanks_and_empty_synonyms_do_not_count)
{
    struct options options = {0};

    add(&options, " 2 = Không đi | khong ,, ban, ");
    ck_assert_str_eq(options.items[0].label, "Không đi");
    ck_assert_uint_eq(options.items[0].synonym_count, 2);
    ck_assert_str_eq(options.items[0].synonyms[1], "ban");
    add(&options, "3=Hỏi sau|");
    ck_assert_uint_eq(options.items[1].synonym_count, 0);
    options_free(&options);
}
END_TEST

START_TEST(options_stand_by_number_and_may_leave_gaps)
{
    struct options options = {0};

    add(&options, "9=Chín");
    add(&options, "2=Hai");
    add(&options, "5=Năm");
    ck_assert_int_eq(options.items[0].number, 2);
    ck_assert_int_eq(options.items[1].number, 5);
    ck_assert_int_eq(options.items[2].number, 9);
    ck_assert_str_eq(options_find(&options, 5)->label, "Năm");
    ck_assert_ptr_null(options_find(&options, 3));
    options_free(&options);
}
END_TEST

START_TEST(what_is_no_option_is_refused)
{
    struct options options = {0};

    refused(&options, "", "bad_option");
    refused(&options, "Có đi", "bad_option");
    refused(&options, "0=Không", "bad_option");
    refused(&options, "10=Mười", "bad_option");
    refused(&options, "1=", "bad_option");
    refused(&options, "1=|co", "bad_option");
    refused(&options, "1=Có\nđi", "bad_option");
    refused(&options, "1=C\xC3", "bad_option");
    options_free(&options);
}
END_TEST

START_TEST(no_synonym_is_dropped_in_silence)
{
    struct options options = {0};
    struct buf text = BUF_INIT;

    buf_puts(&text, "1=Có|w0");
    for (int i = 1; i < OPTION_SYNONYMS_MAX; i++)
        buf_printf(&text, ",w%d", i);
    add(&options, buf_str(&text));
    ck_assert_uint_eq(options.items[0].synonym_count, OPTION_SYNONYMS_MAX);
    options_free(&options);
    buf_puts(&text, ",w");
    refused(&options, buf_str(&text), "bad_option");
    buf_free(&text);
}
END_TEST

START_TEST(an_answer_may_never_mean_two_options)
{
    struct options options = {0};

    add(&options, "1=Có đi|co,di");
    refused(&options, "1=Không đi|khong", "duplicate_option");
    refused(&options, "2=CỎ|khong", "duplicate_option");
    refused(&options, "2=Không|khong,di", "duplicate_option");
    refused(&options, "2=Không|1", "duplicate_option");
    add(&options, "2=Không|2");
    options_free(&options);
}
END_TEST

START_TEST(the_help_option_must_be_one_of_them)
{
    struct options options = {0};
    struct refusal refusal = {0};

    add(&options, "1=An toàn");
    add(&options, "2=Cần giúp");
    ck_assert_int_eq(options_set_help(&options, 3, &refusal), REFUSED);
    ck_assert_str_eq(refusal.code, "unknown_option");
    ck_assert_int_eq(options.help, 0);
    ck_assert_int_eq(options_set_help(&options, 2, &refusal), 0);
    ck_assert_int_eq(options.help, 2);
    ck_assert_int_eq(options_set_help(&options, 0, &refusal), 0);
    ck_assert_int_eq(options.help, 0);
    options_free(&options);
}
END_TEST

/* One line of announcements.tsv: its options, and the help option. */
static void check_line(char *line)
{
    struct options options = {0};
    struct refusal refusal = {0};
    char *fields[10] = {0}, *option;

    for (size_t i = 0; i < 10; i++)
        fields[i] = strsep(&line, "\t");
    while (fields[5] && (option = strsep(&fields[5], ";")) != NULL) {
        if (*option)
            add(&options, option);
    }
    if (fields[6] && *fields[6])
        ck_assert_int_eq(options_set_help(&options, atoi(fields[6]), &refusal), 0);
    options_free(&options);
}

START_TEST(the_options_of_forty_announcements_are_read)
{
    struct buf bytes = file_bytes("announcements.tsv");
    char *rest = bytes.data, *line;
    size_t lines = 0;

    strsep(&rest, "\n"); /* the titles */
    while ((line = strsep(&rest, "\n")) != NULL && *line) {
        check_line(line);
        lines++;
    }
    ck_assert_uint_eq(lines, 40);
    buf_free(&bytes);
}
END_TEST

TEST_MAIN("village: kinds, priorities and options", words_and_enums_agree,
          an_option_has_a_number_a_label_and_synonyms, blanks_and_empty_synonyms_do_not_count,
          options_stand_by_number_and_may_leave_gaps, what_is_no_option_is_refused,
          no_synonym_is_dropped_in_silence, an_answer_may_never_mean_two_options,
          the_help_option_must_be_one_of_them, the_options_of_forty_announcements_are_read)
