/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers written in any way become one number or are refused with a reason, by the rules of four
 * countries that are configuration only. */
#include "village/number.h"

#include <stdio.h>
#include <string.h>

#include "check_main.h"
#include "rules.h"
#include "village/number_cell.h"
#include "village/sender.h"

struct written {
    const char *text, *e164;
    enum number_kind kind;
};

static void read_all(const char *country, const struct written *list, size_t count)
{
    struct number_rules rules = rules_of(country);

    for (size_t i = 0; i < count; i++) {
        struct number number;
        enum number_kind kind = number_parse(&rules, list[i].text, &number);
        ck_assert_msg(strcmp(number.e164, list[i].e164) == 0 && kind == list[i].kind,
                      "%s: \"%s\" read as \"%s\" (%s %s)", country, list[i].text, number.e164,
                      number_kind_words[kind], number_fault_word(number.fault));
        ck_assert_int_eq(kind, number.kind);
        ck_assert_int_eq(kind == NUMBER_UNUSABLE, number.fault != NUMBER_FINE);
    }
    number_rules_free(&rules);
}

START_TEST(vietnamese_numbers_are_read_however_they_are_written)
{
    static const struct written list[] = {
        {"0905123456", "+84905123456", NUMBER_MOBILE},
        {"0905 123 456", "+84905123456", NUMBER_MOBILE},
        {"090 512 3456", "+84905123456", NUMBER_MOBILE},
        {"09 05 12 34 56", "+84905123456", NUMBER_MOBILE},
        {"0905.123.456", "+84905123456", NUMBER_MOBILE},
        {"0905-123-456", "+84905123456", NUMBER_MOBILE},
        {"0905–123–456", "+84905123456", NUMBER_MOBILE},
        {"0905,123,456", "+84905123456", NUMBER_MOBILE},
        {"84905123456", "+84905123456", NUMBER_MOBILE},
        {"+84905123456", "+84905123456", NUMBER_MOBILE},
        {"+84 905.123.456", "+84905123456", NUMBER_MOBILE},
        {"(+84) 905 123 456", "+84905123456", NUMBER_MOBILE},
        {"+84 (0) 905 123 456", "+84905123456", NUMBER_MOBILE},
        {"+840905123456", "+84905123456", NUMBER_MOBILE},
        {"840905123456", "+84905123456", NUMBER_MOBILE},
        {"0084905123456", "+84905123456", NUMBER_MOBILE},
        {"0084 0905123456", "+84905123456", NUMBER_MOBILE},
        {"084905123456", "+84905123456", NUMBER_MOBILE},
        {"905123456", "+84905123456", NUMBER_MOBILE},
        {"905.123.456", "+84905123456", NUMBER_MOBILE},
        {"845591305", "+84845591305", NUMBER_MOBILE},
        {"0845591305", "+84845591305", NUMBER_MOBILE},
        {"84845591305", "+84845591305", NUMBER_MOBILE},
        {" 0905123456 ", "+84905123456", NUMBER_MOBILE},
        {"0905\xC2\xA0"
         "123\xC2\xA0"
         "456",
         "+84905123456", NUMBER_MOBILE},
        {"\xE2\x80\xAA"
         "0905123456\xE2\x80\xAC",
         "+84905123456", NUMBER_MOBILE},
        {"'0905123456", "+84905123456", NUMBER_MOBILE},
        {"０９０５１２３４５６", "+84905123456", NUMBER_MOBILE},
        {"O9O5123456", "+84905123456", NUMBER_MOBILE},
        {"o905 123 456", "+84905123456", NUMBER_MOBILE},
        {"О905123456", "+84905123456", NUMBER_MOBILE},
        {"0905 OOO 123", "+84905000123", NUMBER_MOBILE},
        {"01686527380", "+84386527380", NUMBER_MOBILE},
        {"0168 652 7380", "+84386527380", NUMBER_MOBILE},
        {"1686527380", "+84386527380", NUMBER_MOBILE},
        {"841686527380", "+84386527380", NUMBER_MOBILE},
        {"+841686527380", "+84386527380", NUMBER_MOBILE},
        {"+840168 652 7380", "+84386527380", NUMBER_MOBILE},
        {"905123456.0", "+84905123456", NUMBER_MOBILE},
        {"84905123456,0", "+84905123456", NUMBER_MOBILE},
        {"9.05123456E+08", "+84905123456", NUMBER_MOBILE},
        {"9,05123456E8", "+84905123456", NUMBER_MOBILE},
        {"8.4905123456E+10", "+84905123456", NUMBER_MOBILE},
        {"0258-3564079", "+842583564079", NUMBER_FIXED},
        {"(0258) 3564079", "+842583564079", NUMBER_FIXED},
        {"0258/3564079", "+842583564079", NUMBER_FIXED},
        {"2583564079", "+842583564079", NUMBER_FIXED},
        {"+84 258 3564079", "+842583564079", NUMBER_FIXED},
        {"024 3825 1234", "+842438251234", NUMBER_FIXED},
    };
    read_all("vn", list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(a_vietnamese_number_is_never_completed_by_guess)
{
    static const struct {
        const char *text;
        enum number_fault fault;
    } list[] = {
        {"085754147", NUMBER_TOO_SHORT},
        {"091430616", NUMBER_TOO_SHORT},
        {"+8490512345", NUMBER_TOO_SHORT},
        {"0905 123 4567", NUMBER_TOO_LONG},
        {"0905 123 456 78", NUMBER_TOO_LONG},
        {"090512345678901234567890", NUMBER_TOO_LONG},
        {"09051234560357111222", NUMBER_TOO_LONG},
        {"0168652738", NUMBER_TOO_SHORT},
        {"0123456789", NUMBER_TOO_SHORT},
        {"0605123456", NUMBER_NO_RANGE},
        {"0000000000", NUMBER_NO_RANGE},
        {"3564079", NUMBER_TOO_SHORT},
        {"9.05E+08", NUMBER_ROUNDED},
        {"9,1E+08", NUMBER_ROUNDED},
        {"8.49051E+10", NUMBER_ROUNDED},
        {"9E+08", NUMBER_ROUNDED},
        {"+821012345678", NUMBER_FOREIGN},
        {"001 408 555 1234", NUMBER_FOREIGN},
        {"113", NUMBER_SERVICE},
        {"19001234", NUMBER_SERVICE},
        {"1800 6601", NUMBER_SERVICE},
        {"0905xxx456", NUMBER_LETTERS},
        {"0905***456", NUMBER_LETTERS},
        {"12/03/1985", NUMBER_LETTERS},
        {"09l5123456", NUMBER_LETTERS},
        {"không có", NUMBER_NO_DIGITS},
        {"", NUMBER_NO_DIGITS},
        {"-", NUMBER_NO_DIGITS},
        {"anh Nam 0905123456", NUMBER_LETTERS},
        {"0905123456 0357111222", NUMBER_AMBIGUOUS},
    };
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < ARRAY_SIZE(list); i++) {
        struct number number;
        number_parse(&rules, list[i].text, &number);
        ck_assert_msg(number.kind == NUMBER_UNUSABLE && !*number.e164 &&
                          number.fault == list[i].fault,
                      "\"%s\" read as \"%s\" (%s)", list[i].text, number.e164,
                      number_fault_word(number.fault));
        ck_assert_uint_gt(strlen(number_fault_sentence(number.fault)), 5);
    }
    number_rules_free(&rules);
}
END_TEST

START_TEST(every_prefix_of_2018_became_its_new_one)
{
    static const char *const changes[][2] = {
        {"0162", "32"}, {"0163", "33"}, {"0164", "34"}, {"0165", "35"}, {"0166", "36"},
        {"0167", "37"}, {"0168", "38"}, {"0169", "39"}, {"0120", "70"}, {"0121", "79"},
        {"0122", "77"}, {"0126", "76"}, {"0128", "78"}, {"0123", "83"}, {"0124", "84"},
        {"0125", "85"}, {"0127", "81"}, {"0129", "82"}, {"0186", "56"}, {"0188", "58"},
        {"0199", "59"},
    };
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
        char written[32], wanted[32], national[32];
        struct number number;
        snprintf(written, sizeof(written), "%s 765 4321", changes[i][0]);
        snprintf(wanted, sizeof(wanted), "+84%s7654321", changes[i][1]);
        ck_assert_int_eq(number_parse(&rules, written, &number), NUMBER_MOBILE);
        ck_assert_str_eq(number.e164, wanted);
        ck_assert_uint_eq(number.mended, NUMBER_MEND_RENUMBERED);
        number_format_national(&rules, number.e164, national, sizeof(national));
        ck_assert_uint_eq(strlen(national), 10);
        written[strlen(written) - 1] = '\0'; /* one digit fewer is no old number */
        ck_assert_int_eq(number_parse(&rules, written, &number), NUMBER_UNUSABLE);
    }
    number_rules_free(&rules);
}
END_TEST

