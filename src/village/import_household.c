/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting an entry into its household: a new one, or one that was seen before. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/import_work.h"

enum {
    NAMESAKES_MAX = 100, /* looked through; no cluster has so many of one name */
};

/* Which household a row belongs to, and how that is known. */
struct belonging {
    size_t household; /* SIZE_MAX: a new one */
    bool member;      /* the row is another person or number of it, not the household again */
    size_t namesake;  /* another household of its name; SIZE_MAX: none */
};

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

static bool same_groups(const struct import_household *household, const struct entry *entry)
{
    if (household->group_count != entry->group_count)
        return false;
    for (size_t i = 0; i < entry->group_count; i++) {
        if (household->groups[i] != entry->groups[i])
            return false;
    }
    return true;
}

/* Without codes: one household again, or a namesake? A phone in common decides. Where there is
 * none to compare, one door too many is better than one too few: both rows must say the same. */
static bool is_same_without_code(const struct import_household *household,
                                 const struct entry *entry)
{
    if (household->phone_count && entry->phone_count)
        return shares_phone(household, entry);
    if (!vocabulary_same(household->address, entry->address))
        return false;
    if (household->phone_count || entry->phone_count)
        return *entry->address;
    return vocabulary_same(household->note, entry->note) && same_groups(household, entry);
}

static struct belonging find_by_name(const struct import_work *work, const struct entry *entry)
{
    size_t at = string_index_find(&work->name_keys, entry->key);
    struct belonging found = {.household = SIZE_MAX, .namesake = at};

    for (int i = 0; at != SIZE_MAX && i < NAMESAKES_MAX; at = work->namesake[at], i++) {
        if (is_same_without_code(&work->import->households[at], entry)) {
            found.household = at;
            break;
        }
    }
    return found;
}

/* The head's name stands again in the next row, with another person beside it. */
static bool repeats_head(const struct import_work *work, const struct entry *entry)
{
    const struct import_household *last = &work->import->households[work->last];

    return work->heads_repeat && *entry->person && last->made_code &&
           vocabulary_same(last->head, entry->head) &&
           vocabulary_same(last->cluster, entry->cluster) &&
           vocabulary_same(last->address, entry->address);
}

static struct belonging find_household(const struct import_work *work, const struct entry *entry)
{
    bool below = work->last != SIZE_MAX && work->last_row + 1 == entry->row;
    bool bare = !*entry->code && !*entry->number;
    struct belonging last = {.household = work->last, .member = true, .namesake = SIZE_MAX};

    if (below && bare && (!*entry->head || work->merged_numbers))
        return last;
    if (*entry->code) {
        struct belonging found = {.household = string_index_find(&work->code_keys, entry->key),
                                  .namesake = SIZE_MAX};
        if (found.household != SIZE_MAX)
            found.member = entry->member || (work->relations && *entry->relation) ||
                           (work->columns.head_is_name && below && found.household == work->last);
        return found;
    }
    if (below && (entry->member || repeats_head(work, entry)))
        return last;
    return find_by_name(work, entry);
}

/* Without a code the name is the key, and the chain of namesakes goes back from the latest. */
static void remember(struct import_work *work, const struct entry *entry, size_t at)
{
    struct string_index *keys = *entry->code ? &work->code_keys : &work->name_keys;

    work->namesake[at] = *entry->code ? SIZE_MAX : string_index_find(keys, entry->key);
    string_index_set(keys, pool_string(&work->import->pool, entry->key), at);
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

static void add_household(struct import_work *work, const struct entry *entry)
{
    struct import *import = work->import;
    size_t at = import->household_count++;

    import->households = xgrow(import->households, at, sizeof(*import->households));
    work->namesake = xgrow(work->namesake, at, sizeof(*work->namesake));
    struct import_household *household = &import->households[at];
    *household = (struct import_household){
        .code = shown_code(work, entry),
        .head = entry->head,
        .cluster = entry->cluster,
        .address = entry->address,
        .note = entry->note,
        .neighbour = entry->neighbour,
        .unusable = entry->unusable,
        .handset = entry->handset,
        .frail = entry->frail,
        .made_code = !*entry->code,
        .walk = entry->walk >= 0 ? entry->walk : (int64_t)at + 1,
        .row = entry->row,
    };
    for (size_t i = 0; i < entry->phone_count; i++) {
        struct import_phone phone = entry->phones[i];
        if (!*phone.person && entry->member)
            phone.person = entry_person(work, entry); /* the head comes in a row below */
        import_hold_phone(household, &phone);
    }
    for (size_t i = 0; i < entry->group_count; i++)
        import_join_group(household, entry->groups[i]);
    remember(work, entry, at);
}

static void take_new(struct import_work *work, const struct entry *entry, size_t namesake)
{
    const struct import *import = work->import;

    add_household(work, entry);
    if (namesake != SIZE_MAX)
        work_remark(work, REMARK_NAMESAKES, entry->row, NULL, NULL)->other_row =
            import->households[namesake].row;
    if (!*entry->code && work->columns.of[COLUMN_CODE])
        work_remark(work, REMARK_MADE_CODE, entry->row, NULL, NULL);
}

void import_take_entry(struct import_work *work, struct entry *entry)
{
    entry->key = *entry->code ? code_key(work, entry) : name_key(entry);
    struct belonging found = find_household(work, entry);
    size_t at = found.household != SIZE_MAX ? found.household : work->import->household_count;

    if (found.household == SIZE_MAX)
        take_new(work, entry, found.namesake);
    else
        import_merge(work, found.household, entry, found.member);
    free(entry->key);
    entry->key = NULL;
    for (size_t i = entry->first_remark; i < work->import->remark_count; i++)
        work->import->remarks[i].household = at;
    work->last = at;
    work->last_row = entry->row;
}
