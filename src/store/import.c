/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a list into the phone book. */
#include "store/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/db.h"
#include "store/group.h"
#include "store/household.h"
#include "village/import_piece.h"

/* A household as the phone book has it. */
struct stored {
    struct household row;
    struct stored_phone {
        char number[17];
        char *person;
    } * phones;
    size_t phone_count;
    size_t *groups; /* those that the list names too, by index in it */
    size_t group_count;
};

enum { GROUP_UNSOUGHT = 0, GROUP_TO_COME = -1 }; /* beside its id */

struct import_taking {
    struct store *store;
    struct import_head head;
    struct string_index group_keys;
    int64_t *groups; /* ids by index in head.groups, as far as they were wanted */
    bool dry_run;
    int64_t now;
    struct stored before;
    struct import_counts counts;
    struct buf piece;
    char *author, *name;
    int64_t begun_at;
};

/* ---- what the phone book has ---- */

static void take_phone(const struct holding *holding, void *arg)
{
    struct stored *before = arg;

    before->phones =
        xreallocarray(before->phones, before->phone_count + 1, sizeof(*before->phones));
    struct stored_phone *phone = &before->phones[before->phone_count++];
    snprintf(phone->number, sizeof(phone->number), "%s", holding->number);
    phone->person = xstrdup(holding->person);
}

static void take_group(const char *name, const char *key, void *arg)
{
    struct import_taking *t = arg;
    struct stored *before = &t->before;
    size_t at = string_index_find(&t->group_keys, key);

    if (at == SIZE_MAX)
        return;
    before->groups =
        xreallocarray(before->groups, before->group_count + 1, sizeof(*before->groups));
    before->groups[before->group_count++] = at;
}

static void forget_before(struct import_taking *t)
{
    for (size_t i = 0; i < t->before.phone_count; i++)
        free(t->before.phones[i].person);
    t->before.phone_count = 0;
    t->before.group_count = 0;
}

static int read_before(struct import_taking *t, const char *code)
{
    forget_before(t);
    int r = household_find(t->store, code, &t->before.row);
    if (r == 0)
        r = household_phones(t->store, t->before.row.id, take_phone, &t->before);
    if (r == 0)
        r = household_groups(t->store, t->before.row.id, take_group, t);
    return r;
}

/* ---- its row ---- */

static bool speaks_of_neighbour(const struct import_taking *t, const struct import_household *h)
{
    return t->head.scope.neighbours && !h->neighbour_unclear;
}

/* What the household's row is to become. */
static struct household merged(const struct import_taking *t, const struct import_household *h)
{
    const struct import_scope *scope = &t->head.scope;
    const struct household *b = &t->before.row;

    return (struct household){
        .id = b->id,
        .code = h->code,
        .head = *h->head ? h->head : b->head,
        .cluster = scope->clusters ? h->cluster : b->cluster,
        .address = scope->addresses ? h->address : b->address,
        .note = scope->notes ? h->note : b->note,
        .frail = scope->frail ? h->frail : b->frail,
        .walk = h->walk,
        .neighbour_id = b->neighbour_id, /* until every household is there */
        .neighbour = speaks_of_neighbour(t, h) ? h->neighbour : b->neighbour,
    };
}

static bool same_row(const struct household *a, const struct household *b)
{
    return strcmp(a->head, b->head) == 0 && strcmp(a->cluster, b->cluster) == 0 &&
           strcmp(a->address, b->address) == 0 && strcmp(a->note, b->note) == 0 &&
           strcmp(a->neighbour, b->neighbour) == 0 && a->frail == b->frail && a->walk == b->walk;
}

/* ---- its phones ---- */

/* Numbers that could not be read may be the ones that it has. */
static bool keeps_phones(const struct import_taking *t, const struct import_household *h)
{
    return !t->head.scope.phones || (h->phone_count == 0 && h->unusable > 0);
}

static bool same_phones(const struct import_taking *t, const struct import_household *h)
{
    if (keeps_phones(t, h))
        return true;
    if (h->phone_count != t->before.phone_count)
        return false;
    for (size_t i = 0; i < h->phone_count; i++)
        if (strcmp(h->phones[i].e164, t->before.phones[i].number) != 0 ||
            strcmp(h->phones[i].person, t->before.phones[i].person) != 0)
            return false;
    return true;
}

