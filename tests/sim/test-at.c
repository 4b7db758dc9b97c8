/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of AT commands fall into the commands that V.250 says. */
#include "sim/at.h"

#include <string.h>

#include "check_main.h"

static struct at_command command;
static size_t pos;
static const char *line;

static void begin(const char *text)
{
    line = text;
    pos = 0;
}

static void next_is(const char *name, enum at_kind kind, size_t count)
{
    ck_assert_int_eq(at_next(line, &pos, &command), AT_PARSED);
    ck_assert_str_eq(command.name, name);
    ck_assert_int_eq(command.kind, kind);
    ck_assert_uint_eq(command.count, count);
}

static void ends(void)
{
    ck_assert_int_eq(at_next(line, &pos, &command), AT_END);
}

START_TEST(commands_follow_each_other_on_a_line)
{
    begin("E0V1&F+CMEE=1;+CREG?;+cops=?;S3?");
    next_is("E", AT_EXEC, 1);
    ck_assert_str_eq(at_text(&command, 0), "0");
    next_is("V", AT_EXEC, 1);
    next_is("&F", AT_EXEC, 0);
    next_is("+CMEE", AT_SET, 1);
    next_is("+CREG", AT_READ, 0);
    next_is("+COPS", AT_TEST, 0);
    next_is("S3", AT_READ, 0);
    ends();
}
END_TEST

START_TEST(strings_keep_commas_semicolons_and_quotes)
{
    begin("+CUSD=1,\"a;b,\\22c\\22\",15;+CSQ");
    next_is("+CUSD", AT_SET, 3);
    ck_assert_str_eq(at_text(&command, 1), "a;b,\"c\"");
    ck_assert(command.args[1].quoted && !command.args[0].quoted);
    next_is("+CSQ", AT_EXEC, 0);
    ends();
}
END_TEST

START_TEST(arguments_left_out_have_their_default)
{
    long number;

    begin("+CNMI=2,,,1");
    next_is("+CNMI", AT_SET, 4);
    ck_assert(at_number(&command, 0, 9, 0, 3, &number) && number == 2);
    ck_assert(at_number(&command, 1, 9, 0, 3, &number) && number == 9);
    ck_assert(at_number(&command, 7, 9, 0, 3, &number) && number == 9);
    ck_assert_ptr_null(at_text(&command, 2));
    ends();
}
END_TEST

START_TEST(numbers_out_of_bounds_are_none)
{
    long number = 5;

    begin("+X=4,-1,1x,99999999999999999999");
    next_is("+X", AT_SET, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert(!at_number(&command, i, 0, 0, 3, &number));
    ck_assert_int_eq(number, 5);
}
END_TEST

START_TEST(a_dialled_number_goes_to_the_semicolon)
{
    begin("D+84912345678;+CLCC");
    next_is("D", AT_EXEC, 1);
    ck_assert(command.voice);
    ck_assert_str_eq(at_text(&command, 0), "+84912345678");
    next_is("+CLCC", AT_EXEC, 0);
    begin("DT*101#");
    next_is("D", AT_EXEC, 1);
    ck_assert(!command.voice);
    ck_assert_str_eq(at_text(&command, 0), "*101#");
}
END_TEST

START_TEST(what_is_no_command_is_malformed)
{
    static const char *const wrong[] = {"+CMGS=\"open",
                                        "+CSQx y=",
                                        "+",
                                        "+X=\"a\"b",
                                        "&",
                                        "?",
                                        "+AVERYLONGNAMETHATNOCOMMANDHAS=1",
                                        "=1"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        begin(wrong[i]);
        enum at_parse parse = at_next(line, &pos, &command);
        ck_assert_msg(parse == AT_MALFORMED, "%s", wrong[i]);
    }
}
END_TEST

TEST_MAIN("sim: AT lines fall into commands", commands_follow_each_other_on_a_line,
          strings_keep_commas_semicolons_and_quotes, arguments_left_out_have_their_default,
          numbers_out_of_bounds_are_none, a_dialled_number_goes_to_the_semicolon,
          what_is_no_command_is_malformed)
