/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drafts and templates. */
#include "store/draft.h"

#include "store/db.h"

int draft_list(struct store *store, const char *owner, draft_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_DRAFT_LIST, DB_TEXT(":owner", owner));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct draft draft = {
            .id = db_int(list, 0),
            .owner = db_text(list, 1),
            .name = db_text(list, 2),
            .content = db_text(list, 3),
            .changed_by = db_text(list, 4),
            .changed_at = db_int(list, 5),
        };
        fn(&draft, arg);
    }
    return r;
}

static void bind(sqlite3_stmt *statement, const struct draft *draft)
{
    db_bind_text(statement, ":owner", draft->owner);
    db_bind_text(statement, ":name", draft->name);
    db_bind_text(statement, ":content", draft->content);
    db_bind_text(statement, ":author", draft->changed_by);
    db_bind_int(statement, ":now", draft->changed_at);
}

int draft_put(struct store *store, const struct draft *draft, int64_t *ret_id)
{
    sqlite3_stmt *put = db_statement(store, draft->id ? STATEMENT_DRAFT_SET : STATEMENT_DRAFT_ADD);

    bind(put, draft);
    if (draft->id)
        db_bind_int(put, ":id", draft->id);
    int r = db_change(store, put);
    if (r == 0)
        *ret_id = draft->id ? draft->id : db_last_id(store);
    return r;
}

int draft_remove(struct store *store, int64_t id, const char *owner)
{
    sqlite3_stmt *remove =
        db_with(store, STATEMENT_DRAFT_REMOVE, DB_INT(":id", id), DB_TEXT(":owner", owner));

    return db_change(store, remove);
}

int draft_count(struct store *store, const char *owner, int64_t *ret)
{
    return db_first_int(store, db_with(store, STATEMENT_DRAFT_COUNT, DB_TEXT(":owner", owner)),
                        ret);
}