static bool holds(const struct import_household *h, const char *number)
{
    for (size_t i = 0; i < h->phone_count; i++)
        if (strcmp(h->phones[i].e164, number) == 0)
            return true;
    return false;
}

static void count_numbers(struct import_taking *t, const struct import_household *h)
{
    int64_t kept = 0;

    if (keeps_phones(t, h))
        return;
    for (size_t i = 0; i < t->before.phone_count; i++)
        kept += holds(h, t->before.phones[i].number);
    t->counts.numbers_added += (int64_t)h->phone_count - kept;
    t->counts.numbers_removed += (int64_t)t->before.phone_count - kept;
}

static int write_phones(struct import_taking *t, int64_t household,
                        const struct import_household *h)
{
    int r = household_clear_phones(t->store, household);

    for (size_t i = 0; i < h->phone_count && r == 0; i++) {
        const struct import_phone *phone = &h->phones[i];
        int64_t id;
        r = phone_ensure(t->store, phone->e164, phone->kind == NUMBER_FIXED, &id);
        if (r == 0)
            r = household_hold(t->store, household, (int64_t)i + 1, id, phone->person);
    }
    return r;
}

/* ---- its groups ---- */

static bool has(const size_t *groups, size_t count, size_t group)
{
    for (size_t i = 0; i < count; i++)
        if (groups[i] == group)
            return true;
    return false;
}

static bool same_groups(const struct import_taking *t, const struct import_household *h)
{
    const struct stored *b = &t->before;

    if (h->group_count != b->group_count)
        return false;
    for (size_t i = 0; i < h->group_count; i++)
        if (!has(b->groups, b->group_count, h->groups[i]))
            return false;
    return true;
}

/* The group's id; made when there is none. */
static int want_group(struct import_taking *t, size_t at)
{
    const struct import_group *group = &t->head.groups[at];

    if (t->groups[at] != GROUP_UNSOUGHT)
        return 0;
    int r = group_find(t->store, group->key, &t->groups[at]);
    if (r != STORE_NOT_FOUND)
        return r;
    t->counts.groups_added++;
    t->groups[at] = GROUP_TO_COME;
    return t->dry_run ? 0 : group_add(t->store, group->key, group->name, &t->groups[at]);
}

static int want_groups(struct import_taking *t, const struct import_household *h)
{
    int r = 0;

    for (size_t i = 0; i < h->group_count && r == 0; i++)
        r = h->groups[i] < t->head.group_count ? want_group(t, h->groups[i]) : -EBADMSG;
    return r;
}

static int write_groups(struct import_taking *t, int64_t household,
                        const struct import_household *h)
{
    const struct stored *b = &t->before;
    int r = 0;

    for (size_t i = 0; i < h->group_count && r == 0; i++)
        if (!has(b->groups, b->group_count, h->groups[i]))
            r = group_add_member(t->store, t->groups[h->groups[i]], household);
    for (size_t i = 0; i < b->group_count && r == 0; i++) {
        if (has(h->groups, h->group_count, b->groups[i]))
            continue;
        r = want_group(t, b->groups[i]);
        if (r == 0)
            r = group_remove_member(t->store, t->groups[b->groups[i]], household);
    }
    return r;
}

/* ---- a household ---- */

static int add_household(struct import_taking *t, const struct import_household *h)
{
    struct household row = merged(t, h);
    int64_t id;

    t->counts.added++;
    count_numbers(t, h);
    if (t->dry_run)
        return 0;
    int r = household_add(t->store, t->now, &row, &id);
    if (r == 0)
        r = write_phones(t, id, h);
    return r == 0 ? write_groups(t, id, h) : r;
}

static int change_household(struct import_taking *t, const struct import_household *h)
{
    struct household row = merged(t, h);
    bool row_same = same_row(&row, &t->before.row), phones_same = same_phones(t, h);
    bool groups_same = same_groups(t, h);
    int r = 0;

    if (row_same && phones_same && groups_same) {
        t->counts.unchanged++;
        return 0;
    }
    t->counts.changed++;
    count_numbers(t, h);
    if (t->dry_run)
        return 0;
    if (!row_same)
        r = household_set(t->store, t->now, &row);
    if (r == 0 && !phones_same)
        r = write_phones(t, row.id, h);
    if (r == 0 && !groups_same)
        r = write_groups(t, row.id, h);
    return r;
}

