/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A household's routine announcements of a day; messages that go out as one. */
#include "store/manners.h"

#include "store/db.h"

int manners_count(struct store *store, int64_t phone_id, int64_t day, int64_t announcement,
                  int64_t *ret)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_ROUTINE_COUNT);

    db_bind_int(count, ":phone", phone_id);
    db_bind_int(count, ":day", day);
    db_bind_int(count, ":announcement", announcement);
    int r = db_step(store, count);
    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    *ret = db_int(count, 0); /* NULL, no household, reads as 0 */
    db_done(count);
    return 0;
}

int manners_note(struct store *store, int64_t phone_id, int64_t day, int64_t announcement)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_ROUTINE_ADD);

    db_bind_int(add, ":phone", phone_id);
    db_bind_int(add, ":day", day);
    db_bind_int(add, ":announcement", announcement);
    return db_run(store, add);
}

int manners_take_back(struct store *store, int64_t phone_id, int64_t announcement)
{
    sqlite3_stmt *remove = db_statement(store, STATEMENT_ROUTINE_REMOVE);

    db_bind_int(remove, ":phone", phone_id);
    db_bind_int(remove, ":announcement", announcement);
    return db_run(store, remove);
}

int manners_forget(struct store *store, int64_t before_day)
{
    sqlite3_stmt *forget = db_statement(store, STATEMENT_ROUTINE_FORGET);

    db_bind_int(forget, ":day", before_day);
    return db_run(store, forget);
}

int manners_waiting(struct store *store, int64_t phone_id, int64_t now, waiting_text_fn fn,
                    void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_ROUTINE_WAITING);
    int r;

    db_bind_int(list, ":phone", phone_id);
    db_bind_int(list, ":now", now);
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
    sqlite3_stmt *join = db_statement(store, STATEMENT_MESSAGE_JOIN);

    db_bind_int(join, ":id", id);
    db_bind_int(join, ":joint", joint);
    return db_run(store, join);
}

int manners_joined(struct store *store, int64_t joint, message_id_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_MESSAGE_JOINED);
    int r;

    db_bind_int(list, ":joint", joint);
    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}
