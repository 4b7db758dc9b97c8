/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a list into the phone book. */
#include "store/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/group.h"
#include "store/household.h"

/* What the list as a whole has something to say about. */
struct scope {
    bool clusters, addresses, notes, frail, phones, neighbours;
};

/* A household as the phone book has it. */
struct stored {
    struct household row;
    struct stored_phone {
        char number[17];
        char *person;
    } * phones;
    size_t phone_count;
    bool *groups; /* by index in import.groups */
};

struct work {
    struct store *store;
    const struct import *import;
    bool dry_run;
    int64_t now;
    struct scope scope;
    int64_t *groups; /* ids by index in import.groups; 0: not there yet */
    struct stored before;
    struct import_counts counts;
};

static struct scope scope_of(const struct import *import)
{
    struct scope scope = {0};

    for (size_t i = 0; i < import->household_count; i++) {
        const struct import_household *h = &import->households[i];
        scope.clusters |= *h->cluster != '\0';
        scope.addresses |= *h->address != '\0';
        scope.notes |= *h->note != '\0';
        scope.frail |= h->frail;
        scope.neighbours |= *h->neighbour != '\0';
        scope.phones |= h->phone_count > 0 || h->unusable > 0;
    }
    return scope;
}

static int find_groups(struct work *w)
{
    int r = 0;

    for (size_t i = 0; i < w->import->group_count && r == 0; i++) {
        const struct import_group *group = &w->import->groups[i];
        r = group_find(w->store, group->key, &w->groups[i]);
        if (r != STORE_NOT_FOUND)
            continue;
        w->counts.groups_added++;
        r = w->dry_run ? 0 : group_add(w->store, group->key, group->name, &w->groups[i]);
    }
    return r;
}

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
    struct work *w = arg;

    for (size_t i = 0; i < w->import->group_count; i++)
        if (strcmp(w->import->groups[i].key, key) == 0)
            w->before.groups[i] = true;
}

static void forget_before(struct work *w)
{
    for (size_t i = 0; i < w->before.phone_count; i++)
        free(w->before.phones[i].person);
    w->before.phone_count = 0;
    memset(w->before.groups, 0, w->import->group_count * sizeof(bool));
}

static int read_before(struct work *w, const char *code)
{
    forget_before(w);
    int r = household_find(w->store, code, &w->before.row);
    if (r == 0)
        r = household_phones(w->store, w->before.row.id, take_phone, &w->before);
    if (r == 0)
        r = household_groups(w->store, w->before.row.id, take_group, w);
    return r;
}

/* What the household's row is to become. */
static struct household merged(const struct work *w, const struct import_household *h)
{
    const struct household *b = &w->before.row;

    return (struct household){
        .id = b->id,
        .code = h->code,
        .head = *h->head ? h->head : b->head,
        .cluster = w->scope.clusters ? h->cluster : b->cluster,
        .address = w->scope.addresses ? h->address : b->address,
        .note = w->scope.notes ? h->note : b->note,
        .frail = w->scope.frail ? h->frail : b->frail,
        .walk = h->walk,
        .neighbour_id = b->neighbour_id, /* until every household is there */
        .neighbour = w->scope.neighbours ? h->neighbour : b->neighbour,
    };
}

static bool same_row(const struct household *a, const struct household *b)
{
    return strcmp(a->head, b->head) == 0 && strcmp(a->cluster, b->cluster) == 0 &&
           strcmp(a->address, b->address) == 0 && strcmp(a->note, b->note) == 0 &&
           strcmp(a->neighbour, b->neighbour) == 0 && a->frail == b->frail && a->walk == b->walk;
}

/* Numbers that could not be read may be the ones that it has. */
static bool keeps_phones(const struct work *w, const struct import_household *h)
{
    return !w->scope.phones || (h->phone_count == 0 && h->unusable > 0);
}

