/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes in, against the simulator: handed over once, deleted only when committed, and
 * nothing hostile harms. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "base/clock.h"
#include "check_main.h"
#include "world.h"

#define FROM "+84911111111"

static struct world world;

static void begin(const char *options)
{
    world_open(&world, options);
}

static void end(void)
{
    world_close(&world);
}

START_TEST(a_text_is_handed_over_and_then_deleted)
{
    begin("");
    world_start_ready(&world);
    int64_t before_ms = clock_wall_ms();
    world_tell(&world, "receive m1 " FROM " Da ro, ca nha an toan");
    const struct wire_inbound *inbound = &world_expect(&world, WIRE_INBOUND)->inbound;
    ck_assert_str_eq(inbound->from, FROM);
    ck_assert_str_eq(inbound->text, "Da ro, ca nha an toan");
    ck_assert(!inbound->binary);
    ck_assert_int_eq(inbound->concat_bits, 0);
    ck_assert_int_ge(inbound->sent_ms, before_ms - 2000);
    ck_assert_int_le(inbound->sent_ms, clock_wall_ms() + 2000);
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(nothing_is_deleted_before_it_is_committed)
{
    begin("");
    world.commits = false;
    world_start_ready(&world);
    world_tell(&world, "receive m1 " FROM " mot");
    uint64_t token = world_expect(&world, WIRE_INBOUND)->inbound.token;
    ck_assert_uint_eq(world_count(&world, WIRE_INBOUND), 0);
    world_tell(&world, "wait modem.m1.sm_used = 1 1s");
    world_commit(&world, token);
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(an_uncommitted_text_comes_again_with_the_next_process)
{
    begin("");
    world.commits = false;
    world_start_ready(&world);
    world_tell(&world, "receive m1 " FROM " mot");
    world_expect(&world, WIRE_INBOUND);
    driver_kill(&world.driver);
    world.commits = true;
    world_start(&world);
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "mot");
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(a_long_text_comes_in_parts)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "receive m1 " FROM " Nước đã lên tới sân nhà tôi, xin cho người xuống giúp "
                       "bà cụ nhà bên cạnh, bà không đi lại được ~ 😀");
    const struct wire_inbound *inbound = &world_expect(&world, WIRE_INBOUND)->inbound;
    int64_t ref = inbound->concat_ref;
    ck_assert_int_eq(inbound->concat_total, 2);
    ck_assert_int_eq(inbound->concat_seq, 1);
    ck_assert_ptr_nonnull(strstr(inbound->text, "Nước đã lên"));
    inbound = &world_expect(&world, WIRE_INBOUND)->inbound;
    ck_assert_int_eq(inbound->concat_ref, ref);
    ck_assert_int_eq(inbound->concat_seq, 2);
    ck_assert_ptr_nonnull(strstr(inbound->text, "~ 😀"));
    end();
}
END_TEST

START_TEST(what_lay_on_the_sim_is_found_at_start)
{
    begin("");
    world_tell(&world, "wait modem.m1.registered 1");
    for (int i = 1; i <= 5; i++)
        world_tell(&world, "receive m1 " FROM " so %d", i);
    world_tell(&world, "wait modem.m1.sm_used 5");
    world_start(&world);
    for (int i = 1; i <= 5; i++) {
        char text[16];
        snprintf(text, sizeof(text), "so %d", i);
        ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, text);
    }
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(a_storage_that_counts_from_zero_is_emptied)
{
    begin("quirks=zero-based");
    world_tell(&world, "wait modem.m1.registered 1");
    world_tell(&world, "receive m1 " FROM " mot");
    world_tell(&world, "receive m1 " FROM " hai");
    world_tell(&world, "wait modem.m1.sm_used 2");
    world_start(&world);
    world_expect(&world, WIRE_INBOUND);
    world_expect(&world, WIRE_INBOUND);
    world_tell(&world, "wait modem.m1.sm_used = 0");
    world_tell(&world, "receive m1 " FROM " ba");
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "ba");
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(a_modem_that_libgammu_refuses_announces_all_the_same)
{
    begin("quirks=no-broadcast");
    world_start_ready(&world);
    world_tell(&world, "receive m1 " FROM " mot");
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "mot");
    end();
}
END_TEST

