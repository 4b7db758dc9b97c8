/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which character separates the cells of a list. Of use to sheet alone. */
#pragma once

#include <stddef.h>

/* Comma, semicolon, tab or bar, as the first lines (LF at their ends) tell; a first line "sep=;"
 * decides. *ret_skip is the length of such a line, else 0. */
char separator_find(const char *text, size_t len, size_t *ret_skip);
