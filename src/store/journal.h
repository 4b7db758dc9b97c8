/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who changed what, when: append-only, each row chained to the one before by a hash. */
#pragma once

#include "store/store.h"

struct journal_row {
    int64_t id, at;
    const char *author, *what, *object, *detail; /* until the callback returns */
};

/* Inside a transaction. detail may be NULL. */
int journal_add(struct store *store, int64_t now, const char *author, const char *what,
                const char *object, const char *detail);

/* Newest first, rows with an id below `before` (0: from the newest). */
typedef void (*journal_fn)(const struct journal_row *row, void *arg);
int journal_list(struct store *store, int64_t before, int limit, journal_fn fn, void *arg);

/* Walks the chain; calls fn for each broken link and for rows missing at the end. Returns their
 * number or a negated errno. It proves that no row was changed, taken out or put in by whoever did
 * not also make all later hashes anew: it holds no key, so somebody who may write the file and knows
 * how it is made can. A hash noted elsewhere, or a backup, catches him. */
int journal_check(struct store *store, store_check_fn fn, void *arg);
