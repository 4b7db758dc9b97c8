/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inside the store: running the prepared statements of statements.h. */
#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "store/statements.h"
#include "store/store.h"

enum {
    SCHEMA_VERSION = 1,
    TIDY_PAGES = 1000, /* of the write-ahead log */
};

/* Strings of one row that outlive their statement: an open statement would hold the write-ahead
 * log back. */
struct kept_row {
    char *strings[12];
    size_t count;
};

struct store {
    sqlite3 *db;
    char *path;
    int lock_fd;
    int log_pages; /* of the write-ahead log, as of the last commit */
    int depth;     /* of begins without their commit */
    sqlite3_stmt *statements[STATEMENT_COUNT];
    /* What the last find of each has returned. */
    struct kept_row household, announcement, staff, ladder, schedule;
};

/* Takes the database's lock, which is held until *ret_fd is closed (-1: there is nothing to close).
 * REFUSED when another daemon has it. */
int store_lock(const char *path, int *ret_fd, struct refusal *ret_refusal);

/* A prepared statement ready for its parameters, named ":name". A name that the statement does
 * not have ends the program: it is a fault of ours that the first test finds. */
sqlite3_stmt *db_statement(struct store *store, enum statement id);
void db_bind_int(sqlite3_stmt *statement, const char *name, int64_t value);
/* NULL is bound as SQL NULL; the text must live until the statement is reset. */
void db_bind_text(sqlite3_stmt *statement, const char *name, const char *text);
void db_bind_blob(sqlite3_stmt *statement, const char *name, const void *bytes, size_t len);

/* A parameter and its value; bound as by db_bind_int() and db_bind_text(). */
struct db_value {
    const char *name;
    bool is_text;
    int64_t number;
    const char *text;
};
#define DB_INT(name_, value) ((struct db_value){.name = (name_), .number = (value)})
#define DB_TEXT(name_, value) ((struct db_value){.name = (name_), .is_text = true, .text = (value)})

/* db_with(store, STATEMENT_X, DB_INT(":id", id), DB_TEXT(":name", name)): the statement with these
 * bound. */
#define db_with(store, id, ...)                                                                    \
    db_with_values(store, id, (const struct db_value[]){__VA_ARGS__},                              \
                   ARRAY_SIZE(((const struct db_value[]){__VA_ARGS__})))
/* The same, and runs it. */
#define db_do(store, id, ...) db_run(store, db_with(store, id, __VA_ARGS__))
sqlite3_stmt *db_with_values(struct store *store, enum statement id, const struct db_value *values,
                             size_t count);

/* Runs a statement that returns no rows and resets it. 0 or negated errno. */
int db_run(struct store *store, sqlite3_stmt *statement);
/* Advances to the next row: 1 a row, 0 no more (the statement is reset), or negated errno. */
int db_step(struct store *store, sqlite3_stmt *statement);
/* Reads rows of two columns to their end: ret[first] = second. A first that is no index is passed
 * over; what no row names is left as it is. 0 or negated errno. */
int db_counts(struct store *store, sqlite3_stmt *statement, int64_t *ret, int64_t count);
/* Advances to the only row that matters: 0, to be read and ended by db_done(), STORE_NOT_FOUND
 * where there is none, or negated errno. */
int db_find(struct store *store, sqlite3_stmt *statement);
/* The first number of the first row. 0, STORE_NOT_FOUND where there is none, or negated errno. */
int db_find_int(struct store *store, sqlite3_stmt *statement, int64_t *ret);
/* The same, 0 where there is no row or it has NULL. 0 or negated errno. */
int db_first_int(struct store *store, sqlite3_stmt *statement, int64_t *ret);
/* Whether there is a row. 0 or negated errno. */
int db_any(struct store *store, sqlite3_stmt *statement, bool *ret);
/* Runs a statement that changes a row which must be there: 0, STORE_NOT_FOUND or negated errno. */
int db_change(struct store *store, sqlite3_stmt *statement);
/* Ends a statement before its last row. */
void db_done(sqlite3_stmt *statement);

int64_t db_int(sqlite3_stmt *statement, int column);
/* Belongs to the statement until its next step; "" for NULL. */
const char *db_text(sqlite3_stmt *statement, int column);

/* Frees what the row kept and makes it ready for another. */
void db_keep_begin(struct kept_row *row);
/* A copy of the column that lives until db_keep_begin(). */
const char *db_keep_text(struct kept_row *row, sqlite3_stmt *statement, int column);

int64_t db_last_id(struct store *store);
int db_changed(struct store *store);
/* The negated errno for what SQLite answered last, logged with what was wanted. */
int db_failed(struct store *store, const char *wanted);

struct feedback;
/* A row of the columns that FEEDBACK_SELECT names; its texts last until the next step. */
struct feedback feedback_read(sqlite3_stmt *statement);
