/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts as libGammu puts them into PDUs: what is refused, and that the rest arrives as written. */
#include "modem/part.h"

#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "check_main.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/ucs2.h"
#include "text/utf8.h"

static GSM_SMSC centre;
static GSM_SMSMessage sms;
static struct refusal refusal;
static unsigned char frame[1000];
static int frame_len;

static struct wire_submit submit_of(enum text_coding coding, const char *text)
{
    return (struct wire_submit){.to = "+84912345678", .coding = coding, .text = text};
}

static int build(const struct wire_submit *submit)
{
    EncodeUnicode(centre.Number, "+84980200030", 12);
    return part_build(submit, &centre, &sms, &refusal);
}

/* The octets of the TPDU that libGammu makes of the part, in its own layout. */
static void encode(const struct wire_submit *submit)
{
    ck_assert_msg(build(submit) == 0, "%s", refusal.message);
    memset(frame, 0, sizeof(frame));
    ck_assert_int_eq(PHONE_EncodeSMSFrame(NULL, &sms, frame, PHONE_SMSSubmit, &frame_len, TRUE),
                     ERR_NONE);
}

static const unsigned char *user_data(void)
{
    return frame + PHONE_SMSSubmit.Text;
}

/* libGammu packs the septets that our own table counts, for each character there is. */
START_TEST(every_character_of_the_gsm_alphabet_arrives_as_written)
{
    for (uint32_t c = 1; c < 0x10000; c++) {
        char text[UTF8_MAX + 1] = "";
        struct buf septets = BUF_INIT;
        uint8_t packed[8];

        if (c == 0x1B || gsm7_septets(c) == 0)
            continue;
        text[utf8_put(text, c)] = 0;
        ck_assert(gsm7_from_utf8(text, strlen(text), &septets));
        size_t octets = gsm7_pack((uint8_t *)septets.data, septets.len, 0, packed);
        struct wire_submit submit = submit_of(TEXT_CODING_GSM7, text);
        encode(&submit);
        ck_assert_msg(frame[PHONE_SMSSubmit.TPUDL] == septets.len, "length of U+%04X", c);
        ck_assert_msg(memcmp(user_data(), packed, octets) == 0, "septets of U+%04X", c);
        buf_free(&septets);
    }
}
END_TEST

START_TEST(ucs2_arrives_octet_by_octet)
{
    const char *text = "Bão ~ số 3 ~~ 😀 đổ bộ\ntối nay \x01";
    struct buf octets = BUF_INIT;

    ucs2_from_utf8(text, strlen(text), &octets);
    struct wire_submit submit = submit_of(TEXT_CODING_UCS2, text);
    encode(&submit);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPUDL], octets.len);
    ck_assert_mem_eq(user_data(), octets.data, octets.len);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPDCS], 0x08);
    buf_free(&octets);
}
END_TEST

START_TEST(full_parts_fit_and_one_more_does_not)
{
    static const struct {
        enum text_coding coding;
        int bits;
        size_t room;
        const char *letter;
    } cases[] = {
        {TEXT_CODING_GSM7, 0, 160, "x"},  {TEXT_CODING_GSM7, 8, 153, "x"},
        {TEXT_CODING_GSM7, 16, 152, "x"}, {TEXT_CODING_GSM7, 0, 80, "€"},
        {TEXT_CODING_UCS2, 0, 70, "ế"},   {TEXT_CODING_UCS2, 8, 67, "~"},
        {TEXT_CODING_UCS2, 16, 66, "ế"},  {TEXT_CODING_UCS2, 0, 35, "😀"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct buf text = BUF_INIT;
        for (size_t n = 0; n < cases[i].room; n++)
            buf_puts(&text, cases[i].letter);
        struct wire_submit submit = submit_of(cases[i].coding, buf_str(&text));
        submit.concat_bits = cases[i].bits;
        submit.concat_ref = submit.concat_total = submit.concat_seq = 1;
        encode(&submit);
        ck_assert_int_le(frame_len - PHONE_SMSSubmit.Text, 140);
        buf_puts(&text, cases[i].letter);
        submit.text = buf_str(&text);
        ck_assert_int_eq(build(&submit), REFUSED);
        ck_assert_str_eq(refusal.code, "part_too_long");
        buf_free(&text);
    }
}
END_TEST

START_TEST(the_header_is_the_cores_own)
{
    struct wire_submit submit = submit_of(TEXT_CODING_GSM7, "phan hai");

    submit.concat_bits = 8;
    submit.concat_ref = 0xAB;
    submit.concat_total = 3;
    submit.concat_seq = 2;
    encode(&submit);
    ck_assert_mem_eq(user_data(), "\x05\x00\x03\xAB\x03\x02", 6);
    ck_assert(frame[PHONE_SMSSubmit.firstbyte] & 0x40);
    submit.concat_bits = 16;
    submit.concat_ref = 0x1234;
    encode(&submit);
    ck_assert_mem_eq(user_data(), "\x06\x08\x04\x12\x34\x03\x02", 7);
}
END_TEST

START_TEST(reports_class_and_validity_are_as_asked)
{
    struct wire_submit submit = submit_of(TEXT_CODING_GSM7, "x");

    encode(&submit);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.firstbyte], 0x11); /* submit, relative validity */
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPDCS], 0x00);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPVP], 0xFF); /* not 0, which is five minutes */
    submit.report = submit.flash = true;
    submit.validity_s = 3600;
    encode(&submit);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.firstbyte], 0x31);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPDCS], 0xF0);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPVP], 11);
    submit = submit_of(TEXT_CODING_UCS2, "ế");
    submit.flash = true;
    encode(&submit);
    ck_assert_uint_eq(frame[PHONE_SMSSubmit.TPDCS], 0x18);
}
END_TEST

