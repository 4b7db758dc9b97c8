/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Received PDUs, decoded. */
#include "modem/pdu.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "text/gsm7.h"
#include "text/ucs2.h"

enum {
    OCTETS_MAX = 512,
    ADDRESS_DIGITS_MAX = 20,
    TIME_OCTETS = 7,
    TEXT_SEPTETS_MAX = 160,

    MTI_MASK = 0x03,
    MTI_SUBMIT = 0x01,
    MTI_REPORT = 0x02,
    UDHI = 0x40,

    TYPE_MASK = 0x70,
    TYPE_INTERNATIONAL = 0x10,
    TYPE_ALPHANUMERIC = 0x50,
};

struct cursor {
    const uint8_t *at;
    size_t left;
};

static bool take(struct cursor *in, size_t count, const uint8_t **ret)
{
    if (in->left < count)
        return false;
    *ret = in->at;
    in->at += count;
    in->left -= count;
    return true;
}

static bool take_octet(struct cursor *in, uint8_t *ret)
{
    const uint8_t *octet;

    if (!take(in, 1, &octet))
        return false;
    *ret = *octet;
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

static bool read_hex(const char *hex, size_t len, uint8_t *out)
{
    for (size_t i = 0; i < len / 2; i++) {
        int high = hex_digit(hex[2 * i]);
        int low = hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

static char *write_hex(const uint8_t *octets, size_t len)
{
    static const char digits[] = "0123456789ABCDEF";
    char *hex = xmalloc(2 * len + 1);

    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = digits[octets[i] >> 4];
        hex[2 * i + 1] = digits[octets[i] & 15];
    }
    hex[2 * len] = 0;
    return hex;
}

/* 9.1.2.5: two digits to the octet, the lower half first. */
static char *read_digits(const uint8_t *octets, size_t digits, bool international)
{
    static const char symbols[] = "0123456789*#abc";
    char text[ADDRESS_DIGITS_MAX + 2];
    size_t len = 0;

    if (international)
        text[len++] = '+';
    for (size_t i = 0; i < digits; i++) {
        uint8_t half = i % 2 ? octets[i / 2] >> 4 : octets[i / 2] & 15;
        if (half < 15)
            text[len++] = symbols[half];
    }
    return international && len == 1 ? xstrdup("") : xstrndup(text, len);
}

static char *read_name(const uint8_t *octets, size_t half_octets)
{
    uint8_t septets[TEXT_SEPTETS_MAX];
    size_t count = gsm7_unpack(octets, (half_octets + 1) / 2, 0, half_octets * 4 / 7, septets);

    return gsm7_to_utf8(septets, count);
}

static bool take_address(struct cursor *in, char **ret)
{
    uint8_t digits, type;
    const uint8_t *octets;

    if (!take_octet(in, &digits) || !take_octet(in, &type) || digits > ADDRESS_DIGITS_MAX + 2 ||
        !take(in, (digits + 1u) / 2, &octets))
        return false;
    if ((type & TYPE_MASK) == TYPE_ALPHANUMERIC)
        *ret = read_name(octets, digits);
    else if (digits <= ADDRESS_DIGITS_MAX)
        *ret = read_digits(octets, digits, (type & TYPE_MASK) == TYPE_INTERNATIONAL);
    else
        return false;
    return true;
}

/* 9.2.3.11: year, month, day, hour, minute, second and quarters of an hour east of Greenwich, as
 * swapped decimal digits; 0 when it is no time. */
static int64_t read_time(const uint8_t octets[static TIME_OCTETS])
{
    int value[TIME_OCTETS];

    for (int i = 0; i < TIME_OCTETS; i++) {
        int tens = octets[i] & (i == TIME_OCTETS - 1 ? 7 : 15);
        int ones = octets[i] >> 4;
        if (tens > 9 || ones > 9)
            return 0;
        value[i] = 10 * tens + ones;
    }
    if (value[1] < 1 || value[1] > 12 || value[2] < 1 || value[2] > 31 || value[3] > 23 ||
        value[4] > 59 || value[5] > 60 || value[6] > 4 * 14)
        return 0;

    struct tm tm = {
        .tm_year = 100 + value[0],
        .tm_mon = value[1] - 1,
        .tm_mday = value[2],
        .tm_hour = value[3],
        .tm_min = value[4],
        .tm_sec = value[5],
    };
    int64_t east = INT64_C(900) * (octets[TIME_OCTETS - 1] & 8 ? -value[6] : value[6]);
    return (timegm(&tm) - east) * 1000;
}

enum alphabet { GSM7, OCTETS, UCS2 };

/* TS 23.038, 4: the data coding scheme. */
static enum alphabet alphabet_of(uint8_t dcs)
{
    static const enum alphabet general[] = {GSM7, OCTETS, UCS2, GSM7};

    if (dcs < 0x80)
        return dcs & 0x20 ? OCTETS /* compressed */ : general[dcs >> 2 & 3];
    if (dcs >= 0xF0)
        return dcs & 4 ? OCTETS : GSM7;
    return (dcs & 0xF0) == 0xE0 ? UCS2 : GSM7;
}

/* What is left is TP-UD; length counts septets or octets (9.2.3.16). */
static bool read_text(struct cursor *in, uint8_t length, enum alphabet alphabet, bool udhi,
                      struct pdu *ret)
{
    size_t octets = alphabet == GSM7 ? gsm7_octets(length, 0) : length;
    size_t header = udhi ? udh_octets(in->at, in->left < octets ? in->left : octets) : 0;

    if (in->left < octets || (udhi && header == 0) || length > TEXT_SEPTETS_MAX)
        return false;
    ret->has_concat = udhi && udh_concat_decode(in->at, octets, &ret->concat);
    if (alphabet == OCTETS)
        return false;
    if (alphabet == UCS2) {
        ret->text = ucs2_to_utf8(in->at + header, octets - header);
        return true;
    }
    size_t skip = header ? gsm7_header_septets(header) : 0;
    if (skip > length)
        return false;
    uint8_t septets[TEXT_SEPTETS_MAX];
    size_t count = gsm7_unpack(in->at + header, octets - header, gsm7_fill_bits(header),
                               length - skip, septets);
    ret->text = gsm7_to_utf8(septets, count);
    return true;
}

static bool read_deliver(struct cursor *in, uint8_t first, struct pdu *ret)
{
    uint8_t pid, dcs, length;
    const uint8_t *stamp;

    if (!take_address(in, &ret->number) || !take_octet(in, &pid) || !take_octet(in, &dcs) ||
        !take(in, TIME_OCTETS, &stamp) || !take_octet(in, &length))
        return false;
    ret->kind = PDU_DELIVER;
    ret->sent_ms = read_time(stamp);
    if (!read_text(in, length, alphabet_of(dcs), first & UDHI, ret)) {
        ret->binary = true;
        ret->text = write_hex(in->at, in->left);
    }
    return true;
}

static bool read_report(struct cursor *in, struct pdu *ret)
{
    const uint8_t *sent, *settled;

    if (!take_octet(in, &ret->reference) || !take_address(in, &ret->number) ||
        !take(in, TIME_OCTETS, &sent) || !take(in, TIME_OCTETS, &settled) ||
        !take_octet(in, &ret->status))
        return false;
    ret->kind = PDU_REPORT;
    ret->sent_ms = read_time(sent);
    ret->settled_ms = read_time(settled);
    ret->text = xstrdup("");
    return true;
}

static bool read_pdu(struct cursor *in, struct pdu *ret)
{
    uint8_t centre, first;
    const uint8_t *skipped;

    if (!take_octet(in, &centre) || !take(in, centre, &skipped) || !take_octet(in, &first))
        return false;
    if ((first & MTI_MASK) == MTI_REPORT)
        return read_report(in, ret);
    if ((first & MTI_MASK) != MTI_SUBMIT)
        return read_deliver(in, first, ret); /* the reserved value 3 too (9.2.3.1) */
    ret->kind = PDU_OTHER;
    return true;
}

int pdu_decode(const char *hex, size_t len, struct pdu *ret)
{
    uint8_t octets[OCTETS_MAX];
    struct cursor in = {octets, len / 2};
    struct pdu pdu = {0};

    if (len / 2 > OCTETS_MAX || !read_hex(hex, len, octets) || !read_pdu(&in, &pdu)) {
        pdu_clear(&pdu);
        return -EBADMSG;
    }
    *ret = pdu;
    return 0;
}

void pdu_clear(struct pdu *pdu)
{
    free(pdu->number);
    free(pdu->text);
    pdu->number = NULL;
    pdu->text = NULL;
}
