/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far the ladder has come, and what it has done on the way. */
#include "store/ladder.h"

#include <stdio.h>

#include "store/db.h"

const char *rung_word(enum rung rung)
{
    static const char *const words[RUNG_COUNT] = {"first", "second", "ring", "neighbour", "door"};

    return rung < RUNG_COUNT ? words[rung] : "unknown";
}

int ladder_touch_phone(struct store *store, int64_t announcement, int64_t phone_id, int64_t now)
{
    return db_do(store, STATEMENT_LADDER_TOUCH_PHONE, DB_INT(":announcement", announcement),
                 DB_INT(":phone", phone_id), DB_INT(":now", now));
}

int ladder_touch_all(struct store *store, int64_t announcement, int64_t now)
{
    return db_do(store, STATEMENT_LADDER_TOUCH_ALL, DB_INT(":announcement", announcement),
                 DB_INT(":now", now));
}

int ladder_touch_household(struct store *store, int64_t household)
{
    return db_do(store, STATEMENT_LADDER_TOUCH_HOUSEHOLD, DB_INT(":household", household));
}

int ladder_due(struct store *store, int64_t now, struct ladder_place *ret, size_t max,
               size_t *ret_count)
{
    sqlite3_stmt *due = db_statement(store, STATEMENT_LADDER_DUE);
    size_t count = 0;
    int r;

    db_bind_int(due, ":now", now);
    db_bind_int(due, ":limit", (int64_t)max);
    while ((r = db_step(store, due)) == 1)
        ret[count++] = (struct ladder_place){db_int(due, 0), db_int(due, 1),
                                             (enum rung)db_int(due, 2), db_int(due, 3)};
    *ret_count = count;
    return r;
}

int ladder_next_due(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_LADDER_NEXT_DUE), ret);
}

int ladder_set(struct store *store, const struct ladder_place *place, int64_t due_at)
{
    return db_do(store, STATEMENT_LADDER_SET, DB_INT(":announcement", place->announcement),
                 DB_INT(":household", place->household), DB_INT(":rung", place->rung),
                 DB_INT(":since", place->since), DB_INT(":due", due_at));
}

int ladder_counts(struct store *store, int64_t announcement, int64_t ret[RUNG_COUNT])
{
    sqlite3_stmt *count =
        db_with(store, STATEMENT_LADDER_COUNTS, DB_INT(":announcement", announcement));

    for (int i = 0; i < RUNG_COUNT; i++)
        ret[i] = 0;
    return db_counts(store, count, ret, RUNG_COUNT);
}

static struct ladder_phone read_phone(sqlite3_stmt *s)
{
    struct ladder_phone phone = {
        .phone_id = db_int(s, 0),
        .fixed = db_int(s, 2),
        .stopped = sqlite3_column_type(s, 3) != SQLITE_NULL,
        .message_id = db_int(s, 4),
        .state = (enum message_state)db_int(s, 5),
        .why = (enum message_why)db_int(s, 6),
        .rung = sqlite3_column_type(s, 7) != SQLITE_NULL,
        .ring = (enum ring_state)db_int(s, 7),
        .correction = db_int(s, 8),
        .wrong = db_int(s, 9),
    };

    snprintf(phone.number, sizeof(phone.number), "%s", db_text(s, 1));
    return phone;
}

int ladder_phones(struct store *store, int64_t announcement, int64_t household,
                  struct ladder_phone *ret, size_t max, size_t *ret_count)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_LADDER_PHONES);
    size_t count = 0;
    int r;

    db_bind_int(list, ":announcement", announcement);
    db_bind_int(list, ":household", household);
    while ((r = db_step(store, list)) == 1)
        if (count < max)
            ret[count++] = read_phone(list);
    *ret_count = count;
    return r;
}

int ladder_household(struct store *store, int64_t id, struct ladder_household *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_LADDER_HOUSEHOLD);
    struct kept_row *row = &store->ladder;

    db_bind_int(get, ":id", id);
    int r = db_find(store, get);
    if (r != 0)
        return r;
    db_keep_begin(row);
    *ret = (struct ladder_household){
        .code = db_keep_text(row, get, 0),
        .head = db_keep_text(row, get, 1),
        .cluster = db_keep_text(row, get, 2),
        .address = db_keep_text(row, get, 3),
        .frail = db_int(get, 4),
        .neighbour_id = db_int(get, 5),
    };
    db_done(get);
    return 0;
}

