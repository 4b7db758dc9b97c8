/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Orders that staff give by SMS: each a row from its text to its end. */
#pragma once

#include "store/store.h"
#include "village/order.h"

struct staff_order {
    int64_t id;
    int64_t staff_id, phone_id; /* who gave it, and where its code went */
    enum order_act act;
    enum order_state state;
    const char *audience, *text; /* of what is to be sent, else "" */
    int64_t announcement_id;     /* that it is about or has made; 0: none */
    const char *code;            /* a mark of its code (inbound/code.h), "" when it has none */
    int64_t created_at, expires_at;
};

/* id is ignored; *ret_id is filled. */
int order_add(struct store *store, const struct staff_order *order, int64_t *ret_id);
/* A waiting order leaves that state: STORE_NOT_FOUND when it had left it already. announcement 0:
 * as it was. */
int order_end(struct store *store, int64_t id, enum order_state state, int64_t announcement);
/* Every waiting order from this phone ends so. */
int order_end_all(struct store *store, int64_t phone_id, enum order_state state);
/* Orders with a code from this member of staff and this phone, made since, newest first, at most
 * limit. The row lasts until fn returns. */
typedef void (*order_fn)(const struct staff_order *order, void *arg);
int order_recent(struct store *store, int64_t staff_id, int64_t phone_id, int64_t since, int limit,
                 order_fn fn, void *arg);
/* How many orders came from this phone since: emergencies, or the others. */
int order_count(struct store *store, int64_t phone_id, int64_t since, bool emergencies,
                int64_t *ret);
