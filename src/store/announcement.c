/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements and reach. */
#include "store/announcement.h"

#include "store/db.h"

const char *announcement_state_word(enum announcement_state state)
{
    switch (state) {
    case ANNOUNCEMENT_OPEN:
        return "open";
    case ANNOUNCEMENT_PENDING:
        return "pending";
    case ANNOUNCEMENT_CANCELLED:
        return "cancelled";
    case ANNOUNCEMENT_PAUSED:
        return "paused";
    }
    return "unknown";
}

const char *reach_by_word(enum reach_by by)
{
    static const char *const words[REACH_BY_COUNT] = {"",     "report", "reply",
                                                      "call", "visit",  "neighbour"};

    return by < REACH_BY_COUNT ? words[by] : "unknown";
}

int announcement_add(struct store *store, const struct announcement *a, int64_t *ret_id)
{
    int r = db_do(
        store, STATEMENT_ANNOUNCEMENT_ADD, DB_INT(":kind", a->kind),
        DB_INT(":priority", a->priority), DB_INT(":state", a->state), DB_TEXT(":body", a->body),
        DB_TEXT(":air", a->air), DB_INT(":templated", a->templated), DB_INT(":flash", a->flash),
        DB_INT(":ack", a->ack), DB_INT(":help_option", a->help_option),
        DB_TEXT(":audience", a->audience), DB_TEXT(":excepted", a->excepted),
        DB_TEXT(":author", a->author), DB_INT(":now", a->created_at), DB_INT(":at", a->at),
        DB_INT(":expires_at", a->expires_at), DB_INT(":answer_until", a->answer_until),
        DB_INT(":about_at", a->about_at), DB_INT(":accents", a->accents),
        DB_INT(":replaces", a->replaces), DB_TEXT(":correction", a->correction));

    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int announcement_set_counts(struct store *store, int64_t id, int64_t households, int64_t phones,
                            int64_t parts)
{
    return db_do(store, STATEMENT_ANNOUNCEMENT_COUNTS, DB_INT(":id", id),
                 DB_INT(":households", households), DB_INT(":phones", phones),
                 DB_INT(":parts", parts));
}

int announcement_set_state(struct store *store, int64_t id, enum announcement_state state)
{
    return db_do(store, STATEMENT_ANNOUNCEMENT_STATE, DB_INT(":id", id), DB_INT(":state", state));
}

int announcement_set_replaced(struct store *store, int64_t id, int64_t by)
{
    return db_do(store, STATEMENT_ANNOUNCEMENT_REPLACED, DB_INT(":id", id), DB_INT(":by", by));
}

int announcement_add_option(struct store *store, int64_t id, int number, const char *spec,
                            const char *call)
{
    return db_do(store, STATEMENT_ANNOUNCEMENT_OPTION_ADD, DB_INT(":id", id),
                 DB_INT(":number", number), DB_TEXT(":spec", spec), DB_TEXT(":call", call));
}

int announcement_options(struct store *store, const struct announcement *a, struct options *options)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_ANNOUNCEMENT_OPTIONS, DB_INT(":id", a->id));
    int r;

    while ((r = db_step(store, list)) == 1) {
        options_add(options, db_text(list, 0), NULL);
        if (*db_text(list, 1))
            options_set_call(options, (int)db_int(list, 2), db_text(list, 1), NULL);
    }
    if (r == 0)
        options_set_help(options, a->help_option, NULL);
    return r;
}

static struct announcement read_announcement(sqlite3_stmt *s)
{
    return (struct announcement){
        .id = db_int(s, 0),
        .kind = (enum announcement_kind)db_int(s, 1),
        .priority = (enum priority)db_int(s, 2),
        .state = (enum announcement_state)db_int(s, 3),
        .body = db_text(s, 4),
        .air = db_text(s, 5),
        .templated = db_int(s, 6),
        .flash = db_int(s, 7),
        .ack = db_int(s, 8),
        .help_option = (int)db_int(s, 9),
        .audience = db_text(s, 10),
        .excepted = db_text(s, 11),
        .author = db_text(s, 12),
        .created_at = db_int(s, 13),
        .at = db_int(s, 14),
        .expires_at = db_int(s, 15),
        .answer_until = db_int(s, 16),
        .households = db_int(s, 17),
        .phones = db_int(s, 18),
        .parts = db_int(s, 19),
        .replaces = db_int(s, 20),
        .replaced_by = db_int(s, 21),
        .about_at = db_int(s, 22),
        .accents = (int)db_int(s, 23),
        .correction = db_text(s, 24),
    };
}

