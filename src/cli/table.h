/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables for people: columns aligned by what a terminal shows, letters with accents and wide
 * letters included. Texts of households come from outside: what would move the cursor or turn the
 * writing around is taken out. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

struct table;

/* Titles end with NULL; all "": no line of titles. A title that begins with '>' is of a column
 * that is aligned to the right. */
struct table *table_new(const char *const *titles);
/* Cells are filled row by row. NULL is "". */
void table_cell(struct table *table, const char *text);
void table_number(struct table *table, int64_t number);
void table_format(struct table *table, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A cell of several names: "nongdan, phunu". */
void table_names(struct table *table, const json_t *names);
/* A row of two cells, unless there is no value. */
void table_line(struct table *table, const char *what, const char *value);
/* Such a row of counts: "delivered 312, failed 3", those above zero; `none` where none is. */
void table_counts(struct table *table, const char *what, const json_t *counts, const char *none);
/* Prints to standard output what was filled since the last time. The widths of what was printed
 * before are kept, so that long lists can be printed in pieces. */
void table_print(struct table *table);
void table_free(struct table *table);

/* A text made safe for a terminal; freed by the caller. keep_lines: line breaks stay. */
char *terminal_safe(const char *text, bool keep_lines);
/* "1,234,567". The buffer is the caller's. */
const char *grouped(int64_t number, char out[static 32]);
