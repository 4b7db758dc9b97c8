/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running prepared statements, and what SQLite answers in the house's words. */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

static int to_errno(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_FULL:
        return -ENOSPC;
    case SQLITE_NOMEM:
        return -ENOMEM;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return -EACCES;
    case SQLITE_CONSTRAINT:
        return -EEXIST;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return -EBUSY;
    default:
        return -EIO;
    }
}

int db_failed(struct store *store, const char *wanted)
{
    int rc = sqlite3_extended_errcode(store->db);

    log_error("store", "%s: %s (SQLite %d)", wanted, sqlite3_errmsg(store->db), rc);
    return to_errno(rc);
}

sqlite3_stmt *db_statement(struct store *store, enum statement id)
{
    return store->statements[id];
}

/* Parameters are mostly bound in their order: the one after the last is tried first. */
static int parameter(sqlite3_stmt *statement, const char *name)
{
    static sqlite3_stmt *last_statement;
    static int last_index;
    const char *next =
        statement == last_statement ? sqlite3_bind_parameter_name(statement, last_index + 1) : NULL;
    int index = next && strcmp(next, name) == 0 ? last_index + 1
                                                : sqlite3_bind_parameter_index(statement, name);

    last_statement = statement;
    last_index = index;
    if (index == 0) {
        log_error("store", "no parameter %s in: %s", name, sqlite3_sql(statement));
        abort();
    }
    return index;
}

void db_bind_int(sqlite3_stmt *statement, const char *name, int64_t value)
{
    sqlite3_bind_int64(statement, parameter(statement, name), value);
}

void db_bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    sqlite3_bind_text(statement, parameter(statement, name), text, -1, SQLITE_STATIC);
}

void db_bind_blob(sqlite3_stmt *statement, const char *name, const void *bytes, size_t len)
{
    sqlite3_bind_blob(statement, parameter(statement, name), bytes, (int)len, SQLITE_STATIC);
}

sqlite3_stmt *db_with_values(struct store *store, enum statement id, const struct db_value *values,
                             size_t count)
{
    sqlite3_stmt *statement = db_statement(store, id);

    for (size_t i = 0; i < count; i++) {
        const struct db_value *v = &values[i];
        if (v->is_text)
            db_bind_text(statement, v->name, v->text);
        else
            db_bind_int(statement, v->name, v->number);
    }
    return statement;
}

void db_done(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

int db_step(struct store *store, sqlite3_stmt *statement)
{
    int rc = sqlite3_step(statement);

    if (rc == SQLITE_ROW)
        return 1;
    int r = rc == SQLITE_DONE ? 0 : db_failed(store, sqlite3_sql(statement));
    db_done(statement);
    return r;
}

int db_changed(struct store *store)
{
    return sqlite3_changes(store->db);
}

int db_run(struct store *store, sqlite3_stmt *statement)
{
    int r = db_step(store, statement);

    if (r == 1)
        db_done(statement);
    return r < 0 ? r : 0;
}

int db_find(struct store *store, sqlite3_stmt *statement)
{
    int r = db_step(store, statement);

    return r == 1 ? 0 : r < 0 ? r : STORE_NOT_FOUND;
}

int db_find_int(struct store *store, sqlite3_stmt *statement, int64_t *ret)
{
    int r = db_find(store, statement);

    if (r != 0)
        return r;
    *ret = sqlite3_column_int64(statement, 0);
    db_done(statement);
    return 0;
}

int db_first_int(struct store *store, sqlite3_stmt *statement, int64_t *ret)
{
    int r = db_find_int(store, statement, ret);

    if (r == STORE_NOT_FOUND)
        *ret = 0;
    return r < 0 ? r : 0;
}

int db_any(struct store *store, sqlite3_stmt *statement, bool *ret)
{
    int r = db_step(store, statement);

    if (r < 0)
        return r;
    *ret = r == 1;
    if (r == 1)
        db_done(statement);
    return 0;
}

int db_change(struct store *store, sqlite3_stmt *statement)
{
    int r = db_run(store, statement);

    return r == 0 && db_changed(store) == 0 ? STORE_NOT_FOUND : r;
}

int db_counts(struct store *store, sqlite3_stmt *statement, int64_t *ret, int64_t count)
{
    int r;

    while ((r = db_step(store, statement)) == 1) {
        int64_t index = sqlite3_column_int64(statement, 0);
        if (index >= 0 && index < count)
            ret[index] = sqlite3_column_int64(statement, 1);
    }
    return r;
}

int64_t db_int(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

const char *db_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return text ? text : "";
}

void db_keep_begin(struct kept_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        free(row->strings[i]);
    row->count = 0;
}

const char *db_keep_text(struct kept_row *row, sqlite3_stmt *statement, int column)
{
    assert(row->count < ARRAY_SIZE(row->strings));
    row->strings[row->count] = xstrdup(db_text(statement, column));
    return row->strings[row->count++];
}

int64_t db_last_id(struct store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}
