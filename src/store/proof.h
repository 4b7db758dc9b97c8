/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Proofs: texts that SIMs sent to themselves, and whether they came back. */
#pragma once

#include "store/store.h"

enum { PROOF_TOKEN_SIZE = 17, PROOF_WHY_SIZE = 200 };

struct proof {
    int64_t id, carrier_id;
    int64_t day; /* yyyymmdd of the daily one; 0: a person asked for it */
    char token[PROOF_TOKEN_SIZE];
    int64_t message_id; /* that carries it; 0: none was sent */
    int64_t asked_at, until;
    int64_t ended_at; /* 0: the text is awaited */
    bool ok;
    char why[PROOF_WHY_SIZE]; /* a sentence when it failed, else "" */
};

/* id is filled in. In a transaction. */
int proof_add(struct store *store, struct proof *proof);
/* Writes ended_at, ok and why. */
int proof_end(struct store *store, const struct proof *proof);
/* The newest of a carrier; its newest daily one; the one with this token. 0 or STORE_NOT_FOUND. */
int proof_last(struct store *store, int64_t carrier_id, struct proof *ret);
int proof_last_daily(struct store *store, int64_t carrier_id, struct proof *ret);
int proof_by_token(struct store *store, const char *token, struct proof *ret);
/* When the carrier was proven last; 0 never. */
int proof_last_ok(struct store *store, int64_t carrier_id, int64_t *ret_at);
