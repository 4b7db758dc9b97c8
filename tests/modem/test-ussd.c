/* SPDX-License-Identifier: GPL-2.0-or-later */
/* USSD texts in the four ways that modems write them. */
#include "modem/ussd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "check_main.h"
#include "text/gsm7.h"
#include "text/ucs2.h"

static void check(const char *line, enum wire_ussd_state state, const char *text)
{
    struct ussd ussd;

    ck_assert_int_eq(ussd_read(line, strlen(line), CHARSET_GSM, &ussd), 0);
    ck_assert_int_eq(ussd.state, state);
    ck_assert_str_eq(ussd.text, text);
    free(ussd.text);
}

static void print_hex(const void *octets, size_t len, char *out)
{
    for (size_t i = 0; i < len; i++)
        sprintf(out + 2 * i, "%02X", ((const uint8_t *)octets)[i]);
}

static const char *const texts[] = {
    "TK goc: 10.000d. HSD 01/01/2027",
    "1. Xem\n2. Nap\n0. Thoat",
    "So du: 5000d",
    "Quy khach da dang ky thanh cong goi cuoc ST15K. Chi tiet goi 198. Tran trong!",
    "OK",
};

START_TEST(plain_text_is_read_in_the_gsm_alphabet)
{
    check("0,\"TK goc: 10.000d\",15", WIRE_USSD_DONE, "TK goc: 10.000d");
    check("1,\"1 Xem\n2 Nap\",15", WIRE_USSD_REPLY_WANTED, "1 Xem\n2 Nap");
    check("0,\"a\x11"
          "b\x02\",15",
          WIRE_USSD_DONE, "a_b$");
}
END_TEST

START_TEST(hex_of_ucs2_is_read_whatever_the_scheme_says)
{
    const char *text = "Tài khoản gốc: 5.000đ";
    struct buf units = BUF_INIT;
    char hex[400] = "", line[500];

    ucs2_from_utf8(text, strlen(text), &units);
    print_hex(units.data, units.len, hex);
    for (int dcs = 0; dcs < 100; dcs += 5) {
        snprintf(line, sizeof(line), "0,\"%s\",%d", hex, dcs);
        check(line, WIRE_USSD_DONE, text);
    }
    snprintf(line, sizeof(line), "0,\"%s\",72", hex);
    check(line, WIRE_USSD_DONE, text);
    snprintf(line, sizeof(line), "0,\"%s\",17", hex); /* without the language that 17 promises */
    check(line, WIRE_USSD_DONE, text);
    snprintf(line, sizeof(line), "0,\"%s\"", hex);
    check(line, WIRE_USSD_DONE, text);
    buf_free(&units);
}
END_TEST

START_TEST(hex_of_packed_septets_is_read)
{
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        struct buf septets = BUF_INIT;
        uint8_t packed[200];
        char hex[500] = "", line[600];

        ck_assert(gsm7_from_utf8(texts[i], strlen(texts[i]), &septets));
        if (septets.len % 8 == 7)
            buf_putc(&septets, '\r'); /* as 23.038 asks */
        size_t len = gsm7_pack((uint8_t *)septets.data, septets.len, 0, packed);
        print_hex(packed, len, hex);
        snprintf(line, sizeof(line), "0,\"%s\",15", hex);
        if (strlen(hex) >= 8)
            check(line, WIRE_USSD_DONE, texts[i]);
        buf_free(&septets);
    }
}
END_TEST

START_TEST(hex_of_characters_is_read)
{
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        char hex[500] = "", line[600];

        print_hex(texts[i], strlen(texts[i]), hex);
        snprintf(line, sizeof(line), "0,\"%s\",15", hex);
        check(line, WIRE_USSD_DONE, texts[i]);
    }
}
END_TEST

START_TEST(numbers_stay_numbers)
{
    check("0,\"0912345678\",15", WIRE_USSD_DONE, "0912345678");
    check("0,\"84912345678\",15", WIRE_USSD_DONE, "84912345678");
    check("0,\"2500\",15", WIRE_USSD_DONE, "2500");
}
END_TEST

START_TEST(states_are_what_the_network_says)
{
    check("2", WIRE_USSD_FAILED, "");
    check("2,\"Cam on\",15", WIRE_USSD_DONE, "Cam on");
    check("4", WIRE_USSD_FAILED, "");
    check("5", WIRE_USSD_FAILED, "");
    check("0,\"cut off", WIRE_USSD_DONE, "cut off");
}
END_TEST

START_TEST(a_line_without_a_state_is_none)
{
    struct ussd ussd;

    ck_assert_int_eq(ussd_read("\"x\"", 3, CHARSET_GSM, &ussd), -EBADMSG);
    ck_assert_int_eq(ussd_read("", 0, CHARSET_GSM, &ussd), -EBADMSG);
}
END_TEST

START_TEST(only_digits_and_three_signs_are_dialled)
{
    ck_assert(ussd_code_valid("*101#"));
    ck_assert(ussd_code_valid("1"));
    ck_assert(ussd_code_valid("+84"));
    ck_assert(!ussd_code_valid(""));
    ck_assert(!ussd_code_valid("*101#\",15\rATD113;"));
    ck_assert(!ussd_code_valid("*101# "));
    ck_assert(!ussd_code_valid("bal"));
}
END_TEST

static void check_packed(const char *code, const char *hex)
{
    char *packed = ussd_code_packed(code);

    ck_assert_str_eq(packed, hex);
    free(packed);
}

START_TEST(a_code_packs_without_a_sign_too_many)
{
    check_packed("*100#", "AA180C3602");
    check_packed("1", "31");
    check_packed("1111111", "B1582C168BC51A"); /* filled up with CR, not with @ */
    check_packed("11111111", "B1582C168BC562");
}
END_TEST

TEST_MAIN("modem: USSD texts", plain_text_is_read_in_the_gsm_alphabet,
          hex_of_ucs2_is_read_whatever_the_scheme_says, hex_of_packed_septets_is_read,
          hex_of_characters_is_read, numbers_stay_numbers, states_are_what_the_network_says,
          a_line_without_a_state_is_none, only_digits_and_three_signs_are_dialled,
          a_code_packs_without_a_sign_too_many)
