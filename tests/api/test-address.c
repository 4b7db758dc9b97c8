/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/address.h"
#include "api/gate.h"
#include "base/memory.h"
#include "check_main.h"

START_TEST(an_address_is_a_number_and_a_port)
{
    struct address address;

    ck_assert(address_parse("127.0.0.1:8080", &address));
    ck_assert_str_eq(address.text, "127.0.0.1:8080");
    ck_assert(address_is_loopback(&address));
    ck_assert(address_parse("localhost:80", &address) && address_is_loopback(&address));
    ck_assert(address_parse("[::1]:8443", &address) && address_is_loopback(&address));
    ck_assert(address_parse("0.0.0.0:1", &address) && !address_is_loopback(&address));
    ck_assert(address_parse("192.168.1.10:65535", &address) && !address_is_loopback(&address));
    ck_assert(address_parse("[::]:80", &address) && !address_is_loopback(&address));
}
END_TEST

START_TEST(anything_else_is_no_address)
{
    static const char *const texts[] = {
        "",         "8080",          ":8080",       "127.0.0.1",       "127.0.0.1:", "127.0.0.1:0",
        "1.2.3:80", "1.2.3.4:65536", "1.2.3.4:8o",  "thon.example:80", "::1:80",     "[::1]80",
        "[::1:80",  "[1.2.3.4]:80",  "1.2.3.4: 80",
    };
    struct address address;

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        ck_assert_msg(!address_parse(texts[i], &address), "%s", texts[i]);
}
END_TEST

START_TEST(a_host_is_told_from_its_port)
{
    static const char *const pairs[][2] = {
        {"Thon.Example:8443", "thon.example"},
        {"thon.example", "thon.example"},
        {"127.0.0.1:80", "127.0.0.1"},
        {"[::1]:80", "::1"},
        {"[::1]", "::1"},
    };
    static const char *const wrong[] = {"",    ":80",  "a b", "a/b",  "a@b",
                                        "a:b", "[::1", "[]",  "a:80:"};
    char host[HOST_MAX];

    for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
        ck_assert_msg(address_host(pairs[i][0], host), "%s", pairs[i][0]);
        ck_assert_str_eq(host, pairs[i][1]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        ck_assert_msg(!address_host(wrong[i], host), "%s", wrong[i]);
}
END_TEST

START_TEST(a_cookie_is_found_among_others_by_its_whole_name)
{
    char value[8];

    ck_assert(gate_cookie("a=1; thonbao=abc; b=2", "thonbao", value, sizeof(value)));
    ck_assert_str_eq(value, "abc");
    ck_assert(gate_cookie("thonbao=", "thonbao", value, sizeof(value)));
    ck_assert_str_eq(value, "");
    ck_assert(!gate_cookie("xthonbao=abc; thonbaox=1; thonbao", "thonbao", value, sizeof(value)));
    ck_assert(!gate_cookie("thonbao=12345678", "thonbao", value, sizeof(value)));
    ck_assert(!gate_cookie("", "thonbao", value, sizeof(value)));
}
END_TEST

TEST_MAIN("api: address", an_address_is_a_number_and_a_port, anything_else_is_no_address,
          a_host_is_told_from_its_port, a_cookie_is_found_among_others_by_its_whole_name)
