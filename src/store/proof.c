/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Proofs. */
#include "store/proof.h"

#include <stdio.h>

#include "store/db.h"

int proof_add(struct store *store, struct proof *proof)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_PROOF_ADD);

    db_bind_int(add, ":carrier", proof->carrier_id);
    db_bind_int(add, ":day", proof->day);
    db_bind_text(add, ":token", proof->token);
    db_bind_int(add, ":message", proof->message_id);
    db_bind_int(add, ":asked_at", proof->asked_at);
    db_bind_int(add, ":until", proof->until);
    int r = db_run(store, add);
    if (r == 0)
        proof->id = db_last_id(store);
    return r;
}

int proof_end(struct store *store, const struct proof *proof)
{
    sqlite3_stmt *end = db_statement(store, STATEMENT_PROOF_END);

    db_bind_int(end, ":id", proof->id);
    db_bind_int(end, ":ended_at", proof->ended_at);
    db_bind_int(end, ":ok", proof->ok);
    db_bind_text(end, ":why", proof->why);
    return db_run(store, end);
}

static int take_one(struct store *store, sqlite3_stmt *get, struct proof *ret)
{
    int r = db_step(store, get);

    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    *ret = (struct proof){
        .id = db_int(get, 0),
        .carrier_id = db_int(get, 1),
        .day = db_int(get, 2),
        .message_id = db_int(get, 4),
        .asked_at = db_int(get, 5),
        .until = db_int(get, 6),
        .ended_at = db_int(get, 7), /* NULL reads as 0 */
        .ok = db_int(get, 8),
    };
    snprintf(ret->token, sizeof(ret->token), "%s", db_text(get, 3));
    snprintf(ret->why, sizeof(ret->why), "%s", db_text(get, 9));
    db_done(get);
    return 0;
}

static int take_last(struct store *store, int64_t carrier_id, bool daily, struct proof *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_PROOF_LAST);

    db_bind_int(get, ":carrier", carrier_id);
    db_bind_int(get, ":daily", daily);
    return take_one(store, get, ret);
}

int proof_last(struct store *store, int64_t carrier_id, struct proof *ret)
{
    return take_last(store, carrier_id, false, ret);
}

int proof_last_daily(struct store *store, int64_t carrier_id, struct proof *ret)
{
    return take_last(store, carrier_id, true, ret);
}

int proof_by_token(struct store *store, const char *token, struct proof *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_PROOF_BY_TOKEN);

    db_bind_text(get, ":token", token);
    return take_one(store, get, ret);
}

int proof_last_ok(struct store *store, int64_t carrier_id, int64_t *ret_at)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_PROOF_LAST_OK);

    db_bind_int(get, ":carrier", carrier_id);
    int r = db_step(store, get);
    *ret_at = r == 1 ? db_int(get, 0) : 0;
    if (r == 1)
        db_done(get);
    return r < 0 ? r : 0;
}
