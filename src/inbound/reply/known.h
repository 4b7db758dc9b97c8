/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that count as known: those of all replies, and those of the announcement. */
#pragma once

#include <stdbool.h>

#include "inbound/reply/lexicon.h"

struct known {
    const struct lexicon *common;
    const struct lexicon *near; /* of the announcement; empty where there is none */
};

bool known_has(const struct known *known, const char *plain);
/* The same with its accents. */
bool known_has_exactly(const struct known *known, const struct word *word);
bool known_has_pair(const struct known *known, const char *first, const char *second);
/* Whether it is short for another word, and no word of its own. */
bool known_abbreviates(const struct known *known, const char *plain);
