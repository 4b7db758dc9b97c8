/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a list into the phone book: written down first, then piece by piece. */
#include "store/import_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"

/* ---- the whole list ---- */

static void prepare(struct import_taking *t)
{
    t->groups = xcalloc(t->head.group_count + 1, sizeof(*t->groups));
    for (size_t i = 0; i < t->head.group_count; i++)
        string_index_set(&t->group_keys, t->head.groups[i].key, i);
}

/* They are sought again. */
static void forget_groups(struct import_taking *t)
{
    memset(t->groups, 0, t->head.group_count * sizeof(*t->groups));
}

static int count_elsewhere(struct import_taking *t)
{
    const struct import_counts *c = &t->counts;
    int64_t book;
    int r = db_first_int(t->store, db_statement(t->store, STATEMENT_IMPORT_BOOK), &book);

    if (r == 0)
        t->counts.elsewhere = book - c->changed - c->unchanged - (t->dry_run ? 0 : c->added);
    return r;
}

static void release(struct import_taking *t)
{
    import_forget_before(t);
    free(t->before.phones);
    free(t->before.groups);
    free(t->groups);
    string_index_free(&t->group_keys);
    buf_free(&t->piece);
    free(t->author);
    free(t->name);
}

int import_compare(struct store *store, const struct import *import, struct import_counts *ret)
{
    struct import_taking t = {
        .store = store,
        .dry_run = true,
        .head = {.households = import->household_count,
                 .scope = import_scope_of(import),
                 .groups = import->groups,
                 .group_count = import->group_count},
    };
    int r = 0;

    prepare(&t);
    for (size_t i = 0; i < import->household_count && r == 0; i++)
        r = import_take_household(&t, &import->households[i]);
    if (r == 0)
        r = count_elsewhere(&t);
    release(&t);
    if (r == 0)
        *ret = t.counts;
    return r;
}

/* ---- writing it down ---- */

int import_begin(struct store *store, const char *author, const char *name, int64_t now,
                 const struct buf *head)
{
    sqlite3_stmt *begin = db_with(store, STATEMENT_IMPORT_BEGIN, DB_TEXT(":author", author),
                                  DB_TEXT(":name", name), DB_INT(":now", now));

    db_bind_blob(begin, ":head", head->data, head->len);
    return db_run(store, begin);
}

int import_add_piece(struct store *store, const char *bytes, size_t len)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_IMPORT_PIECE_ADD);

    db_bind_blob(add, ":bytes", bytes, len);
    return db_run(store, add);
}

int import_stand(struct store *store)
{
    return db_run(store, db_statement(store, STATEMENT_IMPORT_STAND));
}

int import_forget(struct store *store)
{
    int r = store_begin(store);

    if (r == 0)
        r = db_run(store, db_statement(store, STATEMENT_IMPORT_PIECE_FORGET));
    if (r == 0)
        r = db_run(store, db_statement(store, STATEMENT_IMPORT_FORGET));
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

/* ---- taking it in ---- */

static struct import_counts read_counts(sqlite3_stmt *row, int first)
{
    return (struct import_counts){
        .added = db_int(row, first),
        .changed = db_int(row, first + 1),
        .unchanged = db_int(row, first + 2),
        .failed = db_int(row, first + 3),
        .numbers_added = db_int(row, first + 4),
        .numbers_removed = db_int(row, first + 5),
        .groups_added = db_int(row, first + 6),
    };
}

int import_open(struct store *store, struct import_taking **ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_IMPORT_GET);
    struct import_head head;
    int r = db_find(store, get);

    if (r != 0)
        return r;
    bool stands = db_int(get, 3);
    if (stands)
        r = import_head_read(sqlite3_column_blob(get, 4), (size_t)sqlite3_column_bytes(get, 4),
                             &head);
    if (!stands || r < 0) {
        db_done(get);
        if (stands)
            log_error("store", "the list that was being taken in cannot be read any more");
        r = import_forget(store);
        return r == 0 ? STORE_NOT_FOUND : r;
    }
    struct import_taking *t = xcalloc(1, sizeof(*t));
    *t = (struct import_taking){
        .store = store,
        .head = head,
        .author = xstrdup(db_text(get, 0)),
        .name = xstrdup(db_text(get, 1)),
        .begun_at = db_int(get, 2),
        .counts = read_counts(get, 5),
    };
    db_done(get);
    prepare(t);
    *ret = t;
    return 0;
}

