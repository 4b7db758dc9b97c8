/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts without a message centre's number. */
#include "modem/centre.h"

#include <stdlib.h>
#include <string.h>

#include "modem/line.h"

enum { LENGTH_DIGITS = 2 };

static const char submit[] = "AT+CMGS";

static void cut_pdu(struct centre_cut *cut, char c, struct buf *out)
{
    size_t at = cut->count++;

    if (at < LENGTH_DIGITS) {
        cut->begins[at] = c;
        if (at + 1 < LENGTH_DIGITS)
            return;
        cut->begins[LENGTH_DIGITS] = 0;
        cut->end = LENGTH_DIGITS + 2 * strtoul(cut->begins, NULL, 16);
        buf_puts(out, "00");
    } else if (at >= cut->end) {
        buf_putc(out, c);
    }
}

static void follow_command(struct centre_cut *cut, char c)
{
    if (cut->count < strlen(submit))
        cut->begins[cut->count] = c;
    cut->count++;
}

void centre_cut(struct centre_cut *cut, const char *bytes, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        bool ends = line_ends_command(c) && !(c == '\r' && cut->in_pdu);
        if (cut->in_pdu && !ends) {
            cut_pdu(cut, c, out);
            continue;
        }
        buf_putc(out, c);
        if (!ends) {
            follow_command(cut, c);
            continue;
        }
        cut->in_pdu = c == '\r' && cut->count > strlen(submit) &&
                      memcmp(cut->begins, submit, strlen(submit)) == 0;
        cut->count = 0;
    }
}
