/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UCS-2 as SMS carries it. */
#include "text/ucs2.h"

#include <stdbool.h>

#include "text/utf8.h"

static void append_unit(struct buf *out, uint32_t unit)
{
    char *at = buf_grow(out, 2);

    at[0] = (char)(unit >> 8);
    at[1] = (char)(unit & 0xFF);
}

void ucs2_from_utf8(const char *utf8, size_t len, struct buf *out)
{
    const char *end = utf8 + len;
    uint32_t c;

    for (const char *s = utf8; s < end;) {
        s += utf8_next(s, end, &c);
        if (c <= 0xFFFF) {
            append_unit(out, c);
            continue;
        }
        append_unit(out, 0xD800 + ((c - 0x10000) >> 10));
        append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
}

static uint32_t read_unit(const uint8_t *octets)
{
    return (uint32_t)octets[0] << 8 | octets[1];
}

static bool is_high_surrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(uint32_t unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

char *ucs2_to_utf8(const uint8_t *octets, size_t len)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i + 1 < len; i += 2) {
        uint32_t c = read_unit(octets + i);
        uint32_t next = i + 3 < len ? read_unit(octets + i + 2) : 0;
        if (is_high_surrogate(c) && is_low_surrogate(next)) {
            c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
            i += 2;
        } else if (c == 0 || is_high_surrogate(c) || is_low_surrogate(c)) {
            c = 0xFFFD;
        }
        utf8_append(&text, c);
    }
    return buf_steal(&text);
}
