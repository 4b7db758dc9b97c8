/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The centre is taken out of a part, and nothing else out of anything. */
#include "modem/centre.h"

#include <string.h>

#include "check_main.h"

/* In pieces of every size: what is cut where must not matter. */
static void check(const char *written, const char *wanted)
{
    size_t len = strlen(written);

    for (size_t piece = 1; piece <= len; piece++) {
        struct centre_cut cut = {0};
        struct buf out = BUF_INIT;
        for (size_t at = 0; at < len; at += piece)
            centre_cut(&cut, written + at, len - at < piece ? len - at : piece, &out);
        ck_assert_str_eq(buf_str(&out), wanted);
        buf_free(&out);
    }
}

START_TEST(a_part_loses_its_centre)
{
    check("AT+CMGS=14\r0691488903000011000291\x1a", "AT+CMGS=14\r0011000291\x1a");
    check("AT+CMGS=4\r0281F011000291\x1a"
          "AT+CMGS=4\r0281F011000291\x1a",
          "AT+CMGS=4\r0011000291\x1a"
          "AT+CMGS=4\r0011000291\x1a");
}
END_TEST

START_TEST(other_commands_stay_as_they_are)
{
    check("AT+CMGS=?x", "AT+CMGS=?x");
    check("\x1b\rAT+CSQ\rAT+CMGD=1\r", "\x1b\rAT+CSQ\rAT+CMGD=1\r");
}
END_TEST

START_TEST(a_part_given_up_is_followed_by_a_command)
{
    check("AT+CMGS=14\r02\x1b"
          "AT+CSQ\r",
          "AT+CMGS=14\r00\x1b"
          "AT+CSQ\r");
}
END_TEST

TEST_MAIN("modem: parts without a message centre", a_part_loses_its_centre,
          other_commands_stay_as_they_are, a_part_given_up_is_followed_by_a_command)
