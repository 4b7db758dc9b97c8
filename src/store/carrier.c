/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is remembered of each carrier's SIM, idempotent answers. */
#include "store/carrier.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/db.h"

void carrier_row_clear(struct carrier_row *row)
{
    free(row->pin_refused);
    row->pin_refused = NULL;
}

int carrier_ensure(struct store *store, const char *name, struct carrier_row *ret)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_CARRIER_ADD);
    db_bind_text(add, ":name", name);
    int r = db_run(store, add);
    if (r < 0)
        return r;

    sqlite3_stmt *get = db_statement(store, STATEMENT_CARRIER_GET);
    db_bind_text(get, ":name", name);
    r = db_step(store, get);
    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    *ret = (struct carrier_row){
        .id = db_int(get, 0),
        .has_balance = sqlite3_column_type(get, 1) != SQLITE_NULL,
        .balance = db_int(get, 1),
        .balance_at = db_int(get, 2),
        .paused = (enum carrier_pause)db_int(get, 3),
        .pin_refused = xstrdup(db_text(get, 4)),
        .spent = db_int(get, 5),
        .told = (unsigned)db_int(get, 6),
    };
    db_done(get);
    return 0;
}

int carrier_ids(struct store *store, carrier_id_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_CARRIER_IDS);
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}

static int set_number(struct store *store, enum statement id, const char *name, int64_t carrier,
                      int64_t value)
{
    sqlite3_stmt *set = db_statement(store, id);

    db_bind_int(set, ":id", carrier);
    db_bind_int(set, name, value);
    return db_run(store, set);
}

int carrier_set_paused(struct store *store, int64_t id, enum carrier_pause pause)
{
    return set_number(store, STATEMENT_CARRIER_PAUSE, ":paused", id, pause);
}

int carrier_set_pin_refused(struct store *store, int64_t id, const char *hash)
{
    sqlite3_stmt *set = db_statement(store, STATEMENT_CARRIER_PIN);

    db_bind_int(set, ":id", id);
    db_bind_text(set, ":hash", hash);
    return db_run(store, set);
}

int carrier_aside_add(struct store *store, int64_t id, const char *place, int64_t at)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_ASIDE_ADD);

    db_bind_int(add, ":id", id);
    db_bind_text(add, ":place", place);
    db_bind_int(add, ":at", at);
    return db_run(store, add);
}

int carrier_aside_forget(struct store *store, int64_t id, const char *place)
{
    sqlite3_stmt *forget = db_statement(store, STATEMENT_ASIDE_FORGET);

    db_bind_int(forget, ":id", id);
    db_bind_text(forget, ":place", place);
    return db_run(store, forget);
}

int carrier_asides(struct store *store, int64_t id, carrier_aside_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_ASIDE_LIST);
    int r;

    db_bind_int(list, ":id", id);
    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), db_int(list, 1), arg);
    return r;
}

int carrier_set_balance(struct store *store, int64_t id, int64_t amount, int64_t now)
{
    static const enum statement both[] = {STATEMENT_CARRIER_BALANCE, STATEMENT_BALANCE_ADD};
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(both) && r == 0; i++) {
        sqlite3_stmt *set = db_statement(store, both[i]);
        db_bind_int(set, ":id", id);
        db_bind_int(set, ":amount", amount);
        db_bind_int(set, ":now", now);
        r = db_run(store, set);
    }
    return r;
}

int carrier_set_spent(struct store *store, int64_t id, int64_t spent)
{
    return set_number(store, STATEMENT_CARRIER_SPENT, ":spent", id, spent);
}

int carrier_set_told(struct store *store, int64_t id, unsigned told)
{
    return set_number(store, STATEMENT_CARRIER_TOLD, ":told", id, told);
}

int carrier_balances(struct store *store, int64_t id, int64_t since, balance_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_BALANCE_LIST);
    int r;

    db_bind_int(list, ":id", id);
    db_bind_int(list, ":since", since);
    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_int(list, 1), arg);
    return r;
}

int carrier_days(struct store *store, int64_t id, int64_t from, carrier_day_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_CARRIER_DAYS);
    int r;

    db_bind_int(list, ":id", id);
    db_bind_int(list, ":from", from);
    while ((r = db_step(store, list)) == 1) {
        struct carrier_use use = {db_int(list, 1), db_int(list, 2), db_int(list, 3)};
        fn(db_int(list, 0), &use, arg);
    }
    return r;
}

int carrier_day_add(struct store *store, int64_t id, int64_t day, const struct carrier_use *use)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_CARRIER_DAY_ADD);

    db_bind_int(add, ":id", id);
    db_bind_int(add, ":day", day);
    db_bind_int(add, ":parts", use->parts);
    db_bind_int(add, ":cost", use->cost);
    db_bind_int(add, ":prepaid", use->prepaid);
    return db_run(store, add);
}

int carrier_use_between(struct store *store, int64_t id, int64_t from, int64_t until,
                        struct carrier_use *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_CARRIER_USE);

    db_bind_int(get, ":id", id);
    db_bind_int(get, ":from", from);
    db_bind_int(get, ":until", until);
    int r = db_step(store, get);
    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    *ret = (struct carrier_use){db_int(get, 0), db_int(get, 1), db_int(get, 2)};
    db_done(get);
    return 0;
}

int idempotency_get(struct store *store, const char *key, char **ret_what, int *ret_status,
                    char **ret_answer)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_IDEMPOTENCY_GET);

    db_bind_text(get, ":key", key);
    int r = db_step(store, get);
    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    *ret_what = xstrdup(db_text(get, 0));
    *ret_status = (int)db_int(get, 1);
    *ret_answer = xstrdup(db_text(get, 2));
    db_done(get);
    return 0;
}

int idempotency_add(struct store *store, const char *key, const char *what, int status,
                    const char *answer, int64_t now)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_IDEMPOTENCY_ADD);

    db_bind_text(add, ":key", key);
    db_bind_text(add, ":what", what);
    db_bind_int(add, ":status", status);
    db_bind_text(add, ":answer", answer);
    db_bind_int(add, ":now", now);
    return db_run(store, add);
}

int idempotency_forget(struct store *store, int64_t before)
{
    sqlite3_stmt *forget = db_statement(store, STATEMENT_IDEMPOTENCY_FORGET);

    db_bind_int(forget, ":before", before);
    return db_run(store, forget);
}
