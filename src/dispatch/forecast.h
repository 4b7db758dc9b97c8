/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When a SIM's credit will be used up, by how it fell so far. Pure. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct forecast_reading {
    int64_t at; /* wall clock */
    int64_t amount;
};

enum { FORECAST_DAYS = 30 }; /* older readings say little */

/* The time at which the credit comes down to `floor`, if it goes on falling as it did between the
 * readings, oldest first. Where it rose, somebody topped it up: that stretch says nothing, because
 * nobody knows what was spent in it. 0: not known, from too few readings, or not within a year. */
int64_t forecast_empty(const struct forecast_reading *readings, size_t count, int64_t floor);
