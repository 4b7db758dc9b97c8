/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which notices a modem is told to send. */
#include "modem/notices.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { FIELDS = 5, TEXTS = 1, REPORTS = 3, VALUE_MAX = 3 };
enum { EVERYTHING = (1 << (VALUE_MAX + 1)) - 1 };

/* What is wanted, best first. A text that is handed on (2) is last: its modem forgets it. */
static const char *const wanted[FIELDS] = {"2130", "1302", "0132", "1203", "0132"};
static const char *const wanted_stored = "2103"; /* of reports */

/* "(0,1,2)" and "(0-2)" as bits; moves *at behind. False when it is neither. */
static bool read_range(const char **at, unsigned *ret_bits)
{
    const char *s = *at;
    int from = -1;

    *ret_bits = 0;
    s += strspn(s, " ,");
    if (*s++ != '(')
        return false;
    for (; *s && *s != ')'; s++) {
        if (isdigit((unsigned char)*s) && *s - '0' <= VALUE_MAX) {
            int to = *s - '0';
            for (int n = s[-1] == '-' && from >= 0 ? from : to; n <= to; n++)
                *ret_bits |= 1u << n;
            from = to;
        } else if (*s != ',' && *s != '-' && *s != ' ') {
            return false;
        }
    }
    *at = s + (*s == ')');
    return *s == ')' && *ret_bits;
}

static char first_of(const char *order, unsigned bits)
{
    while (order[1] && !(bits & 1u << (order[0] - '0')))
        order++;
    return order[0];
}

void notices_choose(const char *offered, bool stored_reports, char ret[static NOTICES_COMMAND])
{
    unsigned bits[FIELDS];
    bool read = offered != NULL;

    for (size_t i = 0; i < FIELDS && read; i++)
        read = read_range(&offered, &bits[i]);
    for (size_t i = 0; i < FIELDS && !read; i++)
        bits[i] = EVERYTHING;
    snprintf(ret, NOTICES_COMMAND, "AT+CNMI=");
    for (size_t i = 0; i < FIELDS; i++) {
        const char *order = i == REPORTS && stored_reports ? wanted_stored : wanted[i];
        size_t len = strlen(ret);
        snprintf(ret + len, NOTICES_COMMAND - len, "%s%c", i ? "," : "", first_of(order, bits[i]));
    }
}

/* The value of a field, -1: not said. */
static int value(const char *set, int field)
{
    for (; field > 0 && set; field--)
        set = strchr(set, ',') ? strchr(set, ',') + 1 : NULL;
    if (!set)
        return -1;
    set += strspn(set, " ");
    return isdigit((unsigned char)*set) ? *set - '0' : -1;
}

bool notices_have_texts(const char *set)
{
    int texts = value(set, TEXTS);

    return texts != 0 && value(set, 0) != 0;
}

bool notices_have_reports(const char *set)
{
    return value(set, REPORTS) != 0;
}
