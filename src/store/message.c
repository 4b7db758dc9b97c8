/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages and their queue. */
#include "store/message.h"

#include <errno.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"

void message_clear(struct message *m)
{
    free(m->text);
    free(m->number);
    m->text = m->number = NULL;
}

int message_add(struct store *store, int64_t now, const struct message_new *m, int64_t *ret_id)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_MESSAGE_ADD);

    if (m->announcement_id)
        db_bind_int(add, ":announcement", m->announcement_id);
    db_bind_int(add, ":phone", m->phone_id);
    db_bind_int(add, ":state", m->state);
    db_bind_int(add, ":lane", m->lane);
    db_bind_int(add, ":contact", m->correction ? 0 : 1);
    db_bind_int(add, ":sturdy", m->sturdy);
    db_bind_int(add, ":turn", m->turn);
    db_bind_int(add, ":hint", m->hint);
    db_bind_int(add, ":parts", m->parts);
    db_bind_int(add, ":flash", m->flash);
    db_bind_text(add, ":text", m->text);
    db_bind_int(add, ":about", m->about);
    db_bind_int(add, ":now", now);
    db_bind_int(add, ":due_at", m->due_at);
    db_bind_int(add, ":expires_at", m->expires_at);
    db_bind_int(add, ":why", m->why);
    int r = db_run(store, add);
    if (r == 0 && ret_id)
        *ret_id = db_last_id(store);
    return r;
}

int message_add_second(struct store *store, int64_t now, int64_t first, int64_t phone_id,
                       int64_t hint)
{
    return db_do(store, STATEMENT_MESSAGE_SECOND, DB_INT(":id", first), DB_INT(":phone", phone_id),
                 DB_INT(":hint", hint), DB_INT(":now", now));
}

int message_current_turn(struct store *store, int64_t lane, bool sturdy, int64_t *ret)
{
    sqlite3_stmt *turn =
        db_with(store, STATEMENT_MESSAGE_TURN, DB_INT(":lane", lane), DB_INT(":sturdy", sturdy));

    return db_first_int(store, turn, ret);
}

static char *column_copy(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? NULL : xstrdup(db_text(s, column));
}

static struct message read_message(sqlite3_stmt *s)
{
    return (struct message){
        .id = db_int(s, 0),
        .announcement_id = db_int(s, 1),
        .phone_id = db_int(s, 2),
        .state = (enum message_state)db_int(s, 3),
        .lane = db_int(s, 4),
        .contact = db_int(s, 5),
        .sturdy = db_int(s, 6),
        .turn = db_int(s, 7),
        .hint = db_int(s, 8),
        .carrier_id = db_int(s, 9),
        .parts = db_int(s, 10),
        .concat_ref = db_int(s, 11),
        .attempts = db_int(s, 12),
        .resends = db_int(s, 13),
        .flash = db_int(s, 14),
        .text = column_copy(s, 15),
        .due_at = db_int(s, 16),
        .expires_at = db_int(s, 17),
        .number = column_copy(s, 18),
        .stopped = sqlite3_column_type(s, 19) != SQLITE_NULL,
        .why = (enum message_why)db_int(s, 20),
        .code = -1,
    };
}

static int take_one(struct store *store, sqlite3_stmt *statement, struct message *ret)
{
    int r = db_find(store, statement);

    if (r != 0)
        return r;
    *ret = read_message(statement);
    db_done(statement);
    return 0;
}

int message_pick(struct store *store, int64_t hint, int64_t max_lane, struct message *ret)
{
    sqlite3_stmt *pick =
        db_with(store, STATEMENT_MESSAGE_PICK, DB_INT(":hint", hint), DB_INT(":lane", max_lane));

    return take_one(store, pick, ret);
}

int message_pick_started(struct store *store, int64_t carrier_id, int64_t max_lane,
                         struct message *ret)
{
    sqlite3_stmt *pick = db_with(store, STATEMENT_MESSAGE_PICK_STARTED,
                                 DB_INT(":carrier", carrier_id), DB_INT(":lane", max_lane));

    return take_one(store, pick, ret);
}

int message_get(struct store *store, int64_t id, struct message *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_MESSAGE_GET, DB_INT(":id", id));

    return take_one(store, get, ret);
}

int message_set(struct store *store, const struct message *m, enum message_state from)
{
    if (!message_state_allows(from, m->state)) {
        log_error("store", "message %lld: the life of a message has no step %s -> %s",
                  (long long)m->id, message_state_word(from), message_state_word(m->state));
        return -EINVAL;
    }
    sqlite3_stmt *set = db_with(store, STATEMENT_MESSAGE_SET, DB_INT(":id", m->id),
                                DB_INT(":state", m->state), DB_INT(":carrier", m->carrier_id),
                                DB_INT(":attempts", m->attempts), DB_INT(":resends", m->resends),
                                DB_INT(":concat_ref", m->concat_ref), DB_INT(":due_at", m->due_at));
    if (m->settled_at)
        db_bind_int(set, ":settled_at", m->settled_at);
    db_bind_int(set, ":why", m->why);
    db_bind_int(set, ":code", m->code);
    return db_run(store, set);
}

int message_due(struct store *store, int64_t now, bool dated, int limit, message_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_MESSAGE_DUE);
    struct message *due = xcalloc((size_t)limit, sizeof(*due));
    size_t count = 0;
    int r;

    /* Gathered first: fn changes the rows that the query walks. */
    db_bind_int(list, ":now", now);
    db_bind_int(list, ":dated", dated);
    db_bind_int(list, ":limit", limit);
    while ((r = db_step(store, list)) == 1)
        due[count++] = read_message(list);
    for (size_t i = 0; i < count && r == 0; i++)
        r = fn(&due[i], arg);
    free(due);
    return r < 0 ? r : (int)count;
}