START_TEST(a_notice_of_an_unknown_storage_makes_it_look)
{
    begin("");
    world_start_ready(&world);
    while (world_expect(&world, WIRE_DOING)->doing.what[0]) /* what it asks by itself at first */
        ;
    world_tell(&world, "say m1 +CMTI: \"MT\",1");
    int checks = 0; /* every ten seconds; by itself it counts every thirty */
    while (strcmp(world_expect(&world, WIRE_DOING)->doing.what, "counting messages") != 0)
        checks += strcmp(world.heard.doing.what, "asking what it reports") == 0;
    ck_assert_int_lt(checks, 2);
    end();
}
END_TEST

/* The first reference is 0, which a modem may tell of every part; from the second on it counts. */
static void start_counting(void)
{
    world_start_ready(&world);
    world_send(&world, FROM, "khong");
}

static void expect_report(void)
{
    struct wire_submit submit = {.to = FROM, .text = "mot", .report = true};

    world_submit(&world, &submit);
    int64_t reference = world_expect(&world, WIRE_SUBMITTED)->submitted.reference;
    const struct wire_report *report = &world_expect(&world, WIRE_REPORT)->report;
    ck_assert_int_eq(report->reference, reference);
    ck_assert_int_eq(report->status, 0);
    ck_assert_str_eq(report->to, FROM);
    ck_assert_int_gt(report->submitted_ms, 0);
    ck_assert_int_ge(report->settled_ms, report->submitted_ms);
}

START_TEST(a_report_that_comes_by_itself)
{
    begin("");
    start_counting();
    expect_report();
    end();
}
END_TEST

START_TEST(a_report_as_quick_as_the_answer_is_told_after_it)
{
    begin("");
    start_counting();
    world_tell(&world, "fault m1 late 300ms"); /* by then the report waits behind the answer */
    expect_report();
    end();
}
END_TEST

START_TEST(a_report_that_is_stored_is_fetched_and_deleted)
{
    begin("quirks=cdsi-only");
    start_counting();
    expect_report();
    world_tell(&world, "wait modem.m1.sr_used = 0");
    end();
}
END_TEST

START_TEST(a_stored_report_survives_the_death_of_the_process)
{
    struct wire_submit submit = {.to = FROM, .text = "mot", .report = true};

    begin("quirks=cdsi");
    world.configure.stored_reports = true;
    start_counting();
    world_tell(&world, "report hold");
    world_submit(&world, &submit);
    int64_t reference = world_expect(&world, WIRE_SUBMITTED)->submitted.reference;
    driver_kill(&world.driver);
    world_tell(&world, "report release");
    world_tell(&world, "wait modem.m1.sr_used = 1");
    world_start(&world);
    ck_assert_int_eq(world_expect(&world, WIRE_REPORT)->report.reference, reference);
    world_tell(&world, "wait modem.m1.sr_used = 0");
    end();
}
END_TEST

START_TEST(reports_come_directly_from_a_modem_that_cannot_store_them)
{
    begin("");
    world.configure.stored_reports = true;
    start_counting();
    expect_report();
    end();
}
END_TEST

START_TEST(hostile_messages_are_handed_over_in_hex_and_do_no_harm)
{
    static const char *const hostile[] = {
        "440B911911111111F100006270115164638 29EF8050003AABBCCDDEEFF",
        "440B911911111111F1000862701151646382047F000301",
        "040B911911111111F1000062701151646382A041",
        "440B911911111111F10000627011516463829E9D9C9B9A99",
        "04FE911911111111F100",
    };

    begin("");
    world_start_ready(&world);
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        char hex[200] = "";
        for (const char *s = hostile[i]; *s; s++)
            if (*s != ' ')
                strncat(hex, s, 1);
        world_tell(&world, "deliver-pdu m1 %s", hex);
        const struct wire_inbound *inbound = &world_expect(&world, WIRE_INBOUND)->inbound;
        ck_assert_msg(inbound->binary, "%s", hostile[i]);
    }
    world_tell(&world, "wait modem.m1.sm_used = 0");
    world_tell(&world, "receive m1 " FROM " van nghe");
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "van nghe");
    end();
}
END_TEST

