/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is done about feedback. */
#include "store/care.h"

#include "base/memory.h"
#include "store/db.h"

/* The one number that a ready statement answers; none when it has no row. */
static int one_number(struct store *store, sqlite3_stmt *statement, int64_t none, int64_t *ret)
{
    int r = db_step(store, statement);

    if (r < 0)
        return r;
    *ret = r == 1 ? db_int(statement, 0) : none;
    if (r == 1)
        db_done(statement);
    return 0;
}

static int each_record(struct store *store, sqlite3_stmt *statement, feedback_fn fn, void *arg)
{
    int r;

    while ((r = db_step(store, statement)) == 1) {
        struct feedback f = feedback_read(statement);
        fn(&f, arg);
    }
    return r;
}

int feedback_set_told(struct store *store, int64_t id, enum feedback_told told, int64_t now)
{
    sqlite3_stmt *set = db_statement(store, STATEMENT_FEEDBACK_SET_TOLD);

    db_bind_int(set, ":id", id);
    db_bind_int(set, ":told", told);
    db_bind_int(set, ":now", now);
    return db_run(store, set);
}

int feedback_told_count(struct store *store, int64_t since, int64_t now, int64_t *ret)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_FEEDBACK_TOLD_COUNT);

    db_bind_int(count, ":since", since);
    db_bind_int(count, ":now", now);
    return one_number(store, count, 0, ret);
}

int feedback_untold(struct store *store, int64_t *ret_count, int64_t *ret_since)
{
    sqlite3_stmt *untold = db_statement(store, STATEMENT_FEEDBACK_UNTOLD_SINCE);
    int r = db_step(store, untold);

    if (r != 1)
        return r;
    *ret_count = db_int(untold, 0);
    *ret_since = db_int(untold, 1);
    db_done(untold);
    return 0;
}

int feedback_untold_list(struct store *store, int limit, feedback_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_FEEDBACK_UNTOLD);

    db_bind_int(list, ":limit", limit);
    return each_record(store, list, fn, arg);
}

int feedback_set_due(struct store *store, int64_t id, int64_t step, int64_t due_at)
{
    sqlite3_stmt *set = db_statement(store, STATEMENT_FEEDBACK_SET_DUE);

    db_bind_int(set, ":id", id);
    db_bind_int(set, ":step", step);
    if (due_at)
        db_bind_int(set, ":due", due_at);
    return db_run(store, set);
}

int feedback_due(struct store *store, bool urgent, int64_t until, int limit, feedback_fn fn,
                 void *arg)
{
    sqlite3_stmt *due = db_statement(store, STATEMENT_FEEDBACK_DUE);

    db_bind_int(due, ":urgent", urgent);
    db_bind_int(due, ":until", until);
    db_bind_int(due, ":limit", limit);
    return each_record(store, due, fn, arg);
}

int feedback_next_due(struct store *store, bool urgent, int64_t *ret)
{
    sqlite3_stmt *next = db_statement(store, STATEMENT_FEEDBACK_NEXT_DUE);

    db_bind_int(next, ":urgent", urgent);
    return one_number(store, next, 0, ret);
}

int feedback_event_add(struct store *store, int64_t feedback, const struct feedback_event *event)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_FEEDBACK_EVENT_ADD);

    db_bind_int(add, ":feedback", feedback);
    db_bind_int(add, ":now", event->at);
    db_bind_text(add, ":author", event->author);
    db_bind_text(add, ":what", event->what);
    db_bind_text(add, ":text", event->text ? event->text : "");
    if (event->message_id)
        db_bind_int(add, ":message", event->message_id);
    return db_run(store, add);
}

int feedback_events(struct store *store, int64_t feedback, feedback_event_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_FEEDBACK_EVENTS);
    int r;

    db_bind_int(list, ":feedback", feedback);
    while ((r = db_step(store, list)) == 1) {
        struct feedback_event event = {
            .at = db_int(list, 0),
            .author = db_text(list, 1),
            .what = db_text(list, 2),
            .text = db_text(list, 3),
            .message_id = db_int(list, 4),
            .message_state = (int)db_int(list, 5),
        };
        fn(&event, arg);
    }
    return r;
}

int feedback_last_answer(struct store *store, int64_t feedback, char **ret)
{
    sqlite3_stmt *answer = db_statement(store, STATEMENT_FEEDBACK_ANSWER);

    db_bind_int(answer, ":feedback", feedback);
    int r = db_step(store, answer);
    if (r < 0)
        return r;
    *ret = xstrdup(r == 1 ? db_text(answer, 0) : "");
    if (r == 1)
        db_done(answer);
    return 0;
}

int feedback_of_sender(struct store *store, int64_t phone_id, int64_t household_id, int64_t before,
                       int64_t since, feedback_fn fn, void *arg)
{
    sqlite3_stmt *find = db_statement(store, STATEMENT_FEEDBACK_OF_SENDER);

    db_bind_int(find, ":phone", phone_id);
    db_bind_int(find, ":household", household_id);
    db_bind_int(find, ":before", before);
    db_bind_int(find, ":since", since);
    int r = db_step(store, find);
    if (r != 1)
        return r < 0 ? r : STORE_NOT_FOUND;
    struct feedback f = feedback_read(find);
    fn(&f, arg);
    db_done(find);
    return 0;
}

int feedback_asked(struct store *store, int64_t phone_id, int64_t since, int64_t *ret)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_FEEDBACK_ASKED);

    db_bind_int(count, ":phone", phone_id);
    db_bind_int(count, ":since", since);
    return one_number(store, count, 0, ret);
}

int feedback_correct(struct store *store, const struct feedback *f)
{
    sqlite3_stmt *correct = db_statement(store, STATEMENT_FEEDBACK_CORRECT);

    db_bind_int(correct, ":id", f->id);
    db_bind_int(correct, ":kind", f->kind);
    db_bind_int(correct, ":choice", f->choice);
    db_bind_int(correct, ":category", f->category);
    db_bind_int(correct, ":urgent", f->urgent);
    db_bind_text(correct, ":understood", f->understood);
    return db_run(store, correct);
}

int feedback_open_again(struct store *store, int64_t id)
{
    sqlite3_stmt *open = db_statement(store, STATEMENT_FEEDBACK_OPEN_AGAIN);

    db_bind_int(open, ":id", id);
    return db_run(store, open);
}

int lesson_put(struct store *store, int64_t feedback, int64_t now)
{
    sqlite3_stmt *put = db_statement(store, STATEMENT_LESSON_PUT);

    db_bind_int(put, ":feedback", feedback);
    db_bind_int(put, ":now", now);
    return db_run(store, put);
}

int lesson_list(struct store *store, int limit, lesson_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_LESSON_LIST);
    int r;

    db_bind_int(list, ":limit", limit);
    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), (int)db_int(list, 1), (int)db_int(list, 2), db_text(list, 3), arg);
    return r;
}
