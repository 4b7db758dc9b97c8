/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dividing the digits of a cell into numbers. Of use to number_cell alone. */
#pragma once

#include "village/number.h"
#include "village/number_scan.h"

/* What one run of groups is taken for. */
enum piece_kind { PIECE_NUMBER, PIECE_WORD, PIECE_JUNK };

struct piece {
    enum piece_kind kind;
    size_t from, to; /* groups [from, to) */
    struct number number;
};

struct pieces {
    struct piece items[SCAN_GROUPS_MAX];
    size_t count;
};

/* Tries every division that what stands between the groups allows, and takes the best: the fewest
 * unusable pieces, then the fewest digits in them. False when two divisions are equally good. */
bool number_divide(const struct number_rules *rules, const char *text, const struct scan *scan,
                   struct pieces *ret_pieces);
