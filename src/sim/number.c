/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telephone numbers as people write them and as the network knows them. */
#include "sim/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { SHORT_CODE_MAX = 6 };

void number_dialled(const char *country, const char *text, char out[static NUMBER_MAX])
{
    size_t digits = strspn(text, "0123456789");
    size_t prefix = strlen(country);

    if (text[digits] || digits <= SHORT_CODE_MAX)
        snprintf(out, NUMBER_MAX, "%s", text);
    else if (!strncmp(text, "00", 2))
        snprintf(out, NUMBER_MAX, "+%s", text + 2);
    else if (*text == '0')
        snprintf(out, NUMBER_MAX, "+%s%s", country, text + 1);
    else if (!strncmp(text, country, prefix) && digits > prefix + 7)
        snprintf(out, NUMBER_MAX, "+%s", text);
    else if (strcmp(country, "84")) /* no trunk prefix there */
        snprintf(out, NUMBER_MAX, "+%s%s", country, text);
    else
        snprintf(out, NUMBER_MAX, "%s", text);
}

/* The renumbering of 15 September 2018: national prefixes without the zero. */
static const struct {
    char before[4], after[3];
} renumbered[] = {
    {"162", "32"}, {"163", "33"}, {"164", "34"}, {"165", "35"}, {"166", "36"}, {"167", "37"},
    {"168", "38"}, {"169", "39"}, {"120", "70"}, {"121", "79"}, {"122", "77"}, {"126", "76"},
    {"128", "78"}, {"123", "83"}, {"124", "84"}, {"125", "85"}, {"127", "81"}, {"129", "82"},
    {"186", "56"}, {"188", "58"}, {"199", "59"},
};

/* digits: the number without country code and zero. */
static bool national_mobile(const char *digits, char out[static NUMBER_MAX])
{
    size_t len = strlen(digits);

    if (len == 9 && strchr("35789", digits[0])) {
        snprintf(out, NUMBER_MAX, "+84%s", digits);
        return true;
    }
    for (size_t i = 0; len == 10 && i < ARRAY_SIZE(renumbered); i++) {
        if (!strncmp(digits, renumbered[i].before, 3)) {
            snprintf(out, NUMBER_MAX, "+84%s%s", renumbered[i].after, digits + 3);
            return true;
        }
    }
    return false;
}

/* A run of digits, from any of the forms. */
static bool vietnamese_mobile(const char *digits, bool plus, char out[static NUMBER_MAX])
{
    if (!plus && !strncmp(digits, "00", 2)) {
        digits += 2;
        plus = true;
    }
    size_t len = strlen(digits);
    if (!strncmp(digits, "84", 2) && (plus || len >= 11)) {
        digits += 2;
        if (*digits == '0') /* +84 (0)912... */
            digits++;
    } else if (plus) {
        return false;
    } else if (*digits == '0') {
        digits++;
    }
    return national_mobile(digits, out);
}

static bool mobile(const char *country, const char *digits, bool plus, char out[static NUMBER_MAX])
{
    size_t len = strlen(digits);

    if (!strcmp(country, "84"))
        return vietnamese_mobile(digits, plus, out);
    if (len < 8 || len > 15)
        return false;
    if (plus)
        snprintf(out, NUMBER_MAX, "+%s", digits);
    else
        number_dialled(country, digits, out);
    return true;
}

struct run {
    const char *country;
    char digits[20];
    size_t len;
    bool plus;
};

static bool take(struct run *run, number_found_fn found, void *arg)
{
    char number[NUMBER_MAX];

    run->digits[run->len] = '\0';
    bool good = run->len && mobile(run->country, run->digits, run->plus, number);
    if (good)
        found(number, arg);
    *run = (struct run){.country = run->country};
    return good;
}

/* Whether the run, which may go on after a space, a dot or a dash, is already a whole number. */
static bool whole(struct run *run)
{
    char number[NUMBER_MAX];

    if (strcmp(run->country, "84"))
        return false;
    run->digits[run->len] = '\0';
    return run->digits[0] == '0'
               ? run->len >= 10 && mobile(run->country, run->digits, run->plus, number)
               : run->len >= 9 && mobile(run->country, run->digits, run->plus, number);
}

/* The letter O counts beside a digit only; words have it too. */
static bool is_digit(const char *p, bool after_digit)
{
    if (isdigit((unsigned char)*p))
        return true;
    return (*p == 'O' || *p == 'o') && (after_digit || isdigit((unsigned char)p[1]));
}

size_t number_find(const char *country, const char *cell, number_found_fn found, void *arg)
{
    struct run run = {.country = country};
    size_t count = 0;
    bool after_digit = false;

    for (const char *p = cell;; p++) {
        bool digit = is_digit(p, after_digit);
        after_digit = digit;
        if (digit) {
            if (run.len < sizeof(run.digits) - 1)
                run.digits[run.len++] = isdigit((unsigned char)*p) ? *p : '0';
        } else if (*p == '+' || !*p || strchr("/;,\n", *p) || whole(&run)) {
            count += take(&run, found, arg);
            run.plus = *p == '+';
        } else if (!strchr(" .-()\t\r", *p) && (unsigned char)*p < 0x80) {
            count += take(&run, found, arg);
        }
        if (!*p)
            return count;
    }
}
