/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UCS-2 as SMS carries it (3GPP TS 23.038, 6.2.3): 16-bit units, high octet first. Characters
 * beyond U+FFFF go as surrogate pairs, which every phone of today reads. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* 16-bit units of the code point: 1 or 2. */
static inline unsigned ucs2_units(uint32_t c)
{
    return c > 0xFFFF ? 2 : 1;
}

/* Appends two octets for each unit of len bytes of UTF-8. */
void ucs2_from_utf8(const char *utf8, size_t len, struct buf *out);

/* Text of the octets, freed by the caller. A surrogate without its other half and a NUL become
 * U+FFFD; a lone last octet is ignored. */
char *ucs2_to_utf8(const uint8_t *octets, size_t len);