int ring_add(struct store *store, int64_t announcement, int64_t phone_id, bool sturdy, int64_t now)
{
    return db_do(store, STATEMENT_RING_ADD, DB_INT(":announcement", announcement),
                 DB_INT(":phone", phone_id), DB_INT(":sturdy", sturdy), DB_INT(":now", now));
}

static int step_ring(struct store *store, sqlite3_stmt *get, struct ring *ret)
{
    int r = db_find(store, get);

    if (r != 0)
        return r;
    *ret = (struct ring){
        .id = db_int(get, 0),
        .announcement = db_int(get, 1),
        .phone_id = db_int(get, 2),
        .state = (enum ring_state)db_int(get, 3),
        .carrier_id = db_int(get, 4),
        .tries = db_int(get, 5),
        .stopped = db_int(get, 7) != 0,
    };
    snprintf(ret->number, sizeof(ret->number), "%s", db_text(get, 6));
    db_done(get);
    return 0;
}

int ring_pick(struct store *store, int64_t now, struct ring *ret)
{
    sqlite3_stmt *pick = db_with(store, STATEMENT_RING_PICK, DB_INT(":now", now));

    return step_ring(store, pick, ret);
}

int ring_get(struct store *store, int64_t id, struct ring *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_RING_GET, DB_INT(":id", id));

    return step_ring(store, get, ret);
}

int ring_set(struct store *store, const struct ring *ring, int64_t now)
{
    return db_do(store, STATEMENT_RING_SET, DB_INT(":id", ring->id), DB_INT(":state", ring->state),
                 DB_INT(":carrier", ring->carrier_id), DB_INT(":tries", ring->tries),
                 DB_INT(":now", now));
}

int ring_crashed(struct store *store, int64_t carrier_id)
{
    return db_do(store, STATEMENT_RING_CRASHED, DB_INT(":carrier", carrier_id));
}

int errand_set(struct store *store, const struct errand *e)
{
    return db_do(store, STATEMENT_ERRAND_SET, DB_INT(":announcement", e->announcement),
                 DB_INT(":household", e->household), DB_INT(":phone", e->phone_id),
                 DB_INT(":message", e->message_id), DB_INT(":by_number", e->by_number),
                 DB_INT(":asked_at", e->asked_at), DB_INT(":done_at", e->done_at));
}

static struct errand read_errand(sqlite3_stmt *s)
{
    return (struct errand){
        .announcement = db_int(s, 0),
        .household = db_int(s, 1),
        .phone_id = db_int(s, 2),
        .message_id = db_int(s, 3),
        .by_number = db_int(s, 4),
        .asked_at = db_int(s, 5),
        .done_at = db_int(s, 6),
        .state = (enum message_state)db_int(s, 7),
        .due_at = db_int(s, 8),
    };
}

int errand_get(struct store *store, int64_t announcement, int64_t household, struct errand *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_ERRAND_GET, DB_INT(":announcement", announcement),
                                DB_INT(":household", household));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = read_errand(get);
    db_done(get);
    return 0;
}

int errand_list(struct store *store, int64_t phone_id, int64_t now, errand_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_ERRAND_LIST, DB_INT(":phone", phone_id), DB_INT(":now", now));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct errand e = read_errand(list);
        e.code = db_text(list, 9);
        e.head = db_text(list, 10);
        e.cluster = db_text(list, 11);
        e.open = db_int(list, 12);
        e.reached = db_int(list, 13);
        fn(&e, arg);
    }
    return r;
}

int errand_of_message(struct store *store, int64_t message_id, bool *ret_is, bool *ret_over)
{
    sqlite3_stmt *find =
        db_with(store, STATEMENT_ERRAND_OF_MESSAGE, DB_INT(":message", message_id));

    int r = db_step(store, find);
    *ret_is = r == 1;
    *ret_over = r == 1 && db_int(find, 0);
    if (r == 1)
        db_done(find);
    return r < 0 ? r : 0;
}

int errand_touch(struct store *store, int64_t message_id, int64_t now)
{
    return db_do(store, STATEMENT_ERRAND_TOUCH, DB_INT(":message", message_id),
                 DB_INT(":now", now));
}

