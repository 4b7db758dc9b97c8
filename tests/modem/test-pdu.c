/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Received PDUs: texts in every alphabet, reports, and those that lie about their lengths. */
#include "modem/pdu.h"

#include <errno.h>
#include <gammu.h>
#include <string.h>

#include "base/buf.h"
#include "check_main.h"
#include "text/gsm7.h"
#include "text/ucs2.h"

/* Message centre +84980200030; from +84912345678; 11 July 2026, 15:46:36, seven hours east. */
#define CENTRE "07914889200030F0"
#define FROM "0B914819325476F8"
#define STAMP "62701151646382"
#define STAMP_MS INT64_C(1783759596000)

static struct pdu pdu;

static void decode(const char *hex)
{
    ck_assert_int_eq(pdu_decode(hex, strlen(hex), &pdu), 0);
}

START_TEST(a_text_in_the_gsm_alphabet)
{
    decode(CENTRE "04" FROM "0000" STAMP "0FD8B41B344687DF207118347EBB01");
    ck_assert_int_eq(pdu.kind, PDU_DELIVER);
    ck_assert_str_eq(pdu.number, "+84912345678");
    ck_assert_str_eq(pdu.text, "Xin chao ba con");
    ck_assert(!pdu.binary && !pdu.has_concat);
    ck_assert_int_eq(pdu.sent_ms, STAMP_MS);
    pdu_clear(&pdu);
}
END_TEST

START_TEST(a_text_in_ucs2_with_tilde_and_surrogates)
{
    decode(CENTRE "04" FROM "0008" STAMP "0C1EBF007E0001D83DDE000041");
    ck_assert_str_eq(pdu.text, "ế~\x01😀A");
    pdu_clear(&pdu);
}
END_TEST

START_TEST(parts_carry_their_references_of_both_sizes)
{
    decode(CENTRE "44" FROM "0008" STAMP "0A"
                  "050003AB0201"
                  "00410042");
    ck_assert_str_eq(pdu.text, "AB");
    ck_assert(pdu.has_concat && !pdu.concat.wide);
    ck_assert_uint_eq(pdu.concat.ref, 0xAB);
    ck_assert_uint_eq(pdu.concat.total, 2);
    ck_assert_uint_eq(pdu.concat.sequence, 1);
    pdu_clear(&pdu);
    decode(CENTRE "44" FROM "0008" STAMP "0B"
                  "06080412340302"
                  "00410042");
    ck_assert(pdu.has_concat && pdu.concat.wide);
    ck_assert_uint_eq(pdu.concat.ref, 0x1234);
    ck_assert_str_eq(pdu.text, "AB");
    pdu_clear(&pdu);
}
END_TEST

START_TEST(septets_behind_a_header_begin_at_their_boundary)
{
    uint8_t packed[32];
    struct buf hex = BUF_INIT, septets = BUF_INIT;

    ck_assert(gsm7_from_utf8("Da ro {1}", strlen("Da ro {1}"), &septets));
    size_t count = gsm7_pack((uint8_t *)septets.data, septets.len, gsm7_fill_bits(6), packed);
    buf_printf(&hex, CENTRE "44" FROM "0000" STAMP "%02zX050003070201",
               gsm7_header_septets(6) + septets.len);
    for (size_t i = 0; i < count; i++)
        buf_printf(&hex, "%02X", packed[i]);
    decode(buf_str(&hex));
    ck_assert_str_eq(pdu.text, "Da ro {1}");
    ck_assert(pdu.has_concat);
    pdu_clear(&pdu);
    buf_free(&hex);
    buf_free(&septets);
}
END_TEST

START_TEST(senders_with_names_and_short_codes)
{
    decode("0004"
           "0ED0D6B2BB8C86A700"
           "0000" STAMP "0141");
    ck_assert_uint_gt(strlen(pdu.number), 3);
    ck_assert_ptr_null(strpbrk(pdu.number, "0123456789"));
    pdu_clear(&pdu);
    decode("0004"
           "0381"
           "21F3"
           "0000" STAMP "0141");
    ck_assert_str_eq(pdu.number, "123");
    ck_assert_str_eq(pdu.text, "A");
    pdu_clear(&pdu);
}
END_TEST

START_TEST(data_is_handed_over_in_hex)
{
    decode(CENTRE "04" FROM "0004" STAMP "04"
                  "01020304");
    ck_assert(pdu.binary);
    ck_assert_str_eq(pdu.text, "01020304");
    ck_assert_str_eq(pdu.number, "+84912345678");
    pdu_clear(&pdu);
}
END_TEST

START_TEST(a_report_says_whose_it_is_and_when)
{
    decode(CENTRE "06"
                  "21" FROM STAMP "62701151647382"
                  "00");
    ck_assert_int_eq(pdu.kind, PDU_REPORT);
    ck_assert_uint_eq(pdu.reference, 0x21);
    ck_assert_uint_eq(pdu.status, 0);
    ck_assert_str_eq(pdu.number, "+84912345678");
    ck_assert_int_eq(pdu.sent_ms, STAMP_MS);
    ck_assert_int_eq(pdu.settled_ms, STAMP_MS + 1000);
    pdu_clear(&pdu);
}
END_TEST

