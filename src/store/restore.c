/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting a backup in the database's place. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/store.h"
#include "village/message.h"

static int refuse_file(struct refusal *ret_refusal, const char *file, const char *why)
{
    return refuse(ret_refusal, "restore_failed", "file", "cannot restore %s: %s", file, why);
}

/* ---- the copy, beside the database ---- */

static bool is_of_thonbao(sqlite3 *db)
{
    sqlite3_stmt *statement;
    bool ours = false;

    if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK)
        return false;
    if (sqlite3_step(statement) == SQLITE_ROW)
        ours = sqlite3_column_int(statement, 0) > 0;
    sqlite3_finalize(statement);
    return ours;
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");

    if (copy)
        sqlite3_backup_step(copy, -1);
    return copy ? sqlite3_backup_finish(copy) : sqlite3_errcode(to);
}

static int copy(const char *file, const char *path, struct refusal *ret_refusal)
{
    sqlite3 *from = NULL, *to = NULL;
    int r = 0;

    if (sqlite3_open_v2(file, &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        r = refuse_file(ret_refusal, file, from ? sqlite3_errmsg(from) : "out of memory");
    else if (!is_of_thonbao(from))
        r = refuse_file(ret_refusal, file, "it is no backup of thonbao");
    else if (sqlite3_open(path, &to) != SQLITE_OK || copy_pages(from, to) != SQLITE_OK)
        r = refuse_file(ret_refusal, file, to ? sqlite3_errmsg(to) : "out of memory");
    sqlite3_close(from);
    sqlite3_close(to);
    return r;
}

static void keep_first(const char *sentence, void *arg_first)
{
    char **first = arg_first;

    if (!*first)
        *first = xstrdup(sentence);
}

static int check_whole(struct store *store, const char *file, struct refusal *ret_refusal)
{
    char *first = NULL;
    int found = store_check(store, keep_first, &first);
    int r = found < 0   ? refuse_file(ret_refusal, file, strerror(-found))
            : found > 0 ? refuse_file(ret_refusal, file, first)
                        : 0;

    free(first);
    return r;
}

/* What the backup does not know as sent may have gone out since, the rest of a half-sent message
 * and what was in a modem's hands too: a person decides. */
static int pause_announcements(struct store *store, int *ret_count)
{
    int r = db_run(store, db_statement(store, STATEMENT_RESTORE_ANNOUNCEMENTS));

    if (r < 0)
        return r;
    *ret_count = db_changed(store);
    r = db_run(store, db_statement(store, STATEMENT_RESTORE_PARTS));
    if (r < 0)
        return r;
    return db_do(store, STATEMENT_RESTORE_MESSAGES, DB_INT(":why", MESSAGE_WHY_PAUSED));
}

/* So may what was due since the backup was taken. */
static int pause_schedules(struct store *store, int64_t now, int *ret_count)
{
    int r = db_do(store, STATEMENT_RESTORE_SCHEDULES, DB_INT(":now", now));

    *ret_count = db_changed(store);
    return r;
}

static int change(struct store *store, const char *file, const char *author, int64_t now,
                  struct restore_paused *ret_paused)
{
    char detail[80];
    int r = store_begin(store);

    if (r == 0)
        r = pause_announcements(store, &ret_paused->announcements);
    if (r == 0)
        r = pause_schedules(store, now, &ret_paused->schedules);
    if (r == 0) {
        snprintf(detail, sizeof(detail), "%d announcements and %d schedules paused",
                 ret_paused->announcements, ret_paused->schedules);
        r = journal_add(store, now, author, "restore", file, detail);
    }
    return r == 0 ? store_commit(store) : r;
}

/* The copy opens, is whole, sends nothing of an announcement by itself, and says who has put it
 * there. Texts of the box alone go on until they expire: nobody could let them go on. */
static int prepare(const char *path, const char *file, const char *author, int64_t now,
                   struct restore_paused *ret_paused, struct refusal *ret_refusal)
{
    struct store *store = NULL;
    struct refusal refusal = {0};
    int r = store_open(path, &store, &refusal);

    if (r == REFUSED)
        return refuse_file(ret_refusal, file, refusal.message);
    if (r == 0)
        r = check_whole(store, file, ret_refusal);
    if (r == 0)
        r = change(store, file, author, now, ret_paused);
    store_close(store);
    return r;
}

/* ---- changing places ---- */

static int remove_beside(const char *path, const char *end)
{
    char *name = xasprintf("%s%s", path, end);
    int r = unlink(name) < 0 && errno != ENOENT ? -errno : 0;

    free(name);
    return r;
}

static bool lies_beside(const char *path, const char *end)
{
    char *name = xasprintf("%s%s", path, end);
    bool lies = access(name, F_OK) == 0;

    free(name);
    return lies;
}

static int keep_as(const char *path, const char *aside, const char *end)
{
    char *from = xasprintf("%s%s", path, end), *to = xasprintf("%s%s", aside, end);
    int r = link(from, to) < 0 && errno != ENOENT ? -errno : 0;

    free(from);
    free(to);
    return r;
}

/* The daemon's, whoever has asked: whose the folder is. */
static int hand_over(const char *path)
{
    char *name = xstrdup(path);
    struct stat st;
    int r = stat(dirname(name), &st) < 0 || chown(path, st.st_uid, st.st_gid) < 0 ? -errno : 0;

    free(name);
    return r;
}

static int settle(const char *path)
{
    char *name = xstrdup(path);
    int fd = open(dirname(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int r = fd < 0 || fsync(fd) < 0 ? -errno : 0;

    if (fd >= 0)
        close(fd);
    free(name);
    return r;
}

/* At every moment there is a whole database at `path`: the old one is kept under a second name
 * first, its log goes next (what it holds is kept, too), and then one name is moved. A log of the
 * old one must not lie beside the new one: SQLite would play it back. */
static int change_places(const char *copy, const char *path, const char *aside)
{
    int r = hand_over(copy);

    if (r == 0)
        r = keep_as(path, aside, "");
    if (r == 0)
        r = keep_as(path, aside, "-wal");
    if (r == 0)
        r = settle(path);
    if (r == 0)
        r = remove_beside(path, "-wal");
    if (r == 0)
        r = remove_beside(path, "-shm");
    if (r == 0 && rename(copy, path) < 0)
        r = -errno;
    return r == 0 ? settle(path) : r;
}

int store_restore(const char *path, const char *file, const char *author, int64_t now,
                  const char *aside, struct restore_paused *ret_paused, struct refusal *ret_refusal)
{
    char *copied = xasprintf("%s.restored", path), *lock = xasprintf("%s.lock", path);
    int lock_fd = -1, r = store_lock(path, &lock_fd, ret_refusal);

    if (r == 0)
        r = hand_over(lock) < 0 ? refuse_file(ret_refusal, file, strerror(errno)) : 0;
    if (r == 0) {
        remove_beside(copied, "");
        remove_beside(copied, "-wal");
        r = copy(file, copied, ret_refusal);
        if (r == 0)
            r = prepare(copied, file, author, now, ret_paused, ret_refusal);
        if (r == 0 && lies_beside(copied, "-wal"))
            r = refuse_file(ret_refusal, file, "the copy could not be written to its end");
        if (r == 0)
            r = change_places(copied, path, aside);
        remove_beside(copied, "");
        remove_beside(copied, "-wal");
        remove_beside(copied, ".lock");
    }
    if (r < 0)
        r = refuse_file(ret_refusal, file, strerror(-r));
    if (lock_fd >= 0)
        close(lock_fd);
    free(lock);
    free(copied);
    return r;
}
