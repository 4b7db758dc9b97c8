/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is remembered of each carrier's SIM. */
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
    int r = db_do(store, STATEMENT_CARRIER_ADD, DB_TEXT(":name", name));
    if (r < 0)
        return r;

    sqlite3_stmt *get = db_with(store, STATEMENT_CARRIER_GET, DB_TEXT(":name", name));
    r = db_find(store, get);
    if (r != 0)
        return r;
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
    return db_do(store, id, DB_INT(":id", carrier), DB_INT(name, value));
}

int carrier_set_paused(struct store *store, int64_t id, enum carrier_pause pause)
{
    return set_number(store, STATEMENT_CARRIER_PAUSE, ":paused", id, pause);
}

int carrier_set_pin_refused(struct store *store, int64_t id, const char *hash)
{
    return db_do(store, STATEMENT_CARRIER_PIN, DB_INT(":id", id), DB_TEXT(":hash", hash));
}

int carrier_aside_add(struct store *store, int64_t id, const char *place, int64_t at)
{
    return db_do(store, STATEMENT_ASIDE_ADD, DB_INT(":id", id), DB_TEXT(":place", place),
                 DB_INT(":at", at));
}

int carrier_aside_forget(struct store *store, int64_t id, const char *place)
{
    return db_do(store, STATEMENT_ASIDE_FORGET, DB_INT(":id", id), DB_TEXT(":place", place));
}

int carrier_asides(struct store *store, int64_t id, carrier_aside_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_ASIDE_LIST, DB_INT(":id", id));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), db_int(list, 1), arg);
    return r;
}

int carrier_set_balance(struct store *store, int64_t id, int64_t amount, int64_t now)
{
    static const enum statement both[] = {STATEMENT_CARRIER_BALANCE, STATEMENT_BALANCE_ADD};
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(both) && r == 0; i++)
        r = db_do(store, both[i], DB_INT(":id", id), DB_INT(":amount", amount),
                  DB_INT(":now", now));
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
    sqlite3_stmt *list =
        db_with(store, STATEMENT_BALANCE_LIST, DB_INT(":id", id), DB_INT(":since", since));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_int(list, 1), arg);
    return r;
}

int carrier_days(struct store *store, int64_t id, int64_t from, carrier_day_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_CARRIER_DAYS, DB_INT(":id", id), DB_INT(":from", from));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct carrier_use use = {db_int(list, 1), db_int(list, 2), db_int(list, 3)};
        fn(db_int(list, 0), &use, arg);
    }
    return r;
}

int carrier_day_add(struct store *store, int64_t id, int64_t day, const struct carrier_use *use)
{
    return db_do(store, STATEMENT_CARRIER_DAY_ADD, DB_INT(":id", id), DB_INT(":day", day),
                 DB_INT(":parts", use->parts), DB_INT(":cost", use->cost),
                 DB_INT(":prepaid", use->prepaid));
}

int carrier_use_between(struct store *store, int64_t id, int64_t from, int64_t until,
                        struct carrier_use *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_CARRIER_USE, DB_INT(":id", id),
                                DB_INT(":from", from), DB_INT(":until", until));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    *ret = (struct carrier_use){db_int(get, 0), db_int(get, 1), db_int(get, 2)};
    db_done(get);
    return 0;
}
