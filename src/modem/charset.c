/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text as modems write it. */
#include "modem/charset.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"
#include "text/gsm7.h"
#include "text/ucs2.h"
#include "text/utf8.h"

enum {
    DIGITS_PLAIN_MAX = 20,    /* a text of so many digits and no letter is a number, no hex */
    DCS_UCS2_LANGUAGE = 0x11, /* two octets of a language's name come first */
};

struct field {
    const char *at;
    size_t len;
};

static bool is_hex(const struct field *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (!isxdigit((unsigned char)text->at[i]))
            return false;
    return text->len >= 4 && text->len % 2 == 0;
}

static bool is_short_number(const struct field *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (!isdigit((unsigned char)text->at[i]))
            return false;
    return text->len <= DIGITS_PLAIN_MAX;
}

static int nibble(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

static void read_hex(const struct field *text, struct buf *out)
{
    for (size_t i = 0; i + 1 < text->len; i += 2)
        buf_putc(out, (char)(nibble(text->at[i]) << 4 | nibble(text->at[i + 1])));
}

/* Letters of the Latin alphabet with all accents, digits, punctuation, signs: what an operator
 * writes. Reading one coding as another gives something else soon. */
static bool is_readable(const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    uint32_t c;

    for (const char *s = utf8; s < end;) {
        s += utf8_next(s, end, &c);
        bool control = c < 0x20 && c != '\n' && c != '\r';
        if (control || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || (c > 0x36F && c < 0x1E00) ||
            (c >= 0x2E80 && c < 0x1F000))
            return false;
    }
    return end > utf8;
}

/* An answer in packed septets is filled up with a carriage return (3GPP TS 23.038, 6.1.2.3.1). */
static char *read_packed(const struct buf *octets)
{
    size_t count = octets->len * 8 / 7;
    uint8_t *septets = xmalloc(count + 1);
    char *text;

    count = gsm7_unpack((const uint8_t *)octets->data, octets->len, 0, count, septets);
    if (count && octets->len % 7 == 0 && (septets[count - 1] == '\r' || septets[count - 1] == 0))
        count--;
    text = gsm7_to_utf8(septets, count);
    free(septets);
    return text;
}

/* Greek capitals are in the GSM alphabet, but not in what operators write here. */
static bool is_ascii_mostly(const char *utf8)
{
    size_t ascii = 0, len = strlen(utf8);

    for (size_t i = 0; i < len; i++)
        ascii += (unsigned char)utf8[i] < 0x80;
    return is_readable(utf8) && ascii * 10 >= len * 9;
}

static bool is_plain_ascii(const struct buf *octets)
{
    for (size_t i = 0; i < octets->len; i++)
        if (!isprint((unsigned char)octets->data[i]) && octets->data[i] != '\n' &&
            octets->data[i] != '\r')
            return false;
    return true;
}

static bool dcs_is_ucs2(int dcs)
{
    return dcs == DCS_UCS2_LANGUAGE || (dcs >= 0x40 && dcs < 0x80 && (dcs & 0x0C) == 0x08);
}

/* "vi" in two octets: what stands before a text of this scheme, though many modems take it away
 * and leave the scheme as it was. */
static bool is_language(const struct buf *octets)
{
    int first = (unsigned char)octets->data[0], second = (unsigned char)octets->data[1];

    return isalpha(first & 0x7F) && isalpha((first >> 7 | second << 1) & 0x7F);
}

/* NULL when the hex digits are meant as they are. */
static char *read_coded(const struct field *text, int dcs)
{
    struct buf octets = BUF_INIT;
    size_t skip;
    char *found = NULL;

    read_hex(text, &octets);
    skip = dcs == DCS_UCS2_LANGUAGE && is_language(&octets) ? 2 : 0;
    if (octets.len % 2 == 0 && octets.len > skip) {
        found = ucs2_to_utf8((const uint8_t *)octets.data + skip, octets.len - skip);
        if (!is_readable(found) && !dcs_is_ucs2(dcs)) {
            free(found);
            found = NULL;
        }
    }
    if (!found && is_plain_ascii(&octets))
        found = xstrndup(octets.data, octets.len);
    if (!found) {
        found = read_packed(&octets);
        if (!is_ascii_mostly(found)) {
            free(found);
            found = NULL;
        }
    }
    buf_free(&octets);
    return found;
}

static char *read_plain(const struct field *text, enum charset charset)
{
    bool high = false;

    for (size_t i = 0; i < text->len; i++)
        high |= (unsigned char)text->at[i] >= 0x80;
    if (high && text_utf8_valid(text->at, text->len))
        return xstrndup(text->at, text->len);
    if (charset == CHARSET_GSM && !high)
        return gsm7_to_utf8((const uint8_t *)text->at, text->len);

    struct buf latin = BUF_INIT; /* ISO 8859-1, and ASCII in it */
    for (size_t i = 0; i < text->len; i++)
        utf8_append(&latin, text->at[i] ? (unsigned char)text->at[i] : '@');
    return buf_steal(&latin);
}

char *charset_read(const char *text, size_t len, int dcs, enum charset charset)
{
    struct field field = {text, len};
    char *utf8 = NULL;

    if (is_hex(&field) && (dcs_is_ucs2(dcs) || !is_short_number(&field)))
        utf8 = read_coded(&field, dcs);
    return utf8 ? utf8 : read_plain(&field, charset);
}
