/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fields that TPDUs are made of. */
#include "sim/tpdu_field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "text/gsm7.h"

enum { ADDRESS_DIGITS_MAX = 20, NAME_SEPTETS_MAX = 11 };

static const char digit_letters[] = "0123456789*#abc";

void field_put(struct field_writer *w, uint8_t octet)
{
    w->out[w->len++] = octet;
}

void field_put_octets(struct field_writer *w, const uint8_t *octets, size_t len)
{
    memcpy(w->out + w->len, octets, len);
    w->len += len;
}

static bool is_number(const char *text)
{
    const char *digits = text + (*text == '+');
    size_t len = strlen(digits);

    return len && len <= ADDRESS_DIGITS_MAX && strspn(digits, digit_letters) == len;
}

bool tpdu_address_parse(const char *text, struct tpdu_address *ret_address)
{
    struct buf septets = BUF_INIT;
    bool good = true;
    uint8_t type;

    if (is_number(text)) {
        type = *text == '+' ? TPDU_TOA_INTERNATIONAL : TPDU_TOA_UNKNOWN;
    } else {
        type = TPDU_TOA_ALPHANUMERIC;
        good = gsm7_from_utf8(text, strlen(text), &septets) && septets.len &&
               septets.len <= NAME_SEPTETS_MAX && strlen(text) < TPDU_ADDRESS_TEXT_MAX;
        buf_free(&septets);
    }
    if (!good)
        return false;
    ret_address->type = type;
    snprintf(ret_address->text, sizeof(ret_address->text), "%s", text);
    return true;
}

void field_put_digits(struct field_writer *w, const char *number)
{
    const char *p = number + (*number == '+');

    while (*p) {
        unsigned low = (unsigned)(strchr(digit_letters, *p++) - digit_letters);
        unsigned high = *p ? (unsigned)(strchr(digit_letters, *p++) - digit_letters) : 0xf;
        field_put(w, (uint8_t)(high << 4 | low));
    }
}

static void put_name(struct field_writer *w, const struct tpdu_address *address)
{
    struct buf septets = BUF_INIT;
    uint8_t packed[NAME_SEPTETS_MAX];

    gsm7_from_utf8(address->text, strlen(address->text), &septets);
    size_t len = gsm7_pack((const uint8_t *)buf_str(&septets), septets.len, 0, packed);
    field_put(w, (uint8_t)((septets.len * 7 + 3) / 4));
    field_put(w, address->type);
    field_put_octets(w, packed, len);
    buf_free(&septets);
}

static bool is_alphanumeric(uint8_t type)
{
    return (type & 0x70) == 0x50;
}

void field_put_address(struct field_writer *w, const struct tpdu_address *address)
{
    if (is_alphanumeric(address->type)) {
        put_name(w, address);
        return;
    }
    field_put(w, (uint8_t)strlen(address->text + (address->text[0] == '+')));
    field_put(w, address->type);
    field_put_digits(w, address->text);
}

static uint8_t swapped(int two_digits)
{
    return (uint8_t)(two_digits % 10 << 4 | two_digits / 10);
}

void field_put_time(struct field_writer *w, int64_t wall_ms)
{
    time_t seconds = wall_ms / SECOND;
    struct tm tm;

    localtime_r(&seconds, &tm);
    long quarters = tm.tm_gmtoff / (15 * 60);
    field_put(w, swapped(tm.tm_year % 100));
    field_put(w, swapped(tm.tm_mon + 1));
    field_put(w, swapped(tm.tm_mday));
    field_put(w, swapped(tm.tm_hour));
    field_put(w, swapped(tm.tm_min));
    field_put(w, swapped(tm.tm_sec));
    field_put(w, (uint8_t)(swapped((int)labs(quarters)) | (quarters < 0 ? 0x08 : 0)));
}

uint8_t field_relative_validity(int64_t ms)
{
    unsigned vp = 0;

    while (vp < 255 && field_validity_ms((uint8_t)vp) < ms)
        vp++;
    return (uint8_t)vp;
}

uint8_t field_get(struct field_reader *r)
{
    if (r->pos < r->len)
        return r->octets[r->pos++];
    r->broken = true;
    return 0;
}

