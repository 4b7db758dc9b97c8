/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is done about feedback. */
#include "store/care.h"

#include "base/memory.h"
#include "store/db.h"

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
    return db_do(store, STATEMENT_FEEDBACK_SET_TOLD, DB_INT(":id", id), DB_INT(":told", told),
                 DB_INT(":now", now));
}

int feedback_told_count(struct store *store, int64_t since, int64_t now, int64_t *ret)
{
    sqlite3_stmt *count =
        db_with(store, STATEMENT_FEEDBACK_TOLD_COUNT, DB_INT(":since", since), DB_INT(":now", now));

    return db_first_int(store, count, ret);
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
    sqlite3_stmt *list = db_with(store, STATEMENT_FEEDBACK_UNTOLD, DB_INT(":limit", limit));

    return each_record(store, list, fn, arg);
}

int feedback_set_due(struct store *store, int64_t id, int64_t step, int64_t due_at)
{
    sqlite3_stmt *set =
        db_with(store, STATEMENT_FEEDBACK_SET_DUE, DB_INT(":id", id), DB_INT(":step", step));

    if (due_at)
        db_bind_int(set, ":due", due_at);
    return db_run(store, set);
}

int feedback_due(struct store *store, bool urgent, int64_t until, int limit, feedback_fn fn,
                 void *arg)
{
    sqlite3_stmt *due = db_with(store, STATEMENT_FEEDBACK_DUE, DB_INT(":urgent", urgent),
                                DB_INT(":until", until), DB_INT(":limit", limit));

    return each_record(store, due, fn, arg);
}

int feedback_next_due(struct store *store, bool urgent, int64_t *ret)
{
    sqlite3_stmt *next = db_with(store, STATEMENT_FEEDBACK_NEXT_DUE, DB_INT(":urgent", urgent));

    return db_first_int(store, next, ret);
}

int feedback_event_add(struct store *store, int64_t feedback, const struct feedback_event *event)
{
    sqlite3_stmt *add =
        db_with(store, STATEMENT_FEEDBACK_EVENT_ADD, DB_INT(":feedback", feedback),
                DB_INT(":now", event->at), DB_TEXT(":author", event->author),
                DB_TEXT(":what", event->what), DB_TEXT(":text", event->text ? event->text : ""));

    if (event->message_id)
        db_bind_int(add, ":message", event->message_id);
    return db_run(store, add);
}

int feedback_events(struct store *store, int64_t feedback, feedback_event_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_FEEDBACK_EVENTS, DB_INT(":feedback", feedback));
    int r;

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
    sqlite3_stmt *answer = db_with(store, STATEMENT_FEEDBACK_ANSWER, DB_INT(":feedback", feedback));

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
    sqlite3_stmt *find = db_with(store, STATEMENT_FEEDBACK_OF_SENDER, DB_INT(":phone", phone_id),
                                 DB_INT(":household", household_id), DB_INT(":before", before),
                                 DB_INT(":since", since));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    struct feedback f = feedback_read(find);
    fn(&f, arg);
    db_done(find);
    return 0;
}

int feedback_asked(struct store *store, int64_t phone_id, int64_t since, int64_t *ret)
{
    sqlite3_stmt *count = db_with(store, STATEMENT_FEEDBACK_ASKED, DB_INT(":phone", phone_id),
                                  DB_INT(":since", since));

    return db_first_int(store, count, ret);
}

int feedback_correct(struct store *store, const struct feedback *f)
{
    return db_do(store, STATEMENT_FEEDBACK_CORRECT, DB_INT(":id", f->id), DB_INT(":kind", f->kind),
                 DB_INT(":choice", f->choice), DB_INT(":category", f->category),
                 DB_INT(":urgent", f->urgent), DB_TEXT(":understood", f->understood));
}

int feedback_open_again(struct store *store, int64_t id)
{
    return db_do(store, STATEMENT_FEEDBACK_OPEN_AGAIN, DB_INT(":id", id));
}

int lesson_put(struct store *store, int64_t feedback, int64_t now)
{
    return db_do(store, STATEMENT_LESSON_PUT, DB_INT(":feedback", feedback), DB_INT(":now", now));
}

int lesson_list(struct store *store, int limit, lesson_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_LESSON_LIST, DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), (int)db_int(list, 1), (int)db_int(list, 2), db_text(list, 3), arg);
    return r;
}
