/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The past of one household. */
#include "store/past.h"

#include "base/memory.h"
#include "store/db.h"

int past_list(struct store *store, int64_t household, int limit, past_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_PAST_LIST, DB_INT(":household", household),
                                 DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct past past = {
            .what = (enum past_what)db_int(list, 0),
            .at = db_int(list, 1),
            .id = db_int(list, 2),
            .announcement = db_int(list, 3),
            .number = db_text(list, 4),
            .text = db_text(list, 5),
            .state = (int)db_int(list, 6),
            .why = (int)db_int(list, 7),
        };
        fn(&past, arg);
    }
    return r;
}

int household_merge(struct store *store, int64_t into, int64_t from)
{
    /* What both have stays behind and goes with `from`, by ON DELETE CASCADE. */
    static const enum statement steps[] = {
        STATEMENT_MERGE_HOLDING, STATEMENT_MERGE_MEMBER,    STATEMENT_MERGE_FEEDBACK,
        STATEMENT_MERGE_REACHED, STATEMENT_MERGE_REACH,     STATEMENT_MERGE_ERRAND,
        STATEMENT_MERGE_ROUTINE, STATEMENT_MERGE_NEIGHBOUR,
    };
    int r = 0;

    for (size_t i = 0; r == 0 && i < ARRAY_SIZE(steps); i++)
        r = db_do(store, steps[i], DB_INT(":into", into), DB_INT(":from", from));
    if (r != 0)
        return r;
    return db_do(store, STATEMENT_HOUSEHOLD_REMOVE, DB_INT(":id", from));
}
