/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What goes into a spreadsheet is read there as text, and never run. */
#include "api/csv.h"

#include "check_main.h"

static const char *line(const char *a, const char *b)
{
    static struct buf out;

    buf_clear(&out);
    csv_field(&out, a, true);
    if (b)
        csv_field(&out, b, false);
    return buf_str(&out);
}

START_TEST(plain_fields_stay_plain)
{
    ck_assert_str_eq(line("Phạm Công Thân", "1"), "Phạm Công Thân,1");
    ck_assert_str_eq(line("", ""), ",");
}
END_TEST

START_TEST(separators_quotes_and_lines_are_quoted)
{
    ck_assert_str_eq(line("a,b", NULL), "\"a,b\"");
    ck_assert_str_eq(line("a;b", NULL), "\"a;b\"");
    ck_assert_str_eq(line("say \"ok\"", NULL), "\"say \"\"ok\"\"\"");
    ck_assert_str_eq(line("a\r\nb", NULL), "\"a\r\nb\"");
}
END_TEST

START_TEST(formulas_are_disarmed)
{
    ck_assert_str_eq(line("=1+1", NULL), "\"'=1+1\"");
    ck_assert_str_eq(line("@SUM(A1)", NULL), "\"'@SUM(A1)\"");
    ck_assert_str_eq(line("-2+3", NULL), "\"'-2+3\"");
    ck_assert_str_eq(line("+cmd|' /C calc'!A0", NULL), "\"'+cmd|' /C calc'!A0\"");
    ck_assert_str_eq(line("\t=1+1", NULL), "\"'\t=1+1\"");
    ck_assert_str_eq(line("\r=1", NULL), "\"'\r=1\"");
    ck_assert_str_eq(line("=HYPERLINK(\"http://x\",\"y\")", NULL),
                     "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}
END_TEST

START_TEST(a_telephone_number_is_no_formula)
{
    ck_assert_str_eq(line("+84905123456", NULL), "+84905123456");
    ck_assert_str_eq(line("+84905123456+1", NULL), "\"'+84905123456+1\"");
    ck_assert_str_eq(line("+", NULL), "\"'+\"");
}
END_TEST

TEST_MAIN("api: csv", plain_fields_stay_plain, separators_quotes_and_lines_are_quoted,
          formulas_are_disarmed, a_telephone_number_is_no_formula)
