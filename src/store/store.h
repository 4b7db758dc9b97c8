/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one database of the house: opening, transactions, checking, backing up. The tables are in
 * schema.sql, every statement in statements.h, one file per aggregate beside them.
 *
 * Functions return 0, a named positive outcome, or a negated errno: -ENOSPC when the disk is
 * full, -EIO when the file is damaged or unreadable. Whoever gets a negative one rolls back. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct store;

/* Named outcomes of functions that look for one thing, beside REFUSED. */
enum { STORE_NOT_FOUND = 2, STORE_EXISTS = 3 };

/* Opens the database, makes it when there is none, climbs the ladder of migrations, reads every
 * pragma back and prepares every statement. REFUSED when another daemon has it, when it is
 * damaged (the sentence says how to restore a backup) or of a newer version. */
int store_open(const char *path, struct store **ret, struct refusal *ret_refusal);
/* Beside the daemon that has it: to check it and to copy it, nothing else. REFUSED when it cannot
 * be read. */
int store_open_beside(const char *path, struct store **ret, struct refusal *ret_refusal);
void store_close(struct store *store);

/* A change is made between begin and commit; what commit returned 0 for is on the disk. Reading
 * needs none.
 *
 * A function that makes its own transaction may be called within a larger one: begin then joins
 * it, the inner commit leaves the writing to the outer one, and a rollback anywhere undoes
 * everything, so that its caller's commit fails with -ECANCELED. */
int store_begin(struct store *store);
int store_commit(struct store *store);
/* Safe to call when there is no transaction. */
void store_rollback(struct store *store);
/* Within a transaction: what is done after store_try() is kept, or undone alone. */
int store_try(struct store *store);
int store_try_end(struct store *store, bool keep);
/* Within a transaction: what fn does happens whole, or not at all when it returns a negated errno.
 * *ret_is_its_own: that failure is of what fn was about (a row that contradicts another, a step
 * that a life does not have), and the transaction may go on without it; else the database takes no
 * writes, and the transaction must end. Returns what fn returned. */
typedef int (*store_attempt_fn)(void *arg);
int store_attempt(struct store *store, store_attempt_fn fn, void *arg, bool *ret_is_its_own);
/* Moves the write-ahead log into the database when it has grown long: to be called when nobody
 * waits, because a commit no longer does it. */
void store_tidy(struct store *store);
bool store_in_transaction(const struct store *store);

/* Calls fn with one sentence for each thing wrong in the database: structure, foreign keys, the
 * journal's chain. Returns how many there were, or a negated errno. */
typedef void (*store_check_fn)(const char *sentence, void *arg);
int store_check(struct store *store, store_check_fn fn, void *arg);

/* Copies the whole database, consistent, while the daemon works. REFUSED when the file exists or
 * cannot be written. */
int store_backup(struct store *store, const char *path, struct refusal *ret_refusal);

/* Puts a backup in the place of the database at `path`, from which no daemon may run: copied,
 * checked whole, brought to this version, with a row in its journal; what it has not sent for
 * certain, and what was due since, is paused, for it may have gone out (ret_paused). A backup that
 * fails in any of this changes nothing. What was at `path` is kept as `aside` (a path in the same
 * folder). May be killed at any moment: at `path` is the one or the other. The file is handed to
 * whom the folder belongs to. REFUSED with the reason. */
struct restore_paused {
    int announcements, schedules;
};
int store_restore(const char *path, const char *file, const char *author, int64_t now,
                  const char *aside, struct restore_paused *ret_paused,
                  struct refusal *ret_refusal);
