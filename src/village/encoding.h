/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file's bytes as UTF-8 text: what spreadsheets, editors and old programs save. */
#pragma once

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

enum { ENCODING_BYTES_MAX = 64 * 1024 * 1024 };

/* Appends the text to ret_text: no byte order mark, every line end a LF, and a LF at the end. What
 * cannot be decoded becomes the byte 0xFF, which no UTF-8 has, so that its row can be found.
 *
 * encoding is a name that iconv(3) knows, or NULL to detect: a byte order mark, the pattern of
 * UTF-16, UTF-8, that of TCVN (the old .VnTime fonts, whose text a spreadsheet may have saved as
 * Unicode since), else `legacy` ("CP1258": Windows Vietnamese, accents behind their letters).
 * *ret_name says which it was ("UTF-8", "UTF-16LE", …; static or the caller's).
 *
 * 0, or REFUSED with ret_text unchanged: "empty_file", "file_too_large", "not_text" (a spreadsheet
 * file itself, a picture), "unknown_encoding". */
int encoding_decode(const void *bytes, size_t len, const char *encoding, const char *legacy,
                    struct buf *ret_text, const char **ret_name, struct refusal *ret_refusal);
