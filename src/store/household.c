/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Households and the phones that they hold. */
#include "store/household.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/db.h"
#include "store/ladder.h"
#include "text/accents.h"

enum { DIGITS_MIN = 3 }; /* of a number, to search for it */

static char *folded(const struct household *h)
{
    char *whole = xasprintf("%s\n%s\n%s", h->code, h->head, h->address);
    char *plain = text_fold(whole);

    free(whole);
    return plain;
}

static void bind_household(sqlite3_stmt *statement, int64_t now, const struct household *h)
{
    char *plain = folded(h);

    sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":folded"), plain, -1,
                      SQLITE_TRANSIENT);
    free(plain);
    db_bind_text(statement, ":head", h->head);
    db_bind_text(statement, ":cluster", h->cluster);
    db_bind_text(statement, ":address", h->address);
    db_bind_text(statement, ":note", h->note);
    db_bind_int(statement, ":frail", h->frail);
    db_bind_int(statement, ":walk", h->walk);
    db_bind_int(statement, ":neighbour", h->neighbour_id);
    db_bind_int(statement, ":now", now);
}

int household_add(struct store *store, int64_t now, const struct household *household,
                  int64_t *ret_id)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_HOUSEHOLD_ADD);

    bind_household(add, now, household);
    db_bind_text(add, ":code", household->code);
    int r = db_run(store, add);
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int household_set(struct store *store, int64_t now, const struct household *household)
{
    sqlite3_stmt *set = db_statement(store, STATEMENT_HOUSEHOLD_SET);

    bind_household(set, now, household);
    db_bind_int(set, ":id", household->id);
    int r = db_run(store, set);
    return r == 0 ? ladder_touch_household(store, household->id) : r;
}

int household_remove(struct store *store, int64_t id)
{
    return db_do(store, STATEMENT_HOUSEHOLD_REMOVE, DB_INT(":id", id));
}

static struct household read_household(sqlite3_stmt *statement)
{
    return (struct household){
        .id = db_int(statement, 0),
        .code = db_text(statement, 1),
        .head = db_text(statement, 2),
        .cluster = db_text(statement, 3),
        .address = db_text(statement, 4),
        .note = db_text(statement, 5),
        .frail = db_int(statement, 6),
        .walk = db_int(statement, 7),
        .neighbour_id = db_int(statement, 8),
        .neighbour = db_text(statement, 9),
    };
}

int household_find(struct store *store, const char *code, struct household *ret)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_HOUSEHOLD_BY_CODE, DB_TEXT(":code", code));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    struct kept_row *row = &store->household;
    db_keep_begin(row);
    *ret = read_household(find);
    ret->code = db_keep_text(row, find, 1);
    ret->head = db_keep_text(row, find, 2);
    ret->cluster = db_keep_text(row, find, 3);
    ret->address = db_keep_text(row, find, 4);
    ret->note = db_keep_text(row, find, 5);
    ret->neighbour = db_keep_text(row, find, 9);
    db_done(find);
    return 0;
}

int household_find_id(struct store *store, const char *code, int64_t *ret_id)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_HOUSEHOLD_BY_CODE, DB_TEXT(":code", code));

    return db_find_int(store, find, ret_id);
}

/* "0905 123" as it stands in a number, "905123"; "" when the words are no part of one. */
static void digits_of(const char *words, char *out, size_t size)
{
    size_t len = 0;

    for (; *words && strchr("0123456789 +.-()", *words); words++)
        if (*words >= (len ? '0' : '1') && *words <= '9' && len + 1 < size)
            out[len++] = *words;
    out[*words || len < DIGITS_MIN ? 0 : len] = '\0';
}

int household_list(struct store *store, const struct household_filter *filter, int64_t after,
                   int64_t limit, household_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, filter->group ? STATEMENT_HOUSEHOLD_LIST_OF_GROUP
                                                           : STATEMENT_HOUSEHOLD_LIST);
    char *words = filter->search ? text_fold(filter->search) : NULL, digits[24];
    int r;

    digits_of(filter->search ? filter->search : "", digits, sizeof(digits));
    if (filter->group)
        db_bind_int(list, ":group", filter->group);
    db_bind_text(list, ":cluster", filter->cluster);
    db_bind_text(list, ":words", words);
    db_bind_text(list, ":digits", digits);
    db_bind_int(list, ":after", after);
    db_bind_int(list, ":limit", limit);
    while ((r = db_step(store, list)) == 1) {
        struct household household = read_household(list);
        fn(&household, arg);
    }
    free(words);
    return r;
}

int household_clusters(struct store *store, cluster_fn fn, void *arg)
{
    sqlite3_stmt *list = db_statement(store, STATEMENT_HOUSEHOLD_CLUSTERS);
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), db_int(list, 1), arg);
    return r;
}

int household_cluster_check(struct store *store, const char *cluster)
{
    sqlite3_stmt *find =
        db_with(store, STATEMENT_HOUSEHOLD_OF_CLUSTER, DB_TEXT(":cluster", cluster));
    int64_t id;

    return db_find_int(store, find, &id);
}

