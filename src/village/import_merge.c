/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A row that belongs to a household seen before: what it adds, and whether it differs. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"

enum {
    PHONES_MAX = 64, /* of one household */
    NOTE_MAX = 1000, /* bytes of a note that grows by other rows */
};

void import_hold_phone(struct import_household *household, const struct import_phone *phone)
{
    household->phones =
        xreallocarray(household->phones, household->phone_count + 1, sizeof(*household->phones));
    household->phones[household->phone_count++] = *phone;
}

bool import_join_group(struct import_household *household, size_t group)
{
    for (size_t i = 0; i < household->group_count; i++) {
        if (household->groups[i] == group)
            return false;
    }
    household->groups =
        xreallocarray(household->groups, household->group_count + 1, sizeof(*household->groups));
    household->groups[household->group_count++] = group;
    return true;
}

static struct import_phone *find_phone(struct import_household *household, const char *e164)
{
    for (size_t i = 0; i < household->phone_count; i++) {
        if (strcmp(household->phones[i].e164, e164) == 0)
            return &household->phones[i];
    }
    return NULL;
}

/* What a row adds to a household that was seen before: for a person to compare. */
struct difference {
    struct buf fields; /* "head, phone" */
    struct buf values; /* "Lê Văn Ba; 0905123456" */
};

static void differ(struct difference *difference, const char *field, const char *value)
{
    if (!strstr(buf_str(&difference->fields), field))
        buf_printf(&difference->fields, "%s%s", difference->fields.len ? ", " : "", field);
    buf_printf(&difference->values, "%s%s", difference->values.len ? "; " : "", value);
}

/* Keeps what was there, takes what was empty, notes what is different. */
static void merge_text(const char **ret_text, const char *other, const char *field,
                       struct difference *difference)
{
    if (!*other || vocabulary_same(*ret_text, other))
        return;
    if (!**ret_text)
        *ret_text = other;
    differ(difference, field, other);
}

static void merge_note(struct import_work *work, struct import_household *household,
                       const struct entry *entry, struct difference *difference)
{
    if (!*entry->note || strstr(household->note, entry->note))
        return;
    differ(difference, "note", entry->note);
    if (strlen(household->note) + strlen(entry->note) > NOTE_MAX)
        return;
    char *both =
        *household->note ? xasprintf("%s; %s", household->note, entry->note) : xstrdup(entry->note);
    household->note = pool_string(&work->import->pool, both);
    free(both);
}

static void merge_phones(struct import_work *work, struct import_household *household,
                         const struct entry *entry, bool member, struct difference *difference)
{
    bool name_row = member && *entry->head && !vocabulary_same(entry->head, household->head);
    char national[32];

    for (size_t i = 0; i < entry->phone_count; i++) {
        struct import_phone phone = entry->phones[i];
        if (!*phone.person && name_row)
            phone.person = entry_person(work, entry);
        struct import_phone *held = find_phone(household, phone.e164);
        if (held) {
            held->person = *held->person ? held->person : phone.person;
            continue;
        }
        if (household->phone_count < PHONES_MAX)
            import_hold_phone(household, &phone);
        differ(difference, "phone", work_national(work, phone.e164, national));
    }
}

/* Puts the row into a household that was seen before. */
static void merge(struct import_work *work, size_t at, const struct entry *entry, bool member,
                  struct difference *difference)
{
    struct import_household *household = &work->import->households[at];

    merge_phones(work, household, entry, member, difference);
    if (!member)
        merge_text(&household->head, entry->head, "head", difference);
    else if (work->relations && *entry->relation && !entry->member)
        household->head = entry->head;
    merge_text(&household->cluster, entry->cluster, "cluster", difference);
    merge_text(&household->address, entry->address, "address", difference);
    merge_note(work, household, entry, difference);
    merge_text(&household->neighbour, entry->neighbour, "neighbour", difference);
    for (size_t i = 0; i < entry->group_count; i++) {
        if (import_join_group(household, entry->groups[i]))
            differ(difference, "group", work->import->groups[entry->groups[i]].name);
    }
    household->frail |= entry->frail;
    if (household->handset == HANDSET_UNKNOWN)
        household->handset = entry->handset;
}

static void say_merged(struct import_work *work, const struct entry *entry, size_t at, bool member,
                       const struct difference *difference)
{
    struct import_household *household = &work->import->households[at];
    bool same = difference->fields.len == 0;
    enum remark_code code = member ? REMARK_JOINED : same ? REMARK_REPEATED_ROW : REMARK_CONFLICT;
    bool told = code == REMARK_CONFLICT;

    struct remark *remark =
        work_remark(work, code, entry->row, told ? buf_str(&difference->fields) : NULL,
                    told ? buf_str(&difference->values) : NULL);
    remark->other_row = household->row;
    if (!member)
        work->import->totals.repeated_rows++;
    if (member || !same)
        household->unusable += entry->unusable;
}

void import_merge(struct import_work *work, size_t at, const struct entry *entry, bool member)
{
    struct difference difference = {BUF_INIT, BUF_INIT};

    merge(work, at, entry, member, &difference);
    say_merged(work, entry, at, member, &difference);
    buf_free(&difference.fields);
    buf_free(&difference.values);
}