int message_next_due(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_MESSAGE_NEXT_DUE), ret);
}

int message_forget_all(struct store *store, int64_t announcement)
{
    return db_do(store, STATEMENT_MESSAGE_FORGET_ALL, DB_INT(":announcement", announcement));
}

int message_cancel_all(struct store *store, int64_t announcement, enum message_why why, int64_t now)
{
    int r = db_do(store, STATEMENT_MESSAGE_CANCEL, DB_INT(":announcement", announcement),
                  DB_INT(":why", why), DB_INT(":now", now));

    return r < 0 ? r : db_changed(store);
}

int message_expire_all(struct store *store, int64_t announcement, int64_t now)
{
    int r = db_do(store, STATEMENT_MESSAGE_EXPIRE, DB_INT(":announcement", announcement),
                  DB_INT(":why", MESSAGE_WHY_LATE), DB_INT(":now", now));

    return r < 0 ? r : db_changed(store);
}

int message_cancel_about(struct store *store, int64_t announcement, enum message_why why,
                         int64_t now)
{
    return db_do(store, STATEMENT_MESSAGE_CANCEL_ABOUT, DB_INT(":announcement", announcement),
                 DB_INT(":why", why), DB_INT(":now", now));
}

int message_alone_expired(struct store *store, int64_t now, int64_t *ret_id)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_MESSAGE_ALONE_EXPIRED, DB_INT(":now", now));

    return db_find_int(store, find, ret_id);
}

int message_hold_all(struct store *store, enum message_why why, int64_t due_at)
{
    int r =
        db_do(store, STATEMENT_MESSAGE_HOLD_ALL, DB_INT(":why", why), DB_INT(":due_at", due_at));

    return r < 0 ? r : db_changed(store);
}

int message_release_held(struct store *store, int64_t announcement, enum message_why why,
                         int64_t due_at)
{
    return db_do(store, STATEMENT_MESSAGE_APPROVE, DB_INT(":announcement", announcement),
                 DB_INT(":why", why), DB_INT(":due_at", due_at));
}

int message_pause_all(struct store *store, int64_t announcement)
{
    return db_do(store, STATEMENT_MESSAGE_PAUSE, DB_INT(":announcement", announcement),
                 DB_INT(":why", MESSAGE_WHY_PAUSED));
}

int message_resume_all(struct store *store, int64_t announcement, int64_t due_at)
{
    return db_do(store, STATEMENT_MESSAGE_RESUME, DB_INT(":announcement", announcement),
                 DB_INT(":why", MESSAGE_WHY_TIME), DB_INT(":paused", MESSAGE_WHY_PAUSED),
                 DB_INT(":due_at", due_at));
}

int message_forget_hint(struct store *store, int64_t carrier_id)
{
    static const enum statement both[] = {STATEMENT_MESSAGE_UNHINT_QUEUED,
                                          STATEMENT_MESSAGE_UNHINT_WAITING};
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(both) && r == 0; i++)
        r = db_do(store, both[i], DB_INT(":carrier", carrier_id));
    return r;
}

int message_started(struct store *store, int64_t carrier_id, int64_t max_lane, message_id_fn fn,
                    void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_MESSAGE_STARTED_ELSEWHERE,
                                 DB_INT(":carrier", carrier_id), DB_INT(":lane", max_lane));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}

int message_waiting(struct store *store, int64_t hint, int64_t max_lane, int64_t offset, bool *ret)
{
    sqlite3_stmt *waiting = db_with(store, STATEMENT_MESSAGE_WAITING, DB_INT(":hint", hint),
                                    DB_INT(":lane", max_lane), DB_INT(":offset", offset));

    return db_any(store, waiting, ret);
}

int message_counts(struct store *store, int64_t announcement, struct message_counts *ret)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_MESSAGE_COUNTS);
    int r;

    *ret = (struct message_counts){0};
    db_bind_int(count, ":announcement", announcement);
    while ((r = db_step(store, count)) == 1) {
        int64_t state = db_int(count, 0);
        if (state >= 0 && state < MESSAGE_STATE_COUNT) {
            ret->messages[state] = db_int(count, 1);
            ret->parts[state] = db_int(count, 2);
        }
    }
    return r;
}

int message_queue(struct store *store, queue_fn fn, void *arg)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_MESSAGE_QUEUE_COUNTS);
    int r;

    while ((r = db_step(store, count)) == 1)
        fn(db_int(count, 1), db_int(count, 0), db_int(count, 2), db_int(count, 3), arg);
    return r;
}

int message_list(struct store *store, int64_t announcement, int state, int64_t after, int limit,
                 message_row_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_MESSAGE_LIST);
    int r;

    if (announcement)
        db_bind_int(list, ":announcement", announcement);
    db_bind_int(list, ":state", state);
    db_bind_int(list, ":after", after);
    db_bind_int(list, ":limit", limit);
    while ((r = db_step(store, list)) == 1) {
        struct message_row row = {
            .id = db_int(list, 0),
            .announcement_id = db_int(list, 1),
            .number = db_text(list, 2),
            .state = (enum message_state)db_int(list, 3),
            .lane = db_int(list, 4),
            .parts = db_int(list, 5),
            .attempts = db_int(list, 6),
            .why = (enum message_why)db_int(list, 7),
            .code = db_int(list, 8),
            .created_at = db_int(list, 9),
            .due_at = db_int(list, 10),
            .settled_at = db_int(list, 11),
            .carrier = db_text(list, 12),
        };
        fn(&row, arg);
    }
    return r;
}
