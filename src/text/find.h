/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding what people type in a search. */
#pragma once

#include <stdbool.h>

/* Whether `words` find `text`, both folded (text_fold): they stand in it as they were typed, or
 * each of them begins a word of one and the same line, in whatever order. */
bool text_find(const char *text, const char *words);
