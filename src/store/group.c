/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups of households and of other groups. */
#include "store/group.h"

#include <stdlib.h>

#include "store/db.h"
#include "village/group.h"

static int find_key(struct store *store, const char *key, int64_t *ret_id)
{
    return db_find_int(store, db_with(store, STATEMENT_GROUP_BY_KEY, DB_TEXT(":key", key)), ret_id);
}

int group_find(struct store *store, const char *name, int64_t *ret_id)
{
    char *key = group_key(name);
    int r = find_key(store, key, ret_id);

    free(key);
    return r;
}

int group_add(struct store *store, const char *key, const char *name, int64_t *ret_id)
{
    int r = db_do(store, STATEMENT_GROUP_ADD, DB_TEXT(":key", key), DB_TEXT(":name", name));

    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int group_ensure(struct store *store, const char *name, int64_t *ret_id)
{
    char *key = group_key(name);
    int r = find_key(store, key, ret_id);

    if (r == STORE_NOT_FOUND)
        r = group_add(store, key, name, ret_id);
    free(key);
    return r;
}

/* A statement with one or two numbers and no rows. */
static int run_pair(struct store *store, enum statement id, const char *name_a, int64_t a,
                    const char *name_b, int64_t b)
{
    sqlite3_stmt *statement = db_with(store, id, DB_INT(name_a, a));

    if (name_b)
        db_bind_int(statement, name_b, b);
    return db_run(store, statement);
}

int group_remove(struct store *store, int64_t id)
{
    return run_pair(store, STATEMENT_GROUP_REMOVE, ":id", id, NULL, 0);
}

int group_list(struct store *store, group_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_GROUP_LIST);
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct group_row row = {.id = db_int(list, 0),
                                .name = db_text(list, 1),
                                .key = db_text(list, 2),
                                .households = db_int(list, 3),
                                .mobiles = db_int(list, 4)};
        fn(&row, arg);
    }
    return r;
}

int group_add_member(struct store *store, int64_t group, int64_t household)
{
    return run_pair(store, STATEMENT_MEMBER_ADD, ":group", group, ":household", household);
}

int group_remove_member(struct store *store, int64_t group, int64_t household)
{
    return run_pair(store, STATEMENT_MEMBER_REMOVE, ":group", group, ":household", household);
}

int group_clear_household(struct store *store, int64_t household)
{
    return run_pair(store, STATEMENT_MEMBER_CLEAR, ":household", household, NULL, 0);
}

int group_add_subgroup(struct store *store, int64_t group, int64_t child,
                       struct refusal *ret_refusal)
{
    sqlite3_stmt *reaches =
        db_with(store, STATEMENT_SUBGROUP_REACHES, DB_INT(":from", child), DB_INT(":to", group));

    int r = db_step(store, reaches);
    if (r == 1) {
        db_done(reaches);
        return refuse(ret_refusal, "group_cycle", "child",
                      "this group would contain itself: groups may not go in a circle");
    }
    if (r < 0)
        return r;
    return run_pair(store, STATEMENT_SUBGROUP_ADD, ":group", group, ":child", child);
}

int group_remove_subgroup(struct store *store, int64_t group, int64_t child)
{
    return run_pair(store, STATEMENT_SUBGROUP_REMOVE, ":group", group, ":child", child);
}

int group_subgroups(struct store *store, subgroup_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_SUBGROUP_LIST);
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), db_int(list, 1), arg);
    return r;
}