int door_list_touch(struct store *store, int64_t announcement, const char *cluster, bool anew,
                    int64_t now)
{
    return db_do(store, STATEMENT_DOOR_LIST_TOUCH, DB_INT(":announcement", announcement),
                 DB_TEXT(":cluster", cluster), DB_INT(":anew", anew), DB_INT(":now", now));
}

static int step_door_list(struct store *store, sqlite3_stmt *get, struct door_list *ret)
{
    int r = db_find(store, get);

    if (r != 0)
        return r;
    *ret = (struct door_list){
        .announcement = db_int(get, 0),
        .sent_at = db_int(get, 2),
        .reminders = db_int(get, 3),
        .due_at = db_int(get, 4),
    };
    snprintf(ret->cluster, sizeof(ret->cluster), "%s", db_text(get, 1));
    db_done(get);
    return 0;
}

int door_list_due(struct store *store, int64_t now, struct door_list *ret)
{
    sqlite3_stmt *due = db_with(store, STATEMENT_DOOR_LIST_DUE, DB_INT(":now", now));

    return step_door_list(store, due, ret);
}

int door_list_next_due(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_DOOR_LIST_NEXT_DUE), ret);
}

int door_list_get(struct store *store, int64_t announcement, const char *cluster,
                  struct door_list *ret)
{
    sqlite3_stmt *get =
        db_with(store, STATEMENT_DOOR_LIST_GET, DB_INT(":announcement", announcement),
                DB_TEXT(":cluster", cluster));

    return step_door_list(store, get, ret);
}

int door_list_set(struct store *store, const struct door_list *list)
{
    return db_do(store, STATEMENT_DOOR_LIST_SET, DB_INT(":announcement", list->announcement),
                 DB_TEXT(":cluster", list->cluster), DB_INT(":sent_at", list->sent_at),
                 DB_INT(":reminders", list->reminders), DB_INT(":due", list->due_at));
}

int door_list_grows(struct store *store, int64_t announcement, const char *cluster, bool *ret)
{
    sqlite3_stmt *grows =
        db_with(store, STATEMENT_DOOR_LIST_GROWS, DB_INT(":announcement", announcement),
                DB_TEXT(":cluster", cluster));

    int64_t value;
    int r = db_first_int(store, grows, &value);

    if (r == 0)
        *ret = value != 0;
    return r;
}

int door_knockers(struct store *store, const char *cluster, bool heads, knocker_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_DOOR_KNOCKERS, DB_TEXT(":cluster", cluster),
                                 DB_INT(":heads", heads));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_text(list, 1), arg);
    return r;
}

int door_knocker_add(struct store *store, int64_t announcement, const char *cluster,
                     int64_t phone_id, const char *staff)
{
    return db_do(store, STATEMENT_DOOR_KNOCKER_ADD, DB_INT(":announcement", announcement),
                 DB_TEXT(":cluster", cluster), DB_INT(":phone", phone_id),
                 DB_TEXT(":staff", staff));
}

static int tell_door_lists(struct store *store, sqlite3_stmt *list, int64_t phone_id, int64_t now,
                           door_list_fn fn, void *arg)
{
    int r;

    db_bind_int(list, ":phone", phone_id);
    db_bind_int(list, ":now", now);
    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_text(list, 1), db_text(list, 2), arg);
    return r;
}

int door_lists_of(struct store *store, int64_t phone_id, int64_t now, door_list_fn fn, void *arg)
{
    return tell_door_lists(store, db_statement(store, STATEMENT_DOOR_LISTS_OF), phone_id, now, fn,
                           arg);
}

int door_lists_early(struct store *store, int64_t phone_id, int64_t now, door_list_fn fn, void *arg)
{
    return tell_door_lists(store, db_statement(store, STATEMENT_DOOR_LISTS_EARLY), phone_id, now,
                           fn, arg);
}

int door_lists_over(struct store *store, int64_t phone_id, int64_t now, int64_t since,
                    door_over_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_DOOR_LISTS_OVER, DB_INT(":phone", phone_id),
                                 DB_INT(":now", now), DB_INT(":since", since));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_text(list, 1), db_int(list, 2), arg);
    return r;
}

int door_lists_over_told(struct store *store, int64_t phone_id, int64_t announcement)
{
    return db_do(store, STATEMENT_DOOR_LIST_OVER_TOLD, DB_INT(":phone", phone_id),
                 DB_INT(":announcement", announcement));
}
