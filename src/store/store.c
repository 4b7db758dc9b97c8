/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening the database, its transactions, checks and backups. */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/journal.h"
#include "text/find.h"

extern const char schema_sql[];

/* Each step raises the version by one, in one transaction with its new number. Step n stands at
 * index n. */
static const char *const ladder[SCHEMA_VERSION + 1] = {
    [1] = schema_sql,
};

static int execute(struct store *store, const char *sql)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return db_failed(store, sql);
    return 0;
}

int store_begin(struct store *store)
{
    int r = 0;

    assert(store->depth < 2);
    if (store->depth == 0)
        r = db_run(store, db_statement(store, STATEMENT_BEGIN));
    if (r == 0)
        store->depth++;
    return r;
}

int store_commit(struct store *store)
{
    if (store->depth == 0)
        return -ECANCELED;
    if (--store->depth > 0)
        return 0;
    int r = db_run(store, db_statement(store, STATEMENT_COMMIT));
    if (r < 0)
        store_rollback(store);
    return r;
}

void store_rollback(struct store *store)
{
    store->depth = 0;
    if (store_in_transaction(store))
        db_run(store, db_statement(store, STATEMENT_ROLLBACK));
}

int store_try(struct store *store)
{
    return db_run(store, db_statement(store, STATEMENT_TRY));
}

int store_try_end(struct store *store, bool keep)
{
    int r = keep ? 0 : db_run(store, db_statement(store, STATEMENT_TRY_UNDO));

    return r < 0 ? r : db_run(store, db_statement(store, STATEMENT_TRY_KEEP));
}

static bool is_of_the_database(int error)
{
    return error == -EIO || error == -ENOSPC || error == -ENOMEM || error == -EACCES ||
           error == -EBUSY || error == -ECANCELED;
}

int store_attempt(struct store *store, store_attempt_fn fn, void *arg, bool *ret_is_its_own)
{
    int depth = store->depth, begun = store_try(store);

    *ret_is_its_own = false;
    if (begun < 0)
        return begun;
    int r = fn(arg);
    if (!store_in_transaction(store)) /* SQLite, or fn, has undone all of it */
        return r < 0 ? r : -ECANCELED;
    store->depth = depth;
    int ended = store_try_end(store, r >= 0);
    *ret_is_its_own = r < 0 && ended == 0 && !is_of_the_database(r);
    return ended < 0 ? ended : r;
}

static int count_log(void *arg, sqlite3 *db, const char *name, int pages)
{
    ((struct store *)arg)->log_pages = pages;
    return SQLITE_OK;
}

void store_tidy(struct store *store)
{
    if (store->log_pages < TIDY_PAGES || store_in_transaction(store))
        return;
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    store->log_pages = 0; /* until the next commit says how long the log is */
}

