/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A village's list, read by village/import.h, taken into the phone book.
 *
 * Households of the list are added or made as the list has them; the same list again changes
 * nothing. Households that are not in the list stay. What the list knows nothing of stays too:
 * a list without notes erases no note, one that names only the farmers takes nobody out of the
 * youth, and a household whose numbers cannot be read keeps those it had. */
#pragma once

#include "store/store.h"
#include "village/import.h"

struct import_counts {
    int64_t added, changed, unchanged;      /* households of the list */
    int64_t elsewhere;                      /* in the phone book, not in the list */
    int64_t numbers_added, numbers_removed; /* that a household holds */
    int64_t groups_added;
};

/* In a transaction. dry_run: only counts. */
int import_apply(struct store *store, const struct import *import, bool dry_run, int64_t now,
                 struct import_counts *ret);