bool field_get_octets(struct field_reader *r, uint8_t *out, size_t len)
{
    if (len > r->len - r->pos) {
        r->broken = true;
        return false;
    }
    memcpy(out, r->octets + r->pos, len);
    r->pos += len;
    return true;
}

/* Reads `digits` semi-octets; ret_address->type, already set, decides whether a plus leads. */
static void get_digits(struct field_reader *r, size_t digits, struct tpdu_address *ret_address)
{
    size_t len = 0;

    if ((ret_address->type & 0x70) == 0x10)
        ret_address->text[len++] = '+';
    for (size_t i = 0; i < digits; i += 2) {
        uint8_t octet = field_get(r);
        if ((octet & 0xf) < 0xf)
            ret_address->text[len++] = digit_letters[octet & 0xf];
        if (i + 1 < digits && octet >> 4 < 0xf)
            ret_address->text[len++] = digit_letters[octet >> 4];
    }
    ret_address->text[len] = '\0';
}

static bool get_name(struct field_reader *r, size_t semi_octets, struct tpdu_address *ret_address)
{
    uint8_t packed[(ADDRESS_DIGITS_MAX + 1) / 2], septets[NAME_SEPTETS_MAX];
    size_t len = (semi_octets + 1) / 2;

    if (!field_get_octets(r, packed, len))
        return false;
    size_t count = gsm7_unpack(packed, len, 0, semi_octets * 4 / 7, septets);
    char *text = gsm7_to_utf8(septets, count);
    snprintf(ret_address->text, sizeof(ret_address->text), "%s", text);
    free(text);
    return true;
}

bool field_get_address(struct field_reader *r, struct tpdu_address *ret_address)
{
    struct tpdu_address address = {0};
    size_t semi_octets = field_get(r);

    address.type = field_get(r);
    if (semi_octets > ADDRESS_DIGITS_MAX)
        return false;
    if (is_alphanumeric(address.type)) {
        if (!get_name(r, semi_octets, &address))
            return false;
    } else {
        get_digits(r, semi_octets, &address);
    }
    *ret_address = address;
    return !r->broken;
}

static int unswapped(uint8_t octet)
{
    return (octet & 0xf) * 10 + (octet >> 4);
}

int64_t field_get_time(struct field_reader *r)
{
    uint8_t octets[7];

    if (!field_get_octets(r, octets, sizeof(octets)))
        return 0;
    for (size_t i = 0; i < sizeof(octets); i++) {
        unsigned tens = octets[i] & (i < 6 ? 0xf : 0x7); /* the zone's sign is among them */
        if (tens > 9 || octets[i] >> 4 > 9)
            return 0;
    }
    struct tm tm = {
        .tm_year = unswapped(octets[0]) + 100,
        .tm_mon = unswapped(octets[1]) - 1,
        .tm_mday = unswapped(octets[2]),
        .tm_hour = unswapped(octets[3]),
        .tm_min = unswapped(octets[4]),
        .tm_sec = unswapped(octets[5]),
    };
    int quarters = unswapped(octets[6] & 0xf7);
    int64_t offset = (octets[6] & 0x08 ? -quarters : quarters) * 15 * MINUTE;
    return timegm(&tm) * SECOND - offset;
}

int64_t field_validity_ms(uint8_t vp)
{
    if (vp <= 143)
        return (vp + 1) * 5 * MINUTE;
    if (vp <= 167)
        return 12 * HOUR + (vp - 143) * 30 * MINUTE;
    if (vp <= 196)
        return (vp - 166) * DAY;
    return (vp - 192) * 7 * DAY;
}

bool field_get_enhanced(struct field_reader *r, int64_t *ret_ms)
{
    uint8_t octets[7];

    if (!field_get_octets(r, octets, sizeof(octets)))
        return false;
    switch (octets[0] & 0x07) {
    case 1:
        *ret_ms = field_validity_ms(octets[1]);
        return true;
    case 2:
        *ret_ms = octets[1] * SECOND;
        return true;
    case 3:
        *ret_ms = unswapped(octets[1]) * HOUR + unswapped(octets[2]) * MINUTE +
                  unswapped(octets[3]) * SECOND;
        return true;
    }
    return false;
}
