/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts on their way out, against the simulator: they arrive as written, each is answered once,
 * and a modem that fails takes nothing else with it. */
#include <string.h>

#include "base/memory.h"
#include "check_main.h"
#include "text/parts.h"
#include "world.h"

#define TO "+84912345678"

static struct world world;

static void begin(const char *options)
{
    world_open(&world, options);
}

static void end(void)
{
    world_close(&world);
}

/* What the network got, column by column: to, parts, coding, class, report, text. */
static void expect_sent(const char *line)
{
    char *sent = world_ask(&world, "sent");

    ck_assert_msg(strstr(sent, line) != NULL, "\"%s\" is not in:\n%s", line, sent);
    free(sent);
}

START_TEST(it_says_what_it_is_and_that_it_is_ready)
{
    begin("");
    world_start(&world);
    const struct wire_ready *ready = &world_expect(&world, WIRE_READY)->ready;
    ck_assert_uint_eq(strlen(ready->imei), 15);
    ck_assert_uint_eq(strlen(ready->imsi), 15);
    ck_assert_str_eq(ready->model, "SIM4G");
    ck_assert_str_eq(ready->smsc, "+84980200030");
    ck_assert_uint_eq(ready->window, 1);
    end();
}
END_TEST

START_TEST(signal_network_and_storage_are_told)
{
    const struct wire_status *status;

    begin("signal=21");
    world_start(&world);
    do
        status = &world_expect(&world, WIRE_STATUS)->status;
    while (status->stored_size < 0);
    ck_assert_int_eq(status->registration, WIRE_REGISTRATION_HOME);
    ck_assert_str_eq(status->network, "Viettel");
    ck_assert_int_eq(status->signal_percent, 63);
    ck_assert_int_eq(status->stored_used, 0);
    end();
}
END_TEST

START_TEST(texts_arrive_as_written)
{
    static const char *const texts[] = {
        "Xin chao ba con",
        "Lich: [T2] {sang} ~ 50€ ^ | \\",
        "Bão số 3 ~ đổ bộ tối nay 😀",
        "@£$¥èéùìòÇ ΔΦΓΛ ÆæßÉ ¿äöñüà",
    };

    begin("");
    world_start_ready(&world);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        ck_assert_int_eq(world_send(&world, TO, texts[i])->outcome, WIRE_ACCEPTED);
    expect_sent("Xin chao ba con");
    expect_sent("[T2] {sang} ~ 50€ ^ |");
    expect_sent("Bão số 3 ~ đổ bộ tối nay 😀");
    expect_sent("@£$¥èéùìòÇ ΔΦΓΛ ÆæßÉ ¿äöñüà");
    end();
}
END_TEST

START_TEST(flash_report_and_header_arrive_as_asked)
{
    struct wire_submit submit = {.to = TO, .coding = TEXT_CODING_UCS2, .text = "Bão"};

    begin("");
    world_start_ready(&world);
    submit.flash = submit.report = true;
    world_submit(&world, &submit);
    world_expect(&world, WIRE_SUBMITTED);
    expect_sent("\tucs2\t0\treport\tBão");
    submit = (struct wire_submit){.to = TO,
                                  .coding = TEXT_CODING_GSM7,
                                  .text = "phan hai",
                                  .concat_bits = 8,
                                  .concat_ref = 171,
                                  .concat_total = 3,
                                  .concat_seq = 2};
    world_submit(&world, &submit);
    world_expect(&world, WIRE_SUBMITTED);
    expect_sent("\t171/3/2\tgsm7\t-\t-\tphan hai");
    end();
}
END_TEST

START_TEST(references_are_the_modems)
{
    begin("");
    world_start_ready(&world);
    world_send(&world, TO, "mot");
    int64_t second = world_send(&world, TO, "hai")->reference;
    ck_assert_int_ge(second, 0);
    ck_assert_int_eq(world_send(&world, TO, "ba")->reference, (second + 1) % 256);
    end();
}
END_TEST

