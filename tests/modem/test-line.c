/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of the modem's words reaches libGammu, and what becomes an event. */
#include "modem/line.h"

#include <string.h>

#include "check_main.h"

static const char *const names[] = {
    [LINE_STORED] = "stored",   [LINE_REPORT_STORED] = "report-stored",
    [LINE_DELIVER] = "deliver", [LINE_REPORT] = "report",
    [LINE_READ] = "read",       [LINE_USSD] = "ussd",
    [LINE_CALLER] = "caller",   [LINE_CALL_ENDED] = "ended",
    [LINE_STARTED] = "started", [LINE_REFERENCE] = "reference",
    [LINE_CMS] = "cms",         [LINE_CME] = "cme",
    [LINE_NOISE] = "noise",
};

static struct line *line;
static struct buf passed, events;

static void on_event(enum line_event event, const char *text, size_t len, void *arg)
{
    buf_printf(&events, "%s(%.*s)", names[event], (int)len, text);
}

static void begin(bool busy)
{
    line = line_new(on_event, NULL);
    line_set_busy(line, busy);
}

static void end(void)
{
    line_free(line);
    buf_free(&passed);
    buf_free(&events);
}

/* In pieces of every size: what is cut where must not matter. */
static void check(bool busy, const char *said, const char *to_pass, const char *to_report)
{
    size_t len = strlen(said);

    for (size_t piece = 1; piece <= len; piece++) {
        begin(busy);
        for (size_t at = 0; at < len; at += piece)
            line_feed(line, said + at, len - at < piece ? len - at : piece, &passed);
        ck_assert_str_eq(buf_str(&passed), to_pass);
        ck_assert_str_eq(buf_str(&events), to_report);
        end();
    }
}

START_TEST(an_answer_passes_as_it_came)
{
    check(true, "AT+CSQ\r\r\n+CSQ: 20,0\r\n\r\nOK\r\n", "AT+CSQ\r\r\n+CSQ: 20,0\r\n\r\nOK\r\n", "");
    check(true, "AT+CGMR\r\r\nRevision: 1\r\n\r\nOK\r\n", "AT+CGMR\r\r\nRevision: 1\r\n\r\nOK\r\n",
          "");
}
END_TEST

START_TEST(a_prompt_passes_without_waiting_for_its_end)
{
    begin(true);
    line_feed(line, "\r\n> ", 4, &passed);
    ck_assert_str_eq(buf_str(&passed), "\r\n> ");
    end();
}
END_TEST

START_TEST(a_prompt_without_its_space_gets_it)
{
    begin(true);
    line_feed(line, "AT+CMGS=23\r", 11, &passed);
    line_feed(line, "\r\n>", 3, &passed);
    ck_assert_str_eq(buf_str(&passed), "AT+CMGS=23\r\r\n> ");
    end();
    check(true, "\r\n>0011000C91\r\n", "\r\n> 0011000C91\r\n", "");
}
END_TEST

START_TEST(a_notice_within_an_answer_is_taken_out)
{
    check(true, "AT+CSQ\r\r\n\r\n+CMTI: \"SM\",3\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n",
          "AT+CSQ\r\r\n\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n", "stored(\"SM\",3)");
}
END_TEST

START_TEST(a_service_text_of_several_lines_is_one_event)
{
    check(false, "\r\n+CUSD: 1,\"1 Xem\n2 Nap\r\n3 Thoat\",15\r\n", "",
          "ussd(1,\"1 Xem\n2 Nap\n3 Thoat\",15)");
    check(true, "\r\n+CUSD: 0,\"So du\n5000d\"\r\n\r\nOK\r\n", "\r\n\r\nOK\r\n",
          "ussd(0,\"So du\n5000d\")");
    check(false, "\r\n+CUSD: 2\r\n", "", "ussd(2)");
}
END_TEST

START_TEST(a_modem_that_starts_anew_says_so)
{
    check(false, "\r\nRDY\r\n", "", "started()");
    check(true, "AT+CSQ\r\r\n*ATREADY: 1\r\n", "AT+CSQ\r\r\n", "started(: 1)");
}
END_TEST

START_TEST(a_quote_too_many_does_not_swallow_the_answer)
{
    check(true, "+CUSD: 0,\"man hinh 5\" \"\r\n\r\n+CMGS: 7\r\n\r\nOK\r\n",
          "+CMGS: 7\r\n\r\nOK\r\n", "ussd(0,\"man hinh 5\" \")reference(7)");
}
END_TEST