/* Steps to the one row and keeps its strings. */
static int step_announcement(struct store *store, sqlite3_stmt *get, struct announcement *ret)
{
    struct kept_row *row = &store->announcement;
    int r = db_find(store, get);

    if (r != 0)
        return r;
    db_keep_begin(row);
    *ret = read_announcement(get);
    ret->body = db_keep_text(row, get, 4);
    ret->air = db_keep_text(row, get, 5);
    ret->audience = db_keep_text(row, get, 10);
    ret->excepted = db_keep_text(row, get, 11);
    ret->author = db_keep_text(row, get, 12);
    ret->correction = db_keep_text(row, get, 24);
    db_done(get);
    return 0;
}

int announcement_get(struct store *store, int64_t id, struct announcement *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_ANNOUNCEMENT_GET, DB_INT(":id", id));

    return step_announcement(store, get, ret);
}

int announcement_state_of(struct store *store, int64_t id, enum announcement_state *ret)
{
    int64_t state;
    int r = db_find_int(store, db_with(store, STATEMENT_ANNOUNCEMENT_STATE_OF, DB_INT(":id", id)),
                        &state);

    if (r == 0)
        *ret = (enum announcement_state)state;
    return r;
}

int announcement_list(struct store *store, int64_t before, int limit, announcement_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_ANNOUNCEMENT_LIST, DB_INT(":before", before ? before : INT64_MAX),
                DB_INT(":limit", limit));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct announcement a = read_announcement(list);
        fn(&a, arg);
    }
    return r;
}

int announcement_awaiting(struct store *store, int64_t phone_id, int64_t now,
                          struct announcement *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_ANNOUNCEMENT_AWAITING, DB_INT(":phone", phone_id),
                                DB_INT(":now", now));

    return step_announcement(store, get, ret);
}

int announcement_crossed(struct store *store, int64_t phone_id, int64_t primary, bool has,
                         int64_t since, struct announcement *ret)
{
    sqlite3_stmt *get =
        db_with(store, STATEMENT_ANNOUNCEMENT_CROSSED, DB_INT(":phone", phone_id),
                DB_INT(":primary", primary), DB_INT(":has", has), DB_INT(":since", since));

    return step_announcement(store, get, ret);
}

int announcement_had(struct store *store, int64_t id, int64_t phone_id, bool *ret_has,
                     bool *ret_may_have)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_ANNOUNCEMENT_HAD, DB_INT(":phone", phone_id),
                                 DB_INT(":announcement", id));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    *ret_has = db_int(find, 0);
    *ret_may_have = db_int(find, 1);
    db_done(find);
    return 0;
}

int announcement_called(struct store *store, int64_t phone_id, int64_t carrier_id, unsigned answers,
                        int64_t now, struct announcement_called *ret)
{
    sqlite3_stmt *find =
        db_with(store, STATEMENT_ANNOUNCEMENT_CALLED, DB_INT(":phone", phone_id),
                DB_INT(":carrier", carrier_id), DB_INT(":answers", answers), DB_INT(":now", now));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    *ret = (struct announcement_called){
        .announcement = db_int(find, 0),
        .option = db_int(find, 1),
        .answered = db_int(find, 2) > 0,
        .called_at = db_int(find, 3),
    };
    db_done(find);
    return 0;
}

int announcement_expiring(struct store *store, int64_t now, announcement_id_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_ANNOUNCEMENT_EXPIRING, DB_INT(":now", now));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_int(list, 0), arg);
    return r;
}

int announcement_unapproved(struct store *store, int64_t now, int64_t *ret_id)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_ANNOUNCEMENT_UNAPPROVED, DB_INT(":now", now));

    return db_find_int(store, find, ret_id);
}

int reach_add_audience(struct store *store, int64_t announcement, bool stopped, int64_t at)
{
    return db_do(store, STATEMENT_REACH_ADD, DB_INT(":announcement", announcement),
                 DB_INT(":stopped", stopped), DB_INT(":at", at));
}