START_TEST(a_part_without_a_reference_is_accepted_all_the_same)
{
    begin("quirks=no-reference");
    world_start_ready(&world);
    const struct wire_submitted *submitted = world_send(&world, TO, "mot");
    ck_assert_int_eq(submitted->outcome, WIRE_ACCEPTED);
    ck_assert_int_eq(submitted->reference, -1);
    end();
}
END_TEST

START_TEST(a_reference_that_is_always_zero_is_none)
{
    begin("quirks=zero-reference");
    world_start_ready(&world);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(world_send(&world, TO, "mot")->reference, -1);
    end();
}
END_TEST

START_TEST(a_refused_number_is_the_recipients_and_the_next_goes)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "refuse +84911111111 30");
    const struct wire_submitted *submitted = world_send(&world, "+84911111111", "mot");
    ck_assert_int_eq(submitted->outcome, WIRE_REFUSED);
    ck_assert_int_eq(submitted->origin, WIRE_ORIGIN_RECIPIENT);
    ck_assert_int_eq(submitted->code, 30);
    ck_assert_int_eq(world_send(&world, TO, "hai")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(what_cannot_be_written_is_never_sent)
{
    struct wire_submit submit = {.to = TO, .coding = TEXT_CODING_GSM7, .text = "Bão"};

    begin("");
    world_start_ready(&world);
    world_submit(&world, &submit);
    const struct wire_submitted *submitted = &world_expect(&world, WIRE_SUBMITTED)->submitted;
    ck_assert_int_eq(submitted->outcome, WIRE_REFUSED);
    ck_assert_int_eq(submitted->origin, WIRE_ORIGIN_OURS);
    char *sent = world_ask(&world, "sent");
    ck_assert_str_eq(sent, "");
    free(sent);
    end();
}
END_TEST

START_TEST(a_network_failure_is_the_networks)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "fault m1 cms 42");
    const struct wire_submitted *submitted = world_send(&world, TO, "mot");
    ck_assert_int_eq(submitted->outcome, WIRE_REFUSED);
    ck_assert_int_eq(submitted->origin, WIRE_ORIGIN_NETWORK);
    ck_assert_int_eq(world_send(&world, TO, "hai")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_modem_that_refuses_part_after_part_is_started_anew)
{
    static const char *const faults[] = {"cms 500 3", "error 3 on +CMGS"};

    for (size_t i = 0; i < ARRAY_SIZE(faults); i++) {
        begin("");
        world_start_ready(&world);
        world_tell(&world, "fault m1 %s", faults[i]);
        for (int j = 0; j < 3; j++)
            ck_assert_int_eq(world_send(&world, TO, "mot")->origin, WIRE_ORIGIN_DEVICE);
        world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "refuses part after part");
        ck_assert_int_eq(world_expect_end(&world), 1);
        world_start_ready(&world);
        ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_ACCEPTED);
        end();
    }
}
END_TEST

START_TEST(no_answer_is_unknown_and_ends_the_process)
{
    begin("");
    world.configure.answer_ms = 500;
    world_start_ready(&world);
    world_tell(&world, "fault m1 swallow");
    const struct wire_submitted *submitted = world_send(&world, TO, "mot");
    ck_assert_int_eq(submitted->outcome, WIRE_UNKNOWN);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "what became of a part");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, TO, "hai")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_late_answer_is_not_taken_for_the_next_part)
{
    begin("");
    world.configure.answer_ms = 300;
    world_start_ready(&world);
    world_tell(&world, "fault m1 late 1s");
    ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_UNKNOWN);
    world_expect_end(&world);
    world.configure.answer_ms = 0;
    world_start_ready(&world);
    world_tell(&world, "refuse " TO " 30");
    ck_assert_int_eq(world_send(&world, TO, "hai")->outcome, WIRE_REFUSED);
    end();
}
END_TEST

