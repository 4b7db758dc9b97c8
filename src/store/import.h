/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A village's list, read by village/import.h, taken into the phone book.
 *
 * Households of the list are added or made as the list has them; the same list again changes
 * nothing. Households that are not in the list stay. What the list knows nothing of stays too:
 * a list without notes erases no note, one that names only the farmers takes nobody out of the
 * youth, and a household whose numbers or whose neighbour cannot be read keeps those it had.
 *
 * A long list takes seconds, and a storm alert must not wait for it. So it is taken in little by
 * little, and what is still to do is written down before:
 *
 *   import_begin(), import_add_piece()   the list is written down, the phone book stays as it was;
 *                                        after a crash import_open() forgets the list
 *   import_stand()                       it is written down whole: from here on it is taken in to
 *                                        its last household, across any crash
 *   import_take()                        one piece goes into the phone book and is struck off, in
 *                                        one transaction; a household is as before, or as the list
 *                                        has it, and never half
 *   import_forget()                      nothing is left to do
 *
 * Whoever changes a household meanwhile is not undone when its piece was taken already. */
#pragma once

#include "store/store.h"
#include "village/import.h"

struct import_counts {
    int64_t added, changed, unchanged;      /* households of the list */
    int64_t failed;                         /* that the database did not take: set aside */
    int64_t elsewhere;                      /* in the phone book, not in the list */
    int64_t numbers_added, numbers_removed; /* that a household holds */
    int64_t groups_added;
};

/* What taking the list in would do; nothing is changed. */
int import_compare(struct store *store, const struct import *import, struct import_counts *ret);

/* Each in a transaction. head and pieces are those of village/import_piece.h. */
int import_begin(struct store *store, const char *author, const char *name, int64_t now,
                 const struct buf *head);
int import_add_piece(struct store *store, const char *bytes, size_t len);
int import_stand(struct store *store);

/* In any of its states, in a transaction of its own or a larger one. What was taken in stays. */
int import_forget(struct store *store);

/* A list that stands. */
struct import_taking;

struct import_state {
    const char *author, *name; /* of who asked; of the file */
    int64_t begun_at;
    int64_t households; /* of the list; those taken in are the sum of the first four counts */
    struct import_counts counts; /* elsewhere only at the end */
};

/* The one that stands, as far as it was taken in. 0, or STORE_NOT_FOUND when there is none; one
 * that was not yet written down whole is forgotten. */
int import_open(struct store *store, struct import_taking **ret);
/* Takes the next piece in; *ret_over: there was none. In a transaction; after one that failed the
 * counts are those of import_open(). */
int import_take(struct import_taking *taking, int64_t now, bool *ret_over);
struct import_state import_state(const struct import_taking *taking);
/* NULL is allowed. */
void import_close(struct import_taking *taking);