START_TEST(a_validity_is_never_shorter_than_asked)
{
    ck_assert_uint_eq(part_validity(1), 0);
    ck_assert_uint_eq(part_validity(300), 0);
    ck_assert_uint_eq(part_validity(301), 1);
    ck_assert_uint_eq(part_validity(12 * 3600), 143);
    ck_assert_uint_eq(part_validity(12 * 3600 + 1), 144);
    ck_assert_uint_eq(part_validity(24 * 3600), 167);
    ck_assert_uint_eq(part_validity(24 * 3600 + 1), 168);
    ck_assert_uint_eq(part_validity(30 * 86400), 196);
    ck_assert_uint_eq(part_validity(30 * 86400 + 1), 197);
    ck_assert_uint_eq(part_validity(63 * 7 * 86400), 255);
    ck_assert_uint_eq(part_validity(INT64_C(1) << 40), 255);
    ck_assert_uint_eq(part_validity(0), 255);
}
END_TEST

START_TEST(what_would_arrive_as_something_else_is_refused)
{
    static const char *const strange[] = {"ế", "đ", "\u00e7", "“", "😀", "\u00a0"};
    struct wire_submit submit;

    for (size_t i = 0; i < ARRAY_SIZE(strange); i++) {
        submit = submit_of(TEXT_CODING_GSM7, strange[i]);
        ck_assert_msg(build(&submit) == REFUSED, "%s", strange[i]);
        ck_assert_str_eq(refusal.code, "bad_text");
    }
    submit = submit_of(TEXT_CODING_UCS2, "b\xE3o");
    ck_assert_int_eq(build(&submit), REFUSED);
    submit = submit_of(TEXT_CODING_UCS2, "");
    ck_assert_int_eq(build(&submit), REFUSED);
    submit = submit_of((enum text_coding)7, "x");
    ck_assert_int_eq(build(&submit), REFUSED);
}
END_TEST

START_TEST(only_telephone_numbers_are_numbers)
{
    static const char *const bad[] = {
        "", "+", "1", "+84 912", "0912\"", "84912x", "+849123456789012345678"};
    struct wire_submit submit = submit_of(TEXT_CODING_GSM7, "x");

    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        submit.to = bad[i];
        ck_assert_msg(build(&submit) == REFUSED, "%s", bad[i]);
        ck_assert_str_eq(refusal.code, "bad_number");
    }
    submit.to = "199";
    ck_assert_int_eq(build(&submit), 0);
}
END_TEST

START_TEST(parts_that_cannot_be_are_refused)
{
    struct wire_submit submit = submit_of(TEXT_CODING_GSM7, "x");

    submit.concat_bits = 8;
    submit.concat_ref = 256;
    submit.concat_total = submit.concat_seq = 1;
    ck_assert_int_eq(build(&submit), REFUSED);
    submit.concat_ref = 1;
    submit.concat_seq = 2;
    ck_assert_int_eq(build(&submit), REFUSED);
    submit.concat_seq = 1;
    submit.concat_bits = 12;
    ck_assert_int_eq(build(&submit), REFUSED);
    ck_assert_str_eq(refusal.code, "bad_header");
}
END_TEST

TEST_MAIN("modem: parts in PDUs", every_character_of_the_gsm_alphabet_arrives_as_written,
          ucs2_arrives_octet_by_octet, full_parts_fit_and_one_more_does_not,
          the_header_is_the_cores_own, reports_class_and_validity_are_as_asked,
          a_validity_is_never_shorter_than_asked, what_would_arrive_as_something_else_is_refused,
          only_telephone_numbers_are_numbers, parts_that_cannot_be_are_refused)
