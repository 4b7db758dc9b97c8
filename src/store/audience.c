/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The audience in the making. */
#include "store/audience.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/db.h"

int audience_clear(struct store *store)
{
    return db_run(store, db_statement(store, STATEMENT_AUDIENCE_CLEAR));
}

int audience_add_all(struct store *store)
{
    return db_run(store, db_statement(store, STATEMENT_AUDIENCE_ALL));
}

int audience_add_announcement(struct store *store, int64_t announcement)
{
    return db_do(store, STATEMENT_AUDIENCE_OF_ANNOUNCEMENT, DB_INT(":announcement", announcement));
}

int audience_add_group(struct store *store, int64_t group)
{
    return db_do(store, STATEMENT_AUDIENCE_GROUP, DB_INT(":group", group));
}

int audience_except_group(struct store *store, int64_t group)
{
    return db_do(store, STATEMENT_AUDIENCE_EXCEPT, DB_INT(":group", group));
}

int audience_count(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_AUDIENCE_COUNT), ret);
}

int told_gather(struct store *store, int64_t announcement)
{
    sqlite3_stmt *gather = db_statement(store, STATEMENT_TOLD_GATHER);
    int r = db_run(store, db_statement(store, STATEMENT_TOLD_CLEAR));

    if (r != 0 || announcement == 0)
        return r;
    db_bind_int(gather, ":id", announcement);
    return db_run(store, gather);
}

int told_join_audience(struct store *store, int64_t *ret_outside)
{
    int r = db_first_int(store, db_statement(store, STATEMENT_TOLD_OUTSIDE), ret_outside);

    return r < 0 ? r : db_run(store, db_statement(store, STATEMENT_TOLD_JOIN));
}

/* Phones seen in a walk: a shared one is visited once. Ids are small and dense. */
struct seen {
    uint8_t *bits;
    size_t size;
};

static bool seen_before(struct seen *seen, int64_t id)
{
    size_t byte = (size_t)id / 8;
    uint8_t bit = (uint8_t)(1u << (id % 8));

    if (byte >= seen->size) {
        size_t size = byte * 2 + 64;
        seen->bits = xreallocarray(seen->bits, size, 1);
        memset(seen->bits + seen->size, 0, size - seen->size);
        seen->size = size;
    }
    bool before = seen->bits[byte] & bit;
    seen->bits[byte] |= bit;
    return before;
}

/* One of the two lists of a walk, the told phones or those of the other households. */
struct phone_list {
    sqlite3_stmt *statement;
    bool told, frail;
};

static int walk_list(struct store *store, const struct phone_list *which, struct seen *seen,
                     audience_phone_fn fn, void *arg, int64_t *households)
{
    sqlite3_stmt *list = which->statement;
    int64_t last = 0;
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct audience_phone phone = {
            .phone_id = db_int(list, 0),
            .number = db_text(list, 1),
            .told = which->told,
            .frail = which->frail,
            .household_id = db_int(list, 2),
            .code = db_text(list, 3),
            .head = db_text(list, 4),
            .cluster = db_text(list, 5),
            .address = db_text(list, 6),
        };
        *households += phone.household_id != last; /* of which several phones may be told */
        last = phone.household_id;
        int ended = seen_before(seen, phone.phone_id) ? 0 : fn(&phone, arg);
        if (ended) {
            db_done(list);
            return ended;
        }
    }
    return r;
}

static int walk_phones(struct store *store, bool stopped, bool frail, struct seen *seen,
                       audience_phone_fn fn, void *arg, int64_t *households)
{
    static const enum statement lists[] = {STATEMENT_TOLD_PHONES, STATEMENT_AUDIENCE_PHONES};
    int64_t told = 0;
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(lists) && r == 0; i++) {
        struct phone_list which = {db_statement(store, lists[i]), i == 0, frail};
        db_bind_int(which.statement, ":stopped", stopped);
        db_bind_int(which.statement, ":frail", frail);
        if (i == 1)
            db_bind_int(which.statement, ":told", told > 0);
        r = walk_list(store, &which, seen, fn, arg, i ? households : &told);
    }
    *households += told;
    return r;
}

int audience_phones(struct store *store, bool stopped, audience_phone_fn fn, void *arg,
                    int64_t *ret_households)
{
    struct seen seen = {0};
    int64_t households = 0;
    int r = walk_phones(store, stopped, true, &seen, fn, arg, &households);

    if (r == 0)
        r = walk_phones(store, stopped, false, &seen, fn, arg, &households);
    free(seen.bits);
    if (r == 0)
        *ret_households = households;
    return r;
}