static int next_piece(struct import_taking *t, int64_t *ret_id)
{
    sqlite3_stmt *next = db_statement(t->store, STATEMENT_IMPORT_PIECE_NEXT);
    int r = db_find(t->store, next);

    if (r != 0)
        return r;
    *ret_id = db_int(next, 0);
    buf_clear(&t->piece);
    buf_append(&t->piece, sqlite3_column_blob(next, 1), (size_t)sqlite3_column_bytes(next, 1));
    db_done(next);
    return 0;
}

struct taken {
    struct import_taking *taking;
    const struct import_household *household;
    bool neighbour;
};

static int take_one(void *arg)
{
    const struct taken *taken = arg;

    return taken->neighbour ? import_take_neighbour(taken->taking, taken->household)
                            : import_take_household(taken->taking, taken->household);
}

/* A household that the database does not take stops no other. */
static int attempt(struct import_taking *t, const struct import_household *h, bool neighbour)
{
    struct taken taken = {t, h, neighbour};
    struct import_counts before = t->counts;
    bool its_own;
    int r = store_attempt(t->store, take_one, &taken, &its_own);

    if (r == 0 || !its_own)
        return r;
    log_error("store", "a household of the list cannot be taken in: %s", strerror(-r));
    t->counts = before;
    t->counts.failed += !neighbour;
    forget_groups(t); /* some may be undone */
    return 0;
}

static int take_piece(struct import_taking *t)
{
    struct import_piece piece;
    struct import_household h;
    int r = import_piece_open(buf_str(&t->piece), t->piece.len, &piece), next = 0;

    if (r < 0)
        return r;
    while (r == 0 && (next = import_piece_next(&piece, &h)) == 1)
        r = attempt(t, &h, piece.neighbours);
    import_piece_free(&piece);
    return r == 0 ? next : r;
}

static int write_counts(struct import_taking *t)
{
    sqlite3_stmt *count = db_statement(t->store, STATEMENT_IMPORT_COUNT);
    const struct import_counts *c = &t->counts;

    db_bind_int(count, ":added", c->added);
    db_bind_int(count, ":changed", c->changed);
    db_bind_int(count, ":unchanged", c->unchanged);
    db_bind_int(count, ":failed", c->failed);
    db_bind_int(count, ":numbers_added", c->numbers_added);
    db_bind_int(count, ":numbers_removed", c->numbers_removed);
    db_bind_int(count, ":groups_added", c->groups_added);
    return db_run(t->store, count);
}

int import_take(struct import_taking *t, int64_t now, bool *ret_over)
{
    sqlite3_stmt *taken = db_statement(t->store, STATEMENT_IMPORT_PIECE_TAKEN);
    int64_t id;
    int r = next_piece(t, &id);

    *ret_over = r == STORE_NOT_FOUND;
    if (r != 0)
        return *ret_over ? count_elsewhere(t) : r;
    t->now = now;
    forget_groups(t); /* one may have gone */
    r = take_piece(t);
    if (r == -EBADMSG) {
        log_error("store", "a piece of the list that is taken in cannot be read; it is left out");
        r = 0;
    }
    if (r == 0)
        r = write_counts(t);
    db_bind_int(taken, ":id", id);
    return r == 0 ? db_run(t->store, taken) : r;
}

struct import_state import_state(const struct import_taking *t)
{
    return (struct import_state){t->author, t->name, t->begun_at, (int64_t)t->head.households,
                                 t->counts};
}

void import_close(struct import_taking *t)
{
    if (!t)
        return;
    release(t);
    import_head_free(&t->head);
    free(t);
}
