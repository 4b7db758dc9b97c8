/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which notices a modem is told to send, by what it offers. */
#include "modem/notices.h"

#include "check_main.h"

static void check(const char *offered, bool stored_reports, const char *wanted)
{
    char command[NOTICES_COMMAND];

    notices_choose(offered, stored_reports, command);
    ck_assert_str_eq(command, wanted);
}

START_TEST(texts_are_stored_and_announced_and_reports_handed_on)
{
    check("(0,1,2,3),(0,1,2,3),(0,1,2,3),(0,1,2),(0,1)", false, "AT+CNMI=2,1,0,1,0");
    check(" (0-2),(0-3),(0,2,3),(0-2),(0,1)\n", false, "AT+CNMI=2,1,0,1,0");
    check("(0,1,2),(0,1),(0),(0,1),(0)", false, "AT+CNMI=2,1,0,1,0");
    check("(0-2),(0-3),(0,2,3),(0-2),(0,1)", true, "AT+CNMI=2,1,0,2,0");
}
END_TEST

START_TEST(what_is_not_offered_is_replaced_by_the_next_best)
{
    check("(0,1),(0,1),(0,2),(0,2),(1)", false, "AT+CNMI=1,1,0,2,1");
    check("(0-2),(0,1),(0,2),(0,1),(0,1)", true, "AT+CNMI=2,1,0,1,0");
    check("(0-2),(0,1),(2),(0),(0,1)", false, "AT+CNMI=2,1,2,0,0");
}
END_TEST

/* Such a text is lost when the process dies before it has told of it; a stored one is not. */
START_TEST(no_text_is_handed_on_that_can_be_stored)
{
    check("(2),(0,2),(0),(0,1),(0,1)", false, "AT+CNMI=2,0,0,1,0");
    check("(2),(2,3),(0),(0,1),(0,1)", false, "AT+CNMI=2,3,0,1,0");
    check("(2),(2),(0),(0,1),(0,1)", false, "AT+CNMI=2,2,0,1,0");
}
END_TEST

START_TEST(what_cannot_be_read_offers_everything)
{
    static const char *const offers[] = {NULL,
                                         "",
                                         "(",
                                         "(0,1,2),(0",
                                         "0,1,2",
                                         "(),(),(),(),()",
                                         "(0,a),(1),(0),(1),(0)",
                                         "(7),(1),(0),(1),(0)"};

    for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++)
        check(offers[i], false, "AT+CNMI=2,1,0,1,0");
}
END_TEST

START_TEST(what_it_was_told_is_read)
{
    ck_assert(notices_have_texts("2,1,0,1,0"));
    ck_assert(!notices_have_texts("2,0,0,1,0"));
    ck_assert(!notices_have_texts("0,1,0,1,0"));
    ck_assert(notices_have_reports("2, 1, 0, 2, 0"));
    ck_assert(!notices_have_reports("2,1,0,0,0"));
    ck_assert(notices_have_texts(""));
    ck_assert(notices_have_reports("2,1"));
}
END_TEST

TEST_MAIN("modem: which notices it is told to send",
          texts_are_stored_and_announced_and_reports_handed_on,
          what_is_not_offered_is_replaced_by_the_next_best, no_text_is_handed_on_that_can_be_stored,
          what_cannot_be_read_offers_everything, what_it_was_told_is_read)
