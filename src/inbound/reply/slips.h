/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slips of the thumb: one key beside the right one, one letter too many, one too few, two
 * swapped. */
#pragma once

#include <stddef.h>

#include "inbound/reply/known.h"

enum { SLIPS_MAX = 3 };

/* The known words that one slip turns into a word nobody knows, without their accents: only the
 * likeliest. Returns how many. */
size_t slips_mend(const struct known *known, const struct word *typed,
                  struct word ret_words[static SLIPS_MAX]);