int reach_by_phone(struct store *store, int64_t announcement, int64_t phone_id, enum reach_by by,
                   int64_t now)
{
    return db_do(store, STATEMENT_REACH_BY_PHONE, DB_INT(":announcement", announcement),
                 DB_INT(":phone", phone_id), DB_INT(":by", by), DB_INT(":now", now));
}

int reach_judge_again(struct store *store, int64_t phone_id, int64_t now)
{
    return db_do(store, STATEMENT_REACH_JUDGE_AGAIN, DB_INT(":phone", phone_id),
                 DB_INT(":now", now));
}

int reach_wanted(struct store *store, int64_t announcement, int64_t phone_id, bool *ret)
{
    sqlite3_stmt *wanted =
        db_with(store, STATEMENT_REACH_WANTED, DB_INT(":announcement", announcement),
                DB_INT(":phone", phone_id));

    return db_any(store, wanted, ret);
}

int reach_get_by(struct store *store, int64_t announcement, int64_t household, enum reach_by *ret)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_REACH_GET, DB_INT(":announcement", announcement),
                                DB_INT(":household", household));
    int64_t by;
    int r = db_find_int(store, get, &by);

    if (r == 0)
        *ret = (enum reach_by)by;
    return r;
}

int reach_by_person(struct store *store, int64_t announcement, int64_t household, enum reach_by by,
                    int64_t now)
{
    enum reach_by before;
    int r = reach_get_by(store, announcement, household, &before);

    if (r == 0 && before != REACH_NONE)
        return STORE_EXISTS;
    if (r != 0)
        return r;
    return db_do(store, STATEMENT_REACH_BY_PERSON, DB_INT(":announcement", announcement),
                 DB_INT(":household", household), DB_INT(":by", by), DB_INT(":now", now));
}

int reach_clusters(struct store *store, int64_t announcement, reach_cluster_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_REACH_CLUSTERS, DB_INT(":announcement", announcement));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), db_int(list, 1), db_int(list, 2), arg);
    return r;
}

int reach_counts(struct store *store, int64_t announcement, int64_t ret[REACH_BY_COUNT])
{
    sqlite3_stmt *count =
        db_with(store, STATEMENT_REACH_COUNTS, DB_INT(":announcement", announcement));

    for (int i = 0; i < REACH_BY_COUNT; i++)
        ret[i] = 0;
    return db_counts(store, count, ret, REACH_BY_COUNT);
}

int answered_count(struct store *store, int64_t announcement, int confirmed, int64_t *ret)
{
    return db_find_int(store,
                       db_with(store, STATEMENT_ANSWERED_COUNT,
                               DB_INT(":announcement", announcement),
                               DB_INT(":confirmed", confirmed)),
                       ret);
}

static struct reach_row read_reach(sqlite3_stmt *s)
{
    return (struct reach_row){
        .household_id = db_int(s, 0),
        .code = db_text(s, 1),
        .head = db_text(s, 2),
        .cluster = db_text(s, 3),
        .address = db_text(s, 4),
        .note = db_text(s, 5),
        .frail = db_int(s, 6),
        .walk = db_int(s, 7),
        .by = (enum reach_by)db_int(s, 8),
        .reached_at = db_int(s, 9),
        .number = db_text(s, 10),
        .tried = sqlite3_column_type(s, 11) != SQLITE_NULL,
        .state = (enum message_state)db_int(s, 11),
        .why = (enum message_why)db_int(s, 12),
        .code_number = db_int(s, 13),
        .phones = db_int(s, 14),
        .mobiles = db_int(s, 15),
        .rung = (int)db_int(s, 16),
        .rung_at = db_int(s, 17),
        .rang = sqlite3_column_type(s, 18) != SQLITE_NULL,
        .ring = (int)db_int(s, 18),
        .neighbour = db_text(s, 19),
        .asked_at = db_int(s, 20),
        .errand = (enum message_state)db_int(s, 21),
    };
}

int reach_list(struct store *store, int64_t announcement, bool unreached_only, const char *cluster,
               reach_fn fn, void *arg)
{
    sqlite3_stmt *list =
        db_with(store, STATEMENT_REACH_LIST, DB_INT(":announcement", announcement),
                DB_INT(":unreached", unreached_only), DB_TEXT(":cluster", cluster));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct reach_row row = read_reach(list);
        fn(&row, arg);
    }
    return r;
}
