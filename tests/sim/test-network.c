/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The network does what it is told to: faults, absences, refusals, credit, reports, and counts all
 * of it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "box.h"
#include "check_main.h"

static struct box box;
static int fd;

static void with(const char *const args[])
{
    box_start(&box, args);
    fd = box_open(&box, "m");
    box_ask(fd, "ATE0+CMGF=1;+CSMP=49,167,0,0;+CNMI=2,1,0,1;+CMEE=1");
}

static void plain(void)
{
    const char *const args[] = {"--modem", "m,submit=0,registration=0",
                                "--open",  "--latency",
                                "0",       "--report",
                                "0",       "--recovery",
                                "0",       NULL};

    with(args);
}

static void done(void)
{
    close(fd);
    box_stop(&box);
}

static void type(const char *to, const char *text)
{
    char line[256];

    snprintf(line, sizeof(line), "AT+CMGS=\"%s\"\r", to);
    box_say(fd, line);
    box_hear(fd, "> ");
    snprintf(line, sizeof(line), "%s\x1a", text);
    box_say(fd, line);
}

static void sends(const char *to, const char *text)
{
    type(to, text);
    box_hear(fd, "OK\r\n");
}

static void is_refused(const char *to, int error)
{
    char expected[32];

    type(to, "khong di duoc");
    snprintf(expected, sizeof(expected), "+CMS ERROR: %d\r\n", error);
    box_hear(fd, expected);
}

static long value_of(const char *name)
{
    return strtol(box_order(&box, "get %s", name) + strlen("ok "), NULL, 10);
}

static void value_is(const char *name, long value)
{
    char expected[32];

    snprintf(expected, sizeof(expected), "ok %ld\n", value);
    const char *answer = box_order(&box, "get %s", name);
    ck_assert_msg(!strcmp(answer, expected), "%s is %s", name, answer);
}

START_TEST(a_part_refused_by_command_is_counted_and_not_sent)
{
    plain();
    box_order(&box, "fault m cms 41 2");
    is_refused("0912345678", 41);
    is_refused("0912345678", 41);
    sends("0912345678", "bay gio di");
    value_is("refused", 2);
    value_is("modem.m.submitted", 1);
    done();
}
END_TEST

START_TEST(a_number_can_be_refused_alone)
{
    plain();
    box_order(&box, "refuse 0912345678 38");
    is_refused("+84912345678", 38);
    sends("0987654321", "di");
    box_order(&box, "refuse 0912345678 never");
    sends("0912345678", "di");
    done();
}
END_TEST

START_TEST(a_swallowed_answer_leaves_the_part_sent)
{
    plain();
    box_ask(fd, "AT+CNMI=2,1,0,0");
    box_order(&box, "fault m swallow");
    type("0912345678", "mat cau tra loi");
    box_order(&box, "wait handset.0912345678.messages 1");
    ck_assert_str_eq(box_ask(fd, "AT"), "\r\nOK\r\n"); /* and nothing before it */
    sends("0912345678", "mat cau tra loi");
    value_is("duplicates", 1);
    value_is("distinct", 1);
    done();
}
END_TEST

START_TEST(noise_instead_of_an_answer_is_no_answer)
{
    plain();
    box_ask(fd, "AT+CNMI=2,1,0,0");
    box_order(&box, "fault m garble on AT+CSQ");
    box_say(fd, "AT+CSQ\r");
    box_order(&box, "say m +MARK");
    const char *answer = box_hear(fd, "+MARK\r\n");
    ck_assert_ptr_null(strstr(answer, "OK"));
    ck_assert_ptr_null(strstr(answer, "CSQ"));
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CSQ"), "+CSQ: 21"));
    done();
}
END_TEST