START_TEST(a_message_read_is_taken_and_another_put_in_its_place)
{
    begin(true);
    const char *said = "AT+CMGR=3\r\r\n+CMGR: 0,,24\r\n0791448720003023F4\r\n\r\nOK\r\n";
    line_feed(line, said, strlen(said), &passed);
    ck_assert_str_eq(buf_str(&events), "read(0791448720003023F4)");
    ck_assert_ptr_null(strstr(buf_str(&passed), "0791448720003023F4"));
    ck_assert_ptr_nonnull(strstr(buf_str(&passed), "+CMGR: 0,,24\r\n00040381"));
    ck_assert_ptr_nonnull(strstr(buf_str(&passed), "\r\n\r\nOK\r\n"));
    end();
}
END_TEST

START_TEST(an_unknown_line_before_a_message_does_not_hide_it)
{
    begin(true);
    const char *said =
        "AT+CMGR=3\r\r\n+CMGR: 0,,24\r\n\r\n+CREG: 1\r\n0791448720003023F4\r\n\r\nOK\r\n";
    line_feed(line, said, strlen(said), &passed);
    ck_assert_str_eq(buf_str(&events), "noise(+CREG: 1)read(0791448720003023F4)");
    ck_assert_ptr_null(strstr(buf_str(&passed), "+CREG"));
    ck_assert_ptr_nonnull(strstr(buf_str(&passed), "\r\n\r\nOK\r\n"));
    end();
    check(false, "\r\n+CDS: 24\r\n\r\n+CREG: 1\r\n0791448720003023F4\r\n", "",
          "noise(+CREG: 1)report(0791448720003023F4)");
}
END_TEST

START_TEST(an_empty_place_is_no_message)
{
    check(true, "AT+CMGR=3\r\r\n+CMGR: 0,,0\r\n\r\nOK\r\n",
          "AT+CMGR=3\r\r\n+CMGR: 0,,0\r\n\r\nOK\r\n", "");
    check(true, "AT+CMGR=3\r\r\n+CMS ERROR: 321\r\n", "AT+CMGR=3\r\r\n+CMS ERROR: 321\r\n",
          "cms(321)");
}
END_TEST

START_TEST(a_notice_between_a_message_and_its_header_does_no_harm)
{
    check(true, "+CMGR: 0,,9\r\n+CMTI: \"SM\",4\r\n07AB\r\nOK\r\n",
          "+CMGR: 0,,9\r\n0004038121F30000421011000000000141\r\nOK\r\n",
          "stored(\"SM\",4)read(07AB)");
}
END_TEST

START_TEST(messages_that_come_by_themselves_never_pass)
{
    check(true, "\r\n+CMT: ,24\r\n07AB01\r\n\r\nOK\r\n", "\r\n\r\nOK\r\n", "deliver(07AB01)");
    check(false, "\r\n+CDS: 25\r\n07AB02\r\n", "", "report(07AB02)");
}
END_TEST

START_TEST(final_codes_pass_and_say_which_list_they_are_of)
{
    check(true, "+CMS ERROR: 30\r\n", "+CMS ERROR: 30\r\n", "cms(30)");
    check(true, "+CME ERROR: 30\r\n", "+CME ERROR: 30\r\n", "cme(30)");
}
END_TEST

START_TEST(what_nobody_asked_for_stays_out)
{
    check(false, "\r\n^HCSQ:\"LTE\",48,33\r\n\r\nOK\r\n", "",
          "noise(^HCSQ:\"LTE\",48,33)noise(OK)");
    check(true, "\r\n^HCSQ:\"LTE\",48,33\r\nOK\r\n", "\r\nOK\r\n", "noise(^HCSQ:\"LTE\",48,33)");
    check(false, "\r\n+CREG: 1\r\n", "", "noise(+CREG: 1)");
}
END_TEST

/* Hears what is said after the command has gone out in these pieces. */
static void check_asked(const char *const *pieces, const char *said, const char *to_pass)
{
    begin(true);
    for (; *pieces; pieces++)
        line_ask(line, *pieces, strlen(*pieces));
    line_feed(line, said, strlen(said), &passed);
    ck_assert_str_eq(buf_str(&passed), to_pass);
    end();
}