int household_most_phones(struct store *store, int64_t *ret)
{
    return db_first_int(store, db_statement(store, STATEMENT_HOLDING_MOST), ret);
}

int household_counts(struct store *store, struct household_counts *ret)
{
    sqlite3_stmt *count = db_statement(store, STATEMENT_HOUSEHOLD_COUNT);
    int r = db_step(store, count);

    if (r != 1)
        return r;
    *ret = (struct household_counts){db_int(count, 0), db_int(count, 1), db_int(count, 2),
                                     db_int(count, 3)};
    db_done(count);
    return 0;
}

int household_phones(struct store *store, int64_t id, holding_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_HOUSEHOLD_PHONES, DB_INT(":id", id));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct holding holding = {
            .number = db_text(list, 0),
            .fixed = db_int(list, 1),
            .rank = db_int(list, 2),
            .person = db_text(list, 3),
            .stopped = sqlite3_column_type(list, 4) != SQLITE_NULL,
            .phone_id = db_int(list, 5),
        };
        fn(&holding, arg);
    }
    return r;
}

int household_groups(struct store *store, int64_t id, group_name_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_HOUSEHOLD_GROUPS, DB_INT(":id", id));
    int r;

    while ((r = db_step(store, list)) == 1)
        fn(db_text(list, 0), db_text(list, 1), arg);
    return r;
}

int household_clear_phones(struct store *store, int64_t id)
{
    int r = db_do(store, STATEMENT_HOLDING_CLEAR, DB_INT(":household", id));

    return r == 0 ? ladder_touch_household(store, id) : r;
}

int household_hold(struct store *store, int64_t id, int64_t rank, int64_t phone_id,
                   const char *person)
{
    return db_do(store, STATEMENT_HOLDING_ADD, DB_INT(":household", id), DB_INT(":rank", rank),
                 DB_INT(":phone", phone_id), DB_TEXT(":person", person));
}

int phone_state(struct store *store, const char *number, bool *ret_fixed, int64_t *ret_stopped_at)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_PHONE_BY_NUMBER, DB_TEXT(":number", number));

    int r = db_find(store, find);
    if (r != 0)
        return r;
    *ret_fixed = db_int(find, 1);
    *ret_stopped_at = db_int(find, 2);
    db_done(find);
    return 0;
}

int phone_find(struct store *store, const char *number, int64_t *ret_id)
{
    sqlite3_stmt *find = db_with(store, STATEMENT_PHONE_BY_NUMBER, DB_TEXT(":number", number));

    return db_find_int(store, find, ret_id);
}

int phone_ensure(struct store *store, const char *number, bool fixed, int64_t *ret_id)
{
    int r = phone_find(store, number, ret_id);

    if (r != STORE_NOT_FOUND)
        return r;
    r = db_do(store, STATEMENT_PHONE_ADD, DB_TEXT(":number", number), DB_INT(":fixed", fixed));
    if (r == 0)
        *ret_id = db_last_id(store);
    return r;
}

int phone_number(struct store *store, int64_t phone_id, char *number)
{
    sqlite3_stmt *get = db_with(store, STATEMENT_PHONE_NUMBER, DB_INT(":id", phone_id));

    int r = db_find(store, get);
    if (r != 0)
        return r;
    snprintf(number, 64, "%s", db_text(get, 0));
    db_done(get);
    return 0;
}

int phone_stop(struct store *store, int64_t phone_id, bool stopped, int64_t now)
{
    sqlite3_stmt *stop = db_with(store, STATEMENT_PHONE_STOP, DB_INT(":id", phone_id));

    if (stopped)
        db_bind_int(stop, ":now", now);
    return db_run(store, stop);
}

int phone_claim_confirmation(struct store *store, int64_t phone_id, bool stopped, int64_t now,
                             int64_t before, bool *ret)
{
    sqlite3_stmt *claim =
        db_statement(store, stopped ? STATEMENT_PHONE_STOP_TOLD : STATEMENT_PHONE_START_TOLD);

    db_bind_int(claim, ":id", phone_id);
    db_bind_int(claim, ":now", now);
    db_bind_int(claim, ":before", before);
    int r = db_run(store, claim);
    *ret = r == 0 && db_changed(store) == 1;
    return r;
}

int phone_households(struct store *store, int64_t phone_id, household_fn fn, void *arg)
{
    sqlite3_stmt *list = db_with(store, STATEMENT_HOUSEHOLD_OF_PHONE, DB_INT(":phone", phone_id));
    int r;

    while ((r = db_step(store, list)) == 1) {
        struct household household = {.id = db_int(list, 0),
                                      .code = db_text(list, 1),
                                      .head = db_text(list, 2),
                                      .cluster = db_text(list, 3),
                                      .address = "",
                                      .note = ""};
        fn(&household, arg);
    }
    return r;
}

int phone_next_concat_ref(struct store *store, int64_t phone_id, int64_t *ret)
{
    sqlite3_stmt *next = db_with(store, STATEMENT_PHONE_CONCAT_REF, DB_INT(":id", phone_id));

    return db_find_int(store, next, ret);
}
