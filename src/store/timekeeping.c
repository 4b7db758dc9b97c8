/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The latest time known, and times that move. */
#include "store/timekeeping.h"

#include "base/memory.h"
#include "store/db.h"

int clock_mark_get(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_CLOCK_MARK), ret);
}

int clock_mark_set(struct store *store, int64_t now)
{
    return db_do(store, STATEMENT_CLOCK_MARK_SET, DB_INT(":now", now));
}

int clock_shift_waits(struct store *store, int64_t delta)
{
    static const enum statement all[] = {
        STATEMENT_CLOCK_SHIFT_WAITS,  STATEMENT_CLOCK_SHIFT_LADDER, STATEMENT_CLOCK_SHIFT_DOORS,
        STATEMENT_CLOCK_SHIFT_PROOFS, STATEMENT_CLOCK_SHIFT_ORDERS, STATEMENT_CLOCK_SHIFT_CARE,
    };
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(all) && r == 0; i++)
        r = db_do(store, all[i], DB_INT(":delta", delta));
    return r;
}

int clock_shift_lives(struct store *store, int64_t since, int64_t now, int64_t delta)
{
    static const enum statement both[] = {STATEMENT_CLOCK_SHIFT_MESSAGES,
                                          STATEMENT_CLOCK_SHIFT_ANNOUNCEMENTS};
    int r = 0;

    for (size_t i = 0; i < ARRAY_SIZE(both) && r == 0; i++)
        r = db_do(store, both[i], DB_INT(":since", since), DB_INT(":now", now),
                  DB_INT(":delta", delta));
    return r;
}

int clock_shift_schedules(struct store *store, int64_t now)
{
    return db_do(store, STATEMENT_CLOCK_SHIFT_SCHEDULES, DB_INT(":now", now));
}

int clock_hold_routine(struct store *store, enum message_why why, int64_t due_at)
{
    return db_do(store, STATEMENT_CLOCK_HOLD, DB_INT(":why", why), DB_INT(":due_at", due_at));
}
