/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The user data header's concatenation element. */
#include "text/udh.h"

enum { IEI_CONCAT_8BIT = 0x00, IEI_CONCAT_16BIT = 0x08 };

size_t udh_concat_encode(const struct udh_concat *concat, uint8_t out[static UDH_CONCAT_16BIT])
{
    uint8_t *at = out;

    *at++ = concat->wide ? UDH_CONCAT_16BIT - 1 : UDH_CONCAT_8BIT - 1;
    *at++ = concat->wide ? IEI_CONCAT_16BIT : IEI_CONCAT_8BIT;
    *at++ = concat->wide ? 4 : 3;
    if (concat->wide)
        *at++ = (uint8_t)(concat->ref >> 8);
    *at++ = (uint8_t)concat->ref;
    *at++ = concat->total;
    *at++ = concat->sequence;
    return (size_t)(at - out);
}

size_t udh_octets(const uint8_t *user_data, size_t len)
{
    return len > 0 && (size_t)user_data[0] + 1 <= len ? (size_t)user_data[0] + 1 : 0;
}

/* One information element: its identifier, and len octets of data. */
static bool read_element(uint8_t iei, const uint8_t *data, size_t len, struct udh_concat *ret)
{
    struct udh_concat found = {.wide = iei == IEI_CONCAT_16BIT};

    if (iei == IEI_CONCAT_8BIT && len == 3)
        found.ref = data[0];
    else if (iei == IEI_CONCAT_16BIT && len == 4)
        found.ref = (uint16_t)(data[0] << 8 | data[1]);
    else
        return false;
    found.total = data[len - 2];
    found.sequence = data[len - 1];
    if (found.sequence == 0 || found.sequence > found.total)
        return false;
    *ret = found;
    return true;
}

bool udh_concat_decode(const uint8_t *user_data, size_t len, struct udh_concat *ret)
{
    size_t end = udh_octets(user_data, len);
    bool found = false;

    for (size_t at = 1; at + 2 <= end;) {
        size_t data_len = user_data[at + 1];
        if (at + 2 + data_len > end)
            break;
        if (read_element(user_data[at], user_data + at + 2, data_len, ret))
            found = true;
        at += 2 + data_len;
    }
    return found;
}
