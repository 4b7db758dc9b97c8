/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A cell of a list in which telephone numbers stand, one or several, with other words around:
 * "0905.123.456 (con trai) / 0357 111 222". */
#pragma once

#include "village/number.h"

struct number_found {
    struct number number;
    char *written; /* as it stood in the cell */
    char *words;   /* the words beside it: "con trai"; "" when there are none */
};

struct number_cell {
    struct number_found *items; /* in reading order; unusable ones are among them */
    size_t count;
    char *words; /* what the cell says when it holds no number at all; else "" */
};

/* Reads a cell (UTF-8). How its digits group into numbers is taken only where the rules leave one
 * best way; digits left over beside a number make it unusable, and are never dropped. Free it
 * with number_cell_free(). */
void number_cell_parse(const struct number_rules *rules, const char *text,
                       struct number_cell *ret_cell);
void number_cell_free(struct number_cell *cell);

/* Reads one written number: "(+84) 905.123.456", "905123456", "O9O5 123 456". With words beside it
 * or with other numbers it is unusable. */
enum number_kind number_parse(const struct number_rules *rules, const char *written,
                              struct number *ret_number);
