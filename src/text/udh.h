/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The user data header's concatenation element (3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8), which
 * tells a phone which parts make one text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UDH_CONCAT_8BIT = 6, UDH_CONCAT_16BIT = 7 }; /* octets, the length octet included */

struct udh_concat {
    bool wide;        /* a 16-bit reference (IEI 0x08) instead of an 8-bit one (IEI 0x00) */
    uint16_t ref;     /* the same in all parts of a text; 0..255 unless wide */
    uint8_t total;    /* parts of the text, 1..255 */
    uint8_t sequence; /* of this part, 1..total */
};

/* Writes a whole header with this one element; returns its octets. */
size_t udh_concat_encode(const struct udh_concat *concat, uint8_t out[static UDH_CONCAT_16BIT]);

/* Octets of the header that user data begin with, the length octet included; 0 when it reaches
 * past their end, so that nothing in it can be trusted. */
size_t udh_octets(const uint8_t *user_data, size_t len);

/* Finds the concatenation element in the header that user data begin with; of several the last
 * counts, as 23.040 asks. False when there is none, and *ret is then untouched. An element of
 * the wrong length, with total 0 or with a sequence outside 1..total is passed over. */
bool udh_concat_decode(const uint8_t *user_data, size_t len, struct udh_concat *ret);
