/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between import.c and import_household.c: a list on its way into the phone book. */
#pragma once

#include "base/buf.h"
#include "store/household.h"
#include "store/import.h"
#include "village/import_piece.h"
#include "village/pool.h"

/* A household as the phone book has it. */
struct stored {
    struct household row;
    struct stored_phone {
        char number[17];
        char *person;
    } * phones;
    size_t phone_count;
    size_t *groups; /* those that the list names too, by index in it */
    size_t group_count;
};

struct import_taking {
    struct store *store;
    struct import_head head;
    struct string_index group_keys;
    int64_t *groups; /* ids by index in head.groups, as far as they were wanted; 0: not yet */
    bool dry_run;
    int64_t now;
    struct stored before;
    struct import_counts counts;
    struct buf piece;
    char *author, *name;
    int64_t begun_at;
};

/* import_household.c */
/* The household becomes as the list has it, all but its neighbour, and is counted; with t->dry_run
 * it is no more than counted. -EBADMSG: it names a group that the list has not. */
int import_take_household(struct import_taking *t, const struct import_household *household);
/* Its neighbour, once every household of the list is there. */
int import_take_neighbour(struct import_taking *t, const struct import_household *household);
/* Empties t->before; its arrays stay the taking's. */
void import_forget_before(struct import_taking *t);
