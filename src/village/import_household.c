/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting an entry into its household: a new one, or one that was seen before. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"

enum {
    NAMESAKES_MAX = 100, /* looked through; in one cluster there are never so many */
    PHONES_MAX = 64,     /* of one household */
    NOTE_MAX = 1000,     /* bytes of a note that grows by other rows */
};

/* Which household a row belongs to, and how that is known. */
struct belonging {
    size_t household; /* SIZE_MAX: a new one */
    bool member;      /* the row is another person or number of it, not the household again */
    bool namesake;    /* a new one, but others bear the name */
};

static bool same_plain(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    char *plain_a = vocabulary_plain(a), *plain_b = vocabulary_plain(b);
    bool same = strcmp(plain_a, plain_b) == 0;

    free(plain_a);
    free(plain_b);
    return same;
}

static char *code_key(const struct import_work *work, const struct entry *entry)
{
    char *code = vocabulary_plain(entry->code);

    if (!work->codes_per_cluster)
        return code;
    char *cluster = vocabulary_plain(entry->cluster);
    char *key = xasprintf("%s/%s", cluster, code);
    free(cluster);
    free(code);
    return key;
}

static char *name_key(const struct entry *entry)
{
    char *cluster = vocabulary_plain(entry->cluster), *head = vocabulary_plain(entry->head);
    char *key = xasprintf("%s/%s", cluster, head);

    free(cluster);
    free(head);
    return key;
}

static bool shares_phone(const struct import_household *household, const struct entry *entry)
{
    for (size_t i = 0; i < household->phone_count; i++) {
        for (size_t j = 0; j < entry->phone_count; j++) {
            if (strcmp(household->phones[i].e164, entry->phones[j].e164) == 0)
                return true;
        }
    }
    return false;
}

/* Without codes: one household again, or a namesake? A phone in common decides; without phones the
 * address does. */
static bool is_same_without_code(const struct import_household *household,
                                 const struct entry *entry)
{
    if (household->phone_count && entry->phone_count)
        return shares_phone(household, entry);
    return same_plain(household->address, entry->address);
}

static struct belonging find_by_name(const struct import_work *work, const struct entry *entry)
{
    char *key = name_key(entry);
    size_t at = string_index_find(&work->name_keys, key);
    struct belonging found = {.household = SIZE_MAX, .namesake = at != SIZE_MAX};

    free(key);
    for (int i = 0; at != SIZE_MAX && i < NAMESAKES_MAX; at = work->namesake[at], i++) {
        if (is_same_without_code(&work->import->households[at], entry)) {
            found.household = at;
            break;
        }
    }
    return found;
}

static bool is_member_relation(const struct import_work *work, const struct entry *entry)
{
    if (!*entry->relation)
        return false;
    char *plain = vocabulary_plain(entry->relation);
    bool member = !words_have(&work->how->vocabulary->heads, plain);

    free(plain);
    return member;
}

/* The head's name stands again in the next row, with another person beside it. */
static bool repeats_head(const struct import_work *work, const struct entry *entry)
{
    const struct import_household *last = &work->import->households[work->last];

    return *entry->person && last->made_code && !work->columns.head_is_name &&
           same_plain(last->head, entry->head) && same_plain(last->cluster, entry->cluster) &&
           same_plain(last->address, entry->address);
}

static struct belonging find_household(const struct import_work *work, const struct entry *entry)
{
    bool below = work->last != SIZE_MAX && work->last_row + 1 == entry->row;
    bool bare = !*entry->code && !*entry->number;
    struct belonging last = {.household = work->last, .member = true};

    if (below && bare && (!*entry->head || work->merged_numbers))
        return last;
    if (*entry->code) {
        char *key = code_key(work, entry);
        struct belonging found = {.household = string_index_find(&work->code_keys, key)};
        free(key);
        if (found.household != SIZE_MAX)
            found.member = *entry->relation ||
                           (work->columns.head_is_name && below && found.household == work->last);
        return found;
    }
    if (below && (is_member_relation(work, entry) || repeats_head(work, entry)))
        return last;
    return find_by_name(work, entry);
}

/* A person of the row for its phones, where no column names one. */
static const char *row_person(struct import_work *work, const struct entry *entry)
{
    if (!*entry->relation)
        return entry->head;
    char *named = xasprintf("%s (%s)", entry->head, entry->relation);
    const char *kept = pool_string(&work->import->pool, named);
    free(named);
    return kept;
}

static void hold_phone(struct import_household *household, const struct import_phone *phone)
{
    household->phones =
        xreallocarray(household->phones, household->phone_count + 1, sizeof(*household->phones));
    household->phones[household->phone_count++] = *phone;
}