START_TEST(a_silent_command_is_not_even_carried_out)
{
    plain();
    box_order(&box, "fault m silent on +CMGS");
    box_say(fd, "AT+CMGS=\"0912345678\"\r");
    ck_assert_str_eq(box_ask(fd, "AT"), "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_fault_may_strike_one_argument_alone)
{
    plain();
    box_order(&box, "fault m cms 500 always on at+cmgd=2");
    ck_assert_str_eq(box_ask(fd, "AT+CMGD=1"), "\r\nOK\r\n");
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CMGD=2"), "500"));
    ck_assert_str_eq(box_ask(fd, "AT+CMGD=22"), "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_fault_of_the_last_command_leaves_a_bare_at_alone)
{
    plain();
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CSQ"), "+CSQ: 21"));
    box_order(&box, "fault m swallow always on +CSQ");
    ck_assert_str_eq(box_ask(fd, "AT"), "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(a_late_answer_comes_late)
{
    plain();
    box_order(&box, "fault m late 300ms on +CSQ");
    box_say(fd, "AT+CSQ\r");
    box_say(fd, "AT+CPIN?\r"); /* waits its turn */
    const char *answer = box_hear(fd, "READY\r\n\r\nOK\r\n");
    ck_assert_ptr_nonnull(strstr(answer, "+CSQ: 21,99\r\n\r\nOK\r\n\r\n+CPIN"));
    done();
}
END_TEST

START_TEST(a_modem_can_hang_or_go_between_sending_and_answering)
{
    plain();
    box_ask(fd, "AT+CNMI=2,1,0,0");
    box_order(&box, "fault m hang");
    type("0912345678", "tin dau");
    box_order(&box, "wait handset.0912345678.messages 1");
    box_order(&box, "unhang m");
    ck_assert_str_eq(box_ask(fd, "AT"), "\r\nOK\r\n");
    box_order(&box, "fault m unplug");
    type("0912345678", "tin sau");
    box_order(&box, "wait handset.0912345678.messages 2");
    box_hear_hang_up(fd);
    value_is("modem.m.plugged", 0);
    done();
}
END_TEST

START_TEST(without_its_card_a_modem_can_do_little)
{
    plain();
    box_order(&box, "sim m out");
    ck_assert_str_eq(box_ask(fd, "AT+CPIN?"), "\r\n+CME ERROR: 10\r\n");
    ck_assert_str_eq(box_ask(fd, "AT+CMGL"), "\r\n+CMS ERROR: 310\r\n");
    value_is("modem.m.registered", 0);
    box_order(&box, "sim m in");
    value_is("modem.m.registered", 1);
    sends("0912345678", "di");
    done();
}
END_TEST

START_TEST(an_operator_s_limit_refuses_what_is_too_much)
{
    const char *const args[] = {
        "--modem", "m,submit=0,registration=0,limit=2/1h", "--open", "--speed", "1000", NULL};

    with(args);
    box_ask(fd, "AT+CNMI=2,1,0,0");
    sends("0912345678", "mot");
    sends("0912345678", "hai");
    is_refused("0912345678", 21);
    value_is("modem.m.credit", 999500);
    done();
}
END_TEST

START_TEST(a_hung_modem_says_nothing_until_it_is_freed)
{
    plain();
    box_order(&box, "hang m");
    long heard = value_of("modem.m.heard");
    box_say(fd, "AT+CSQ\r");
    box_order(&box, "wait modem.m.heard = %ld", heard + 7);
    box_order(&box, "receive m 199 cho");
    value_is("modem.m.waiting", 1);
    box_order(&box, "unhang m");
    box_hear(fd, "+CMTI: \"SM\",1\r\n");
    ck_assert_str_eq(box_ask(fd, "AT"), "\r\nOK\r\n");
    done();
}
END_TEST

START_TEST(without_network_nothing_goes_and_nothing_is_lost)
{
    plain();
    box_ask(fd, "AT+CREG=1");
    box_order(&box, "network m lost");
    box_hear(fd, "+CREG: 2\r\n");
    is_refused("0912345678", 331);
    box_order(&box, "receive m 199 cho");
    box_order(&box, "network m back");
    box_hear(fd, "+CMTI: \"SM\",1\r\n");
    sends("0912345678", "di");
    done();
}
END_TEST

START_TEST(without_credit_the_operator_refuses_and_says_so)
{
    const char *const args[] = {"--modem", "m,submit=0,registration=0,credit=600,price=250",
                                "--open",  "--speed",
                                "1000",    NULL};

    with(args);
    box_ask(fd, "AT+CNMI=2,1,0,0");
    sends("0912345678", "mot");
    sends("0912345678", "hai");
    type("0912345678", "ba");
    box_hear(fd, "+CMS ERROR: 38\r\n");
    box_order(&box, "wait modem.m.sm_used 1");
    value_is("modem.m.credit", 100);
    box_order(&box, "credit m 1000");
    sends("0912345678", "bon");
    done();
}
END_TEST

START_TEST(a_handset_that_is_off_gets_its_message_when_it_is_on)
{
    plain();
    box_order(&box, "add 0912345678");
    box_order(&box, "off 0912345678");
    sends("0912345678", "nhan sau");
    value_is("in_transit", 1);
    value_is("reports", 0);
    box_order(&box, "on 0912345678");
    box_hear(fd, "+CDS: 6,0,\"0912345678\",129,");
    ck_assert_ptr_nonnull(strstr(box_order(&box, "inbox 0912345678"), "\tnhan sau\n"));
    done();
}
END_TEST

START_TEST(a_handset_comes_back_by_itself_when_its_time_is_over)
{
    plain();
    box_order(&box, "add 0912345678");
    box_order(&box, "off 0912345678 200ms");
    sends("0912345678", "nhan sau");
    box_hear(fd, "+CDS: 6,0,");
    value_is("handset.0912345678.on", 1);
    done();
}
END_TEST

START_TEST(what_is_not_delivered_in_its_validity_expires)
{
    const char *const args[] = {
        "--modem", "m,submit=0,registration=0", "--open", "--speed", "10000", NULL};

    with(args);
    box_order(&box, "add 0912345678");
    box_order(&box, "off 0912345678");
    box_ask(fd, "AT+CSMP=49,0,0,0"); /* five minutes */
    type("0912345678", "het han");
    const char *report = box_hear(fd, ",70\r\n"); /* 0x46 */
    ck_assert_ptr_nonnull(strstr(report, "+CDS: 6,0,"));
    value_is("expired", 1);
    value_is("in_transit", 0);
    done();
}
END_TEST

START_TEST(a_number_that_is_none_fails_for_good)
{
    const char *const args[] = {
        "--modem", "m,submit=0,registration=0", "--latency", "0", "--report", "0", NULL};

    with(args);
    type("0912345678", "khong co ai");
    box_hear(fd, ",67\r\n"); /* 0x43 */
    value_is("failed", 1);
    done();
}
END_TEST

START_TEST(reports_are_held_lost_and_doubled_by_command)
{
    plain();
    box_order(&box, "report hold");
    sends("0912345678", "mot");
    box_order(&box, "wait reports_held 1");
    value_is("reports", 0);
    ck_assert_str_eq(box_order(&box, "report release"), "ok 1\n");
    box_hear(fd, "+CDS: ");
    box_order(&box, "report lose 1");
    sends("0912345678", "hai");
    box_order(&box, "wait reports_lost 1");
    box_order(&box, "report duplicate 1");
    sends("0912345678", "ba");
    box_order(&box, "wait reports 3");
    done();
}
END_TEST

START_TEST(parts_come_in_the_order_asked_for)
{
    plain();
    box_ask(fd, "AT+CMGF=0");
    box_order(&box, "deliver-part m +84912345678 7 2 2 sau");
    box_order(&box, "deliver-part m +84912345678 7 2 1 truoc");
    box_hear(fd, "+CMTI: \"SM\",2\r\n");
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CMGR=1"), "050003070202"));
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CMGR=2"), "050003070201"));
    done();
}
END_TEST

START_TEST(any_octets_can_be_delivered)
{
    plain();
    box_ask(fd, "AT+CMGF=0");
    box_order(&box, "deliver-pdu m 440B914819325476F80000FF");
    box_hear(fd, "+CMTI: \"SM\",1\r\n");
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CMGR=1"), "440B914819325476F80000FF\r\n"));
    ck_assert_ptr_nonnull(strstr(box_control(&box, "deliver-pdu m 4"), "error"));
    done();
}
END_TEST

START_TEST(modems_write_to_each_other)
{
    const char *const args[] = {"--modem",   "m,submit=0,registration=0,number=0981111111",
                                "--modem",   "n,submit=0,registration=0,number=0982222222",
                                "--latency", "0",
                                "--report",  "0",
                                NULL};

    with(args);
    type("0982222222", "chao ban");
    box_hear(fd, "+CDS: 6,0,\"0982222222\"");
    value_is("modem.n.sm_used", 1);
    value_is("delivered", 1);
    done();
}
END_TEST

START_TEST(handsets_do_what_the_script_says)
{
    char path[256];
    const char *const args[] = {
        "--modem", "m,submit=0,registration=0", "--open", "--speed", "1000", "--script", path,
        NULL};
    char dir[] = "/tmp/thonbao-script-XXXXXX";

    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(path, sizeof(path), "%s/s", dir);
    FILE *script = fopen(path, "w");
    fputs("delay 1s..2s\nwhen \"tiem\"\n 1 answer \"1 chau\" then call 3s\n"
          "otherwise\n 1 nothing\n",
          script);
    fclose(script);
    with(args);
    box_ask(fd, "AT+CLIP=1;+CNMI=2,1,0,0");
    sends("0912345678", "Lich tiem");
    box_hear(fd, "+CLIP: \"+84912345678\",145,,,,0\r\n");
    box_order(&box, "wait answers_to_come = 0");
    box_order(&box, "wait calls_missed 1");
    box_order(&box, "wait modem.m.sm_used 1");
    ck_assert_ptr_nonnull(strstr(box_ask(fd, "AT+CMGR=1"), "\r\n1 chau\r\n"));
    done();
    unlink(path);
    rmdir(dir);
}
END_TEST

/* The numbers that are off in a village of the sample list. */
static char *who_is_off(const char *script, const char *seed)
{
    const char *const args[] = {"--modem",
                                "m,registration=0",
                                "--households",
                                getenv("VILLAGE"),
                                "--script",
                                script,
                                "--seed",
                                seed,
                                NULL};

    box_start(&box, args);
    char *off = strdup(box_order(&box, "handsets off"));
    box_stop(&box);
    return off;
}

START_TEST(the_same_seed_makes_the_same_village)
{
    char path[] = "/tmp/thonbao-script-XXXXXX";
    const char text[] = "start 30% off\notherwise\n 1 nothing\n";
    int script = mkstemp(path);

    ck_assert_int_eq(write(script, text, strlen(text)), (ssize_t)strlen(text));
    close(script);
    char *first = who_is_off(path, "7"), *again = who_is_off(path, "7");
    char *other = who_is_off(path, "8");
    ck_assert_ptr_nonnull(strstr(first, "+84"));
    ck_assert_str_eq(first, again);
    ck_assert_str_ne(first, other);
    free(first);
    free(again);
    free(other);
    unlink(path);
}
END_TEST

START_TEST(every_mobile_of_the_sample_list_is_a_handset)
{
    const char *const args[] = {"--modem", "m", "--households", getenv("VILLAGE"), NULL};

    box_start(&box, args);
    const char *answer = box_order(&box, "handsets on");
    ck_assert_ptr_nonnull(strstr(answer, "\nok 730\n"));
    box_stop(&box);
}
END_TEST

START_TEST(waiting_in_vain_and_nonsense_are_answered_with_errors)
{
    plain();
    ck_assert_ptr_nonnull(strstr(box_control(&box, "wait submitted 5 50ms"), "error timed out"));
    static const char *const wrong[] = {"wait nothing 1",   "fault m",
                                        "fault x cms 38",   "off 0900000000",
                                        "frobnicate",       "deliver-part m x 1 2 3 text",
                                        "signal m 40",      "receive m VIETTEL",
                                        "get modem.m.none", "report sometimes"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        ck_assert_msg(!strncmp(box_control(&box, "%s", wrong[i]), "error ", 6), "%s", wrong[i]);
    done();
}
END_TEST

START_TEST(accepted_parts_are_in_the_log_before_the_modem_answers)
{
    char log[] = "/tmp/thonbao-log-XXXXXX", line[512] = "";
    int log_fd = mkstemp(log);
    const char *const args[] = {"--modem", "m,submit=0,registration=0", "--open", "--log", log,
                                NULL};

    with(args);
    sends("0912345678", "ghi so");
    ck_assert_int_gt(read(log_fd, line, sizeof(line) - 1), 0);
    ck_assert_ptr_nonnull(strstr(line, "\tm\t+84912345678\t0\t-\tgsm7\t-\treport\tghi so\n"));
    close(log_fd);
    unlink(log);
    done();
}
END_TEST

TEST_MAIN("sim: the network and its commands", a_part_refused_by_command_is_counted_and_not_sent,
          a_number_can_be_refused_alone, a_swallowed_answer_leaves_the_part_sent,
          noise_instead_of_an_answer_is_no_answer, a_silent_command_is_not_even_carried_out,
          a_fault_may_strike_one_argument_alone, a_fault_of_the_last_command_leaves_a_bare_at_alone,
          a_late_answer_comes_late, a_modem_can_hang_or_go_between_sending_and_answering,
          without_its_card_a_modem_can_do_little, an_operator_s_limit_refuses_what_is_too_much,
          a_hung_modem_says_nothing_until_it_is_freed,
          without_network_nothing_goes_and_nothing_is_lost,
          without_credit_the_operator_refuses_and_says_so,
          a_handset_that_is_off_gets_its_message_when_it_is_on,
          a_handset_comes_back_by_itself_when_its_time_is_over,
          what_is_not_delivered_in_its_validity_expires, a_number_that_is_none_fails_for_good,
          reports_are_held_lost_and_doubled_by_command, parts_come_in_the_order_asked_for,
          any_octets_can_be_delivered, modems_write_to_each_other, handsets_do_what_the_script_says,
          the_same_seed_makes_the_same_village, every_mobile_of_the_sample_list_is_a_handset,
          waiting_in_vain_and_nonsense_are_answered_with_errors,
          accepted_parts_are_in_the_log_before_the_modem_answers)
