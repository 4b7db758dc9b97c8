/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accounts, sessions, links and tokens. */
#include "store/account.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/db.h"

static void bind_hash(sqlite3_stmt *statement, const uint8_t *hash)
{
    db_bind_blob(statement, ":hash", hash, ACCOUNT_HASH);
}

/* Runs a statement whose one parameter is the hash. */
static int run_hash(struct store *store, enum statement id, const uint8_t *hash)
{
    sqlite3_stmt *statement = db_statement(store, id);

    bind_hash(statement, hash);
    return db_run(store, statement);
}

/* ---- accounts ---- */

int account_count(struct store *store, int64_t *ret)
{
    return db_find_int(store, db_statement(store, STATEMENT_ACCOUNT_COUNT), ret);
}

int account_find(struct store *store, const char *name, struct account *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_ACCOUNT_GET, DB_TEXT(":name", name));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = (struct account){
        .staff_id = db_int(get, 0),
        .name = xstrdup(db_text(get, 1)),
        .role = (enum staff_role)db_int(get, 2),
        .password = xstrdup(db_text(get, 3)),
    };
    db_done(get);
    return 0;
}

void account_clear(struct account *account)
{
    free(account->name);
    free(account->password);
    *account = (struct account){0};
}

int account_set(struct store *store, int64_t staff, const char *password, int64_t now)
{
    return db_do(store, STATEMENT_ACCOUNT_SET, DB_INT(":staff", staff),
                 DB_TEXT(":password", password), DB_INT(":now", now));
}

/* ---- sessions ---- */

int session_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t staff,
                const char *agent, int64_t now)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_SESSION_ADD);

    bind_hash(add, hash);
    db_bind_int(add, ":staff", staff);
    db_bind_text(add, ":agent", agent);
    db_bind_int(add, ":now", now);
    return db_run(store, add);
}

int session_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], struct session *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_SESSION_GET);

    bind_hash(get, hash);
    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = (struct session){
        .staff_id = db_int(get, 0),
        .name = xstrdup(db_text(get, 1)),
        .role = (enum staff_role)db_int(get, 2),
        .cluster = xstrdup(db_text(get, 3)),
        .created_at = db_int(get, 4),
        .seen_at = db_int(get, 5),
    };
    db_done(get);
    return 0;
}

void session_clear(struct session *session)
{
    free(session->name);
    free(session->cluster);
    *session = (struct session){0};
}

int session_seen(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t now)
{
    sqlite3_stmt *seen = db_statement(store, STATEMENT_SESSION_SEEN);

    bind_hash(seen, hash);
    db_bind_int(seen, ":now", now);
    return db_run(store, seen);
}

int session_remove(struct store *store, const uint8_t hash[ACCOUNT_HASH])
{
    return run_hash(store, STATEMENT_SESSION_REMOVE, hash);
}

int session_remove_of(struct store *store, int64_t staff, const uint8_t *except)
{
    sqlite3_stmt *remove = db_with(store, STATEMENT_SESSION_REMOVE_OF, DB_INT(":staff", staff));

    if (except)
        db_bind_blob(remove, ":except", except, ACCOUNT_HASH);
    return db_run(store, remove);
}

int session_forget(struct store *store, int64_t idle, int64_t oldest)
{
    return db_do(store, STATEMENT_SESSION_FORGET, DB_INT(":idle", idle), DB_INT(":oldest", oldest));
}

/* ---- links ---- */

static int remove_links(struct store *store, int64_t staff, int64_t now)
{
    sqlite3_stmt *remove = db_statement(store, STATEMENT_LINK_REMOVE_OF);

    if (staff)
        db_bind_int(remove, ":staff", staff);
    db_bind_int(remove, ":now", now);
    return db_run(store, remove);
}

int link_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t staff,
             int64_t expires_at, int64_t now)
{
    int r = remove_links(store, staff, now);

    if (r < 0)
        return r;
    sqlite3_stmt *add = db_statement(store, STATEMENT_LINK_ADD);
    bind_hash(add, hash);
    if (staff)
        db_bind_int(add, ":staff", staff);
    db_bind_int(add, ":expires_at", expires_at);
    return db_run(store, add);
}

int link_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t now,
             struct link_row *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_LINK_GET);

    bind_hash(get, hash);
    db_bind_int(get, ":now", now);
    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = (struct link_row){
        .staff_id = db_int(get, 0),
        .name = xstrdup(db_text(get, 1)),
        .role = (enum staff_role)db_int(get, 2),
        .expires_at = db_int(get, 3),
    };
    db_done(get);
    return 0;
}

void link_clear(struct link_row *link)
{
    free(link->name);
    *link = (struct link_row){0};
}

int link_remove(struct store *store, const uint8_t hash[ACCOUNT_HASH])
{
    return run_hash(store, STATEMENT_LINK_REMOVE, hash);
}

/* ---- tokens ---- */

int token_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], const char *name,
              enum staff_role role, const char *author, int64_t expires_at, int64_t now,
              int64_t *ret_id)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_TOKEN_ADD);

    bind_hash(add, hash);
    db_bind_text(add, ":name", name);
    db_bind_int(add, ":role", role);
    db_bind_text(add, ":author", author);
    db_bind_int(add, ":expires_at", expires_at);
    db_bind_int(add, ":now", now);
    int r = db_run(store, add);
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

static struct token_row read_token(sqlite3_stmt *statement)
{
    return (struct token_row){
        .id = db_int(statement, 0),
        .name = db_text(statement, 1),
        .role = (enum staff_role)db_int(statement, 2),
        .created_at = db_int(statement, 3),
        .created_by = db_text(statement, 4),
        .expires_at = db_int(statement, 5),
        .used_at = db_int(statement, 6),
    };
}

int token_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], token_fn fn, void *arg)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_TOKEN_GET);

    bind_hash(get, hash);
    int r = db_find(store, get);
    if (r != 0)
        return r;
    struct token_row row = read_token(get);
    fn(&row, arg);
    db_done(get);
    return 0;
}

int token_list(struct store *store, token_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_TOKEN_LIST);
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct token_row row = read_token(list);
        fn(&row, arg);
    }
    return r;
}

int token_used(struct store *store, int64_t id, int64_t now)
{
    return db_do(store, STATEMENT_TOKEN_USED, DB_INT(":id", id), DB_INT(":now", now));
}

int token_remove(struct store *store, const char *name)
{
    return db_change(store, db_with(store, STATEMENT_TOKEN_REMOVE, DB_TEXT(":name", name)));
}
