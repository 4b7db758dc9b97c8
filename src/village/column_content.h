/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands in the cells of a column whose title says nothing. Of use to columns alone. */
#pragma once

#include "village/columns.h"

struct column_content {
    size_t full;   /* cells that are not empty */
    size_t marks;  /* of these, marks such as "x" */
    size_t ones;   /* of these, the digit 1 */
    size_t none;   /* cells that say "không" */
    size_t phones; /* cells with a number that needed no mending, among the first */
    size_t probed; /* cells looked at for phones and groups */
    size_t digits; /* cells with a digit */
    size_t groups; /* cells that begin with a known group, among the first */
    size_t names;  /* cells of two words and more without a digit, other than the cell above */
};

struct column_content column_content_read(const struct columns_search *search, size_t first,
                                          size_t column);
/* Only marks and "không", but for a total at the end: the column asks yes or no. */
bool column_content_is_marks(const struct column_content *content);
/* The same, and every cell may be a 1: where a name should stand, even these are marks. */
bool column_content_is_no_name(const struct column_content *content);
/* Mostly telephone numbers, written in full. */
bool column_content_is_phones(const struct column_content *content);
/* Mostly groups, each known by one of its spellings. */
bool column_content_is_groups(const struct column_content *content);
/* Mostly names, one in nearly each of so many rows. */
bool column_content_is_names(const struct column_content *content, size_t rows);
