/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a text is cut into parts. */
#include "text/parts.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/accents.h"
#include "text/gsm7.h"
#include "text/ucs2.h"
#include "text/utf8.h"

/* Units that fit. */
struct room {
    size_t alone;   /* a text of one part */
    size_t of_many; /* each part of several */
};

static const struct room rooms[] = {
    [TEXT_CODING_GSM7] = {160, 153},
    [TEXT_CODING_UCS2] = {70, 67},
};

static const struct room rooms_wide[] = {
    [TEXT_CODING_GSM7] = {160, 152},
    [TEXT_CODING_UCS2] = {70, 66},
};

static unsigned count_units(enum text_coding coding, uint32_t c)
{
    return coding == TEXT_CODING_GSM7 ? gsm7_septets(c) : ucs2_units(c);
}

/* The coding of a text, and its units in that coding. */
static enum text_coding measure(const char *s, const char *end, size_t *ret_units)
{
    size_t septets = 0, units = 0;
    bool gsm = true;
    uint32_t c;

    while (s < end) {
        s += utf8_next(s, end, &c);
        units += ucs2_units(c);
        if (!gsm)
            continue;
        unsigned more = gsm7_septets(c);
        septets += more;
        gsm = more > 0;
    }
    *ret_units = gsm ? septets : units;
    return gsm ? TEXT_CODING_GSM7 : TEXT_CODING_UCS2;
}

/* Cuts into parts of at most `limit` units each and returns how many they are; the first
 * `max` of them go to slices. */
static size_t cut(const char *utf8, const char *end, enum text_coding coding, size_t limit,
                  struct text_slice *slices, size_t max)
{
    size_t count = 0, used = 0;
    const char *start = utf8;
    uint32_t c;

    for (const char *s = utf8; s < end;) {
        size_t len = utf8_next(s, end, &c);
        unsigned units = count_units(coding, c);
        if (used + units > limit) {
            if (count < max)
                slices[count] = (struct text_slice){(size_t)(start - utf8), (size_t)(s - start)};
            count++;
            start = s;
            used = 0;
        }
        used += units;
        s += len;
    }
    if (count < max)
        slices[count] = (struct text_slice){(size_t)(start - utf8), (size_t)(end - start)};
    return count + 1;
}

static int split(const char *utf8, const struct room *table, size_t max_parts,
                 struct text_split *ret, struct refusal *ret_refusal)
{
    size_t len = strlen(utf8), units;

    if (!text_utf8_valid(utf8, len))
        return refuse(ret_refusal, "text_not_utf8", "text", "the text is not UTF-8");
    if (len == 0)
        return refuse(ret_refusal, "text_empty", "text", "the text is empty");
    if (max_parts > TEXT_PARTS_MAX)
        max_parts = TEXT_PARTS_MAX;
    enum text_coding coding = measure(utf8, utf8 + len, &units);
    const struct room *room = &table[coding];
    size_t limit = units <= room->alone ? room->alone : room->of_many;
    size_t count = cut(utf8, utf8 + len, coding, limit, NULL, 0);
    if (count > max_parts)
        return refuse(ret_refusal, "text_too_long", "text",
                      "the text needs %zu parts, %zu are allowed", count, max_parts);
    ret->coding = coding;
    ret->units = units;
    ret->count = count;
    cut(utf8, utf8 + len, coding, limit, ret->parts, count);
    return 0;
}

int text_split(const char *utf8, size_t max_parts, struct text_split *ret,
               struct refusal *ret_refusal)
{
    return split(utf8, rooms, max_parts, ret, ret_refusal);
}

int text_split_wide(const char *utf8, size_t max_parts, struct text_split *ret,
                    struct refusal *ret_refusal)
{
    return split(utf8, rooms_wide, max_parts, ret, ret_refusal);
}

enum text_coding text_coding(const char *utf8)
{
    size_t units;

    return measure(utf8, utf8 + strlen(utf8), &units);
}

size_t text_count_parts(const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    size_t units;

    if (utf8 == end)
        return 0;
    enum text_coding coding = measure(utf8, end, &units);
    const struct room *room = &rooms[coding];
    return cut(utf8, end, coding, units <= room->alone ? room->alone : room->of_many, NULL, 0);
}
