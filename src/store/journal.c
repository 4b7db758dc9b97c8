/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The journal and its chain of hashes. */
#include "store/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "store/db.h"

enum { HASH_SIZE = crypto_generichash_BYTES };

/* BLAKE2b over the hash before and each field with its length, so that no two different rows
 * run together into the same bytes. */
static void row_hash(const uint8_t before[HASH_SIZE], const struct journal_row *row,
                     uint8_t ret[HASH_SIZE])
{
    crypto_generichash_state state;
    const char *fields[] = {row->author, row->what, row->object, row->detail};
    char head[64];

    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    crypto_generichash_update(&state, before, HASH_SIZE);
    int len = snprintf(head, sizeof(head), "%" PRId64 "\n", row->at);
    crypto_generichash_update(&state, (const uint8_t *)head, (size_t)len);
    for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
        len = snprintf(head, sizeof(head), "%zu\n", strlen(fields[i]));
        crypto_generichash_update(&state, (const uint8_t *)head, (size_t)len);
        crypto_generichash_update(&state, (const uint8_t *)fields[i], strlen(fields[i]));
    }
    crypto_generichash_final(&state, ret, HASH_SIZE);
}

static void take_hash(sqlite3_stmt *statement, int column, uint8_t ret[HASH_SIZE])
{
    memset(ret, 0, HASH_SIZE);
    if (sqlite3_column_bytes(statement, column) == HASH_SIZE)
        memcpy(ret, sqlite3_column_blob(statement, column), HASH_SIZE);
}

int journal_add(struct store *store, int64_t now, const char *author, const char *what,
                const char *object, const char *detail)
{
    struct journal_row row = {.at = now,
                              .author = author,
                              .what = what,
                              .object = object,
                              .detail = detail ? detail : ""};
    uint8_t before[HASH_SIZE] = {0}, hash[HASH_SIZE];
    sqlite3_stmt *last = db_statement(store, STATEMENT_JOURNAL_LAST);

    int r = db_step(store, last);
    if (r < 0)
        return r;
    if (r == 1) {
        take_hash(last, 0, before);
        db_done(last);
    }
    row_hash(before, &row, hash);
    sqlite3_stmt *add =
        db_with(store, STATEMENT_JOURNAL_ADD, DB_INT(":at", now), DB_TEXT(":author", author),
                DB_TEXT(":what", what), DB_TEXT(":object", object), DB_TEXT(":detail", row.detail));
    db_bind_blob(add, ":hash", hash, sizeof(hash));
    return db_run(store, add);
}

static struct journal_row read_row(sqlite3_stmt *statement)
{
    return (struct journal_row){
        .id = db_int(statement, 0),
        .at = db_int(statement, 1),
        .author = db_text(statement, 2),
        .what = db_text(statement, 3),
        .object = db_text(statement, 4),
        .detail = db_text(statement, 5),
    };
}

int journal_list(struct store *store, int64_t before, int limit, journal_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_JOURNAL_NEWEST, DB_INT(":before", before ? before : INT64_MAX),
                DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct journal_row row = read_row(list);
        fn(&row, arg);
    }
    return r;
}

static int broken_link(int64_t id, store_check_fn fn, void *arg)
{
    char sentence[96];

    snprintf(sentence, sizeof(sentence),
             "journal row %" PRId64 " does not follow from the row before it", id);
    fn(sentence, arg);
    return 1;
}

/* Rows that were taken from the end break no link, but their number is known. */
static int check_end(struct store *store, int64_t last, store_check_fn fn, void *arg)
{
    char sentence[96];
    int64_t written;
    int r = db_first_int(store, db_statement(store, STATEMENT_JOURNAL_COUNT), &written);

    if (r < 0 || written == last)
        return r;
    snprintf(sentence, sizeof(sentence),
             "the journal ends at row %" PRId64 ", but %" PRId64 " were written", last, written);
    fn(sentence, arg);
    return 1;
}

int journal_check(struct store *store, store_check_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_JOURNAL_LIST);
    uint8_t before[HASH_SIZE] = {0}, expected[HASH_SIZE], found[HASH_SIZE];
    int64_t last = 0;
    int r, broken = 0;

    db_bind_int(list, ":after", 0);
    db_bind_int(list, ":limit", INT64_MAX);
    while ((r = db_step(store, list)) == 1) {
        struct journal_row row = read_row(list);
        row_hash(before, &row, expected);
        take_hash(list, 6, found);
        if (memcmp(expected, found, HASH_SIZE) != 0)
            broken += broken_link(row.id, fn, arg);
        memcpy(before, found, HASH_SIZE);
        last = row.id;
    }
    int end = r < 0 ? r : check_end(store, last, fn, arg);
    return end < 0 ? end : broken + end;
}
