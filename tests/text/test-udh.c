/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Concatenation headers, ours and hostile ones. */
#include "text/udh.h"

#include <string.h>

#include "check_main.h"

static bool decode(const char *octets, size_t len, struct udh_concat *ret)
{
    return udh_concat_decode((const uint8_t *)octets, len, ret);
}

START_TEST(a_header_is_written_as_23_040_prints_it)
{
    uint8_t out[UDH_CONCAT_16BIT];

    struct udh_concat narrow = {.ref = 0xAB, .total = 3, .sequence = 2};
    ck_assert_uint_eq(udh_concat_encode(&narrow, out), 6);
    ck_assert_mem_eq(out, "\x05\x00\x03\xAB\x03\x02", 6);
    struct udh_concat wide = {.wide = true, .ref = 0xABCD, .total = 255, .sequence = 255};
    ck_assert_uint_eq(udh_concat_encode(&wide, out), 7);
    ck_assert_mem_eq(out, "\x06\x08\x04\xAB\xCD\xFF\xFF", 7);
}
END_TEST

START_TEST(what_is_written_is_read)
{
    for (unsigned ref = 0; ref < 0x10000; ref += 251) {
        for (int wide = 0; wide < 2; wide++) {
            struct udh_concat in = {wide, (uint16_t)(wide ? ref : ref & 0xFF), 7, 5}, back = {0};
            uint8_t out[UDH_CONCAT_16BIT];
            size_t len = udh_concat_encode(&in, out);
            ck_assert_uint_eq(udh_octets(out, len), len);
            ck_assert(udh_concat_decode(out, len, &back));
            ck_assert(back.wide == in.wide && back.ref == in.ref && back.total == 7 &&
                      back.sequence == 5);
        }
    }
}
END_TEST

START_TEST(other_elements_are_passed_over_and_the_last_concatenation_counts)
{
    struct udh_concat got;

    ck_assert(decode("\x0B\x05\x04\x0B\x84\x23\xF0\x00\x03\x01\x02\x01text", 16, &got));
    ck_assert_uint_eq(got.ref, 1);
    ck_assert(decode("\x0B\x00\x03\x01\x02\x01\x08\x04\x01\x00\x03\x02", 12, &got));
    ck_assert(got.wide && got.ref == 0x100 && got.total == 3 && got.sequence == 2);
}
END_TEST

START_TEST(a_hostile_header_is_no_concatenation)
{
    const struct {
        const char *octets;
        size_t len;
    } cases[] = {
        {"", 0},
        {"\x00", 1},
        {"\x05", 1},                             /* longer than the data */
        {"\x05\x00\x03\x01\x02", 5},             /* by one octet */
        {"\xFF\x00\x03\x01\x02\x01", 6},         /* by far */
        {"\x05\x00\x04\x01\x02\x01", 6},         /* element longer than the header */
        {"\x05\x00\xFF\x01\x02\x01", 6},         /* by far */
        {"\x01\x00", 2},                         /* identifier without a length */
        {"\x04\x00\x02\x01\x02", 5},             /* 8-bit element too short */
        {"\x05\x08\x03\x01\x02\x01", 6},         /* 16-bit element too short */
        {"\x05\x00\x03\x01\x00\x00", 6},         /* part 0 of 0 */
        {"\x05\x00\x03\x01\x02\x00", 6},         /* part 0 of 2 */
        {"\x05\x00\x03\x01\x02\x03", 6},         /* part 3 of 2 */
        {"\x02\x00\x03\x01\x02\x01\x01\x01", 8}, /* header ends before the element */
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct udh_concat got = {.ref = 77};
        ck_assert_msg(!decode(cases[i].octets, cases[i].len, &got), "case %zu", i);
        ck_assert_uint_eq(got.ref, 77);
    }
}
END_TEST

TEST_MAIN("text: udh", a_header_is_written_as_23_040_prints_it, what_is_written_is_read,
          other_elements_are_passed_over_and_the_last_concatenation_counts,
          a_hostile_header_is_no_concatenation)
