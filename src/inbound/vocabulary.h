/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that count as known: those of all replies, and those of the announcement. */
#pragma once

#include <stdbool.h>

#include "inbound/lexicon.h"

struct vocabulary {
    const struct lexicon *common;
    const struct lexicon *near; /* of the announcement; empty where there is none */
};

bool vocabulary_has(const struct vocabulary *known, const char *plain);
/* The same with its accents. */
bool vocabulary_has_exactly(const struct vocabulary *known, const struct word *word);
bool vocabulary_has_pair(const struct vocabulary *known, const char *first, const char *second);
/* Whether it is short for another word, and no word of its own. */
bool vocabulary_abbreviates(const struct vocabulary *known, const char *plain);
