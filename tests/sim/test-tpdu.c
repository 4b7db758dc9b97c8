/* SPDX-License-Identifier: GPL-2.0-or-later */
/* TPDUs are read and written as 3GPP TS 23.040 has them: known octets, and there and back again. */
#include "sim/tpdu.h"

#include <string.h>

#include "base/clock.h"
#include "sim/charset.h"

#include "check_main.h"

/* 2011-01-11 16:59:15 UTC */
#define WALL INT64_C(1294765155000)

static size_t octets(const char *hex, uint8_t *out)
{
    struct buf bytes = BUF_INIT;

    ck_assert(hex_decode(hex, strlen(hex), &bytes));
    size_t len = bytes.len;
    memcpy(out, bytes.data, len);
    buf_free(&bytes);
    return len;
}

static void assert_text(const struct tpdu_body *body, const char *expected)
{
    struct buf text = BUF_INIT;

    tpdu_body_text(body, &text);
    ck_assert_str_eq(buf_str(&text), expected);
    buf_free(&text);
}

START_TEST(a_known_submit_is_read)
{
    uint8_t pdu[64];
    size_t len = octets("11000B916407281553F80000AA0AE8329BFD4697D9EC37", pdu);
    struct tpdu_submit submit;

    ck_assert(tpdu_decode_submit(pdu, len, &submit));
    ck_assert_str_eq(submit.to.text, "+46708251358");
    ck_assert_uint_eq(submit.to.type, TPDU_TOA_INTERNATIONAL);
    ck_assert(submit.valid_relative && !submit.report_wanted);
    ck_assert_int_eq(submit.validity_ms, 4 * DAY);
    assert_text(&submit.body, "hellohello");
}
END_TEST

START_TEST(a_known_deliver_is_read)
{
    uint8_t pdu[64];
    size_t len = octets("040B917238880900F10000993092516195800AE8329BFD4697D9EC37", pdu);
    struct tpdu_deliver deliver;

    ck_assert(tpdu_decode_deliver(pdu, len, &deliver));
    ck_assert_str_eq(deliver.from.text, "+27838890001");
    assert_text(&deliver.body, "hellohello");
}
END_TEST

START_TEST(a_known_report_is_read)
{
    uint8_t pdu[64];
    size_t len = octets("06D60B911326880736F4111011719551401110117195714000", pdu);
    struct tpdu_report report;

    ck_assert(tpdu_decode_report(pdu, len, &report));
    ck_assert_uint_eq(report.reference, 0xd6);
    ck_assert_str_eq(report.to.text, "+31628870634");
    ck_assert_int_eq(report.sent, WALL);
    ck_assert_int_eq(report.settled, WALL + 2 * SECOND);
    ck_assert_uint_eq(report.status, 0);
}
END_TEST

static struct tpdu_body body_of(const char *text, uint8_t dcs, const struct udh_concat *concat)
{
    struct tpdu_body body = {.dcs = dcs};

    ck_assert(tpdu_body_set(&body, text, strlen(text), concat));
    return body;
}

static void submit_returns(const struct tpdu_submit *sent, const char *text)
{
    uint8_t pdu[TPDU_MAX];
    struct tpdu_submit got;
    struct udh_concat concat;

    ck_assert(tpdu_decode_submit(pdu, tpdu_encode_submit(sent, pdu), &got));
    ck_assert_str_eq(got.to.text, sent->to.text);
    ck_assert_uint_eq(got.report_wanted, sent->report_wanted);
    ck_assert_int_eq(got.validity_ms, sent->validity_ms);
    ck_assert_int_eq(got.valid_until, sent->valid_until);
    ck_assert(tpdu_body_concat(&got.body, &concat) == sent->body.udhi);
    assert_text(&got.body, text);
}

START_TEST(a_submit_written_is_read_the_same)
{
    struct udh_concat concat = {.wide = true, .ref = 4711, .total = 3, .sequence = 2};
    struct tpdu_submit submit = {.report_wanted = true, .valid_relative = true};

    submit.validity_ms = 6 * HOUR;
    ck_assert(tpdu_address_parse("0912345678", &submit.to));
    submit.body = body_of("Ba con nho {hop} luc 19h \xe2\x82\xac", 0x00, NULL);
    submit_returns(&submit, "Ba con nho {hop} luc 19h \xe2\x82\xac");
    submit.body = body_of("Bão đã qua", 0x08, &concat);
    submit_returns(&submit, "Bão đã qua");
    submit.body = body_of("phan giua", 0x10, &concat);
    submit.valid_relative = false;
    submit.validity_ms = 0;
    submit.valid_until = WALL;
    submit_returns(&submit, "phan giua");
}
END_TEST

