/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Households and the phones that they hold. */
#pragma once

#include "store/store.h"

struct household {
    int64_t id;
    const char *code, *head, *cluster, *address, *note;
    bool frail;
    int64_t walk;          /* walking order within the cluster */
    int64_t neighbour_id;  /* another household, which agreed to tell it; 0: none */
    const char *neighbour; /* its code, filled when read; "" none */
};

struct holding {
    const char *number; /* E.164 */
    bool fixed;         /* a land line: no SMS */
    bool stopped;       /* its owner wants no messages */
    int64_t rank;       /* 1 is rung first */
    const char *person;
    int64_t phone_id;
};

struct household_counts {
    int64_t households, mobiles, fixed, stopped;
};

/* Pointers in the rows last until the callback returns. */
typedef void (*household_fn)(const struct household *household, void *arg);
typedef void (*holding_fn)(const struct holding *holding, void *arg);
typedef void (*group_name_fn)(const char *name, const char *key, void *arg);

/* Adds (id is ignored, *ret_id filled) or replaces the row with household->id, whose code stays and
 * is given. In a transaction. -EEXIST when the code is taken. */
int household_add(struct store *store, int64_t now, const struct household *household,
                  int64_t *ret_id);
int household_set(struct store *store, int64_t now, const struct household *household);
int household_remove(struct store *store, int64_t id);
/* Strings of *ret last until the next household_find(). 0 or STORE_NOT_FOUND. */
int household_find(struct store *store, const char *code, struct household *ret);
/* Only its id; keeps no strings. 0 or STORE_NOT_FOUND. */
int household_find_id(struct store *store, const char *code, int64_t *ret_id);
/* All, or those of a group (id, its subgroups' too; 0: any) and a cluster (NULL: any), with the
 * searched words (NULL: any) in code, head or address (text_find), accents and capitals apart, or
 * these three or more digits in a number; by id. */
struct household_filter {
    int64_t group;
    const char *cluster, *search;
};
int household_list(struct store *store, const struct household_filter *filter, int64_t after,
                   int64_t limit, household_fn fn, void *arg);
/* Every cluster that has households, by name; "" those without one. */
typedef void (*cluster_fn)(const char *cluster, int64_t households, void *arg);
int household_clusters(struct store *store, cluster_fn fn, void *arg);
/* 0, or STORE_NOT_FOUND when nobody lives in it. */
int household_cluster_check(struct store *store, const char *cluster);
/* How many phones a household has at most. */
int household_most_phones(struct store *store, int64_t *ret);
int household_counts(struct store *store, struct household_counts *ret);

int household_phones(struct store *store, int64_t id, holding_fn fn, void *arg);
int household_groups(struct store *store, int64_t id, group_name_fn fn, void *arg);
/* Takes every phone from the household; in a transaction. A ladder that it stands on looks anew. */
int household_clear_phones(struct store *store, int64_t id);
int household_hold(struct store *store, int64_t id, int64_t rank, int64_t phone_id,
                   const char *person);

/* The phone with this number, made when there is none. */
int phone_ensure(struct store *store, const char *number, bool fixed, int64_t *ret_id);
/* 0 or STORE_NOT_FOUND. */
int phone_find(struct store *store, const char *number, int64_t *ret_id);
/* What stands against an SMS to this number: a land line, or an owner who wants none since (0:
 * wants them). 0 or STORE_NOT_FOUND. */
int phone_state(struct store *store, const char *number, bool *ret_fixed, int64_t *ret_stopped_at);
/* number holds 64 bytes; STORE_NOT_FOUND. */
int phone_number(struct store *store, int64_t phone_id, char *number);
/* Its owner wants no more messages (stopped) or wants them again. */
int phone_stop(struct store *store, int64_t phone_id, bool stopped, int64_t now);
/* The box is about to confirm that; *ret is false when it did so after `before` already. */
int phone_claim_confirmation(struct store *store, int64_t phone_id, bool stopped, int64_t now,
                             int64_t before, bool *ret);
/* The households that hold the phone, by rank. */
int phone_households(struct store *store, int64_t phone_id, household_fn fn, void *arg);
/* The next 8-bit concatenation reference for long messages to this phone. */
int phone_next_concat_ref(struct store *store, int64_t phone_id, int64_t *ret);
