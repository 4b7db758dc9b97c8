/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rows of titles above a list: which they are and what each column is called. Of use to columns
 * alone. */
#pragma once

#include "village/columns.h"

/* What a row would be as a row of titles, with the row of sub-titles below it if there is one. */
struct title_row {
    size_t cells;     /* that are not empty */
    size_t known;     /* of these, whose title means a field */
    bool name, phone; /* some column names somebody; some column holds telephones */
    bool subtitles;   /* the next row holds the lower titles */
};

struct title_row title_row_judge(const struct columns_search *search, size_t row);

/* Whether the row only numbers the columns: "(1) (2) (3)", "A B 1 2". */
bool title_row_is_numbering(const struct sheet *sheet, size_t row);

/* Fills title, short_title, label and field of `count` columns. */
void title_row_read(const struct columns_search *search, size_t row, bool subtitles,
                    struct column *columns, size_t count);
