/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose fault an error code is. */
#include "modem/faults.h"

#include "base/error.h"
#include "check_main.h"

START_TEST(a_number_that_does_not_exist_is_the_recipients)
{
    static const int codes[] = {1, 21, 27, 28, 29, 30, 0xC3};

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        ck_assert_int_eq(fault_origin(FAULT_CMS, codes[i]), WIRE_ORIGIN_RECIPIENT);
}
END_TEST

START_TEST(the_same_number_means_another_thing_in_the_other_list)
{
    ck_assert_int_eq(fault_origin(FAULT_CMS, 30), WIRE_ORIGIN_RECIPIENT);
    ck_assert_int_eq(fault_origin(FAULT_CME, 30), WIRE_ORIGIN_NETWORK);
    ck_assert_int_eq(fault_origin(FAULT_CMS, 10), WIRE_ORIGIN_CREDIT);
    ck_assert_int_eq(fault_origin(FAULT_CME, 10), WIRE_ORIGIN_SIM);
}
END_TEST

START_TEST(congestion_and_lost_networks_pause_the_carrier)
{
    static const int codes[] = {38, 41, 42, 47, 331, 332, 0xC0, 0xC2};

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        ck_assert_int_eq(fault_origin(FAULT_CMS, codes[i]), WIRE_ORIGIN_NETWORK);
}
END_TEST

START_TEST(the_sim_needs_a_person)
{
    static const int codes[] = {310, 311, 313, 316, 322, 330};

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        ck_assert_int_eq(fault_origin(FAULT_CMS, codes[i]), WIRE_ORIGIN_SIM);
}
END_TEST

START_TEST(what_is_unknown_stops_nothing_else)
{
    ck_assert_int_eq(fault_origin(FAULT_CMS, FAULT_NO_CODE), WIRE_ORIGIN_DEVICE);
    ck_assert_int_eq(fault_origin(FAULT_CMS, 500), WIRE_ORIGIN_DEVICE);
    ck_assert_int_eq(fault_origin(FAULT_CMS, 9999), WIRE_ORIGIN_DEVICE);
    ck_assert_int_eq(fault_origin(FAULT_CMS, 63), WIRE_ORIGIN_RECIPIENT);
    ck_assert_int_eq(fault_origin(FAULT_CMS, 304), WIRE_ORIGIN_OURS);
}
END_TEST

START_TEST(a_modem_may_write_the_number_or_the_words)
{
    ck_assert_int_eq(fault_code(FAULT_CME, " 16"), 16);
    ck_assert_int_eq(fault_code(FAULT_CME, "incorrect password"), 16);
    ck_assert_int_eq(fault_code(FAULT_CME, " SIM NOT INSERTED"), 10);
    ck_assert_int_eq(fault_code(FAULT_CMS, "SIM not inserted"), 310);
    ck_assert_int_eq(fault_code(FAULT_CME, "who knows"), FAULT_NO_CODE);
    ck_assert_int_eq(fault_code(FAULT_CME, ""), FAULT_NO_CODE);
}
END_TEST

START_TEST(every_code_has_words)
{
    for (int code = -1; code < 700; code++) {
        ck_assert_str_ne(fault_words(FAULT_CMS, code), "");
        ck_assert_str_ne(fault_words(FAULT_CME, code), "");
    }
}
END_TEST

TEST_MAIN("modem: whose fault an error code is", a_number_that_does_not_exist_is_the_recipients,
          the_same_number_means_another_thing_in_the_other_list,
          congestion_and_lost_networks_pause_the_carrier, the_sim_needs_a_person,
          what_is_unknown_stops_nothing_else, a_modem_may_write_the_number_or_the_words,
          every_code_has_words)