bool store_in_transaction(const struct store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

/* One number or word answered by a one-row query. */
static bool answers(struct store *store, const char *sql, const char *expected)
{
    sqlite3_stmt *statement;
    bool same = false;

    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return false;
    if (sqlite3_step(statement) == SQLITE_ROW)
        same = strcmp(db_text(statement, 0), expected) == 0;
    sqlite3_finalize(statement);
    return same;
}

/* SQLite accepts a misspelt pragma in silence, so each is read back. */
static int set_pragmas(struct store *store)
{
    static const struct {
        const char *set, *get, *expected;
    } pragmas[] = {
        {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
        {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
        {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
        {"PRAGMA cache_size=-6144", "PRAGMA cache_size", "-6144"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(pragmas); i++) {
        int r = execute(store, pragmas[i].set);
        if (r < 0)
            return r;
        if (!answers(store, pragmas[i].get, pragmas[i].expected)) {
            log_error("store", "%s did not take effect", pragmas[i].set);
            return -EIO;
        }
    }
    return 0;
}

static int version(struct store *store, int *ret)
{
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK)
        return db_failed(store, "read the version of the database");
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW)
        *ret = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return rc == SQLITE_ROW ? 0 : db_failed(store, "read the version of the database");
}

static int climb_step(struct store *store, int to)
{
    char set_version[64];
    int r = execute(store, "BEGIN IMMEDIATE");

    snprintf(set_version, sizeof(set_version), "PRAGMA user_version=%d", to);
    if (r == 0)
        r = execute(store, ladder[to]);
    if (r == 0)
        r = execute(store, set_version);
    if (r == 0)
        r = execute(store, "COMMIT");
    if (r < 0 && store_in_transaction(store))
        execute(store, "ROLLBACK");
    return r;
}

static int climb(struct store *store, struct refusal *ret_refusal)
{
    int at = 0, r = version(store, &at);

    if (r < 0)
        return r;
    if (at > SCHEMA_VERSION)
        return refuse(ret_refusal, "newer_database", NULL,
                      "the database %s is of version %d, written by a newer thonbao; this one "
                      "knows versions up to %d",
                      store->path, at, SCHEMA_VERSION);
    for (; at < SCHEMA_VERSION; at++) {
        r = climb_step(store, at + 1);
        if (r < 0)
            return r;
        log_info("store", "database %s is now of version %d", store->path, at + 1);
    }
    return 0;
}

static int prepare_all(struct store *store)
{
    for (int i = 0; i < STATEMENT_COUNT; i++)
        if (sqlite3_prepare_v3(store->db, statement_sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &store->statements[i], NULL) != SQLITE_OK)
            return db_failed(store, statement_sql[i]);
    return 0;
}

/* The lock is a file of its own: SQLite would let a second daemon in between two writes. */
int store_lock(const char *path, int *ret_fd, struct refusal *ret_refusal)
{
    char *name = xasprintf("%s.lock", path);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    free(name);
    *ret_fd = fd;
    if (fd < 0)
        return refuse(ret_refusal, "database_unwritable", "database",
                      "cannot write beside the database %s: %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return 0;
    return refuse(ret_refusal, "database_in_use", "database",
                  "another thonbaod is running with the database %s; two would send everything "
                  "twice",
                  path);
}

static int give_up_check(void *arg)
{
    return clock_monotonic_ms() > *(int64_t *)arg;
}

/* A small database is checked whole; of a large one as much as 300 ms allow, so that a start
 * after a power cut in a storm is quick. `thonbao check` takes its time. */
static bool looks_healthy(struct store *store)
{
    int64_t deadline = clock_monotonic_ms() + 300;
    sqlite3_stmt *statement;
    bool healthy = false;

    sqlite3_progress_handler(store->db, 1000, give_up_check, &deadline);
    if (sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK) {
        int rc = sqlite3_step(statement);
        healthy = rc == SQLITE_INTERRUPT ||
                  (rc == SQLITE_ROW && strcmp(db_text(statement, 0), "ok") == 0);
        sqlite3_finalize(statement);
    }
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
    return healthy;
}

static int refuse_damaged(struct store *store, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "database_damaged", "database",
                  "the database %s is damaged (%s); put your last backup in its place (thonbaod "
                  "--restore BACKUP) and start again",
                  store->path, sqlite3_errmsg(store->db));
}

static void find_words(sqlite3_context *context, int count, sqlite3_value **values)
{
    const char *text = (const char *)sqlite3_value_text(values[0]);
    const char *words = (const char *)sqlite3_value_text(values[1]);

    sqlite3_result_int(context, text && words && text_find(text, words));
}

/* The function, the scratch sets of a connection, and every statement. */
static int prepare(struct store *store)
{
    if (sqlite3_create_function(store->db, "text_find", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                find_words, NULL, NULL) != SQLITE_OK)
        return db_failed(store, "prepare");
    int r = execute(store, "CREATE TEMP TABLE audience (household_id INTEGER PRIMARY KEY);"
                           "CREATE TEMP TABLE told (phone_id INTEGER PRIMARY KEY)");

    return r == 0 ? prepare_all(store) : r;
}

static int open_database(struct store *store, struct refusal *ret_refusal)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(store->path, &store->db, flags, NULL);

    if (rc != SQLITE_OK)
        return refuse(ret_refusal, "database_unwritable", "database",
                      "cannot open the database %s: %s", store->path,
                      store->db ? sqlite3_errmsg(store->db) : "out of memory");
    sqlite3_busy_timeout(store->db, 2000);
    int r = set_pragmas(store);
    if (r == -EIO || (r == 0 && !looks_healthy(store)))
        return refuse_damaged(store, ret_refusal);
    if (r == 0)
        r = climb(store, ret_refusal);
    if (r == 0)
        sqlite3_wal_hook(store->db, count_log, store); /* instead of checkpoints inside commits */
    if (r == 0)
        r = prepare(store);
    return r == -EIO ? refuse_damaged(store, ret_refusal) : r;
}

int store_open(const char *path, struct store **ret, struct refusal *ret_refusal)
{
    struct store *store = xcalloc(1, sizeof(*store));

    store->path = xstrdup(path);
    store->lock_fd = -1;
    /* One thread: no locks, no counting. Without effect, and harmless, at the second store. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int r = store_lock(path, &store->lock_fd, ret_refusal);
    if (r == 0)
        r = open_database(store, ret_refusal);
    if (r < 0)
        r = refuse(ret_refusal, "database_unwritable", "database",
                   "cannot work with the database %s: %s", path, strerror(-r));
    if (r != 0) {
        store_close(store);
        return r;
    }
    chmod(path, 0600); /* names, numbers and answers of households: the daemon's alone */
    *ret = store;
    return 0;
}

static int open_beside(struct store *store)
{
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;

    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK)
        return -EIO;
    sqlite3_busy_timeout(store->db, 2000);
    return prepare(store);
}

int store_open_beside(const char *path, struct store **ret, struct refusal *ret_refusal)
{
    struct store *store = xcalloc(1, sizeof(*store));

    store->path = xstrdup(path);
    store->lock_fd = -1;
    int r = open_beside(store);
    if (r < 0) {
        r = refuse(ret_refusal, "database_unreadable", "database",
                   "cannot read the database %s: %s", path,
                   store->db ? sqlite3_errmsg(store->db) : strerror(-r));
        store_close(store);
        return r;
    }
    *ret = store;
    return 0;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    for (int i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    db_keep_begin(&store->household);
    db_keep_begin(&store->announcement);
    db_keep_begin(&store->staff);
    db_keep_begin(&store->ladder);
    db_keep_begin(&store->schedule);
    sqlite3_close(store->db);
    if (store->lock_fd >= 0)
        close(store->lock_fd);
    free(store->path);
    free(store);
}

/* Rows of a PRAGMA that lists faults: one sentence each. */
static int list_faults(struct store *store, const char *sql, const char *fine, store_check_fn fn,
                       void *arg)
{
    sqlite3_stmt *statement;
    int count = 0, rc;

    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return db_failed(store, sql);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        if (strcmp(db_text(statement, 0), fine) == 0)
            continue;
        count++;
        fn(db_text(statement, 0), arg);
    }
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE ? count : db_failed(store, sql);
}

int store_check(struct store *store, store_check_fn fn, void *arg)
{
    int structure = list_faults(store, "PRAGMA integrity_check", "ok", fn, arg);
    int keys = list_faults(store,
                           "SELECT 'a row of ' || \"table\" || ' points to a missing ' || parent "
                           "FROM pragma_foreign_key_check",
                           "", fn, arg);
    int chain = journal_check(store, fn, arg);

    if (structure < 0 || keys < 0 || chain < 0)
        return structure < 0 ? structure : keys < 0 ? keys : chain;
    return structure + keys + chain;
}

int store_backup(struct store *store, const char *path, struct refusal *ret_refusal)
{
    if (access(path, F_OK) == 0)
        return refuse(ret_refusal, "file_exists", "file",
                      "%s exists already; a backup never overwrites", path);
    sqlite3_stmt *statement = db_statement(store, STATEMENT_BACKUP);
    db_bind_text(statement, ":path", path);
    int r = db_run(store, statement);
    if (r < 0) {
        /* VACUUM INTO leaves what it had written; it was ours, the file did not exist before. */
        unlink(path);
        return refuse(ret_refusal, "backup_failed", "file", "cannot write the backup %s: %s", path,
                      sqlite3_errmsg(store->db));
    }
    chmod(path, 0600);
    return 0;
}
