/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The GSM 7-bit default alphabet, 3GPP TS 23.038. */
#include "text/gsm7.h"

#include "base/memory.h"
#include "text/utf8.h"

enum { ESCAPE = 0x1B, NONE = 0xFFFF, EXTENDED = 0x80 };

/* clang-format off */
static const uint16_t alphabet[128] = {
    '@',    0xA3,   '$',    0xA5,   0xE8,   0xE9,   0xF9,   0xEC,   /* @ £ $ ¥ è é ù ì */
    0xF2,   0xC7,   '\n',   0xD8,   0xF8,   '\r',   0xC5,   0xE5,   /* ò Ç LF Ø ø CR Å å */
    0x394,  '_',    0x3A6,  0x393,  0x39B,  0x3A9,  0x3A0,  0x3A8,  /* Δ _ Φ Γ Λ Ω Π Ψ */
    0x3A3,  0x398,  0x39E,  ' ',    0xC6,   0xE6,   0xDF,   0xC9,   /* Σ Θ Ξ ESC Æ æ ß É */
    ' ',    '!',    '"',    '#',    0xA4,   '%',    '&',    '\'',   /* ¤ */
    '(',    ')',    '*',    '+',    ',',    '-',    '.',    '/',
    '0',    '1',    '2',    '3',    '4',    '5',    '6',    '7',
    '8',    '9',    ':',    ';',    '<',    '=',    '>',    '?',
    0xA1,   'A',    'B',    'C',    'D',    'E',    'F',    'G',    /* ¡ */
    'H',    'I',    'J',    'K',    'L',    'M',    'N',    'O',
    'P',    'Q',    'R',    'S',    'T',    'U',    'V',    'W',
    'X',    'Y',    'Z',    0xC4,   0xD6,   0xD1,   0xDC,   0xA7,   /* Ä Ö Ñ Ü § */
    0xBF,   'a',    'b',    'c',    'd',    'e',    'f',    'g',    /* ¿ */
    'h',    'i',    'j',    'k',    'l',    'm',    'n',    'o',
    'p',    'q',    'r',    's',    't',    'u',    'v',    'w',
    'x',    'y',    'z',    0xE4,   0xF6,   0xF1,   0xFC,   0xE0,   /* ä ö ñ ü à */
};
/* clang-format on */

static const struct {
    uint8_t septet;
    uint16_t c;
} extension[] = {
    {0x0A, '\f'}, {0x14, '^'}, {0x28, '{'}, {0x29, '}'}, {0x2F, '\\'},
    {0x3C, '['},  {0x3D, '~'}, {0x3E, ']'}, {0x40, '|'}, {0x65, 0x20AC},
};

/* The septet that follows the escape for c, or NONE. */
static unsigned find_extension(uint32_t c)
{
    for (size_t i = 0; i < ARRAY_SIZE(extension); i++) {
        if (extension[i].c == c)
            return extension[i].septet;
    }
    return NONE;
}

static unsigned find_default(uint32_t c)
{
    for (unsigned septet = 0; septet < 128; septet++) {
        if (alphabet[septet] == c && septet != ESCAPE)
            return septet;
    }
    return NONE;
}

/* The septet of c, | EXTENDED when an escape goes before it; NONE when c is not in the alphabet.
 * Most of what is asked for is where ASCII has it. */
static unsigned find_septet(uint32_t c)
{
    if (c < 128 && alphabet[c] == c)
        return c;
    if (c > 0xFF && (c < 0x393 || c > 0x3A9) && c != 0x20AC)
        return NONE;
    unsigned septet = find_default(c);
    if (septet != NONE)
        return septet;
    septet = find_extension(c);
    return septet == NONE ? NONE : septet | EXTENDED;
}

/* clang-format off */
const uint8_t gsm7_septets_ascii[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, /* LF, FF, CR */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, /* [ \ ] ^ */
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* ` */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 0, /* { | } ~ */
};
/* clang-format on */

unsigned gsm7_septets_beyond_ascii(uint32_t c)
{
    unsigned septet = find_septet(c);

    return septet == NONE ? 0 : septet & EXTENDED ? 2 : 1;
}

/* Septets of the whole text, or SIZE_MAX when a character is not in the alphabet. */
static size_t count_septets(const char *s, const char *end)
{
    size_t count = 0;
    uint32_t c;

    while (s < end) {
        s += utf8_next(s, end, &c);
        unsigned septets = gsm7_septets(c);
        if (!septets)
            return SIZE_MAX;
        count += septets;
    }
    return count;
}

bool gsm7_from_utf8(const char *utf8, size_t len, struct buf *out)
{
    const char *end = utf8 + len;
    size_t count = count_septets(utf8, end);
    uint32_t c;

    if (count == SIZE_MAX)
        return false;
    char *at = buf_grow(out, count);
    for (const char *s = utf8; s < end;) {
        s += utf8_next(s, end, &c);
        unsigned septet = find_septet(c);
        if (septet & EXTENDED)
            *at++ = ESCAPE;
        *at++ = (char)(septet & 0x7F);
    }
    return true;
}

static uint32_t read_escaped(uint8_t septet)
{
    for (size_t i = 0; i < ARRAY_SIZE(extension); i++) {
        if (extension[i].septet == septet)
            return extension[i].c;
    }
    return alphabet[septet];
}

char *gsm7_to_utf8(const uint8_t *septets, size_t count)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        uint8_t septet = septets[i] & 0x7F;
        if (septet == ESCAPE && i + 1 < count)
            utf8_append(&text, read_escaped(septets[++i] & 0x7F));
        else
            utf8_append(&text, alphabet[septet]);
    }
    return buf_steal(&text);
}

unsigned gsm7_fill_bits(size_t udh_octets)
{
    return (unsigned)((7 - udh_octets * 8 % 7) % 7);
}

size_t gsm7_header_septets(size_t udh_octets)
{
    return (udh_octets * 8 + 6) / 7;
}

size_t gsm7_octets(size_t count, unsigned fill)
{
    return (fill + count * 7 + 7) / 8;
}

size_t gsm7_pack(const uint8_t *septets, size_t count, unsigned fill, uint8_t *out)
{
    uint8_t *at = out;
    unsigned held = 0, bits = fill; /* bits not yet written, the lowest first */

    for (size_t i = 0; i < count; i++) {
        held |= (unsigned)(septets[i] & 0x7F) << bits;
        for (bits += 7; bits >= 8; bits -= 8, held >>= 8)
            *at++ = (uint8_t)held;
    }
    if (bits)
        *at++ = (uint8_t)held;
    return (size_t)(at - out);
}

size_t gsm7_unpack(const uint8_t *octets, size_t len, unsigned fill, size_t count, uint8_t *out)
{
    size_t whole = len * 8 >= fill ? (len * 8 - fill) / 7 : 0;

    if (count > whole)
        count = whole;
    for (size_t i = 0; i < count; i++) {
        size_t bit = fill + i * 7, at = bit / 8;
        unsigned two = octets[at] | (at + 1 < len ? (unsigned)octets[at + 1] << 8 : 0);
        out[i] = (uint8_t)(two >> (bit % 8) & 0x7F);
    }
    return count;
}
