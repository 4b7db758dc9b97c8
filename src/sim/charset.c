/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The character set between the modem and the program that speaks to it. */
#include "sim/charset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/accents.h"
#include "text/gsm7.h"
#include "text/ucs2.h"
#include "text/utf8.h"

const char *const charset_names[CHARSET_COUNT] = {"GSM", "IRA", "UCS2", "HEX", "UTF-8"};

bool charset_parse(const char *name, enum charset *ret_charset)
{
    for (int i = 0; i < CHARSET_COUNT; i++) {
        if (!strcasecmp(name, charset_names[i])) {
            *ret_charset = (enum charset)i;
            return true;
        }
    }
    return false;
}

void hex_encode(const void *octets, size_t len, struct buf *out)
{
    static const char digits[] = "0123456789ABCDEF";
    const uint8_t *p = octets;
    char *hex = buf_grow(out, 2 * len);

    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = digits[p[i] >> 4];
        hex[2 * i + 1] = digits[p[i] & 0xf];
    }
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_decode(const char *digits, size_t len, struct buf *out)
{
    size_t before = out->len;

    if (len % 2)
        return false;
    for (size_t i = 0; i < len; i += 2) {
        int high = hex_digit(digits[i]), low = hex_digit(digits[i + 1]);
        if (high < 0 || low < 0) {
            out->len = before;
            return false;
        }
        buf_putc(out, (char)(high << 4 | low));
    }
    return true;
}

/* The alphabet's septets, one to a byte. */
static void append_septets(const char *utf8, struct buf *out)
{
    const char *end = utf8 + strlen(utf8);
    uint32_t c;

    for (size_t len; utf8 < end; utf8 += len) {
        len = utf8_next(utf8, end, &c);
        if (!gsm7_from_utf8(utf8, len, out))
            buf_putc(out, '?');
    }
}

static void append_ascii(const char *utf8, struct buf *out)
{
    const char *end = utf8 + strlen(utf8);
    uint32_t c;

    for (; utf8 < end; utf8 += utf8_next(utf8, end, &c)) {
        utf8_next(utf8, end, &c);
        buf_putc(out, c < 0x80 ? (char)c : '?');
    }
}

void charset_encode(enum charset charset, const char *utf8, struct buf *out)
{
    struct buf octets = BUF_INIT;

    switch (charset) {
    case CHARSET_GSM:
        append_septets(utf8, out);
        break;
    case CHARSET_IRA:
        append_ascii(utf8, out);
        break;
    case CHARSET_UCS2:
        ucs2_from_utf8(utf8, strlen(utf8), &octets);
        hex_encode(buf_str(&octets), octets.len, out);
        break;
    case CHARSET_HEX:
        append_septets(utf8, &octets);
        hex_encode(buf_str(&octets), octets.len, out);
        break;
    case CHARSET_UTF8:
    case CHARSET_COUNT:
        buf_puts(out, utf8);
        break;
    }
    buf_free(&octets);
}

static void append_and_free(struct buf *out, char *text)
{
    buf_puts(out, text);
    free(text);
}

static bool is_ascii(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] & 0x80 || !bytes[i])
            return false;
    }
    return true;
}

bool charset_decode(enum charset charset, const char *bytes, size_t len, struct buf *out)
{
    struct buf octets = BUF_INIT;
    bool good = true;

    switch (charset) {
    case CHARSET_GSM:
        append_and_free(out, gsm7_to_utf8((const uint8_t *)bytes, len));
        break;
    case CHARSET_IRA:
        good = is_ascii(bytes, len);
        if (good)
            buf_append(out, bytes, len);
        break;
    case CHARSET_UCS2:
        good = len % 4 == 0 && hex_decode(bytes, len, &octets);
        if (good)
            append_and_free(out, ucs2_to_utf8((const uint8_t *)buf_str(&octets), octets.len));
        break;
    case CHARSET_HEX:
        good = hex_decode(bytes, len, &octets);
        if (good)
            append_and_free(out, gsm7_to_utf8((const uint8_t *)buf_str(&octets), octets.len));
        break;
    case CHARSET_UTF8:
    case CHARSET_COUNT:
        good = text_utf8_valid(bytes, len);
        if (good)
            buf_append(out, bytes, len);
        break;
    }
    buf_free(&octets);
    return good;
}
