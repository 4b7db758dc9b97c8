/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What came in, and the feedback records made of it. */
#include "store/feedback.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/db.h"

int inbound_add(struct store *store, struct inbound *in)
{
    int r = db_do(store, STATEMENT_INBOUND_ADD, DB_INT(":carrier", in->carrier_id),
                  DB_TEXT(":sender", in->sender), DB_TEXT(":text", in->text),
                  DB_INT(":binary", in->binary), DB_INT(":sent_at", in->sent_at),
                  DB_INT(":now", in->received_at), DB_INT(":bits", in->bits),
                  DB_INT(":ref", in->ref), DB_INT(":total", in->total), DB_INT(":seq", in->seq));

    if (r < 0)
        return r;
    if (db_changed(store) == 0)
        return STORE_EXISTS;
    in->id = db_last_id(store);
    return 0;
}

int inbound_set_load(struct store *store, const struct inbound *like, int64_t since,
                     struct inbound_set *ret)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_INBOUND_SET);
    int r;

    *ret = (struct inbound_set){0};
    db_bind_int(list, ":carrier", like->carrier_id);
    db_bind_text(list, ":sender", like->sender);
    db_bind_int(list, ":bits", like->bits);
    db_bind_int(list, ":ref", like->ref);
    db_bind_int(list, ":total", like->total);
    db_bind_int(list, ":since", since);
    while ((r = db_step(store, list)) == 1) {
        ret->parts = xreallocarray(ret->parts, ret->count + 1, sizeof(*ret->parts));
        ret->parts[ret->count++] = (struct inbound_part){.id = db_int(list, 0),
                                                         .seq = db_int(list, 1),
                                                         .text = xstrdup(db_text(list, 2)),
                                                         .received_at = db_int(list, 3),
                                                         .feedback_id = db_int(list, 4)};
    }
    return r;
}

void inbound_set_free(struct inbound_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->parts[i].text);
    free(set->parts);
    *set = (struct inbound_set){0};
}

int inbound_join(struct store *store, int64_t inbound_id, int64_t feedback_id)
{
    return db_do(store, STATEMENT_INBOUND_JOIN, DB_INT(":id", inbound_id),
                 DB_INT(":feedback", feedback_id));
}

int inbound_waiting(struct store *store, int64_t until, struct inbound *in, char **ret_sender)
{
    sqlite3_stmt *waiting = db_with(store, STATEMENT_INBOUND_WAITING, DB_INT(":until", until),
                                    DB_INT(":since", in->received_at), DB_INT(":after", in->id));

    int r = db_find(store, waiting);
    if (r != 0)
        return r;
    *ret_sender = xstrdup(db_text(waiting, 2));
    *in = (struct inbound){.id = db_int(waiting, 0),
                           .carrier_id = db_int(waiting, 1),
                           .sender = *ret_sender,
                           .bits = db_int(waiting, 3),
                           .ref = db_int(waiting, 4),
                           .total = db_int(waiting, 5),
                           .received_at = db_int(waiting, 6)};
    db_done(waiting);
    return 0;
}

int inbound_oldest_waiting(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_INBOUND_NEXT_WAITING), ret);
}

static void bind_understood(sqlite3_stmt *statement, const struct feedback *f)
{
    if (f->announcement_id)
        db_bind_int(statement, ":announcement", f->announcement_id);
    db_bind_int(statement, ":kind", f->kind);
    db_bind_int(statement, ":choice", f->choice);
    db_bind_int(statement, ":category", f->category);
    db_bind_int(statement, ":urgent", f->urgent);
    db_bind_text(statement, ":text", f->text);
    db_bind_text(statement, ":note", f->note ? f->note : "");
    db_bind_text(statement, ":understood", f->understood ? f->understood : "");
    db_bind_int(statement, ":partial", f->partial);
    db_bind_int(statement, ":state", f->state);
}

int feedback_add(struct store *store, const struct feedback *f, int64_t *ret_id)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_FEEDBACK_ADD);

    bind_understood(add, f);
    db_bind_int(add, ":received_at", f->received_at);
    db_bind_int(add, ":carrier", f->carrier_id);
    db_bind_text(add, ":sender", f->sender);
    db_bind_int(add, ":calls", f->calls);
    if (f->phone_id)
        db_bind_int(add, ":phone", f->phone_id);
    if (f->household_id)
        db_bind_int(add, ":household", f->household_id);
    if (f->about_id)
        db_bind_int(add, ":about", f->about_id);
    int r = db_run(store, add);
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int feedback_called_again(struct store *store, const struct feedback *like, int64_t now,
                          int64_t *ret_id)
{
    sqlite3_stmt *find = db_with(
        store, STATEMENT_FEEDBACK_OF_CALLER, DB_TEXT(":sender", like->sender),
        DB_INT(":kind", like->kind), DB_INT(":choice", like->choice),
        DB_INT(":announcement", like->announcement_id), DB_INT(":since", like->received_at));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    *ret_id = db_int(find, 0);
    db_done(find);
    return db_do(store, STATEMENT_FEEDBACK_CALLED_AGAIN, DB_INT(":id", *ret_id),
                 DB_INT(":now", now));
}

int feedback_set(struct store *store, const struct feedback *f)
{
    sqlite3_stmt *set = db_statement(store, STATEMENT_FEEDBACK_SET);

    bind_understood(set, f);
    db_bind_int(set, ":id", f->id);
    return db_run(store, set);
}

