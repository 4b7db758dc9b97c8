/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may sign in, the browsers that have, links by which a password is chosen, and tokens of other
 * programs. Secrets come in as their hashes. */
#pragma once

#include "store/store.h"
#include "village/staff.h"

enum { ACCOUNT_HASH = 32 }; /* bytes of a secret's hash */

struct account {
    int64_t staff_id;
    enum staff_role role;
    char *name, *password; /* owned: account_clear() */
};

int account_count(struct store *store, int64_t *ret);
/* By the name that is typed. 0 or STORE_NOT_FOUND. */
int account_find(struct store *store, const char *name, struct account *ret);
void account_clear(struct account *account);
/* Makes the account, or changes its password. */
int account_set(struct store *store, int64_t staff, const char *password, int64_t now);

struct session {
    int64_t staff_id;
    enum staff_role role;
    char *name, *cluster; /* owned: session_clear() */
    int64_t created_at, seen_at;
};

int session_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t staff,
                const char *agent, int64_t now);
/* 0 or STORE_NOT_FOUND; whether it is too old is for the caller to say. */
int session_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], struct session *ret);
void session_clear(struct session *session);
int session_seen(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t now);
int session_remove(struct store *store, const uint8_t hash[ACCOUNT_HASH]);
/* All of a member of staff, but one (NULL: that too). */
int session_remove_of(struct store *store, int64_t staff, const uint8_t *except);
/* Those last seen, or begun, before. */
int session_forget(struct store *store, int64_t idle, int64_t oldest);

struct link_row {
    int64_t staff_id; /* 0: for a new head */
    enum staff_role role;
    char *name; /* owned: link_clear(); "" for a new head */
    int64_t expires_at;
};

/* A new link ends the ones before it for the same person. staff 0: for a new head. */
int link_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t staff,
             int64_t expires_at, int64_t now);
/* 0, or STORE_NOT_FOUND when there is none that is still good. */
int link_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], int64_t now,
             struct link_row *ret);
void link_clear(struct link_row *link);
int link_remove(struct store *store, const uint8_t hash[ACCOUNT_HASH]);

struct token_row {
    int64_t id;
    const char *name, *created_by;
    enum staff_role role;
    int64_t created_at, expires_at, used_at; /* used_at 0: never */
};

typedef void (*token_fn)(const struct token_row *row, void *arg);
/* -EEXIST when the name is taken. */
int token_add(struct store *store, const uint8_t hash[ACCOUNT_HASH], const char *name,
              enum staff_role role, const char *author, int64_t expires_at, int64_t now,
              int64_t *ret_id);
/* Calls fn with the token, or returns STORE_NOT_FOUND. */
int token_get(struct store *store, const uint8_t hash[ACCOUNT_HASH], token_fn fn, void *arg);
int token_list(struct store *store, token_fn fn, void *arg);
int token_used(struct store *store, int64_t id, int64_t now);
/* 0 or STORE_NOT_FOUND. */
int token_remove(struct store *store, const char *name);
