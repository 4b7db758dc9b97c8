/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a household's code is said within its cluster. */
#include "village/short_code.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_zeros(const char *digits)
{
    while (digits[0] == '0' && is_digit(digits[1]))
        digits++;
    return digits;
}

const char *short_code(const char *code)
{
    const char *tail = code + strlen(code);

    while (tail > code && is_digit(tail[-1]))
        tail--;
    return *tail ? skip_zeros(tail) : code;
}

/* Letters and digits count, and where a number begins its zeros do not. */
static char next(const char **at, bool *in_number)
{
    while (**at && !isalnum((unsigned char)**at)) {
        *in_number = false;
        (*at)++;
    }
    if (!*in_number && is_digit(**at))
        *at = skip_zeros(*at);
    *in_number = is_digit(**at);
    return **at ? (char)tolower((unsigned char)*(*at)++) : '\0';
}

static bool same(const char *a, const char *b)
{
    bool a_in = false, b_in = false;
    char c;

    do {
        c = next(&a, &a_in);
        if (c != next(&b, &b_in))
            return false;
    } while (c);
    return true;
}

/* "t2012": where nothing divides, the zeros within cannot be told from others and must be said. */
static bool same_undivided(const char *said, const char *code)
{
    for (; *code; code++)
        if (isalnum((unsigned char)*code) &&
            tolower((unsigned char)*said++) != tolower((unsigned char)*code))
            return false;
    return *said == '\0';
}

bool short_code_means(const char *said, const char *code)
{
    bool number = *said && said[strspn(said, "0123456789")] == '\0';

    return same(said, code) || (number ? same(said, short_code(code)) : same_undivided(said, code));
}
