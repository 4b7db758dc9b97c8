/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements in the making: drafts, each its author's own, and templates, the village's. What
 * they hold is the console's business: a JSON object. */
#pragma once

#include "store/store.h"

struct draft {
    int64_t id;
    const char *owner;   /* of a draft; "" of a template */
    const char *name;    /* of a template; "" of a draft */
    const char *content; /* JSON */
    const char *changed_by;
    int64_t changed_at;
};

typedef void (*draft_fn)(const struct draft *draft, void *arg);
/* The drafts of an owner, newest first; owner "": the templates, by name. */
int draft_list(struct store *store, const char *owner, draft_fn fn, void *arg);
/* Adds it (id 0) or changes the one with its id and owner; *ret_id is filled. In a transaction.
 * -EEXIST when a template's name is taken, STORE_NOT_FOUND. */
int draft_put(struct store *store, const struct draft *draft, int64_t *ret_id);
/* 0 or STORE_NOT_FOUND. */
int draft_remove(struct store *store, int64_t id, const char *owner);
int draft_count(struct store *store, const char *owner, int64_t *ret);