static int take_household(struct import_taking *t, const struct import_household *h)
{
    int r = read_before(t, h->code), wanted = want_groups(t, h);

    if (wanted < 0)
        return wanted;
    if (r == STORE_NOT_FOUND) {
        t->before.row = (struct household){
            .head = "", .cluster = "", .address = "", .note = "", .neighbour = ""};
        return add_household(t, h);
    }
    return r == 0 ? change_household(t, h) : r;
}

/* Either may have gone since: then there is nobody to tell, or nobody who tells. */
static int take_neighbour(struct import_taking *t, const struct import_household *h)
{
    struct household row;
    int64_t id = 0;
    int r = *h->neighbour ? household_find_id(t->store, h->neighbour, &id) : 0;

    if (r == 0)
        r = household_find(t->store, h->code, &row);
    if (r == STORE_NOT_FOUND || (r == 0 && row.neighbour_id == id))
        return 0;
    row.neighbour_id = id;
    return r == 0 ? household_set(t->store, t->now, &row) : r;
}

/* ---- the whole list ---- */

static void prepare(struct import_taking *t)
{
    t->groups = xcalloc(t->head.group_count + 1, sizeof(*t->groups));
    for (size_t i = 0; i < t->head.group_count; i++)
        string_index_set(&t->group_keys, t->head.groups[i].key, i);
}

static int count_elsewhere(struct import_taking *t)
{
    const struct import_counts *c = &t->counts;
    int64_t book;
    int r = db_first_int(t->store, db_statement(t->store, STATEMENT_IMPORT_BOOK), &book);

    if (r == 0)
        t->counts.elsewhere = book - c->changed - c->unchanged - (t->dry_run ? 0 : c->added);
    return r;
}

static void release(struct import_taking *t)
{
    forget_before(t);
    free(t->before.phones);
    free(t->before.groups);
    free(t->groups);
    string_index_free(&t->group_keys);
    buf_free(&t->piece);
    free(t->author);
    free(t->name);
}

int import_compare(struct store *store, const struct import *import, struct import_counts *ret)
{
    struct import_taking t = {
        .store = store,
        .dry_run = true,
        .head = {.households = import->household_count,
                 .scope = import_scope_of(import),
                 .groups = import->groups,
                 .group_count = import->group_count},
    };
    int r = 0;

    prepare(&t);
    for (size_t i = 0; i < import->household_count && r == 0; i++)
        r = take_household(&t, &import->households[i]);
    if (r == 0)
        r = count_elsewhere(&t);
    release(&t);
    if (r == 0)
        *ret = t.counts;
    return r;
}

/* ---- writing it down ---- */

int import_begin(struct store *store, const char *author, const char *name, int64_t now,
                 const struct buf *head)
{
    sqlite3_stmt *begin = db_with(store, STATEMENT_IMPORT_BEGIN, DB_TEXT(":author", author),
                                  DB_TEXT(":name", name), DB_INT(":now", now));

    db_bind_blob(begin, ":head", head->data, head->len);
    return db_run(store, begin);
}

int import_add_piece(struct store *store, const char *bytes, size_t len)
{
    sqlite3_stmt *add = db_statement(store, STATEMENT_IMPORT_PIECE_ADD);

    db_bind_blob(add, ":bytes", bytes, len);
    return db_run(store, add);
}

int import_stand(struct store *store)
{
    return db_run(store, db_statement(store, STATEMENT_IMPORT_STAND));
}

