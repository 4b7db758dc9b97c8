/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One-time codes: digits that nobody can foresee, kept only as a mark. */
#pragma once

#include <stdbool.h>

enum { CODE_DIGITS_MAX = 8, CODE_MARK_SIZE = 100 };

/* code holds digits + 1 bytes. */
void code_make(int digits, char *code);
/* A salted hash as text. A code has few values: the mark keeps it from being read by chance, and
 * its short life from being searched for. */
void code_mark(const char *code, char mark[static CODE_MARK_SIZE]);
bool code_fits(const char *code, const char *mark);
