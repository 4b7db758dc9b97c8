/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a modem's error codes mean for us: who waits, and what a person should know. */
#pragma once

#include "carrier/wire.h"

/* The result codes of a modem come from two lists with the same numbers: +CMS ERROR (3GPP
 * TS 27.005, 3.2.5, with the network's causes of TS 24.011, annex E, and TS 23.040, 9.2.3.22) and
 * +CME ERROR (TS 27.007, 9.2). */
enum fault_list { FAULT_CMS, FAULT_CME };

enum { FAULT_NO_CODE = -1 }; /* plain ERROR, or nothing at all */

/* Where the failure of a submit comes from. A code that no list knows, and plain ERROR, come from
 * the device. */
enum wire_origin fault_origin(enum fault_list list, int code);
/* The code that a modem means, who writes the number or the standard's words for it ("SIM not
 * inserted"); FAULT_NO_CODE when it is neither. */
int fault_code(enum fault_list list, const char *text);
/* "unknown subscriber"; for the log and for people. */
const char *fault_words(enum fault_list list, int code);

/* Why the carrier cannot work. */
struct fault {
    enum wire_origin origin;
    int code;          /* of one of the lists, FAULT_NO_CODE: none */
    char message[300]; /* a sentence for a person; no PIN, nothing of a household */
};

/* Fills *ret and returns REFUSED (base/error.h). */
int fault_set(struct fault *ret, enum wire_origin origin, int code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
