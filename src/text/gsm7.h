/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1 and 6.2.1.1) and
 * its packing into octets (6.1.2.1). "Septets" are kept one to a byte, 0..127, until packed; the
 * septet 0 is '@', so runs of them are never C strings. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

extern const uint8_t gsm7_septets_ascii[128];
unsigned gsm7_septets_beyond_ascii(uint32_t c);

/* How many septets the code point takes: 1, 2 for an escape pair, 0 when it is not in the
 * alphabet. Asked for every character of every message, hence inline. */
static inline unsigned gsm7_septets(uint32_t c)
{
    return c < 128 ? gsm7_septets_ascii[c] : gsm7_septets_beyond_ascii(c);
}

/* Appends the septets of len bytes of UTF-8 to *out. False, with nothing appended, when a
 * character is not in the alphabet. */
bool gsm7_from_utf8(const char *utf8, size_t len, struct buf *out);

/* Text of the septets, freed by the caller. Bit 7 is ignored. As 23.038 asks, an escape before a
 * septet that the extension table does not hold is left out and the septet read in the default
 * alphabet, and an escape with nothing or another escape after it is a space. */
char *gsm7_to_utf8(const uint8_t *septets, size_t count);

/* Zero bits between a user data header of udh_octets, its length octet included, and the first
 * septet: 0..6. */
unsigned gsm7_fill_bits(size_t udh_octets);
/* What such a header counts in septets, fill bits included, as TP-UDL does. */
size_t gsm7_header_septets(size_t udh_octets);
/* Octets that count septets take behind fill bits. */
size_t gsm7_octets(size_t count, unsigned fill);

/* Packs count septets behind fill (0..6) zero bits into gsm7_octets(count, fill) octets of out;
 * the bits left over at the end are zero. Returns that number. */
size_t gsm7_pack(const uint8_t *septets, size_t count, unsigned fill, uint8_t *out);
/* The reverse: reads at most count septets, and no more than the octets hold, into out; returns
 * how many were read. */
size_t gsm7_unpack(const uint8_t *octets, size_t len, unsigned fill, size_t count, uint8_t *out);