struct feedback feedback_read(sqlite3_stmt *s)
{
    return (struct feedback){
        .id = db_int(s, 0),
        .received_at = db_int(s, 1),
        .sender = db_text(s, 2),
        .household = db_text(s, 3),
        .head = db_text(s, 4),
        .cluster = db_text(s, 5),
        .announcement_id = db_int(s, 6),
        .kind = (int)db_int(s, 7),
        .choice = (int)db_int(s, 8),
        .category = (int)db_int(s, 9),
        .urgent = db_int(s, 10),
        .text = db_text(s, 11),
        .note = db_text(s, 12),
        .understood = db_text(s, 13),
        .partial = db_int(s, 14),
        .state = (enum feedback_state)db_int(s, 15),
        .staff = db_text(s, 16),
        .closed_at = db_int(s, 17),
        .closed_by = db_text(s, 18),
        .phone_id = db_int(s, 19),
        .household_id = db_int(s, 20),
        .staff_id = db_int(s, 21),
        .about_id = db_int(s, 22),
        .told = (enum feedback_told)db_int(s, 23),
        .step = db_int(s, 24),
        .due_at = db_int(s, 25),
        .calls = db_int(s, 26),
        .called_at = db_int(s, 27),
        .others = db_text(s, 28),
    };
}

/* Where the ones that are not urgent begin, as statements.h has it. */
#define BEHIND_URGENT INT64_C(4503599627370496)

int64_t feedback_position(const struct feedback *f, enum feedback_order order)
{
    return order == FEEDBACK_URGENT && !f->urgent ? BEHIND_URGENT + f->id : f->id;
}

static sqlite3_stmt *ordered(struct store *store, enum feedback_order order, int64_t after)
{
    static const enum statement statements[] = {
        [FEEDBACK_OLDEST] = STATEMENT_FEEDBACK_LIST,
        [FEEDBACK_NEWEST] = STATEMENT_FEEDBACK_LIST_NEWEST,
        [FEEDBACK_URGENT] = STATEMENT_FEEDBACK_LIST_URGENT,
    };
    sqlite3_stmt *list = db_statement(store, statements[order]);

    if (order == FEEDBACK_NEWEST)
        db_bind_int(list, ":before", after ? after : INT64_MAX);
    else
        db_bind_int(list, ":after", after);
    return list;
}

int feedback_list(struct store *store, const struct feedback_filter *filter, int64_t after,
                  int limit, feedback_fn fn, void *arg)
{
    sqlite3_stmt *list = ordered(store, filter->order, after);
    int r;

    if (filter->announcement)
        db_bind_int(list, ":announcement", filter->announcement);
    db_bind_int(list, ":kind", filter->kind);
    db_bind_int(list, ":state", filter->state);
    db_bind_int(list, ":category", filter->category);
    db_bind_int(list, ":urgent", filter->urgent);
    if (filter->staff)
        db_bind_int(list, ":staff", filter->staff);
    db_bind_int(list, ":since", filter->since);
    db_bind_int(list, ":limit", limit);
    while ((r = db_step(store, list)) == 1) {
        struct feedback f = feedback_read(list);
        fn(&f, arg);
    }
    return r;
}

int feedback_get(struct store *store, int64_t id, feedback_fn fn, void *arg)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_FEEDBACK_GET, DB_INT(":id", id));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    struct feedback f = feedback_read(get);
    fn(&f, arg);
    db_done(get);
    return 0;
}

int feedback_close(struct store *store, int64_t id, const char *by, int64_t now)
{
    sqlite3_stmt *close = db_with(store, STATEMENT_FEEDBACK_CLOSE, DB_INT(":id", id),
                                  DB_TEXT(":by", by), DB_INT(":now", now));

    return db_change(store, close);
}

int feedback_assign(struct store *store, int64_t id, int64_t staff)
{
    sqlite3_stmt *assign = db_with(store, STATEMENT_FEEDBACK_ASSIGN, DB_INT(":id", id));

    if (staff)
        db_bind_int(assign, ":staff", staff);
    return db_change(store, assign);
}

int feedback_kinds(struct store *store, int64_t announcement, feedback_count_fn fn, void *arg)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_FEEDBACK_KINDS);
    int r;

    if (announcement)
        db_bind_int(count, ":announcement", announcement);
    while ((r = db_step(store, count)) == 1)
        fn((int)db_int(count, 0), db_int(count, 1), db_int(count, 2), arg);
    return r;
}

int feedback_choices(struct store *store, int64_t announcement, int help, feedback_count_fn fn,
                     void *arg)
{
    sqlite3_stmt *count = db_with(store, STATEMENT_FEEDBACK_CHOICES,
                                  DB_INT(":announcement", announcement), DB_INT(":help", help));
    int r;

    while ((r = db_step(store, count)) == 1)
        fn((int)db_int(count, 0), db_int(count, 1), 0, arg);
    return r;
}

int feedback_days(struct store *store, const char *format, int64_t since, feedback_day_fn fn,
                  void *arg)
{
    sqlite3_stmt *days = db_with(store, STATEMENT_FEEDBACK_DAYS, DB_TEXT(":format", format),
                                 DB_INT(":since", since));
    int r;

    while ((r = db_step(store, days)) == 1)
        fn(db_text(days, 0), (int)db_int(days, 1), db_int(days, 2), db_int(days, 3), arg);
    return r;
}