static bool same_phones(const struct work *w, const struct import_household *h)
{
    if (keeps_phones(w, h))
        return true;
    if (h->phone_count != w->before.phone_count)
        return false;
    for (size_t i = 0; i < h->phone_count; i++)
        if (strcmp(h->phones[i].e164, w->before.phones[i].number) != 0 ||
            strcmp(h->phones[i].person, w->before.phones[i].person) != 0)
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

static void count_numbers(struct work *w, const struct import_household *h)
{
    int64_t kept = 0;

    if (keeps_phones(w, h))
        return;
    for (size_t i = 0; i < w->before.phone_count; i++)
        kept += holds(h, w->before.phones[i].number);
    w->counts.numbers_added += (int64_t)h->phone_count - kept;
    w->counts.numbers_removed += (int64_t)w->before.phone_count - kept;
}

static int write_phones(struct work *w, int64_t household, const struct import_household *h)
{
    int r = household_clear_phones(w->store, household);

    for (size_t i = 0; i < h->phone_count && r == 0; i++) {
        const struct import_phone *phone = &h->phones[i];
        int64_t id;
        r = phone_ensure(w->store, phone->e164, phone->kind == NUMBER_FIXED, &id);
        if (r == 0)
            r = household_hold(w->store, household, (int64_t)i + 1, id, phone->person);
    }
    return r;
}

static bool in_group(const struct import_household *h, size_t group)
{
    for (size_t i = 0; i < h->group_count; i++)
        if (h->groups[i] == group)
            return true;
    return false;
}

static bool same_groups(const struct work *w, const struct import_household *h)
{
    for (size_t i = 0; i < w->import->group_count; i++)
        if (in_group(h, i) != w->before.groups[i])
            return false;
    return true;
}

static int write_groups(struct work *w, int64_t household, const struct import_household *h)
{
    int r = 0;

    for (size_t i = 0; i < w->import->group_count && r == 0; i++) {
        bool wanted = in_group(h, i);
        if (wanted && !w->before.groups[i])
            r = group_add_member(w->store, w->groups[i], household);
        else if (!wanted && w->before.groups[i])
            r = group_remove_member(w->store, w->groups[i], household);
    }
    return r;
}

static int add_household(struct work *w, const struct import_household *h)
{
    struct household row = merged(w, h);
    int64_t id;

    w->counts.added++;
    count_numbers(w, h);
    if (w->dry_run)
        return 0;
    int r = household_add(w->store, w->now, &row, &id);
    if (r == 0)
        r = write_phones(w, id, h);
    return r == 0 ? write_groups(w, id, h) : r;
}

static int change_household(struct work *w, const struct import_household *h)
{
    struct household row = merged(w, h);
    bool row_same = same_row(&row, &w->before.row), phones_same = same_phones(w, h);
    bool groups_same = same_groups(w, h);
    int r = 0;

    if (row_same && phones_same && groups_same) {
        w->counts.unchanged++;
        return 0;
    }
    w->counts.changed++;
    count_numbers(w, h);
    if (w->dry_run)
        return 0;
    if (!row_same)
        r = household_set(w->store, w->now, &row);
    if (r == 0 && !phones_same)
        r = write_phones(w, row.id, h);
    if (r == 0 && !groups_same)
        r = write_groups(w, row.id, h);
    return r;
}

static int apply_household(struct work *w, const struct import_household *h)
{
    int r = read_before(w, h->code);

    if (r == STORE_NOT_FOUND) {
        w->before.row = (struct household){
            .head = "", .cluster = "", .address = "", .note = "", .neighbour = ""};
        return add_household(w, h);
    }
    return r == 0 ? change_household(w, h) : r;
}

static int apply_neighbour(struct work *w, const struct import_household *h)
{
    struct household row;
    int64_t id = 0;
    int r = *h->neighbour ? household_find_id(w->store, h->neighbour, &id) : 0;

    if (r == 0)
        r = household_find(w->store, h->code, &row);
    if (r != 0 || row.neighbour_id == id)
        return r;
    row.neighbour_id = id;
    return household_set(w->store, w->now, &row);
}

static int apply(struct work *w)
{
    struct household_counts book;
    int r = household_counts(w->store, &book);

    if (r == 0)
        r = find_groups(w);
    for (size_t i = 0; i < w->import->household_count && r == 0; i++)
        r = apply_household(w, &w->import->households[i]);
    bool neighbours = w->scope.neighbours && !w->dry_run;
    for (size_t i = 0; neighbours && i < w->import->household_count && r == 0; i++)
        r = apply_neighbour(w, &w->import->households[i]);
    if (r == 0)
        w->counts.elsewhere = book.households - w->counts.changed - w->counts.unchanged;
    return r;
}

int import_apply(struct store *store, const struct import *import, bool dry_run, int64_t now,
                 struct import_counts *ret)
{
    struct work w = {
        .store = store,
        .import = import,
        .dry_run = dry_run,
        .now = now,
        .scope = scope_of(import),
        .groups = xcalloc(import->group_count + 1, sizeof(int64_t)),
        .before = {.groups = xcalloc(import->group_count + 1, sizeof(bool))},
    };
    int r = apply(&w);

    forget_before(&w);
    free(w.before.phones);
    free(w.before.groups);
    free(w.groups);
    if (r == 0)
        *ret = w.counts;
    return r;
}
