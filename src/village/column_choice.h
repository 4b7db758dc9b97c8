/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns that a person has named: "head=3,phone=D,phone=E,cluster=Tổ". */
#pragma once

#include "base/error.h"
#include "village/vocabulary.h"

struct column_choice {
    enum column_field field;
    char *named;  /* as it was named: "D", "Tổ" */
    size_t index; /* of the column, from 0; SIZE_MAX when `named` can only be a title */
};

struct column_choices {
    struct column_choice *items;
    size_t count;
};

/* Each column is a number from 1, the letters that a spreadsheet shows, or a title; a field that
 * may have several columns may be named several times. Fields are those of column_field_words,
 * and "skip" for a column to leave alone. 0, or REFUSED "bad_columns". */
int column_choices_parse(const char *text, struct column_choices *ret_choices,
                         struct refusal *ret_refusal);
void column_choices_free(struct column_choices *choices);
/* Whether some choice is about this field. */
bool column_choices_have(const struct column_choices *choices, enum column_field field);
