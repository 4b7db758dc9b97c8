/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chance that can be repeated. */
#include "sim/chance.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

bool span_parse(const char *text, struct span *ret_span)
{
    const char *dots = strstr(text, "..");
    struct span span;

    if (!dots) {
        if (!clock_parse_duration(text, &span.min))
            return false;
        ret_span->min = ret_span->max = span.min;
        return true;
    }
    char *first = xstrndup(text, (size_t)(dots - text));
    bool good = clock_parse_duration(first, &span.min) &&
                clock_parse_duration(dots + 2, &span.max) && span.min <= span.max;
    free(first);
    if (good)
        *ret_span = span;
    return good;
}

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014): every bit of the input moves every bit
 * of the output. */
static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

double chance_draw(uint64_t seed, const char *who, uint64_t nth)
{
    uint64_t x = mix(seed);

    for (const char *p = who; *p; p++)
        x = mix(x ^ (unsigned char)*p);
    x = mix(x ^ nth);
    return (double)(x >> 11) / (double)(UINT64_C(1) << 53);
}

int64_t span_draw(struct span span, double draw)
{
    return span.min + (int64_t)((double)(span.max - span.min) * draw * draw + 0.5);
}
