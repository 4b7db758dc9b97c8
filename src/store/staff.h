/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box: their roles, phones, groups, and whether they are locked. */
#pragma once

#include "store/store.h"
#include "village/staff.h"

struct staff_row {
    int64_t id;
    const char *name;
    enum staff_role role;
    int64_t phone_id;             /* 0: none */
    const char *number, *cluster; /* "" when none */
    int64_t wrong_codes;          /* sent by SMS since the last right one */
    int64_t locked_at;            /* no orders by SMS since then; 0: not locked */
};

/* phone_id 0: none. -EEXIST when the name is taken. */
int staff_add(struct store *store, const char *name, enum staff_role role, int64_t phone_id,
              const char *cluster, int64_t *ret_id);
int staff_set(struct store *store, int64_t id, enum staff_role role, int64_t phone_id,
              const char *cluster);
/* How many have this role. */
int staff_count(struct store *store, enum staff_role role, int64_t *ret);
int staff_remove(struct store *store, int64_t id);
/* 0 or STORE_NOT_FOUND. */
int staff_find(struct store *store, const char *name, int64_t *ret_id);
/* The same with the whole row. Strings of *ret last until the next staff_get(),
 * staff_get_by_id() or staff_by_phone(). */
int staff_get(struct store *store, const char *name, struct staff_row *ret);
int staff_get_by_id(struct store *store, int64_t id, struct staff_row *ret);
/* Who has this phone; of several, whose role may most. */
int staff_by_phone(struct store *store, int64_t phone_id, struct staff_row *ret);

typedef void (*staff_fn)(const struct staff_row *row, void *arg);
int staff_list(struct store *store, staff_fn fn, void *arg);
/* The groups of his own. */
typedef void (*staff_group_fn)(const char *group, void *arg);
int staff_add_group(struct store *store, int64_t staff, int64_t group);
int staff_clear_groups(struct store *store, int64_t staff);
int staff_groups(struct store *store, int64_t staff, staff_group_fn fn, void *arg);
/* Whether the group is one of them, or part of one. */
int staff_has_group(struct store *store, int64_t staff, int64_t group, bool *ret);
/* locked_at 0: not locked. */
int staff_set_codes(struct store *store, int64_t id, int64_t wrong_codes, int64_t locked_at);

/* The categories whose reports are his work. */
int staff_add_category(struct store *store, int64_t staff, int category);
int staff_clear_categories(struct store *store, int64_t staff);
typedef void (*staff_category_fn)(int category, void *arg);
int staff_categories(struct store *store, int64_t staff, staff_category_fn fn, void *arg);
/* Who of those whose work the category is has the fewest open records. *ret is 0 when nobody is. */
int staff_of_category(struct store *store, int category, int64_t *ret);

/* The phones of the heads, for what a head must be told. */
typedef void (*phone_id_fn)(int64_t phone_id, void *arg);
int staff_head_phones(struct store *store, phone_id_fn fn, void *arg);
/* The phones of the heads (when heads) and of this one of the staff (0: nobody), each once. */
int staff_alerted(struct store *store, bool heads, int64_t staff, phone_id_fn fn, void *arg);
