/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A string's number is that of FNV-1a, and can be made in pieces. */
#include "base/hash.h"

#include "check_main.h"

/* From the test vectors of draft-eastlake-fnv. */
START_TEST(the_published_strings_have_their_published_numbers)
{
    ck_assert_uint_eq(hash_string(HASH_BEGIN, ""), UINT64_C(0xcbf29ce484222325));
    ck_assert_uint_eq(hash_string(HASH_BEGIN, "a"), UINT64_C(0xaf63dc4c8601ec8c));
    ck_assert_uint_eq(hash_string(HASH_BEGIN, "foobar"), UINT64_C(0x85944171f73967e8));
}
END_TEST

START_TEST(a_string_in_pieces_has_the_number_of_the_whole)
{
    uint64_t pieces = hash_string(hash_string(HASH_BEGIN, "thôn "), "báo");

    ck_assert_uint_eq(pieces, hash_string(HASH_BEGIN, "thôn báo"));
}
END_TEST

TEST_MAIN("base: hashes", the_published_strings_have_their_published_numbers,
          a_string_in_pieces_has_the_number_of_the_whole)