START_TEST(a_stored_draft_is_nothing_that_came_in)
{
    decode(CENTRE "1100" FROM "0000A70141");
    ck_assert_int_eq(pdu.kind, PDU_OTHER);
    pdu_clear(&pdu);
}
END_TEST

START_TEST(lies_about_lengths_make_the_text_binary_and_no_harm)
{
    static const char *const liars[] = {
        CENTRE "44" FROM "0000" STAMP "9E"
               "F8050003AABBCC", /* header longer than everything */
        CENTRE "44" FROM "0008" STAMP "04"
               "7F000301", /* header longer than the data */
        CENTRE "44" FROM "0000" STAMP "02"
               "050003AB0201", /* text shorter than its header */
        CENTRE "04" FROM "0000" STAMP "A0"
               "41", /* text longer than the data */
        CENTRE "04" FROM "0008" STAMP "FF"
               "0041",                      /* longer than any text */
        CENTRE "44" FROM "0000" STAMP "05", /* header, and nothing there */
    };

    for (size_t i = 0; i < sizeof(liars) / sizeof(liars[0]); i++) {
        decode(liars[i]);
        ck_assert_msg(pdu.binary, "liar %zu", i);
        ck_assert_str_eq(pdu.number, "+84912345678");
        ck_assert_int_eq(pdu.sent_ms, STAMP_MS);
        pdu_clear(&pdu);
    }
}
END_TEST

START_TEST(what_ends_too_early_is_no_pdu)
{
    const char *whole = CENTRE "04" FROM "0000" STAMP "0FD8B41B344687DF207118347EBB01";
    size_t header = strlen(CENTRE "04" FROM "0000" STAMP "0F");

    for (size_t len = 0; len < header; len += 2)
        ck_assert_int_eq(pdu_decode(whole, len, &pdu), -EBADMSG);
    ck_assert_int_eq(pdu_decode("07914X", 6, &pdu), -EBADMSG);
    ck_assert_int_eq(pdu_decode("0004FF", 6, &pdu), -EBADMSG);
    ck_assert_int_eq(pdu_decode("0004FE91" CENTRE FROM STAMP, 40, &pdu), -EBADMSG);
}
END_TEST

START_TEST(no_time_is_no_time)
{
    decode(CENTRE "04" FROM "0000"
                  "FFFFFFFFFFFFFF"
                  "0141");
    ck_assert_int_eq(pdu.sent_ms, 0);
    pdu_clear(&pdu);
    decode(CENTRE "04" FROM "0000"
                  "62330151646382"
                  "0141"); /* month 33 */
    ck_assert_int_eq(pdu.sent_ms, 0);
    pdu_clear(&pdu);
    decode(CENTRE "04" FROM "0000"
                  "6270115164638A"
                  "0141"); /* seven hours west */
    ck_assert_int_eq(pdu.sent_ms, STAMP_MS + 14 * 3600 * 1000);
    pdu_clear(&pdu);
}
END_TEST

/* libGammu reads the same from every message that does not lie. */
START_TEST(libgammu_reads_the_same)
{
    static const char *const honest[] = {
        CENTRE "04" FROM "0000" STAMP "0FD8B41B344687DF207118347EBB01",
        CENTRE "04" FROM "0008" STAMP "081EBF0041D83DDE00",
        CENTRE "44" FROM "0008" STAMP "0B06080412340302"
               "00410042",
        "0004"
        "0381"
        "21F3"
        "0000" STAMP "0141",
    };

    for (size_t i = 0; i < sizeof(honest) / sizeof(honest[0]); i++) {
        unsigned char octets[200], text[2000] = "", number[500] = "";
        GSM_SMSMessage sms;
        size_t len = strlen(honest[i]) / 2;

        decode(honest[i]);
        memset(&sms, 0, sizeof(sms));
        ck_assert(DecodeHexBin(octets, (const unsigned char *)honest[i], 2 * len));
        ck_assert_int_eq(GSM_DecodePDUFrame(GSM_GetGlobalDebug(), &sms, octets, len, NULL, TRUE),
                         ERR_NONE);
        EncodeUTF8((char *)text, sms.Text);
        EncodeUTF8((char *)number, sms.Number);
        ck_assert_str_eq(pdu.text, (char *)text);
        ck_assert_str_eq(pdu.number, (char *)number);
        pdu_clear(&pdu);
    }
}
END_TEST

TEST_MAIN("modem: received PDUs", a_text_in_the_gsm_alphabet,
          a_text_in_ucs2_with_tilde_and_surrogates, parts_carry_their_references_of_both_sizes,
          septets_behind_a_header_begin_at_their_boundary, senders_with_names_and_short_codes,
          data_is_handed_over_in_hex, a_report_says_whose_it_is_and_when,
          a_stored_draft_is_nothing_that_came_in,
          lies_about_lengths_make_the_text_binary_and_no_harm, what_ends_too_early_is_no_pdu,
          no_time_is_no_time, libgammu_reads_the_same)
