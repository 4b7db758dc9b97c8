/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The GSM alphabet, there and back, packed and unpacked. */
#include "text/gsm7.h"

#include <string.h>

#include "check_main.h"

/* Text of every septet, as 3GPP TS 23.038 prints the tables, with 0x1B last: an escape alone. */
static const char default_table[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;"
    "<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyz"
    "äöñüà";
static const char extension_table[] = "\f^{}\\[~]|€";

static struct buf encoded(const char *utf8)
{
    struct buf septets = BUF_INIT;

    ck_assert(gsm7_from_utf8(utf8, strlen(utf8), &septets));
    return septets;
}

static char *decoded(const char *septets, size_t count)
{
    return gsm7_to_utf8((const uint8_t *)septets, count);
}

START_TEST(the_default_table_is_that_of_23_038)
{
    struct buf septets = encoded(default_table);
    uint8_t want = 0;

    ck_assert_uint_eq(septets.len, 127);
    for (size_t i = 0; i < septets.len; i++, want++) {
        if (want == 0x1B)
            want++;
        ck_assert_uint_eq((uint8_t)septets.data[i], want);
    }
    char *text = decoded(septets.data, septets.len);
    ck_assert_str_eq(text, default_table);
    free(text);
    buf_free(&septets);
}
END_TEST

START_TEST(the_extension_table_is_that_of_23_038)
{
    struct buf septets = encoded(extension_table);
    const uint8_t want[] = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    ck_assert_uint_eq(septets.len, 2 * sizeof(want));
    for (size_t i = 0; i < sizeof(want); i++) {
        ck_assert_uint_eq((uint8_t)septets.data[2 * i], 0x1B);
        ck_assert_uint_eq((uint8_t)septets.data[2 * i + 1], want[i]);
    }
    char *text = decoded(septets.data, septets.len);
    ck_assert_str_eq(text, extension_table);
    free(text);
    buf_free(&septets);
}
END_TEST

START_TEST(exactly_the_characters_of_the_tables_have_septets)
{
    unsigned single = 0, pairs = 0;

    for (uint32_t c = 0; c < 0x110000; c++) {
        single += gsm7_septets(c) == 1;
        pairs += gsm7_septets(c) == 2;
    }
    ck_assert_uint_eq(single, 127);
    ck_assert_uint_eq(pairs, 10);
    ck_assert_uint_eq(gsm7_septets(0x1B), 0);
    ck_assert_uint_eq(gsm7_septets('`'), 0);
}
END_TEST

START_TEST(a_text_outside_the_alphabet_appends_nothing)
{
    struct buf septets = encoded("Bao");

    ck_assert(!gsm7_from_utf8("abcế", strlen("abcế"), &septets));
    ck_assert_str_eq(buf_str(&septets), "Bao");
    ck_assert(gsm7_from_utf8("", 0, &septets));
    ck_assert_str_eq(buf_str(&septets), "Bao");
    buf_free(&septets);
}
END_TEST

START_TEST(an_unknown_escape_is_read_in_the_default_table)
{
    char *text = decoded("\x1B"
                         "A"
                         "\x1B\x1B"
                         "B\xC3\x1B",
                         7);

    ck_assert_str_eq(text, "A BC ");
    free(text);
}
END_TEST

START_TEST(packing_is_that_of_23_038)
{
    const uint8_t want[] = {0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37};
    uint8_t octets[16], septets[16];

    ck_assert_uint_eq(gsm7_pack((const uint8_t *)"hellohello", 10, 0, octets), 9);
    ck_assert_mem_eq(octets, want, 9);
    ck_assert_uint_eq(gsm7_unpack(octets, 9, 0, 10, septets), 10);
    ck_assert_mem_eq(septets, "hellohello", 10);
}
END_TEST

START_TEST(a_header_moves_the_text_to_a_septet_boundary)
{
    ck_assert_uint_eq(gsm7_fill_bits(0), 0);
    ck_assert_uint_eq(gsm7_fill_bits(6), 1);
    ck_assert_uint_eq(gsm7_fill_bits(7), 0);
    for (size_t udh = 0; udh <= 140; udh++)
        ck_assert_uint_eq(gsm7_header_septets(udh) * 7, udh * 8 + gsm7_fill_bits(udh));
    /* 140 octets hold a header of 6 and 153 septets, or one of 7 and 152. */
    ck_assert_uint_eq(6 + gsm7_octets(153, gsm7_fill_bits(6)), 140);
    ck_assert_uint_eq(7 + gsm7_octets(152, gsm7_fill_bits(7)), 140);
}
END_TEST

START_TEST(what_is_packed_unpacks_for_every_length_and_fill)
{
    uint8_t septets[161], octets[142], back[161];

    for (size_t i = 0; i < sizeof(septets); i++)
        septets[i] = (uint8_t)((i * 37 + 11) & 0x7F);
    for (unsigned fill = 0; fill < 7; fill++) {
        for (size_t count = 0; count <= 160; count++) {
            memset(octets, 0xAA, sizeof(octets));
            size_t len = gsm7_pack(septets, count, fill, octets);
            ck_assert_uint_eq(len, gsm7_octets(count, fill));
            ck_assert_uint_eq(octets[len], 0xAA);
            ck_assert_uint_eq(gsm7_unpack(octets, len, fill, count, back), count);
            ck_assert_mem_eq(back, septets, count);
        }
    }
}
END_TEST

START_TEST(unpacking_stops_where_the_octets_end)
{
    const uint8_t octets[2] = {0xFF, 0xFF};
    uint8_t septets[8];

    ck_assert_uint_eq(gsm7_unpack(octets, 2, 0, 160, septets), 2);
    ck_assert_uint_eq(gsm7_unpack(octets, 1, 6, 160, septets), 0);
    ck_assert_uint_eq(gsm7_unpack(octets, 0, 3, 160, septets), 0);
}
END_TEST

TEST_MAIN("text: gsm7", the_default_table_is_that_of_23_038, the_extension_table_is_that_of_23_038,
          exactly_the_characters_of_the_tables_have_septets,
          a_text_outside_the_alphabet_appends_nothing,
          an_unknown_escape_is_read_in_the_default_table, packing_is_that_of_23_038,
          a_header_moves_the_text_to_a_septet_boundary,
          what_is_packed_unpacks_for_every_length_and_fill, unpacking_stops_where_the_octets_end)
