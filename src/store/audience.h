/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The audience in the making, and who is to be corrected: scratch sets of the connection, one at a
 * time. In a transaction. */
#pragma once

#include "store/store.h"

/* The audience in the making: a scratch set of households, one at a time. */
int audience_clear(struct store *store);
int audience_add_all(struct store *store);
int audience_add_announcement(struct store *store, int64_t announcement);
int audience_add_group(struct store *store, int64_t group);
int audience_except_group(struct store *store, int64_t group);
int audience_count(struct store *store, int64_t *ret);

/* Who has been told something that is to be corrected: a scratch set of phones beside it. Gathers
 * those to which a part of the announcement, or of one that it replaced, may have gone out; 0
 * empties the set. */
int told_gather(struct store *store, int64_t announcement);
/* Their households hear the correction, whether they are in the audience or not.
 * *ret_outside: how many were not. */
int told_join_audience(struct store *store, int64_t *ret_outside);

struct audience_phone {
    int64_t phone_id;
    const char *number;
    bool told; /* it is to be corrected */
    bool frail;
    int64_t household_id;                        /* of the household that holds it ... */
    const char *code, *head, *cluster, *address; /* ... for the fields of a template */
};
/* Each phone that a first contact goes to, once, those of frail households first: every one that
 * has been told something, then the first that can take SMS of each other household. stopped: those
 * who opted out too. fn returns 0 to go on, else its value ends the walk and is returned.
 * *ret_households: how many hold such a phone. */
typedef int (*audience_phone_fn)(const struct audience_phone *phone, void *arg);
int audience_phones(struct store *store, bool stopped, audience_phone_fn fn, void *arg,
                    int64_t *ret_households);
