/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is remembered of each carrier's SIM across restarts. */
#pragma once

#include "store/store.h"

/* Why a SIM does not send although its modem is well. The numbers stand in the database. */
enum carrier_pause { CARRIER_RUNNING, CARRIER_NO_CREDIT, CARRIER_PIN_REFUSED };

/* What the heads have been told of a SIM since its credit rose last. */
enum carrier_told {
    CARRIER_TOLD_LOW = 1,     /* the credit is low */
    CARRIER_TOLD_SOON = 2,    /* it will be gone within days */
    CARRIER_TOLD_RESERVE = 4, /* only the reserve is left */
};

/* What a SIM has moved: parts, what they cost, and how many came out of its package. */
struct carrier_use {
    int64_t parts, cost, prepaid;
};

struct carrier_row {
    int64_t id;
    bool has_balance;
    int64_t balance, balance_at;
    int64_t spent; /* what the parts since balance_at cost */
    unsigned told; /* bits of enum carrier_told */
    enum carrier_pause paused;
    char *pin_refused; /* hash of the PIN that the SIM has refused, "" none */
};
void carrier_row_clear(struct carrier_row *row);

/* The carrier of this name, made when there is none; the caller clears *ret. */
int carrier_ensure(struct store *store, const char *name, struct carrier_row *ret);
/* All that there have ever been. */
typedef void (*carrier_id_fn)(int64_t id, void *arg);
int carrier_ids(struct store *store, carrier_id_fn fn, void *arg);
int carrier_set_paused(struct store *store, int64_t id, enum carrier_pause pause);
int carrier_set_pin_refused(struct store *store, int64_t id, const char *hash);
/* A stored message that two processes died of at that time. */
int carrier_aside_add(struct store *store, int64_t id, const char *place, int64_t at);
int carrier_aside_forget(struct store *store, int64_t id, const char *place);
/* Oldest first. */
typedef void (*carrier_aside_fn)(const char *place, int64_t at, void *arg);
int carrier_asides(struct store *store, int64_t id, carrier_aside_fn fn, void *arg);
int carrier_set_balance(struct store *store, int64_t id, int64_t amount, int64_t now);
int carrier_set_spent(struct store *store, int64_t id, int64_t spent);
int carrier_set_told(struct store *store, int64_t id, unsigned told);
/* What was heard of its credit since then, oldest first. */
typedef void (*balance_fn)(int64_t at, int64_t amount, void *arg);
int carrier_balances(struct store *store, int64_t id, int64_t since, balance_fn fn, void *arg);
/* Adds to what a SIM has moved on a local day (yyyymmdd). */
int carrier_day_add(struct store *store, int64_t id, int64_t day, const struct carrier_use *use);
/* What it has moved from one local day to another, both included. */
int carrier_use_between(struct store *store, int64_t id, int64_t from, int64_t until,
                        struct carrier_use *ret);
/* What it has moved on each day since then on which it moved something, oldest first. */
typedef void (*carrier_day_fn)(int64_t day, const struct carrier_use *use, void *arg);
int carrier_days(struct store *store, int64_t id, int64_t from, carrier_day_fn fn, void *arg);
