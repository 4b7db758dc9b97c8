/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a delivery report says is said in words. */
#include "check_main.h"
#include "village/report_status.h"

START_TEST(what_was_not_delivered_has_words_in_both_languages)
{
    for (int64_t status = 0x40; status < 0x80; status++) {
        ck_assert_str_ne(report_status_words(status).english, "");
        ck_assert_str_ne(report_status_words(status).vietnamese, "");
    }
    ck_assert_str_eq(report_status_words(67).english, "the number cannot be obtained");
    ck_assert_str_eq(report_status_words(0x60).vietnamese, "mạng quá tải");
}
END_TEST

START_TEST(what_is_delivered_or_still_tried_has_none)
{
    static const int64_t statuses[] = {-1, 0x00, 0x02, 0x20, 0x3f, 0x80, 0xff, 500};

    for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
        ck_assert_str_eq(report_status_words(statuses[i]).english, "");
}
END_TEST

TEST_MAIN("village: report status", what_was_not_delivered_has_words_in_both_languages,
          what_is_delivered_or_still_tried_has_none)
