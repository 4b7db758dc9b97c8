/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is announced again. */
#include "store/schedule.h"

#include "store/db.h"

int schedule_add(struct store *store, const struct schedule *s, int64_t *ret_id)
{
    int r =
        db_do(store, STATEMENT_SCHEDULE_ADD, DB_TEXT(":author", s->author),
              DB_TEXT(":audience", s->audience), DB_TEXT(":excepted", s->excepted),
              DB_TEXT(":body", s->body), DB_INT(":kind", s->kind), DB_INT(":priority", s->priority),
              DB_INT(":help_option", s->help_option), DB_INT(":accents", s->accents),
              DB_INT(":ack", s->ack), DB_INT(":flash", s->flash), DB_TEXT(":options", s->options),
              DB_INT(":now", s->created_at), DB_INT(":at", s->at), DB_INT(":lasts", s->lasts_ms),
              DB_TEXT(":rule", s->rule), DB_TEXT(":lunar", s->lunar), DB_TEXT(":remind", s->remind),
              DB_INT(":done_until", s->done_until), DB_INT(":next_at", s->next_at));

    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

static struct schedule read_schedule(sqlite3_stmt *s)
{
    return (struct schedule){
        .id = db_int(s, 0),
        .author = db_text(s, 1),
        .audience = db_text(s, 2),
        .excepted = db_text(s, 3),
        .body = db_text(s, 4),
        .kind = db_int(s, 5),
        .priority = db_int(s, 6),
        .help_option = db_int(s, 7),
        .accents = db_int(s, 8),
        .ack = db_int(s, 9),
        .flash = db_int(s, 10),
        .options = db_text(s, 11),
        .created_at = db_int(s, 12),
        .at = db_int(s, 13),
        .lasts_ms = db_int(s, 14),
        .rule = db_text(s, 15),
        .lunar = db_text(s, 16),
        .remind = db_text(s, 17),
        .paused = db_int(s, 18),
        .done_until = db_int(s, 19),
        .next_at = db_int(s, 20),
        .made = db_int(s, 21),
        .missed = db_int(s, 22),
        .why = db_text(s, 23),
        .last_made = db_int(s, 24),
    };
}

int schedule_get(struct store *store, int64_t id, struct schedule *ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_SCHEDULE_GET);
    struct kept_row *row = &store->schedule;

    db_bind_int(get, ":id", id);
    int r = db_find(store, get);
    if (r != 0)
        return r;
    db_keep_begin(row);
    *ret = read_schedule(get);
    ret->author = db_keep_text(row, get, 1);
    ret->audience = db_keep_text(row, get, 2);
    ret->excepted = db_keep_text(row, get, 3);
    ret->body = db_keep_text(row, get, 4);
    ret->options = db_keep_text(row, get, 11);
    ret->rule = db_keep_text(row, get, 15);
    ret->lunar = db_keep_text(row, get, 16);
    ret->remind = db_keep_text(row, get, 17);
    ret->why = db_keep_text(row, get, 23);
    db_done(get);
    return 0;
}

int schedule_list(struct store *store, int64_t after, int64_t limit, schedule_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_SCHEDULE_LIST, DB_INT(":after", after), DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct schedule s = read_schedule(list);
        fn(&s, arg);
    }
    return r;
}

int schedule_due(struct store *store, int64_t now, int64_t *ret_id, int64_t *ret_next)
{
    sqlite3_stmt *due = db_statement(store, STATEMENT_SCHEDULE_DUE);
    int r = db_step(store, due);

    *ret_id = *ret_next = 0;
    if (r == 1) {
        *ret_next = db_int(due, 1);
        *ret_id = *ret_next <= now ? db_int(due, 0) : 0;
        db_done(due);
    }
    return r < 0 ? r : 0;
}

int schedule_set(struct store *store, const struct schedule *s)
{
    return db_do(store, STATEMENT_SCHEDULE_SET, DB_INT(":id", s->id), DB_INT(":paused", s->paused),
                 DB_INT(":done_until", s->done_until), DB_INT(":next_at", s->next_at),
                 DB_INT(":made", s->made), DB_INT(":missed", s->missed), DB_TEXT(":why", s->why));
}

int schedule_remove(struct store *store, int64_t id)
{
    return db_change(store, db_with(store, STATEMENT_SCHEDULE_REMOVE, DB_INT(":id", id)));
}

int occurrence_add(struct store *store, int64_t schedule, int64_t at, int64_t reminder,
                   int64_t announcement)
{
    int r = db_do(store, STATEMENT_OCCURRENCE_ADD, DB_INT(":schedule", schedule), DB_INT(":at", at),
                  DB_INT(":reminder", reminder), DB_INT(":announcement", announcement));

    return r < 0 ? r : db_changed(store) ? 0 : STORE_EXISTS;
}

int occurrence_check(struct store *store, int64_t schedule, int64_t at, int64_t reminder)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_OCCURRENCE_GET, DB_INT(":schedule", schedule),
                                DB_INT(":at", at), DB_INT(":reminder", reminder));

    int r = db_step(store, get);
    if (r == 1)
        db_done(get);
    return r < 0 ? r : r == 1 ? STORE_EXISTS : 0;
}