START_TEST(an_old_area_code_became_its_new_one)
{
    static const struct {
        const char *text, *wanted; /* NULL: nobody can tell */
    } list[] = {
        {"0511 3822557", "+842363822557"}, /* Đà Nẵng */
        {"04.38253456", "+842438253456"},  /* Hà Nội */
        {"(0650) 3822999", "+842743822999"},
        {"061 3822999", "+842513822999"},
        {"020 3822999", "+842143822999"},
        {"02363822557", "+842363822557"}, /* a new one stays */
        {"037 3852123", "+84373852123"},  /* Thanh Hóa once, a mobile number today */
        {"0605123456", NULL},
        {"0351 3822557", NULL},
    };
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < ARRAY_SIZE(list); i++) {
        struct number number;
        enum number_kind kind = number_parse(&rules, list[i].text, &number);
        ck_assert_msg(!list[i].wanted == (kind == NUMBER_UNUSABLE), "%s", list[i].text);
        if (list[i].wanted)
            ck_assert_str_eq(number.e164, list[i].wanted);
    }
    number_rules_free(&rules);
}
END_TEST

START_TEST(what_was_mended_is_said)
{
    static const struct {
        const char *text;
        unsigned mended;
    } list[] = {
        {"0905123456", 0},
        {"+84905123456", 0},
        {"84905123456", 0},
        {"O905123456", NUMBER_MEND_LETTER_O},
        {"905123456", NUMBER_MEND_ZERO_RESTORED},
        {"01686527380", NUMBER_MEND_RENUMBERED},
        {"1686527380", NUMBER_MEND_RENUMBERED | NUMBER_MEND_ZERO_RESTORED},
        {"084905123456", NUMBER_MEND_ZERO_DROPPED},
        {"905123456.0", NUMBER_MEND_SPREADSHEET | NUMBER_MEND_ZERO_RESTORED},
    };
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < ARRAY_SIZE(list); i++) {
        struct number number;
        number_parse(&rules, list[i].text, &number);
        ck_assert_msg(number.mended == list[i].mended, "\"%s\": %x", list[i].text, number.mended);
    }
    number_rules_free(&rules);
}
END_TEST