static struct import_phone *find_phone(struct import_household *household, const char *e164)
{
    for (size_t i = 0; i < household->phone_count; i++) {
        if (strcmp(household->phones[i].e164, e164) == 0)
            return &household->phones[i];
    }
    return NULL;
}

static bool join_group(struct import_household *household, size_t group)
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
    if (!*other || same_plain(*ret_text, other))
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
    bool name_row = member && *entry->head && !same_plain(entry->head, household->head);
    char national[32];

    for (size_t i = 0; i < entry->phone_count; i++) {
        struct import_phone phone = entry->phones[i];
        if (!*phone.person && name_row)
            phone.person = row_person(work, entry);
        struct import_phone *held = find_phone(household, phone.e164);
        if (held) {
            held->person = *held->person ? held->person : phone.person;
            continue;
        }
        if (household->phone_count < PHONES_MAX)
            hold_phone(household, &phone);
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
    else if (*entry->relation && !is_member_relation(work, entry))
        household->head = entry->head;
    merge_text(&household->cluster, entry->cluster, "cluster", difference);
    merge_text(&household->address, entry->address, "address", difference);
    merge_note(work, household, entry, difference);
    for (size_t i = 0; i < entry->group_count; i++) {
        if (join_group(household, entry->groups[i]))
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

/* Without a code the name is the key, and the chain of namesakes goes back from the latest. */
static void remember(struct import_work *work, const struct entry *entry, size_t at)
{
    char *key = *entry->code ? code_key(work, entry) : name_key(entry);
    struct string_index *keys = *entry->code ? &work->code_keys : &work->name_keys;

    work->namesake[at] = *entry->code ? SIZE_MAX : string_index_find(keys, key);
    string_index_set(keys, pool_string(&work->import->pool, key), at);
    free(key);
}

static const char *shown_code(struct import_work *work, const struct entry *entry)
{
    if (!*entry->code || !work->codes_per_cluster || !*entry->cluster)
        return entry->code;
    char *code = xasprintf("%s-%s", entry->cluster, entry->code);
    const char *kept = pool_string(&work->import->pool, code);
    free(code);
    return kept;
}

static size_t add_household(struct import_work *work, const struct entry *entry)
{
    struct import *import = work->import;
    size_t at = import->household_count++;

    if ((at & (at - 1)) == 0) {
        size_t room = at ? at * 2 : 1;
        import->households = xreallocarray(import->households, room, sizeof(*import->households));
        work->namesake = xreallocarray(work->namesake, room, sizeof(*work->namesake));
    }
    struct import_household *household = &import->households[at];
    *household = (struct import_household){
        .code = shown_code(work, entry),
        .head = entry->head,
        .cluster = entry->cluster,
        .address = entry->address,
        .note = entry->note,
        .unusable = entry->unusable,
        .handset = entry->handset,
        .frail = entry->frail,
        .made_code = !*entry->code,
        .walk = entry->walk ? entry->walk : (int64_t)at + 1,
        .row = entry->row,
    };
    for (size_t i = 0; i < entry->phone_count; i++)
        hold_phone(household, &entry->phones[i]);
    for (size_t i = 0; i < entry->group_count; i++)
        join_group(household, entry->groups[i]);
    remember(work, entry, at);
    return at;
}

void import_take_entry(struct import_work *work, const struct entry *entry)
{
    struct belonging found = find_household(work, entry);
    struct difference difference = {BUF_INIT, BUF_INIT};
    size_t at = found.household;

    if (at == SIZE_MAX) {
        size_t other = SIZE_MAX;
        if (found.namesake) {
            char *key = name_key(entry);
            other = string_index_find(&work->name_keys, key);
            free(key);
        }
        at = add_household(work, entry);
        if (other != SIZE_MAX)
            work_remark(work, REMARK_NAMESAKES, entry->row, NULL, NULL)->other_row =
                work->import->households[other].row;
        if (!*entry->code && work->columns.of[COLUMN_CODE])
            work_remark(work, REMARK_MADE_CODE, entry->row, NULL, NULL);
    } else {
        merge(work, at, entry, found.member, &difference);
        say_merged(work, entry, at, found.member, &difference);
    }
    for (size_t i = entry->first_remark; i < work->import->remark_count; i++)
        work->import->remarks[i].household = at;
    work->last = at;
    work->last_row = entry->row;
    work->carried = *entry->cluster ? entry->cluster : work->carried;
    buf_free(&difference.fields);
    buf_free(&difference.values);
}
