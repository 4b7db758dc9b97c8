/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts without a message centre's number.
 *
 * Some modems refuse to tell it (+CSCA?) and put the SIM's own into a part that has none (TS
 * 27.005, 3.5.1). libGammu sends no part without one: it gets a false one, which is taken out of
 * what it writes. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct centre_cut { /* begins as zeroes */
    char begins[8]; /* of the command under way */
    size_t count;   /* of its characters, or of the PDU's */
    bool in_pdu;
    size_t end; /* of the centre in the PDU, in digits */
};

/* Appends to *out what the modem is to get of what libGammu wrote, in pieces of any size. */
void centre_cut(struct centre_cut *cut, const char *bytes, size_t len, struct buf *out);
