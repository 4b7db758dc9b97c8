/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which letters make a Vietnamese syllable. */
#pragma once

#include <stdbool.h>

#include "inbound/reply/word.h"

/* Whether the letters, without accents, can be one. */
bool syllable_is_valid(const char *plain);
/* Whether the letters with the word's accents can be one. */
bool syllable_is_spelled(const struct word *word);
