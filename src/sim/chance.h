/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chance that can be repeated. A draw depends on the seed, on whom it is for and on the how-manyth
 * draw of theirs it is, and on nothing else: two runs with one seed give every handset the same
 * luck, in whatever order their messages happen to arrive. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A length of time that is drawn anew each time, both ends included, in milliseconds. */
struct span {
    int64_t min, max;
};

/* "250ms" or "5s..10min" (clock_parse_duration). False, and nothing written, when it is neither. */
bool span_parse(const char *text, struct span *ret_span);

/* In [0, 1). `who` is any name: a number, a modem. */
double chance_draw(uint64_t seed, const char *who, uint64_t nth);

/* A moment of the span for a draw: people and networks are mostly quick and sometimes very slow,
 * so short waits are likelier than long ones. */
int64_t span_draw(struct span span, double draw);
