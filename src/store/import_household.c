/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One household of a list, compared with what the phone book has of it, and written there. */
#include "store/import_inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/group.h"

enum { GROUP_UNSOUGHT = 0, GROUP_TO_COME = -1 }; /* beside its id */

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

void import_forget_before(struct import_taking *t)
{
    for (size_t i = 0; i < t->before.phone_count; i++)
        free(t->before.phones[i].person);
    t->before.phone_count = 0;
    t->before.group_count = 0;
}

static int read_before(struct import_taking *t, const char *code)
{
    import_forget_before(t);
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

int import_take_household(struct import_taking *t, const struct import_household *h)
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
int import_take_neighbour(struct import_taking *t, const struct import_household *h)
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