START_TEST(what_is_set_aside_is_left_where_it_is)
{
    begin("");
    world_tell(&world, "wait modem.m1.registered 1");
    world_tell(&world, "receive m1 " FROM " mot");
    world_tell(&world, "receive m1 " FROM " hai");
    world_tell(&world, "wait modem.m1.sm_used 2");
    world.configure.set_aside = "SM:1=60000";
    world_start(&world);
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "hai");
    ck_assert_uint_eq(world_count(&world, WIRE_INBOUND), 0);
    world_tell(&world, "wait modem.m1.sm_used = 1");
    end();
}
END_TEST

START_TEST(what_was_set_aside_long_enough_is_read)
{
    begin("");
    world_tell(&world, "wait modem.m1.registered 1");
    world_tell(&world, "receive m1 " FROM " mot");
    world_tell(&world, "wait modem.m1.sm_used 1");
    world.configure.set_aside = "SM:9=60000 SM:1=0 SM:7=0";
    world_start(&world);
    ck_assert_str_eq(world_expect(&world, WIRE_FETCHING)->fetching.place, "SM:1");
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "mot");
    end();
}
END_TEST

/* Whether the process, which reads this now, dies without a word that the reading is over. */
static bool dies_in_reading(const char *now)
{
    struct wire_message message;
    char place[32];
    int r;

    snprintf(place, sizeof(place), "%s", now);

    while ((r = driver_receive(&world.driver, DRIVER_PATIENCE_MS, &message)) == 0) {
        if (message.type == WIRE_FETCHING)
            snprintf(place, sizeof(place), "%s", message.fetching.place);
        wire_clear(&message);
    }
    ck_assert_int_eq(r, -EPIPE);
    return place[0];
}

START_TEST(a_modem_that_is_pulled_out_in_reading_is_not_the_message_s_fault)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "fault m1 unplug on +CMGR=1");
    world_tell(&world, "receive m1 " FROM " mot");
    ck_assert(!dies_in_reading(""));
    world_expect_end(&world);
    end();
}
END_TEST

START_TEST(a_process_that_dies_in_reading_names_the_message)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "fault m1 silent on +CMGR=1");
    world_tell(&world, "receive m1 " FROM " mot");
    ck_assert_str_eq(world_expect(&world, WIRE_FETCHING)->fetching.place, "SM:1");
    kill(world.driver.pid, SIGSEGV);
    ck_assert(dies_in_reading("SM:1"));
    end();
}
END_TEST

START_TEST(one_place_that_the_modem_refuses_does_not_hide_the_next)
{
    begin("");
    world_tell(&world, "wait modem.m1.registered 1");
    world_tell(&world, "receive m1 " FROM " mot");
    world_tell(&world, "receive m1 " FROM " hai");
    world_tell(&world, "wait modem.m1.sm_used 2");
    world_tell(&world, "fault m1 cms 304 always on +CMGR=1");
    world_start(&world);
    ck_assert_str_eq(world_expect(&world, WIRE_INBOUND)->inbound.text, "hai");
    end();
}
END_TEST

START_TEST(the_place_is_told_before_it_is_read)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "receive m1 " FROM " mot");
    ck_assert_str_eq(world_expect(&world, WIRE_FETCHING)->fetching.place, "SM:1");
    world_expect(&world, WIRE_INBOUND);
    ck_assert_str_eq(world_expect(&world, WIRE_FETCHING)->fetching.place, "");
    end();
}
END_TEST

