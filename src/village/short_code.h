/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a household's code is said within its cluster: T2-012 is 12. */
#pragma once

#include <stdbool.h>

/* The number at the code's end, without leading zeros; the whole code where it ends in none. */
const char *short_code(const char *code);
/* Whether said, as somebody typed it, means the code: its number ("12", "012") or all of it, in any
 * case, with or without what divides it ("t2-12", "T2 012", "t2012" mean T2-012). */
bool short_code_means(const char *said, const char *code);
