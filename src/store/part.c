/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of messages: one row for each attempt to put one on the air. */
#include <stdlib.h>

#include "base/memory.h"
#include "store/db.h"
#include "store/message.h"

int part_add(struct store *store, const struct message *m, struct part *part)
{
    int r = db_do(store, STATEMENT_PART_ADD, DB_INT(":message", m->id), DB_INT(":seq", part->seq),
                  DB_INT(":phone", m->phone_id), DB_INT(":carrier", part->carrier_id),
                  DB_INT(":now", part->submitted_at), DB_INT(":cost", part->cost),
                  DB_INT(":prepaid", part->prepaid));

    if (r == 0)
        part->id = db_last_id(store);
    return r;
}

int part_get(struct store *store, int64_t id, struct part *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_PART_GET, DB_INT(":id", id));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = (struct part){.id = id,
                         .message_id = db_int(get, 0),
                         .seq = db_int(get, 1),
                         .carrier_id = db_int(get, 2),
                         .state = (enum part_state)db_int(get, 3),
                         .submitted_at = db_int(get, 4),
                         .cost = db_int(get, 5),
                         .prepaid = db_int(get, 6)};
    db_done(get);
    return 0;
}

int part_settle(struct store *store, int64_t id, enum part_state state, int64_t reference,
                int64_t origin, int64_t code, int64_t now)
{
    return db_do(store, STATEMENT_PART_SETTLE, DB_INT(":id", id), DB_INT(":state", state),
                 DB_INT(":reference", reference), DB_INT(":origin", origin), DB_INT(":code", code),
                 DB_INT(":now", now));
}

int part_reported(struct store *store, int64_t id, enum part_state state, int64_t status,
                  int64_t now)
{
    return db_do(store, STATEMENT_PART_REPORTED, DB_INT(":id", id), DB_INT(":state", state),
                 DB_INT(":code", status), DB_INT(":now", now));
}

/* A delivered attempt says more than any other; otherwise a later attempt than an earlier. */
static enum part_state newer(enum part_state before, enum part_state now)
{
    if (before == PART_DELIVERED)
        return before;
    return now == PART_LOST ? PART_FAILED : now;
}

int part_states(struct store *store, int64_t message_id, enum part_state *ret, size_t max)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_PART_OF_MESSAGE);
    int r;

    for (size_t i = 0; i < max; i++)
        ret[i] = PART_FAILED;
    db_bind_int(list, ":message", message_id);
    while ((r = db_step(store, list)) == 1) {
        int64_t seq = db_int(list, 0);
        if (seq >= 1 && (size_t)seq <= max)
            ret[seq - 1] = newer(ret[seq - 1], (enum part_state)db_int(list, 1));
    }
    return r;
}

static int run_on_message(struct store *store, enum statement id, int64_t message_id)
{
    return db_do(store, id, DB_INT(":message", message_id));
}

int part_lose(struct store *store, int64_t message_id)
{
    return run_on_message(store, STATEMENT_PART_LOSE, message_id);
}

int part_give_up(struct store *store, int64_t message_id)
{
    return run_on_message(store, STATEMENT_PART_GIVE_UP, message_id);
}

int part_match(struct store *store, int64_t phone_id, int64_t carrier_id, int64_t reference,
               int64_t since, int64_t until, int64_t by, struct part *ret)
{
    sqlite3_stmt *match =
        db_with(store, STATEMENT_PART_MATCH, DB_INT(":phone", phone_id),
                DB_INT(":carrier", carrier_id), DB_INT(":reference", reference),
                DB_INT(":since", since), DB_INT(":until", until), DB_INT(":by", by));

    int r = db_find(store, match);
    if (r != 0)
        return r;
    *ret = (struct part){.id = db_int(match, 0),
                         .message_id = db_int(match, 1),
                         .seq = db_int(match, 2),
                         .carrier_id = carrier_id,
                         .state = (enum part_state)db_int(match, 3)};
    db_done(match);
    return 0;
}

int part_crashed(struct store *store, int64_t carrier_id, message_id_fn fn, void *arg)
{
    sqlite3_stmt *crashed = db_statement(store, STATEMENT_PART_CRASHED);
    int64_t *ids = NULL;
    size_t count = 0;
    int r;

    db_bind_int(crashed, ":carrier", carrier_id);
    while ((r = db_step(store, crashed)) == 1) {
        ids = xreallocarray(ids, count + 1, sizeof(*ids));
        ids[count++] = db_int(crashed, 0);
    }
    for (size_t i = 0; i < count && r == 0; i++)
        fn(ids[i], arg);
    free(ids);
    return r;
}
