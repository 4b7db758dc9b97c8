/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting, without reading more than is asked about. */
#include "store/figures.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/memory.h"
#include "store/db.h"

/* Counts states, newest row first, until a row is older or there were enough. */
static int count_newest(struct store *store, enum statement id, int64_t since, int64_t most,
                        int64_t *ret, int states)
{
    sqlite3_stmt *walk = db_statement(store, id);
    int r;

    for (int64_t rows = 0; (r = db_step(store, walk)) == 1; rows++) {
        int64_t state = db_int(walk, 0);
        if (db_int(walk, 1) < since || rows == most) {
            db_done(walk);
            return 0;
        }
        if (state >= 0 && state < states)
            ret[state]++;
    }
    return r;
}

int figures_parts(struct store *store, int64_t since, int64_t ret[PART_STATE_COUNT])
{
    return count_newest(store, STATEMENT_FIGURES_PARTS, since, INT64_MAX, ret, PART_STATE_COUNT);
}

int figures_messages(struct store *store, int64_t since, int64_t most,
                     int64_t ret[MESSAGE_STATE_COUNT])
{
    return count_newest(store, STATEMENT_FIGURES_MESSAGES, since, most, ret, MESSAGE_STATE_COUNT);
}

int figures_totals(struct store *store, int64_t ret[MESSAGE_STATE_COUNT])
{
    return db_counts(store, db_statement(store, STATEMENT_FIGURES_TOTALS), ret,
                     MESSAGE_STATE_COUNT);
}

static int64_t size_of(const char *path)
{
    struct stat file;

    return stat(path, &file) == 0 ? file.st_size : 0;
}

int figures_disk(const struct store *store, int64_t *ret_size, int64_t *ret_free)
{
    struct statvfs disk;
    char *log;

    if (statvfs(store->path, &disk) != 0)
        return -errno;
    log = xasprintf("%s-wal", store->path);
    *ret_size = size_of(store->path) + size_of(log);
    *ret_free = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    free(log);
    return 0;
}