START_TEST(texts_come_in_while_parts_go_out)
{
    struct wire_submit submit = {.to = FROM, .text = "mot"};
    int answered = 0, heard = 0;

    begin("submit=20ms");
    world_start_ready(&world);
    world_submit(&world, &submit);
    for (int i = 0; i < 10; i++)
        world_tell(&world, "receive m1 " FROM " so %d", i);
    while (answered < 20 || heard < 10) {
        struct wire_message message;
        ck_assert_int_eq(driver_receive(&world.driver, DRIVER_PATIENCE_MS, &message), 0);
        if (message.type == WIRE_SUBMITTED) {
            ck_assert_int_eq(message.submitted.outcome, WIRE_ACCEPTED);
            if (++answered < 20)
                world_submit(&world, &submit);
        } else if (message.type == WIRE_INBOUND) {
            heard++;
            world_commit(&world, message.inbound.token);
        }
        wire_clear(&message);
    }
    world_tell(&world, "wait modem.m1.sm_used = 0");
    end();
}
END_TEST

START_TEST(a_caller_is_told_once_and_refused)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "call m1 " FROM " 30s");
    ck_assert_str_eq(world_expect(&world, WIRE_CALL)->call.from, FROM);
    world_tell(&world, "wait modem.m1.in_call = 0");
    ck_assert_uint_eq(world_count(&world, WIRE_CALL), 0);
    end();
}
END_TEST

START_TEST(each_of_several_callers_in_a_row_is_told)
{
    static const char *const from[] = {"+84912000001", "+84912000002", "+84912000003"};

    begin("");
    world_start_ready(&world);
    for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
        world_tell(&world, "call m1 %s 30s", from[i]);
        ck_assert_str_eq(world_expect(&world, WIRE_CALL)->call.from, from[i]);
        world_tell(&world, "wait modem.m1.in_call = 0");
    }
    end();
}
END_TEST

START_TEST(a_ring_reaches_the_handset_and_ends)
{
    struct wire_message ring = {.type = WIRE_RING, .ring = {.tag = 7, .to = FROM, .ring_ms = 300}};

    begin("");
    world_tell(&world, "add " FROM);
    world_start_ready(&world);
    ck_assert(driver_send(&world.driver, &ring));
    const struct wire_rung *rung = &world_expect(&world, WIRE_RUNG)->rung;
    ck_assert_uint_eq(rung->tag, 7);
    ck_assert_int_eq(rung->outcome, WIRE_ACCEPTED);
    world_tell(&world, "wait modem.m1.in_call = 0");
    end();
}
END_TEST

START_TEST(a_ring_makes_room_for_a_text)
{
    /* Longer than the test has patience for. */
    struct wire_message ring = {.type = WIRE_RING,
                                .ring = {.tag = 9, .to = FROM, .ring_ms = 2 * DRIVER_PATIENCE_MS}};

    begin("");
    world_tell(&world, "add " FROM);
    world_start_ready(&world);
    ck_assert(driver_send(&world.driver, &ring));
    world_tell(&world, "wait modem.m1.in_call = 1");
    ck_assert_int_eq(world_send(&world, FROM, "mot")->outcome, WIRE_ACCEPTED);
    world_tell(&world, "wait modem.m1.in_call = 0");
    end();
}
END_TEST

