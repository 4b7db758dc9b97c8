/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths lead to their handlers. */
#include "api/router.h"

#include "check_main.h"

static int first(struct call *call)
{
    return 1;
}

static int second(struct call *call)
{
    return 2;
}

static const struct route table[] = {
    {METHOD_GET, "/api/groups", first, STAFF_LOOK, 0},
    {METHOD_POST, "/api/groups", second, STAFF_PHONE_BOOK, ROUTE_CHANGES},
    {METHOD_PUT, "/api/groups/NAME/groups/CHILD", first, STAFF_LOOK, 0},
    {METHOD_GET, "/api/groups/NAME", second, STAFF_LOOK, 0},
};

static struct route_match match;
static struct refusal refusal;

static int find(enum method method, const char *path)
{
    return route_find(table, sizeof(table) / sizeof(table[0]), method, path, &match, &refusal);
}

START_TEST(method_and_path_find_the_route)
{
    ck_assert_int_eq(find(METHOD_GET, "/api/groups"), 0);
    ck_assert_ptr_eq(match.route, &table[0]);
    ck_assert_int_eq(find(METHOD_POST, "/api/groups"), 0);
    ck_assert_ptr_eq(match.route, &table[1]);
}
END_TEST

START_TEST(pieces_are_decoded)
{
    ck_assert_int_eq(find(METHOD_PUT, "/api/groups/N%C3%B4ng%20d%C3%A2n/groups/a%2Fb"), 0);
    ck_assert_str_eq(match.pieces[0], "Nông dân");
    ck_assert_str_eq(match.pieces[1], "a/b");
    route_match_clear(&match);
}
END_TEST

START_TEST(other_methods_are_told)
{
    ck_assert_int_eq(find(METHOD_DELETE, "/api/groups"), REFUSED);
    ck_assert_str_eq(refusal.code, "method_not_allowed");
    ck_assert_uint_eq(match.allowed, METHOD_GET | METHOD_POST);
}
END_TEST

START_TEST(other_paths_are_not_found)
{
    static const char *const paths[] = {"",
                                        "/",
                                        "/api",
                                        "/api/",
                                        "/api/groups/",
                                        "/api/group",
                                        "/api/groupss",
                                        "//api/groups",
                                        "/api//groups",
                                        "/api/groups/x/groups/",
                                        "/api/groups/x/groups/y/z",
                                        "/API/groups"};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        ck_assert_msg(find(METHOD_GET, paths[i]) == REFUSED, "%s", paths[i]);
        ck_assert_str_eq(refusal.code, "not_found");
    }
}
END_TEST

START_TEST(pieces_that_are_no_text_are_refused)
{
    static const char *const paths[] = {"/api/groups/%00", "/api/groups/a%00b", "/api/groups/%ff",
                                        "/api/groups/%0d%0a", "/api/groups/%7f"};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        ck_assert_msg(find(METHOD_GET, paths[i]) == REFUSED, "%s", paths[i]);
        ck_assert_str_eq(refusal.code, "bad_path");
        route_match_clear(&match);
    }
}
END_TEST

TEST_MAIN("api: router", method_and_path_find_the_route, pieces_are_decoded, other_methods_are_told,
          other_paths_are_not_found, pieces_that_are_no_text_are_refused)
