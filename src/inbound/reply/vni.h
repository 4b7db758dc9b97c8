/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VNI: digits that stand for accents, "d9u7o75c" is "được". */
#pragma once

#include <stdbool.h>

#include "inbound/reply/word.h"

/* Reads keys, letters and digits without accents, that no input method turned into letters. False
 * when a digit among them is no accent, when there is none, or when they make no Vietnamese
 * syllable. */
bool vni_read(const struct word *keys, struct word *ret_word);
/* Whether keys that can be read are surely VNI and no word with a number behind it ("co1", "to3"):
 * two digits, or one in the middle ("so61", "kho6ng"). */
bool vni_is_sure(const struct word *keys);
