/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups of households and of other groups. */
#pragma once

#include "store/store.h"

struct group_row {
    int64_t id;
    const char *name;            /* as first written */
    const char *key;             /* folded, the key */
    int64_t households, mobiles; /* members, subgroups' included; distinct mobile phones */
};

typedef void (*group_fn)(const struct group_row *row, void *arg);
typedef void (*subgroup_fn)(int64_t group, int64_t child, void *arg);

/* Groups are named by people with or without accents and capitals: found by folded name.
 * 0 or STORE_NOT_FOUND. */
int group_find(struct store *store, const char *name, int64_t *ret_id);
/* A new group. key is group_key() of its name, or of the name that its spellings share. -EEXIST
 * when the key is taken. */
int group_add(struct store *store, const char *key, const char *name, int64_t *ret_id);
/* The group of this name, made when there is none. */
int group_ensure(struct store *store, const char *name, int64_t *ret_id);
int group_remove(struct store *store, int64_t id);
int group_list(struct store *store, group_fn fn, void *arg);
int group_add_member(struct store *store, int64_t group, int64_t household);
int group_remove_member(struct store *store, int64_t group, int64_t household);
/* Takes a household out of every group. */
int group_clear_household(struct store *store, int64_t household);
/* REFUSED when the child contains the group, directly or not: nothing may contain itself. */
int group_add_subgroup(struct store *store, int64_t group, int64_t child,
                       struct refusal *ret_refusal);
int group_remove_subgroup(struct store *store, int64_t group, int64_t child);
int group_subgroups(struct store *store, subgroup_fn fn, void *arg);