START_TEST(pulling_the_modem_out_ends_the_process_and_a_new_one_goes_on)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "unplug m1");
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "unplugged");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world_start(&world);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "is the modem plugged in?");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world_tell(&world, "replug m1");
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_part_in_flight_when_the_modem_goes_is_unknown)
{
    struct wire_submit submit = {.to = TO, .coding = TEXT_CODING_GSM7, .text = "mot"};

    begin("");
    world_start_ready(&world);
    world_tell(&world, "fault m1 swallow");
    world_submit(&world, &submit);
    world_tell(&world, "wait modem.m1.submitted 1");
    world_tell(&world, "unplug m1");
    ck_assert_int_eq(world_expect(&world, WIRE_SUBMITTED)->submitted.outcome, WIRE_UNKNOWN);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "unplugged");
    end();
}
END_TEST

START_TEST(a_call_that_may_block_is_announced_first)
{
    struct wire_submit submit = {.to = TO, .coding = TEXT_CODING_GSM7, .text = "mot"};

    begin("");
    world_start_ready(&world);
    while (world_expect(&world, WIRE_DOING)->doing.limit_ms)
        ;
    world_tell(&world, "hang m1");
    world_submit(&world, &submit);
    const struct wire_doing *doing = &world_expect(&world, WIRE_DOING)->doing;
    ck_assert_str_eq(doing->what, "sending");
    ck_assert_uint_ge(doing->limit_ms, 90000);
    end();
}
END_TEST

START_TEST(a_modem_that_refuses_everything_is_started_anew)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "fault m1 cms 500 always");
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(world_send(&world, TO, "mot")->origin, WIRE_ORIGIN_DEVICE);
    world_expect_fault(&world, WIRE_ORIGIN_DEVICE, "part after part");
    ck_assert_int_eq(world_expect_end(&world), 1);
    world_tell(&world, "fault m1 none");
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(noise_of_the_modem_does_not_disturb_sending)
{
    begin("quirks=chatty");
    world_start_ready(&world);
    for (int i = 0; i < 20; i++) {
        world_tell(&world, "say m1 ^HCSQ:\"LTE\",48,33,100,20");
        world_tell(&world, "say m1 +QIND: \"csq\",21,99");
        ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_ACCEPTED);
    }
    end();
}
END_TEST

START_TEST(a_lost_network_is_told_and_so_is_its_return)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "network m1 lost");
    world_tell(&world, "wait modem.m1.registered = 0");
    ck_assert_int_eq(world_send(&world, TO, "mot")->origin, WIRE_ORIGIN_NETWORK);
    world_expect_fault(&world, WIRE_ORIGIN_NETWORK, "no network");
    world_tell(&world, "network m1 back");
    world_expect(&world, WIRE_READY);
    ck_assert_int_eq(world_send(&world, TO, "hai")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(stop_ends_it_well)
{
    begin("");
    world_start_ready(&world);
    world_say(&world, WIRE_STOP, NULL);
    ck_assert_int_eq(world_expect_end(&world), 0);
    end();
}
END_TEST

START_TEST(a_patient_modem_gets_its_pauses)
{
    begin("");
    world.configure.patient = true;
    world.configure.connection = "dku2at"; /* the same modem, without the pause per command */
    world_start_ready(&world);
    ck_assert_int_eq(world_send(&world, TO, "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

TEST_MAIN("modem: parts on their way out", it_says_what_it_is_and_that_it_is_ready,
          signal_network_and_storage_are_told, texts_arrive_as_written,
          flash_report_and_header_arrive_as_asked, references_are_the_modems,
          a_part_without_a_reference_is_accepted_all_the_same,
          a_reference_that_is_always_zero_is_none,
          a_refused_number_is_the_recipients_and_the_next_goes,
          what_cannot_be_written_is_never_sent, a_network_failure_is_the_networks,
          a_modem_that_refuses_part_after_part_is_started_anew,
          no_answer_is_unknown_and_ends_the_process, a_late_answer_is_not_taken_for_the_next_part,
          pulling_the_modem_out_ends_the_process_and_a_new_one_goes_on,
          a_part_in_flight_when_the_modem_goes_is_unknown, a_call_that_may_block_is_announced_first,
          a_modem_that_refuses_everything_is_started_anew,
          noise_of_the_modem_does_not_disturb_sending, a_lost_network_is_told_and_so_is_its_return,
          stop_ends_it_well, a_patient_modem_gets_its_pauses)
