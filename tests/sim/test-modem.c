/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A modem answers AT commands as 27.005 and 27.007 say, whatever program asks. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box.h"
#include "check_main.h"

static struct box box;
static int fd;

/* A network without delays, and every number in it. */
#define QUICK "--open", "--latency", "0", "--report", "0", "--recovery", "0", "--speed", "1000000"

static void with_modem(const char *modem)
{
    const char *const args[] = {"--modem", modem, QUICK, NULL};

    box_start(&box, args);
    fd = box_open(&box, "m");
    box_ask(fd, "ATE0");
}

static void plain_modem(void)
{
    with_modem("m,submit=0,registration=0");
}

static void done(void)
{
    close(fd);
    box_stop(&box);
}

static void answers(const char *line, const char *expected)
{
    const char *answer = box_ask(fd, line);

    ck_assert_msg(!strcmp(answer, expected), "%s: %s", line, answer);
}

static int is_exclusive(void)
{
    int exclusive = -1;

    ck_assert_int_eq(ioctl(fd, TIOCGEXCL, &exclusive), 0);
    return exclusive;
}

static void answers_with(const char *line, const char *part)
{
    const char *answer = box_ask(fd, line);

    ck_assert_msg(strstr(answer, part), "%s: %s", line, answer);
}

START_TEST(echo_words_and_codes_can_be_switched)
{
    plain_modem();
    answers("AT", "\r\nOK\r\n");
    answers("ATE1", "\r\nOK\r\n");
    answers("at", "at\r\r\nOK\r\n");
    box_ask(fd, "ATE0");
    box_say(fd, "ATV0\r");
    box_hear(fd, "0\r");
    box_say(fd, "AT+CSQ\r");
    ck_assert_str_eq(box_hear(fd, "0\r"), "+CSQ: 21,99\r\n0\r");
    box_say(fd, "AT+NONE\r");
    ck_assert_str_eq(box_hear(fd, "4\r"), "4\r");
    box_say(fd, "ATQ1\rATQ0V1\r");
    ck_assert_str_eq(box_hear(fd, "OK\r\n"), "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_line_of_commands_stops_at_the_first_error)
{
    plain_modem();
    answers("AT+CMEE=1;+CSQ;+CPIN?", "\r\n+CSQ: 21,99\r\n\r\n+CPIN: READY\r\n\r\nOK\r\n");
    answers("AT+CSQ;+NONE;+CPIN?", "\r\n+CSQ: 21,99\r\n\r\nERROR\r\n");
    done();
}
END_TEST

START_TEST(noise_before_at_is_passed_over_and_a_slash_repeats)
{
    plain_modem();
    answers("xyz\x1b"
            "AT+CSQ",
            "\r\n+CSQ: 21,99\r\n\r\nOK\r\n");
    box_say(fd, "A/");
    ck_assert_str_eq(box_hear(fd, "OK\r\n"), "\r\n+CSQ: 21,99\r\n\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(errors_are_told_as_cmee_says)
{
    plain_modem();
    answers("AT+CMGR=5", "\r\n+CMS ERROR: 321\r\n");
    answers("AT+CPIN=\"1234\"", "\r\nERROR\r\n");
    box_ask(fd, "AT+CMEE=1");
    answers("AT+CPIN=\"1234\"", "\r\n+CME ERROR: 3\r\n");
    box_ask(fd, "AT+CMEE=2");
    answers("AT+CPIN=\"1234\"", "\r\n+CME ERROR: operation not allowed\r\n");
    answers("AT+CMGR=5", "\r\n+CMS ERROR: invalid memory index\r\n");
    done();
}
END_TEST

START_TEST(the_pin_is_wanted_and_wrong_ones_count)
{
    with_modem("m,submit=0,registration=0,pin=4321");
    box_ask(fd, "AT+CMEE=1");
    answers("AT+CPIN?", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
    answers("AT+CREG?", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
    answers("AT+CMGL=4", "\r\n+CMS ERROR: 311\r\n");
    answers("AT+CPIN=\"0000\"", "\r\n+CME ERROR: 16\r\n");
    answers_with("AT+CPINR", "+CPINR: SIM PIN,2,3");
    box_ask(fd, "AT+CREG=1");
    box_say(fd, "AT+CPIN=4321\r");
    box_hear(fd, "+CREG: 1\r\n");
    answers_with("AT+CPINR", "+CPINR: SIM PIN,3,3");
    answers("AT+CLCK=\"SC\",2", "\r\n+CLCK: 1\r\n\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(three_wrong_pins_want_the_puk)
{
    with_modem("m,pin=4321,registration=0");
    box_ask(fd, "AT+CMEE=1");
    for (int i = 0; i < 3; i++)
        box_ask(fd, "AT+CPIN=\"0000\"");
    answers("AT+CPIN?", "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n");
    answers("AT+CPIN=\"4321\"", "\r\n+CME ERROR: 3\r\n");
    answers("AT+CPIN=\"11111111\",\"5555\"", "\r\n+CME ERROR: 16\r\n");
    answers("AT+CPIN=\"12345678\",\"5555\"", "\r\nOK\r\n");
    answers("AT+CPIN?", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_submit_as_pdu_is_accepted_and_reported)
{
    plain_modem();
    box_ask(fd, "AT+CNMI=2,1,0,1");
    box_say(fd, "AT+CMGS=19\r");
    ck_assert_str_eq(box_hear(fd, "> "), "\r\n> ");
    box_say(fd,
            "0031000B914819325476F80000AA06F3B29BDC4F2B\x1a"); /* too short: 5 septets' octets */
    ck_assert_str_eq(box_hear(fd, "304\r\n"), "\r\n+CMS ERROR: 304\r\n");
    box_say(fd, "AT+CMGS=19\r");
    box_hear(fd, "> ");
    box_say(fd, "0031000B914819325476F80000AA05E8329BFD06\x1a");
    ck_assert_ptr_nonnull(
        strstr(box_hear(fd, "06000B914819325476F8"),
               "\r\n+CMGS: 0\r\n\r\nOK\r\n\r\n+CDS: 25\r\n07914889200030F006000B914819325476F8"));
    ck_assert_ptr_nonnull(
        strstr(box_order(&box, "sent"), "\t+84912345678\t0\t-\tgsm7\t-\treport\thello\n"));
    done();
}
END_TEST

START_TEST(a_report_comes_as_cds_or_lies_in_sr)
{
    with_modem("m,submit=0,registration=0,quirks=cdsi");
    box_ask(fd, "AT+CNMI=2,1,0,1");
    box_say(fd, "AT+CMGF=1;+CSMP=49,167,0,0;+CMGS=\"0912345678\"\r");
    box_hear(fd, "> ");
    box_say(fd, "xin chao\x1a");
    box_hear(fd, "+CDS: 6,0,\"0912345678\",129,");
    box_ask(fd, "AT+CNMI=2,1,0,2;+CMGF=0");
    box_say(fd, "AT+CMGF=1;+CMGS=\"0912345678\"\r");
    box_hear(fd, "> ");
    box_say(fd, "xin chao\x1a");
    box_hear(fd, "+CDSI: \"SR\",1\r\n");
    box_ask(fd, "AT+CPMS=\"SR\";+CMGF=0");
    answers_with("AT+CMGR=1", "\r\n+CMGR: 0,,");
    done();
}
END_TEST

START_TEST(escape_at_the_prompt_sends_nothing)
{
    plain_modem();
    box_ask(fd, "AT+CMGF=1");
    box_say(fd, "AT+CMGS=\"0912345678\"\r");
    box_hear(fd, "> ");
    box_say(fd, "changed my mind\x1b");
    ck_assert_str_eq(box_hear(fd, "OK\r\n"), "\r\nOK\r\n");
    ck_assert_str_eq(box_order(&box, "get submitted"), "ok 0\n");
    done();
}
END_TEST

START_TEST(a_message_is_stored_listed_read_and_deleted)
{
    plain_modem();
    box_ask(fd, "AT+CNMI=2,1");
    box_order(&box, "receive m VIETTEL Xin chao {ban}");
    box_hear(fd, "+CMTI: \"SM\",1\r\n");
    answers_with("AT+CPMS?", "+CPMS: \"SM\",1,30,\"SM\",1,30,\"SM\",1,30");
    box_ask(fd, "AT+CMGF=1");
    answers_with("AT+CMGL=\"REC READ\"", "\r\nOK\r\n");
    answers_with("AT+CMGL", "+CMGL: 1,\"REC UNREAD\",\"VIETTEL\",,\"");
    answers_with("AT+CMGR=1", "+CMGR: \"REC READ\",\"VIETTEL\",,\"");
    box_ask(fd, "AT+CSCS=\"UTF-8\"");
    answers_with("AT+CMGR=1", "\r\nXin chao {ban}\r\n");
    box_ask(fd, "AT+CSCS=\"UCS2\"");
    answers_with("AT+CMGR=1", "\"005600490045005400540045004C\"");
    box_ask(fd, "AT+CMGF=0");
    answers_with("AT+CMGL=1", "+CMGL: 1,1,,");
    answers_with("AT+CMGD=?", "+CMGD: (1),(0-4)");
    answers("AT+CMGD=1", "\r\nOK\r\n");
    answers("AT+CMGL=4", "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(delete_flags_take_what_they_say)
{
    plain_modem();
    box_ask(fd, "AT+CNMI=2,0");
    for (int i = 0; i < 3; i++)
        box_order(&box, "receive m 199 tin %d", i);
    box_order(&box, "wait modem.m.sm_used 3");
    box_ask(fd, "AT+CMGR=2");
    box_ask(fd, "AT+CMGD=1,1"); /* what was read */
    answers_with("AT+CPMS?", "\"SM\",2,30");
    box_ask(fd, "AT+CMGD=1,4");
    answers_with("AT+CPMS?", "\"SM\",0,30");
    done();
}
END_TEST

START_TEST(a_full_sim_loses_nothing)
{
    with_modem("m,registration=0,sm=2");
    box_ask(fd, "AT+CNMI=2,1");
    for (int i = 1; i <= 4; i++)
        box_order(&box, "receive m 199 tin %d", i);
    box_order(&box, "wait modem.m.sm_used = 2");
    ck_assert_str_eq(box_order(&box, "get modem.m.waiting"), "ok 2\n");
    box_ask(fd, "AT+CMGD=1,4"); /* only two are told of, both were unread: all go */
    box_order(&box, "wait modem.m.waiting = 0");
    box_ask(fd, "AT+CMGF=1");
    answers_with("AT+CMGL=\"ALL\"", "tin 3");
    done();
}
END_TEST

START_TEST(messages_handed_on_wait_for_their_acknowledgement)
{
    plain_modem();
    box_ask(fd, "AT+CMGF=1;+CSMS=1;+CNMI=2,2,0,1");
    box_order(&box, "receive m 199 mot");
    box_hear(fd, "\r\nmot\r\n");
    box_order(&box, "receive m 199 hai");
    ck_assert_str_eq(box_order(&box, "get inbound_taken"), "ok 0\n");
    box_say(fd, "AT+CNMA\r");
    box_hear(fd, "\r\nhai\r\n");
    answers("AT+CNMA", "\r\nOK\r\n");
    answers("AT+CNMA", "\r\n+CMS ERROR: 340\r\n");
    box_order(&box, "wait inbound_taken = 2");
    done();
}
END_TEST

START_TEST(notices_are_kept_while_cnmi_s_mode_is_0)
{
    plain_modem();
    box_ask(fd, "AT+CNMI=0,1");
    box_order(&box, "receive m 199 mot");
    box_order(&box, "wait modem.m.sm_used 1");
    answers("AT", "\r\nOK\r\n");
    box_say(fd, "AT+CNMI=1,1\r");
    box_hear(fd, "+CMTI: \"SM\",1\r\n");
    done();
}
END_TEST

START_TEST(a_message_written_to_memory_can_be_sent_from_there)
{
    plain_modem();
    box_ask(fd, "AT+CMGF=1");
    box_say(fd, "AT+CMGW=\"0912345678\"\r");
    box_hear(fd, "> ");
    box_say(fd, "de danh\x1a");
    box_hear(fd, "+CMGW: 1\r\n\r\nOK\r\n");
    answers("AT+CMSS=1", "\r\n+CMSS: 0\r\n\r\nOK\r\n");
    answers("AT+CMSS=2", "\r\n+CMS ERROR: 321\r\n");
    answers_with("AT+CMGL=\"STO SENT\"", "de danh");
    box_order(&box, "wait handset.0912345678.messages 1");
    done();
}
END_TEST

START_TEST(ussd_goes_on_while_the_network_asks)
{
    const char *const args[] = {"--modem", "m,registration=0,credit=12345", "--speed", "20", NULL};

    box_start(&box, args);
    fd = box_open(&box, "m");
    box_ask(fd, "ATE0");
    box_say(fd, "AT+CUSD=1,\"*101#\",15\r");
    box_hear(fd, "+CUSD: 0,\"So du tai khoan: 12.345d.");
    box_say(fd, "AT+CUSD=1,\"*098#\"\r");
    box_hear(fd, "+CUSD: 1,\"Dich vu:\n1. Tai khoan");
    box_say(fd, "AT+CUSD=1,\"1\"\r");
    box_hear(fd, "+CUSD: 0,\"So du: 12.345d.\",15\r\n");
    box_order(&box, "ussd *100# end Xin chào quý khách");
    box_say(fd, "AT+CUSD=1,\"*100#\"\r");
    box_hear(fd, "+CUSD: 0,\"00580069006E0020006300680");
    done();
}
END_TEST

START_TEST(a_call_rings_tells_who_and_can_be_refused)
{
    plain_modem();
    box_ask(fd, "AT+CLIP=1");
    box_order(&box, "call m 0912345678 10d");
    box_hear(fd, "RING\r\n\r\n+CLIP: \"0912345678\",129,,,,0\r\n");
    answers_with("AT+CLCC", "+CLCC: 1,1,4,0,0,\"0912345678\",129");
    answers("ATH", "\r\nOK\r\n");
    box_order(&box, "wait calls_rejected 1");
    answers("AT+CLCC", "\r\nOK\r\n");
    box_order(&box, "call m +84912345678 0");
    box_hear(fd, "NO CARRIER\r\n");
    done();
}
END_TEST

START_TEST(a_short_ring_is_heard_by_the_handset)
{
    const char *const args[] = {"--modem", "m,registration=0", "--open", "--speed", "100", NULL};

    box_start(&box, args);
    fd = box_open(&box, "m");
    box_ask(fd, "ATE0");
    answers("ATD0912345678;", "\r\nOK\r\n");
    box_order(&box, "wait handset.0912345678.rings 1");
    answers_with("AT+CLCC", "+CLCC: 1,0,3,0,0,");
    answers("AT+CHUP", "\r\nOK\r\n");
    box_order(&box, "wait handset.0912345678.rang_ms 1");
    answers("AT+CLCC", "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_modem_that_died_at_the_prompt_is_freed_by_escape)
{
    plain_modem();
    box_say(fd, "AT+CMGS=20\r");
    box_hear(fd, "> ");
    close(fd); /* the program crashed */
    box_order(&box, "wait modem.m.users = 0");
    fd = box_open(&box, "m");
    box_say(fd, "AT\r\x1b");
    box_hear(fd, "OK\r\n");
    answers("AT", "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(the_storage_and_the_profile_survive_as_they_should)
{
    with_modem("m,registration=0,pin=4321");
    box_ask(fd, "AT+CPIN=4321");
    box_order(&box, "receive m 199 giu lai");
    box_order(&box, "wait modem.m.sm_used 1");
    box_order(&box, "unplug m");
    box_hear_hang_up(fd);
    close(fd);
    box_order(&box, "replug m");
    fd = box_open(&box, "m");
    answers_with("AT+CPIN?", "AT+CPIN?\r\r\n+CPIN: SIM PIN"); /* echo is on again */
    box_ask(fd, "ATE0");
    box_ask(fd, "AT+CPIN=4321");
    answers_with("AT+CPMS?", "\"SM\",1,30");
    done();
}
END_TEST

START_TEST(a_port_is_exclusive_no_longer_than_it_is_used)
{
    plain_modem();
    pid_t program = fork();
    if (program == 0) {
        char path[256];
        snprintf(path, sizeof(path), "%s/m", box.dir);
        _exit(ioctl(open(path, O_RDWR | O_NOCTTY), TIOCEXCL) || pause());
    }
    while (!is_exclusive())
        usleep(1000);
    close(fd);
    kill(program, SIGKILL); /* it had the port open twice: both are closed at once */
    ck_assert_int_eq(waitpid(program, NULL, 0), program);
    box_order(&box, "wait modem.m.users = 0");
    fd = box_open(&box, "m");
    ck_assert(!is_exclusive());
    done();
}
END_TEST

TEST_MAIN("sim: a modem and its AT commands", echo_words_and_codes_can_be_switched,
          a_line_of_commands_stops_at_the_first_error,
          noise_before_at_is_passed_over_and_a_slash_repeats, errors_are_told_as_cmee_says,
          the_pin_is_wanted_and_wrong_ones_count, three_wrong_pins_want_the_puk,
          a_submit_as_pdu_is_accepted_and_reported, a_report_comes_as_cds_or_lies_in_sr,
          escape_at_the_prompt_sends_nothing, a_message_is_stored_listed_read_and_deleted,
          delete_flags_take_what_they_say, a_full_sim_loses_nothing,
          messages_handed_on_wait_for_their_acknowledgement,
          notices_are_kept_while_cnmi_s_mode_is_0,
          a_message_written_to_memory_can_be_sent_from_there, ussd_goes_on_while_the_network_asks,
          a_call_rings_tells_who_and_can_be_refused, a_short_ring_is_heard_by_the_handset,
          a_modem_that_died_at_the_prompt_is_freed_by_escape,
          the_storage_and_the_profile_survive_as_they_should,
          a_port_is_exclusive_no_longer_than_it_is_used)
