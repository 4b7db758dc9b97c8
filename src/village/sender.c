/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who sent an SMS. */
#include "village/sender.h"

#include <stdio.h>
#include <string.h>

enum { E164_DIGITS_MIN = 8, E164_DIGITS_MAX = 15 };

/* Copies the digits; false when anything but digits and blanks stands there. */
static bool only_digits(const char *s, char *out, size_t size)
{
    size_t len = 0;

    for (; *s; s++) {
        if (*s == ' ')
            continue;
        if (*s < '0' || *s > '9')
            return false;
        if (len + 1 < size)
            out[len++] = *s;
    }
    out[len] = '\0';
    return true;
}

/* "+84191": a short code with the country code before it. */
static bool is_prefixed_service(const struct number_rules *rules, const char *digits)
{
    struct number number;
    size_t code = strlen(rules->country_code);

    if (strncmp(digits, rules->country_code, code) != 0)
        return false;
    number_from_digits(rules, digits + code, false, 0, &number);
    return number.fault == NUMBER_SERVICE;
}

enum sender_kind sender_read(const struct number_rules *rules, const char *address,
                             char ret_e164[NUMBER_E164_SIZE])
{
    char digits[32];
    struct number number;

    ret_e164[0] = '\0';
    address += strspn(address, " ");
    bool plus = *address == '+';
    if (!only_digits(address + plus, digits, sizeof(digits)))
        return SENDER_SERVICE;
    if (number_from_digits(rules, digits, plus, 0, &number) != NUMBER_UNUSABLE) {
        memcpy(ret_e164, number.e164, sizeof(number.e164));
        return SENDER_NUMBER;
    }
    size_t len = strlen(digits);
    if (number.fault == NUMBER_SERVICE || (plus && is_prefixed_service(rules, digits)))
        return SENDER_SERVICE;
    if (plus && number.fault == NUMBER_FOREIGN && len >= E164_DIGITS_MIN &&
        len <= E164_DIGITS_MAX) {
        snprintf(ret_e164, NUMBER_E164_SIZE, "+%.15s", digits);
        return SENDER_NUMBER;
    }
    return SENDER_UNKNOWN;
}