START_TEST(kenya_is_configuration_only)
{
    static const struct written list[] = {
        {"0712345678", "+254712345678", NUMBER_MOBILE},
        {"0110 123 456", "+254110123456", NUMBER_MOBILE},
        {"712345678", "+254712345678", NUMBER_MOBILE},
        {"254712345678", "+254712345678", NUMBER_MOBILE},
        {"+254 712 345 678", "+254712345678", NUMBER_MOBILE},
        {"000254712345678", "+254712345678", NUMBER_MOBILE},
        {"00254712345678", "+254712345678", NUMBER_MOBILE},
        {"+254 (0)712 345678", "+254712345678", NUMBER_MOBILE},
        {"020 2345678", "+254202345678", NUMBER_FIXED},
        {"071234567", "", NUMBER_UNUSABLE},
        {"0905123456", "", NUMBER_UNUSABLE},
        {"+84905123456", "", NUMBER_UNUSABLE},
    };
    read_all("ke", list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(italian_land_lines_keep_their_zero)
{
    static const struct written list[] = {
        {"347 1234567", "+393471234567", NUMBER_MOBILE},
        {"+39 347 123 4567", "+393471234567", NUMBER_MOBILE},
        {"0039 347 1234567", "+393471234567", NUMBER_MOBILE},
        {"39 347 1234567", "+393471234567", NUMBER_MOBILE},
        {"335 123456", "+39335123456", NUMBER_MOBILE},
        {"392 1234567", "+393921234567", NUMBER_MOBILE},
        {"06 1234567", "+39061234567", NUMBER_FIXED},
        {"+39 06 1234567", "+39061234567", NUMBER_FIXED},
        {"02 12345678", "+390212345678", NUMBER_FIXED},
        {"0543/123456", "+390543123456", NUMBER_FIXED},
        {"+39 6 1234567", "", NUMBER_UNUSABLE},
        {"61234567", "", NUMBER_UNUSABLE},
    };
    read_all("it", list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(american_numbers_need_no_trunk_and_all_take_sms)
{
    static const struct written list[] = {
        {"(212) 555-0123", "+12125550123", NUMBER_MOBILE},
        {"212-555-0123", "+12125550123", NUMBER_MOBILE},
        {"1-212-555-0123", "+12125550123", NUMBER_MOBILE},
        {"+1 212 555 0123", "+12125550123", NUMBER_MOBILE},
        {"011 1 212 555 0123", "+12125550123", NUMBER_MOBILE},
        {"2125550123.0", "+12125550123", NUMBER_MOBILE},
        {"555-0123", "", NUMBER_UNUSABLE},
        {"1-800-555-0123", "", NUMBER_UNUSABLE},
        {"+84905123456", "", NUMBER_UNUSABLE},
    };
    read_all("us", list, ARRAY_SIZE(list));
}
END_TEST

START_TEST(people_read_a_number_as_they_write_it)
{
    struct number_rules vn = rules_of("vn"), it = rules_of("it");
    char out[32];

    number_format_national(&vn, "+84905123456", out, sizeof(out));
    ck_assert_str_eq(out, "0905123456");
    number_format_national(&vn, "+14085551234", out, sizeof(out));
    ck_assert_str_eq(out, "+14085551234");
    number_format_national(&it, "+39061234567", out, sizeof(out));
    ck_assert_str_eq(out, "061234567");
    number_rules_free(&vn);
    number_rules_free(&it);
}
END_TEST

START_TEST(a_sender_is_a_telephone_or_a_service)
{
    static const struct {
        const char *address;
        enum sender_kind kind;
        const char *e164;
    } list[] = {
        {"+84905123456", SENDER_NUMBER, "+84905123456"},
        {"84905123456", SENDER_NUMBER, "+84905123456"},
        {"0905123456", SENDER_NUMBER, "+84905123456"},
        {"0168 652 7380", SENDER_NUMBER, "+84386527380"},
        {"+842583564079", SENDER_NUMBER, "+842583564079"},
        {"+821012345678", SENDER_NUMBER, "+821012345678"},
        {"191", SENDER_SERVICE, ""},
        {"9029", SENDER_SERVICE, ""},
        {"+84191", SENDER_SERVICE, ""},
        {"19001234", SENDER_SERVICE, ""},
        {"+8418001091", SENDER_SERVICE, ""},
        {"VIETTEL", SENDER_SERVICE, ""},
        {"Viettel 4G", SENDER_SERVICE, ""},
        {"090512345", SENDER_UNKNOWN, ""},
        {"+84", SENDER_UNKNOWN, ""},
        {"", SENDER_UNKNOWN, ""},
    };
    struct number_rules rules = rules_of("vn");

    for (size_t i = 0; i < ARRAY_SIZE(list); i++) {
        char e164[NUMBER_E164_SIZE];
        enum sender_kind kind = sender_read(&rules, list[i].address, e164);
        ck_assert_msg(kind == list[i].kind && strcmp(e164, list[i].e164) == 0, "%s: %d %s",
                      list[i].address, kind, e164);
    }
    number_rules_free(&rules);
}
END_TEST

START_TEST(faults_in_the_rules_are_all_named)
{
    struct number_rules rules;
    struct conf_faults faults = {0};
    struct conf *conf = conf_parse("country_code = \"8a\"; trunk = \"0\";\n"
                                   "ranges = ( { kind = \"pager\"; prefixes = [ \"0x\" ];\n"
                                   "             digits = \"12-9\"; }, 5 );\n"
                                   "renumbered = ( { old = \"01\"; digits = 11; } );\n"
                                   "colour = \"red\";\n",
                                   NULL, &faults);

    ck_assert_ptr_nonnull(conf);
    number_rules_read(conf_root(conf), &rules, &faults);
    ck_assert_uint_eq(faults.count, 7);
    number_rules_free(&rules);
    conf_free(conf);
    conf_faults_free(&faults);
}
END_TEST

TEST_MAIN("village: telephone numbers", vietnamese_numbers_are_read_however_they_are_written,
          a_vietnamese_number_is_never_completed_by_guess, every_prefix_of_2018_became_its_new_one,
          an_old_area_code_became_its_new_one, what_was_mended_is_said, kenya_is_configuration_only,
          italian_land_lines_keep_their_zero, american_numbers_need_no_trunk_and_all_take_sms,
          people_read_a_number_as_they_write_it, a_sender_is_a_telephone_or_a_service,
          faults_in_the_rules_are_all_named)
