/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in a text the phrases of the keywords stand. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/keywords.h"

/* A phrase found: the words from..to (to not included). */
struct find {
    int keyword; /* enum keyword, or KEYWORD_COUNT + a meaning */
    size_t from, to;
};

struct finds {
    struct find *items; /* by from, then by to */
    size_t count;
};

/* Everything of every group that the text holds, save what lies inside a longer fixed expression or
 * words of thanks; and of every meaning. Free ret_finds->items and ret_meanings->items. */
void keywords_find(const struct keywords *keywords, const struct speech *speech,
                   struct finds *ret_finds, struct finds *ret_meanings);

/* The next of the group behind last, or the first of all (last NULL); NULL: there is none. */
const struct find *finds_next(const struct finds *finds, enum keyword keyword,
                              const struct find *last);
bool finds_have(const struct finds *finds, enum keyword keyword);
/* Whether a find of the group begins at the word. */
bool finds_begin(const struct finds *finds, enum keyword keyword, size_t word);
/* Whether a find of the group covers the word. */
bool finds_cover(const struct finds *finds, enum keyword keyword, size_t word);
/* Whether one of the group, or meaning, holds the words from..to and more. */
bool finds_exceed(const struct finds *finds, int keyword, size_t from, size_t to);
