/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FNV-1a, 64 bits: a number for a string, to find it by or to tell it from others. Who chooses the
 * strings can make two meet: compare them too where that matters. */
#pragma once

#include <stdint.h>

#define HASH_BEGIN UINT64_C(14695981039346656037) /* of nothing */

/* Of what was hashed so far, with the string behind it. */
uint64_t hash_string(uint64_t hash, const char *s);