START_TEST(a_modem_that_waits_for_the_other_side_stops_ringing_in_time)
{
    struct wire_message ring = {.type = WIRE_RING, .ring = {.tag = 8, .to = FROM, .ring_ms = 300}};

    begin("quirks=slow-dial");
    world_tell(&world, "add " FROM);
    world_start_ready(&world);
    ck_assert(driver_send(&world.driver, &ring));
    ck_assert_int_eq(world_expect(&world, WIRE_RUNG)->rung.outcome, WIRE_ACCEPTED);
    world_tell(&world, "wait modem.m1.in_call = 0");
    ck_assert_int_eq(world_send(&world, FROM, "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_service_code_is_answered)
{
    begin("");
    world_start_ready(&world);
    world_say(&world, WIRE_USSD_DIAL, "*101#");
    const struct wire_ussd_answer *answer = &world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer;
    ck_assert_int_eq(answer->state, WIRE_USSD_DONE);
    ck_assert_ptr_nonnull(strstr(answer->text, "1.000.000d"));
    end();
}
END_TEST

START_TEST(a_service_menu_of_several_lines_goes_on)
{
    begin("");
    world_start_ready(&world);
    world_tell(&world, "ussd *098# menu Chon:\\n1. Nap the\\n2. Goi cuoc");
    world_tell(&world, "ussd *098#>1 end Da nap\\nCam on");
    world_say(&world, WIRE_USSD_DIAL, "*098#");
    const struct wire_ussd_answer *answer = &world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer;
    ck_assert_int_eq(answer->state, WIRE_USSD_REPLY_WANTED);
    ck_assert_str_eq(answer->text, "Chon:\n1. Nap the\n2. Goi cuoc");
    world_say(&world, WIRE_USSD_DIAL, "1");
    answer = &world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer;
    ck_assert_int_eq(answer->state, WIRE_USSD_DONE);
    ck_assert_str_eq(answer->text, "Da nap\nCam on");
    ck_assert_int_eq(world_send(&world, FROM, "mot")->outcome, WIRE_ACCEPTED);
    end();
}
END_TEST

START_TEST(a_modem_that_packs_its_service_texts_is_read)
{
    begin("quirks=ussd-packed");
    world_start_ready(&world);
    world_say(&world, WIRE_USSD_DIAL, "*101#");
    ck_assert_ptr_nonnull(
        strstr(world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer.text, "1.000.000d"));
    end();
}
END_TEST

START_TEST(a_modem_that_takes_only_packed_codes_gets_them)
{
    begin("quirks=ussd-packed");
    world_start_ready(&world);
    world_say(&world, WIRE_USSD_DIAL, "*098#");
    ck_assert_int_eq(world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer.state,
                     WIRE_USSD_REPLY_WANTED);
    world_say(&world, WIRE_USSD_DIAL, "2");
    ck_assert_ptr_nonnull(
        strstr(world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer.text, "Goi SMS100"));
    end();
}
END_TEST

START_TEST(a_service_code_with_a_quote_is_not_dialled)
{
    begin("");
    world_start_ready(&world);
    world_say(&world, WIRE_USSD_DIAL, "*101#\",15\rATD113;");
    ck_assert_int_eq(world_expect(&world, WIRE_USSD_ANSWER)->ussd_answer.state, WIRE_USSD_FAILED);
    end();
}
END_TEST

TEST_MAIN("modem: what comes in", a_text_is_handed_over_and_then_deleted,
          nothing_is_deleted_before_it_is_committed,
          an_uncommitted_text_comes_again_with_the_next_process, a_long_text_comes_in_parts,
          what_lay_on_the_sim_is_found_at_start, a_storage_that_counts_from_zero_is_emptied,
          a_modem_that_libgammu_refuses_announces_all_the_same,
          a_notice_of_an_unknown_storage_makes_it_look, a_report_that_comes_by_itself,
          a_report_as_quick_as_the_answer_is_told_after_it,
          a_report_that_is_stored_is_fetched_and_deleted,
          a_stored_report_survives_the_death_of_the_process,
          reports_come_directly_from_a_modem_that_cannot_store_them,
          hostile_messages_are_handed_over_in_hex_and_do_no_harm,
          what_is_set_aside_is_left_where_it_is, what_was_set_aside_long_enough_is_read,
          a_modem_that_is_pulled_out_in_reading_is_not_the_message_s_fault,
          a_process_that_dies_in_reading_names_the_message,
          one_place_that_the_modem_refuses_does_not_hide_the_next,
          the_place_is_told_before_it_is_read, texts_come_in_while_parts_go_out,
          a_caller_is_told_once_and_refused, each_of_several_callers_in_a_row_is_told,
          a_ring_reaches_the_handset_and_ends, a_ring_makes_room_for_a_text,
          a_modem_that_waits_for_the_other_side_stops_ringing_in_time, a_service_code_is_answered,
          a_service_menu_of_several_lines_goes_on, a_modem_that_packs_its_service_texts_is_read,
          a_modem_that_takes_only_packed_codes_gets_them,
          a_service_code_with_a_quote_is_not_dialled)
