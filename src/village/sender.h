/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who sent an SMS, by the address that the network gave: a telephone or a service. */
#pragma once

#include "village/number.h"

enum sender_kind {
    SENDER_NUMBER,  /* a telephone, of this country or of another one */
    SENDER_SERVICE, /* a short code, a service number or a name such as "VIETTEL" */
    SENDER_UNKNOWN, /* digits that make no number, or nothing at all: a person must look */
};

/* Reads an originating address (3GPP TS 23.040, 9.1.2.5) as text: "+84905123456", "0905123456",
 * "84905123456", "191", "VIETTEL". ret_e164 is filled for SENDER_NUMBER, else "". */
enum sender_kind sender_read(const struct number_rules *rules, const char *address,
                             char ret_e164[NUMBER_E164_SIZE]);
