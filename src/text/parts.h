/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a text is cut into parts (3GPP TS 23.040, 9.2.3.24.1).
 *
 * A text whose every character is in the GSM 7-bit alphabet goes as septets, 160 in one part or
 * 153 in each of several; any other as UTF-16 units, 70 or 67. With 16-bit references, whose
 * header is one octet longer, parts hold 152 and 66. An escape pair and a surrogate pair are
 * never split, so a part may hold one unit less. */
#pragma once

#include <stddef.h>

#include "base/error.h"

enum text_coding { TEXT_CODING_GSM7, TEXT_CODING_UCS2 };

enum { TEXT_PARTS_MAX = 255 };

struct text_slice {
    size_t offset, len; /* bytes of the UTF-8 text */
};

struct text_split {
    enum text_coding coding;
    size_t units; /* of the whole text: septets or UTF-16 units */
    size_t count; /* of parts */
    struct text_slice parts[TEXT_PARTS_MAX];
};

/* Cuts a text, with 8-bit references, into at most max_parts parts (no more than TEXT_PARTS_MAX).
 * REFUSED with the field "text" and the code
 *   text_not_utf8   it is not UTF-8,
 *   text_empty      there is nothing in it,
 *   text_too_long   it needs more parts; the message says how many.
 * text_for_air() (text/air.h) goes before it: here nothing is replaced. */
int text_split(const char *utf8, size_t max_parts, struct text_split *ret,
               struct refusal *ret_refusal);
/* The same with 16-bit references. */
int text_split_wide(const char *utf8, size_t max_parts, struct text_split *ret,
                    struct refusal *ret_refusal);

/* How a text goes; must be UTF-8. */
enum text_coding text_coding(const char *utf8);
/* Parts of a text with 8-bit references, however many; 0 for an empty one; must be
 * UTF-8. */
size_t text_count_parts(const char *utf8);
