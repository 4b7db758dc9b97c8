/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers that are given again. */
#include "store/idempotency.h"

#include "base/memory.h"
#include "store/db.h"

int idempotency_get(struct store *store, const char *key, char **ret_what, int *ret_status,
                    char **ret_answer)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_IDEMPOTENCY_GET, DB_TEXT(":key", key));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret_what = xstrdup(db_text(get, 0));
    *ret_status = (int)db_int(get, 1);
    *ret_answer = xstrdup(db_text(get, 2));
    db_done(get);
    return 0;
}

int idempotency_add(struct store *store, const char *key, const char *what, int status,
                    const char *answer, int64_t now)
{
    return db_do(store, STATEMENT_IDEMPOTENCY_ADD, DB_TEXT(":key", key), DB_TEXT(":what", what),
                 DB_INT(":status", status), DB_TEXT(":answer", answer), DB_INT(":now", now));
}

int idempotency_forget(struct store *store, int64_t before)
{
    return db_do(store, STATEMENT_IDEMPOTENCY_FORGET, DB_INT(":before", before));
}
