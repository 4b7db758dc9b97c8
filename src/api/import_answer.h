/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What POST /api/import answers: what became of every row. The list is read in a process of its
 * own, which writes what it knows; what taking it in has done stands before that. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "store/import.h"

/* {"dry_run": …, "done": {…}, up to where the rest goes on */
void import_answer_begin(const struct import_counts *counts, bool dry_run, struct buf *out);
/* "file": …, "totals": …, "groups": …, "clusters": …, "remarks": […]} */
void import_answer_rest(const struct import *import, FILE *out);

/* The counts as a line of text on standard output, and out of one; false when it is none. */
void import_answer_print_counts(const struct import_counts *counts);
bool import_answer_parse_counts(const char *line, struct import_counts *ret);