START_TEST(what_speaks_of_something_else_is_no_answer)
{
    check_asked((const char *const[]){"AT+CSCS=?\r", NULL},
                "\r\n+CPIN: READY\r\n+CSCS: (\"GSM\")\r\n^ANLEVEL:3\r\n+ZEND\r\nOK\r\n",
                "\r\n+CSCS: (\"GSM\")\r\nOK\r\n");
    check_asked((const char *const[]){"A", "t", "+", "creg?", "\r", NULL},
                "+CREG: 0,1\r\n+CREGX: 1\r\n+CME ERROR: 4\r\n", "+CREG: 0,1\r\n+CME ERROR: 4\r\n");
    check_asked((const char *const[]){"ATE1\r", NULL}, "ATE1\r\r\n+CFUN: 1\r\nOK\r\n",
                "ATE1\r\r\nOK\r\n");
    check_asked((const char *const[]){"AT+CREG?;+COPS?\r", NULL}, "+CREG: 0,1\r\n+COPS: 0\r\n",
                "+CREG: 0,1\r\n+COPS: 0\r\n");
}
END_TEST

START_TEST(neither_a_message_nor_an_escape_is_a_command)
{
    check_asked((const char *const[]){"\x1b", "AT+CMGS=23\r", "0011000B91\x1a", NULL},
                "\r\n+CMGS: 7\r\n+CSQ: 9,9\r\n\r\nOK\r\n", "\r\n+CMGS: 7\r\n\r\nOK\r\n");
}
END_TEST

START_TEST(a_huawei_may_refuse_what_nothing_depends_on)
{
    check_asked((const char *const[]){"AT^CURC=0\r", NULL},
                "AT^CURC=0\r\r\nCOMMAND NOT SUPPORT\r\n", "AT^CURC=0\r\r\nOK\r\n");
    check_asked((const char *const[]){"AT^PORTSEL=1\r", NULL}, "\r\n+CME ERROR: 4\r\n",
                "\r\nOK\r\n");
    check_asked((const char *const[]){"AT+CMEE=1\r", NULL}, "\r\nCOMMAND NOT SUPPORT\r\n",
                "\r\nCOMMAND NOT SUPPORT\r\n");
}
END_TEST

START_TEST(the_end_of_a_call_is_an_event_unless_a_command_waits_for_it)
{
    check(false, "\r\nNO CARRIER\r\n", "", "ended()");
    check(true, "\r\nNO CARRIER\r\n", "\r\nNO CARRIER\r\n", "");
}
END_TEST

START_TEST(a_caller_is_told_and_the_ringing_is_not)
{
    check(false, "\r\nRING\r\n\r\n+CLIP: \"+84912345678\",145,,,,0\r\n", "",
          "noise(RING)caller(\"+84912345678\",145,,,,0)");
}
END_TEST

START_TEST(a_line_without_an_end_can_be_given_up)
{
    begin(false);
    line_feed(line, "\r\n+CUSD: 0,\"cut off", 19, &passed);
    ck_assert(line_holds(line));
    line_flush(line);
    ck_assert(!line_holds(line));
    ck_assert_str_eq(buf_str(&events), "ussd(0,\"cut off)");
    line_set_busy(line, true);
    line_feed(line, "OK\r\n", 4, &passed);
    ck_assert_str_eq(buf_str(&passed), "OK\r\n");
    end();
}
END_TEST

TEST_MAIN("modem: what reaches libGammu, and what becomes an event", an_answer_passes_as_it_came,
          a_prompt_passes_without_waiting_for_its_end, a_prompt_without_its_space_gets_it,
          a_notice_within_an_answer_is_taken_out, a_service_text_of_several_lines_is_one_event,
          a_modem_that_starts_anew_says_so, a_quote_too_many_does_not_swallow_the_answer,
          a_message_read_is_taken_and_another_put_in_its_place,
          an_unknown_line_before_a_message_does_not_hide_it, an_empty_place_is_no_message,
          a_notice_between_a_message_and_its_header_does_no_harm,
          messages_that_come_by_themselves_never_pass,
          final_codes_pass_and_say_which_list_they_are_of, what_nobody_asked_for_stays_out,
          what_speaks_of_something_else_is_no_answer, neither_a_message_nor_an_escape_is_a_command,
          a_huawei_may_refuse_what_nothing_depends_on,
          the_end_of_a_call_is_an_event_unless_a_command_waits_for_it,
          a_caller_is_told_and_the_ringing_is_not, a_line_without_an_end_can_be_given_up)
