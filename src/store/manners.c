/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A household's routine announcements of a day; messages that go out as one. */
#include "store/manners.h"

#include "store/db.h"

int manners_count(struct store *store, int64_t phone_id, int64_t day, int64_t announcement,
                  int64_t *ret)
{
    sqlite3_stmt *count = db_with(store, STATEMENT_ROUTINE_COUNT, DB_INT(":phone", phone_id),
                                  DB_INT(":day", day), DB_INT(":announcement", announcement));

    return db_first_int(store, count, ret);
}

int manners_note(struct store *store, int64_t phone_id, int64_t day, int64_t announcement)
{
    return db_do(store, STATEMENT_ROUTINE_ADD, DB_INT(":phone", phone_id), DB_INT(":day", day),
                 DB_INT(":announcement", announcement));
}

int manners_full(struct store *store, int64_t day, int64_t limit, int64_t *ret)
{
    sqlite3_stmt *count =
        db_with(store, STATEMENT_ROUTINE_FULL, DB_INT(":day", day), DB_INT(":limit", limit));

    return db_first_int(store, count, ret);
}

int manners_take_back(struct store *store, int64_t phone_id, int64_t announcement)
{
    return db_do(store, STATEMENT_ROUTINE_REMOVE, DB_INT(":phone", phone_id),
                 DB_INT(":announcement", announcement));
}

int manners_forget(struct store *store, int64_t before_day)
{
    return db_do(store, STATEMENT_ROUTINE_FORGET, DB_INT(":day", before_day));
}

int manners_waiting(struct store *store, int64_t phone_id, int64_t now, waiting_text_fn fn,
                    void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_ROUTINE_WAITING, DB_INT(":phone", phone_id), DB_INT(":now", now));
    int r;

    while ((r = db_step(store, list)) == 1) {
        const struct waiting_text waiting = {.id = db_int(list, 0),
                                             .parts = db_int(list, 1),
                                             .expires_at = db_int(list, 2),
                                             .flash = db_int(list, 3),
                                             .asks = db_int(list, 4),
                                             .text = db_text(list, 5)};
        fn(&waiting, arg);
    }
    return r;
}

int manners_join(struct store *store, int64_t id, int64_t joint)
{
    return db_do(store, STATEMENT_MESSAGE_JOIN, DB_INT(":id", id), DB_INT(":joint", joint));
}

int manners_joined(struct store *store, int64_t joint, message_id_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_MESSAGE_JOINED, DB_INT(":joint", joint));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}
