/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which column of a list holds what: found by its titles, by its content where the titles leave a
 * doubt, or as a person has said. */
#pragma once

#include <stdint.h>

#include "base/error.h"
#include "village/column_choice.h"
#include "village/number_rules.h"
#include "village/sheet.h"
#include "village/vocabulary.h"

enum {
    COLUMNS_PROBE_ROWS = 60, /* a list begins within so many rows */
};

struct column {
    enum column_field field; /* COLUMN_FIELDS: not used */
    char *title;             /* with a second title row, both; "" none */
    char *short_title;       /* the lower of two titles; else the title */
    char *label;             /* of a phone: whose it is by its title ("vợ"); else "" */
    bool of_head;            /* of a phone: the head's by its title ("SĐT chủ hộ") */
    size_t person;           /* of a phone: the column of who answers; SIZE_MAX none */
    bool by_content;         /* found by what stands in its cells */
    bool crosses;            /* of groups, of relations: only a mark says anything */
    bool sparse;             /* without title and meaning, with something in a few cells */
};

struct columns {
    struct column *items; /* one per column of the sheet, by index */
    size_t count;
    size_t header;            /* index in sheet.rows; SIZE_MAX when the list has no titles */
    size_t first;             /* index of the first row below the titles */
    bool head_is_name;        /* the head's column only says "name": a row may be any person */
    size_t of[COLUMN_FIELDS]; /* how many columns hold each field */
};

/* What finding columns needs. */
struct columns_search {
    const struct sheet *sheet;
    const struct vocabulary *vocabulary;
    const struct number_rules *rules;
    const struct column_choices *choices; /* NULL: none */
};

/* Finds the titles and what they mean. 0, or REFUSED: "no_header" (says what was looked for and
 * what was seen), "unknown_column" (a choice names a title that is not there), "side_by_side" (two
 * lists on one page). */
int columns_find(const struct columns_search *search, struct columns *ret_columns,
                 struct refusal *ret_refusal);
/* Whether the row (index) is a row of titles, and what they mean then: further down a list may go
 * on under other ones. */
bool columns_read_titles(const struct columns_search *search, size_t row,
                         struct columns *ret_columns);
void columns_free(struct columns *columns);

/* The next column of the field from `from` on; SIZE_MAX when there is none. */
size_t columns_next(const struct columns *columns, enum column_field field, size_t from);
