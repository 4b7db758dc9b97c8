/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box. */
#include "store/staff.h"

#include "store/db.h"

int staff_add(struct store *store, const char *name, enum staff_role role, int64_t phone_id,
              const char *cluster, int64_t *ret_id)
{
    sqlite3_stmt *add =
        db_with(store, STATEMENT_STAFF_ADD, DB_TEXT(":name", name), DB_INT(":role", role));

    if (phone_id)
        db_bind_int(add, ":phone", phone_id);
    db_bind_text(add, ":cluster", cluster ? cluster : "");
    int r = db_run(store, add);
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int staff_set(struct store *store, int64_t id, enum staff_role role, int64_t phone_id,
              const char *cluster)
{
    sqlite3_stmt *set =
        db_with(store, STATEMENT_STAFF_SET, DB_INT(":id", id), DB_INT(":role", role));

    if (phone_id)
        db_bind_int(set, ":phone", phone_id);
    db_bind_text(set, ":cluster", cluster);
    return db_run(store, set);
}

int staff_count(struct store *store, enum staff_role role, int64_t *ret)
{
    return db_first_int(store, db_with(store, STATEMENT_STAFF_COUNT, DB_INT(":role", role)), ret);
}

int staff_remove(struct store *store, int64_t id)
{
    return db_do(store, STATEMENT_STAFF_REMOVE, DB_INT(":id", id));
}

static struct staff_row read_row(sqlite3_stmt *s)
{
    return (struct staff_row){
        .id = db_int(s, 0),
        .name = db_text(s, 1),
        .role = (enum staff_role)db_int(s, 2),
        .phone_id = db_int(s, 3),
        .number = db_text(s, 4),
        .cluster = db_text(s, 5),
        .wrong_codes = db_int(s, 6),
        .locked_at = db_int(s, 7),
    };
}

/* Steps to the one row and keeps its strings. */
static int step_row(struct store *store, sqlite3_stmt *get, struct staff_row *ret)
{
    struct kept_row *row = &store->staff;
    int r = db_find(store, get);

    if (r != 0)
        return r;
    db_keep_begin(row);
    *ret = read_row(get);
    ret->name = db_keep_text(row, get, 1);
    ret->number = db_keep_text(row, get, 4);
    ret->cluster = db_keep_text(row, get, 5);
    db_done(get);
    return 0;
}

int staff_get(struct store *store, const char *name, struct staff_row *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_STAFF_BY_NAME, DB_TEXT(":name", name));

    return step_row(store, get, ret);
}

int staff_get_by_id(struct store *store, int64_t id, struct staff_row *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_STAFF_BY_ID, DB_INT(":id", id));

    return step_row(store, get, ret);
}

int staff_by_phone(struct store *store, int64_t phone_id, struct staff_row *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_STAFF_BY_PHONE, DB_INT(":phone", phone_id));

    return step_row(store, get, ret);
}

int staff_find(struct store *store, const char *name, int64_t *ret_id)
{
    struct staff_row row;
    int r = staff_get(store, name, &row);

    if (r == 0)
        *ret_id = row.id;
    return r;
}

int staff_list(struct store *store, staff_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_STAFF_LIST);
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct staff_row row = read_row(list);
        fn(&row, arg);
    }
    return r;
}

int staff_add_group(struct store *store, int64_t staff, int64_t group)
{
    return db_do(store, STATEMENT_STAFF_GROUP_ADD, DB_INT(":staff", staff),
                 DB_INT(":group", group));
}

static int clear(struct store *store, enum statement statement, int64_t staff)
{
    return db_do(store, statement, DB_INT(":staff", staff));
}

int staff_clear_groups(struct store *store, int64_t staff)
{
    return clear(store, STATEMENT_STAFF_GROUPS_CLEAR, staff);
}

int staff_clear_categories(struct store *store, int64_t staff)
{
    return clear(store, STATEMENT_STAFF_CATEGORIES_CLEAR, staff);
}

int staff_groups(struct store *store, int64_t staff, staff_group_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_STAFF_GROUPS, DB_INT(":id", staff));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), arg);
    return r;
}

int staff_has_group(struct store *store, int64_t staff, int64_t group, bool *ret)
{
    sqlite3_stmt *has =
        db_with(store, STATEMENT_STAFF_HAS_GROUP, DB_INT(":staff", staff), DB_INT(":group", group));

    return db_any(store, has, ret);
}

int staff_set_codes(struct store *store, int64_t id, int64_t wrong_codes, int64_t locked_at)
{
    sqlite3_stmt *set =
        db_with(store, STATEMENT_STAFF_CODES, DB_INT(":id", id), DB_INT(":wrong", wrong_codes));

    if (locked_at)
        db_bind_int(set, ":locked_at", locked_at);
    return db_run(store, set);
}

int staff_head_phones(struct store *store, phone_id_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_STAFF_HEADS);
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}

int staff_add_category(struct store *store, int64_t staff, int category)
{
    return db_do(store, STATEMENT_STAFF_CATEGORY_ADD, DB_INT(":staff", staff),
                 DB_INT(":category", category));
}

int staff_categories(struct store *store, int64_t staff, staff_category_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_STAFF_CATEGORIES, DB_INT(":id", staff));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn((int)db_int(list, 0), arg);
    return r;
}

int staff_of_category(struct store *store, int category, int64_t *ret)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_STAFF_OF_CATEGORY, DB_INT(":category", category));

    return db_first_int(store, find, ret);
}

int staff_alerted(struct store *store, bool heads, int64_t staff, phone_id_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_STAFF_ALERTED, DB_INT(":heads", heads), DB_INT(":staff", staff));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}
