/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Proofs. */
#include "store/proof.h"

#include <stdio.h>

#include "store/db.h"

int proof_add(struct store *store, struct proof *proof)
{
    int r = db_do(store, STATEMENT_PROOF_ADD, DB_INT(":carrier", proof->carrier_id),
                  DB_INT(":day", proof->day), DB_TEXT(":token", proof->token),
                  DB_INT(":message", proof->message_id), DB_INT(":asked_at", proof->asked_at),
                  DB_INT(":until", proof->until));

    if (r == 0)
        proof->id = db_last_id(store);
    return r;
}

int proof_end(struct store *store, const struct proof *proof)
{
    return db_do(store, STATEMENT_PROOF_END, DB_INT(":id", proof->id),
                 DB_INT(":ended_at", proof->ended_at), DB_INT(":ok", proof->ok),
                 DB_TEXT(":why", proof->why));
}

static int take_one(struct store *store, sqlite3_stmt *get, struct proof *ret)
{
    int r = db_find(store, get);

    if (r != 0)
        return r;
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
    sqlite3_stmt *get = db_with(store, STATEMENT_PROOF_LAST, DB_INT(":carrier", carrier_id),
                                DB_INT(":daily", daily));

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
    sqlite3_stmt *get = db_with(store, STATEMENT_PROOF_BY_TOKEN, DB_TEXT(":token", token));

    return take_one(store, get, ret);
}

int proof_last_ok(struct store *store, int64_t carrier_id, int64_t *ret_at)
{
    return db_first_int(
        store, db_with(store, STATEMENT_PROOF_LAST_OK, DB_INT(":carrier", carrier_id)), ret_at);
}
