/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walking UTF-8, one code point at a time. Broken bytes are read as U+FFFD; no input
 * can lead a walk past its end. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <unistr.h>

#include "base/buf.h"

enum { UTF8_MAX = 4 }; /* bytes of one code point */

/* Reads the code point at s, which lies before end; returns its length in bytes, at least 1. */
static inline size_t utf8_next(const char *s, const char *end, uint32_t *ret_c)
{
    ucs4_t c;
    int len = u8_mbtouc(&c, (const uint8_t *)s, (size_t)(end - s));

    *ret_c = c;
    return (size_t)len;
}

/* Writes c, a code point that is no surrogate, to out; returns its length in bytes. */
static inline size_t utf8_put(char *out, uint32_t c)
{
    int len = u8_uctomb((uint8_t *)out, c, UTF8_MAX);

    return len > 0 ? (size_t)len : 0;
}

static inline void utf8_append(struct buf *b, uint32_t c)
{
    char bytes[UTF8_MAX];

    buf_append(b, bytes, utf8_put(bytes, c));
}