START_TEST(a_sender_may_be_a_name)
{
    static const char *const names[] = {"VIETTEL", "A", "UBND XA", "MobiFone123", "Điện"};
    uint8_t pdu[TPDU_MAX];

    for (size_t i = 0; i < 4; i++) {
        struct tpdu_deliver deliver = {.sent = WALL, .body = body_of("x", 0, NULL)}, got;
        ck_assert(tpdu_address_parse(names[i], &deliver.from));
        ck_assert(tpdu_decode_deliver(pdu, tpdu_encode_deliver(&deliver, pdu), &got));
        ck_assert_str_eq(got.from.text, names[i]);
        ck_assert_int_eq(got.sent, WALL);
    }
    struct tpdu_address address;
    ck_assert(!tpdu_address_parse(names[4], &address)); /* not of the alphabet */
    ck_assert(!tpdu_address_parse("TWELVELETTER", &address));
    ck_assert(!tpdu_address_parse("", &address));
}
END_TEST

START_TEST(a_zone_west_of_greenwich_keeps_its_sign)
{
    uint8_t pdu[64];
    struct tpdu_deliver deliver;
    /* 12:00:00, 32 quarters behind: the sign is among the tens. */
    size_t len = octets("04038199F100001110112100002B00", pdu);

    ck_assert(tpdu_decode_deliver(pdu, len, &deliver));
    ck_assert_int_eq(deliver.sent % DAY / HOUR, 20);
}
END_TEST

START_TEST(octets_missing_or_left_over_are_refused)
{
    uint8_t pdu[64];
    size_t len = octets("11000B916407281553F80000AA0AE8329BFD4697D9EC37", pdu);
    struct tpdu_submit submit;

    for (size_t cut = 0; cut < len; cut++)
        ck_assert(!tpdu_decode_submit(pdu, cut, &submit));
    pdu[len] = 0;
    ck_assert(!tpdu_decode_submit(pdu, len + 1, &submit));
    pdu[13] = 200; /* more septets than a message holds */
    ck_assert(!tpdu_decode_submit(pdu, len, &submit));
}
END_TEST

START_TEST(the_coding_and_the_class_come_from_the_dcs)
{
    ck_assert_int_eq(tpdu_dcs_coding(0x00), TPDU_GSM7);
    ck_assert_int_eq(tpdu_dcs_coding(0x08), TPDU_UCS2);
    ck_assert_int_eq(tpdu_dcs_coding(0x18), TPDU_UCS2);
    ck_assert_int_eq(tpdu_dcs_coding(0xf5), TPDU_8BIT);
    ck_assert_int_eq(tpdu_dcs_coding(0xe0), TPDU_UCS2);
    ck_assert_int_eq(tpdu_dcs_coding(0xd0), TPDU_GSM7);
    ck_assert_int_eq(tpdu_dcs_class(0x00), -1);
    ck_assert_int_eq(tpdu_dcs_class(0x10), 0);
    ck_assert_int_eq(tpdu_dcs_class(0x18), 0);
    ck_assert_int_eq(tpdu_dcs_class(0xf2), 2);
}
END_TEST

START_TEST(the_centre_s_address_goes_before_a_tpdu)
{
    uint8_t sca[TPDU_SCA_MAX];
    size_t len = tpdu_encode_sca("+84980200030", sca);

    ck_assert_uint_eq(len, 8);
    ck_assert_mem_eq(sca, "\x07\x91\x48\x89\x20\x00\x30\xf0", 8);
    ck_assert_uint_eq(tpdu_sca_octets(sca, len), 8);
    ck_assert_uint_eq(tpdu_sca_octets(sca, 7), 0);
    ck_assert_uint_eq(tpdu_encode_sca("", sca), 1);
}
END_TEST

TEST_MAIN("sim: TPDUs are read and written as the standard has them", a_known_submit_is_read,
          a_known_deliver_is_read, a_known_report_is_read, a_submit_written_is_read_the_same,
          a_sender_may_be_a_name, a_zone_west_of_greenwich_keeps_its_sign,
          octets_missing_or_left_over_are_refused, the_coding_and_the_class_come_from_the_dcs,
          the_centre_s_address_goes_before_a_tpdu)
