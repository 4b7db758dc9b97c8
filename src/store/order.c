/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Orders that staff give by SMS. */
#include "store/order.h"

#include "store/db.h"

int order_add(struct store *store, const struct staff_order *order, int64_t *ret_id)
{
    sqlite3_stmt *add =
        db_with(store, STATEMENT_ORDER_ADD, DB_INT(":staff", order->staff_id),
                DB_INT(":phone", order->phone_id), DB_INT(":act", order->act),
                DB_INT(":state", order->state), DB_TEXT(":audience", order->audience),
                DB_TEXT(":text", order->text));

    if (order->announcement_id)
        db_bind_int(add, ":announcement", order->announcement_id);
    db_bind_text(add, ":code", order->code);
    db_bind_int(add, ":now", order->created_at);
    db_bind_int(add, ":expires_at", order->expires_at);
    int r = db_run(store, add);
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int order_end(struct store *store, int64_t id, enum order_state state, int64_t announcement)
{
    sqlite3_stmt *end =
        db_with(store, STATEMENT_ORDER_END, DB_INT(":id", id), DB_INT(":state", state));

    if (announcement)
        db_bind_int(end, ":announcement", announcement);
    return db_change(store, end);
}

int order_end_all(struct store *store, int64_t phone_id, enum order_state state)
{
    return db_do(store, STATEMENT_ORDER_END_ALL, DB_INT(":phone", phone_id),
                 DB_INT(":state", state));
}

int order_recent(struct store *store, int64_t staff_id, int64_t phone_id, int64_t since, int limit,
                 order_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_ORDER_RECENT, DB_INT(":staff", staff_id),
                DB_INT(":phone", phone_id), DB_INT(":since", since), DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct staff_order order = {
            .id = db_int(list, 0),
            .staff_id = staff_id,
            .phone_id = phone_id,
            .act = (enum order_act)db_int(list, 1),
            .state = (enum order_state)db_int(list, 2),
            .audience = db_text(list, 3),
            .text = db_text(list, 4),
            .announcement_id = db_int(list, 5),
            .code = db_text(list, 6),
            .created_at = db_int(list, 7),
            .expires_at = db_int(list, 8),
        };
        fn(&order, arg);
    }
    return r;
}

int order_count(struct store *store, int64_t phone_id, int64_t since, bool emergencies,
                int64_t *ret)
{
    sqlite3_stmt *count = db_with(store, STATEMENT_ORDER_COUNT, DB_INT(":phone", phone_id),
                                  DB_INT(":since", since), DB_INT(":emergency", emergencies));

    return db_first_int(store, count, ret);
}