int import_forget(struct store *store)
{
    int r = store_begin(store);

    if (r == 0)
        r = db_run(store, db_statement(store, STATEMENT_IMPORT_PIECE_FORGET));
    if (r == 0)
        r = db_run(store, db_statement(store, STATEMENT_IMPORT_FORGET));
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

/* ---- taking it in ---- */

static struct import_counts read_counts(sqlite3_stmt *row, int first)
{
    return (struct import_counts){
        .added = db_int(row, first),
        .changed = db_int(row, first + 1),
        .unchanged = db_int(row, first + 2),
        .failed = db_int(row, first + 3),
        .numbers_added = db_int(row, first + 4),
        .numbers_removed = db_int(row, first + 5),
        .groups_added = db_int(row, first + 6),
    };
}

int import_open(struct store *store, struct import_taking **ret)
{
    sqlite3_stmt *get = db_statement(store, STATEMENT_IMPORT_GET);
    struct import_head head;
    int r = db_find(store, get);

    if (r != 0)
        return r;
    bool stands = db_int(get, 3);
    if (stands)
        r = import_head_read(sqlite3_column_blob(get, 4), (size_t)sqlite3_column_bytes(get, 4),
                             &head);
    if (!stands || r < 0) {
        db_done(get);
        if (stands)
            log_error("store", "the list that was being taken in cannot be read any more");
        r = import_forget(store);
        return r == 0 ? STORE_NOT_FOUND : r;
    }
    struct import_taking *t = xcalloc(1, sizeof(*t));
    *t = (struct import_taking){
        .store = store,
        .head = head,
        .author = xstrdup(db_text(get, 0)),
        .name = xstrdup(db_text(get, 1)),
        .begun_at = db_int(get, 2),
        .counts = read_counts(get, 5),
    };
    db_done(get);
    prepare(t);
    *ret = t;
    return 0;
}

static int next_piece(struct import_taking *t, int64_t *ret_id)
{
    sqlite3_stmt *next = db_statement(t->store, STATEMENT_IMPORT_PIECE_NEXT);
    int r = db_find(t->store, next);

    if (r != 0)
        return r;
    *ret_id = db_int(next, 0);
    buf_clear(&t->piece);
    buf_append(&t->piece, sqlite3_column_blob(next, 1), (size_t)sqlite3_column_bytes(next, 1));
    db_done(next);
    return 0;
}

struct taken {
    struct import_taking *taking;
    const struct import_household *household;
    bool neighbour;
};

static int take_one(void *arg)
{
    const struct taken *taken = arg;

    return taken->neighbour ? take_neighbour(taken->taking, taken->household)
                            : take_household(taken->taking, taken->household);
}

/* A household that the database does not take stops no other. */
static int attempt(struct import_taking *t, const struct import_household *h, bool neighbour)
{
    struct taken taken = {t, h, neighbour};
    struct import_counts before = t->counts;
    bool its_own;
    int r = store_attempt(t->store, take_one, &taken, &its_own);

    if (r == 0 || !its_own)
        return r;
    log_error("store", "a household of the list cannot be taken in: %s", strerror(-r));
    t->counts = before;
    t->counts.failed += !neighbour;
    memset(t->groups, 0, t->head.group_count * sizeof(*t->groups)); /* some may be undone */
    return 0;
}

static int take_piece(struct import_taking *t)
{
    struct import_piece piece;
    struct import_household h;
    int r = import_piece_open(buf_str(&t->piece), t->piece.len, &piece), next = 0;

    if (r < 0)
        return r;
    while (r == 0 && (next = import_piece_next(&piece, &h)) == 1)
        r = attempt(t, &h, piece.neighbours);
    import_piece_free(&piece);
    return r == 0 ? next : r;
}

static int write_counts(struct import_taking *t)
{
    sqlite3_stmt *count = db_statement(t->store, STATEMENT_IMPORT_COUNT);
    const struct import_counts *c = &t->counts;

    db_bind_int(count, ":added", c->added);
    db_bind_int(count, ":changed", c->changed);
    db_bind_int(count, ":unchanged", c->unchanged);
    db_bind_int(count, ":failed", c->failed);
    db_bind_int(count, ":numbers_added", c->numbers_added);
    db_bind_int(count, ":numbers_removed", c->numbers_removed);
    db_bind_int(count, ":groups_added", c->groups_added);
    return db_run(t->store, count);
}

int import_take(struct import_taking *t, int64_t now, bool *ret_over)
{
    sqlite3_stmt *taken = db_statement(t->store, STATEMENT_IMPORT_PIECE_TAKEN);
    int64_t id;
    int r = next_piece(t, &id);

    *ret_over = r == STORE_NOT_FOUND;
    if (r != 0)
        return *ret_over ? count_elsewhere(t) : r;
    t->now = now;
    memset(t->groups, 0, t->head.group_count * sizeof(*t->groups)); /* one may have gone */
    r = take_piece(t);
    if (r == -EBADMSG) {
        log_error("store", "a piece of the list that is taken in cannot be read; it is left out");
        r = 0;
    }
    if (r == 0)
        r = write_counts(t);
    db_bind_int(taken, ":id", id);
    return r == 0 ? db_run(t->store, taken) : r;
}

struct import_state import_state(const struct import_taking *t)
{
    return (struct import_state){t->author, t->name, t->begun_at, (int64_t)t->head.households,
                                 t->counts};
}

void import_close(struct import_taking *t)
{
    if (!t)
        return;
    release(t);
    import_head_free(&t->head);
    free(t);
}
