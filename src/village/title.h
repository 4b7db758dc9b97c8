/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the title of a column means. */
#pragma once

#include "village/vocabulary.h"

/* The field that a title means; COLUMN_FIELDS when none. *ret_strength compares answers: an exact
 * title beats an open pattern, a longer pattern a shorter one. A number at the end ("SĐT 2") and
 * what stands in parentheses may be left out; a "?" in a word, where an encoding has lost a letter,
 * stands for any letter. */
enum column_field title_field(const struct vocabulary *vocabulary, const char *title,
                              size_t *ret_strength);
