/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The character set between the modem and the program that speaks to it, chosen by +CSCS (3GPP TS
 * 27.007, 5.5). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum charset { CHARSET_GSM, CHARSET_IRA, CHARSET_UCS2, CHARSET_HEX, CHARSET_UTF8, CHARSET_COUNT };

extern const char *const charset_names[CHARSET_COUNT];

bool charset_parse(const char *name, enum charset *ret_charset);

/* Appends what the program is to read for a text in UTF-8. A character that the set lacks becomes
 * '?'. */
void charset_encode(enum charset charset, const char *utf8, struct buf *out);
/* Appends UTF-8 for what the program wrote; false, with nothing appended, when it is not in that
 * set. */
bool charset_decode(enum charset charset, const char *bytes, size_t len, struct buf *out);

/* Hexadecimal digits, both cases; false at an odd number of them or anything else. */
bool hex_decode(const char *digits, size_t len, struct buf *out);
void hex_encode(const void *octets, size_t len, struct buf *out);
