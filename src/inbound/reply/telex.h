/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telex: letters that stand for accents, "dduwowcj" is "được". */
#pragma once

#include <stdbool.h>

#include "inbound/reply/word.h"

/* Reads keys, letters without accents, that no input method turned into letters. False when they
 * hold no key of Telex, or make no Vietnamese syllable. */
bool telex_read(const struct word *keys, struct word *ret_word);
