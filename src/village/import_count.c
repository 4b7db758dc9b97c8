/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can only be said when the whole list is read: the counts, and phones that households share.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/import_work.h"

/* One household's hold on one phone. */
struct hold {
    const char *e164;
    size_t household;
    size_t phone; /* the phone's number among the distinct ones */
    enum number_kind kind;
    bool first; /* the household's first mobile */
};

struct holds {
    struct hold *items;
    size_t count;
};

/* A group and a mobile of one of its members. */
struct group_mobile {
    size_t group, phone;
};

static int compare_holds(const void *a, const void *b)
{
    const struct hold *x = a, *y = b;
    int order = strcmp(x->e164, y->e164);

    return order ? order : (x->household > y->household) - (x->household < y->household);
}

static int compare_group_mobiles(const void *a, const void *b)
{
    const struct group_mobile *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->phone > y->phone) - (x->phone < y->phone);
}

static int compare_remarks(const void *a, const void *b)
{
    const struct remark *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->code != y->code)
        return (int)x->code - (int)y->code;
    return strcmp(x->value, y->value);
}

static struct holds gather_holds(const struct import *import)
{
    struct holds holds = {0};
    size_t room = 0;

    for (size_t i = 0; i < import->household_count; i++)
        room += import->households[i].phone_count;
    holds.items = xcalloc(room, sizeof(*holds.items));
    for (size_t i = 0; i < import->household_count; i++) {
        const struct import_household *household = &import->households[i];
        bool mobile = false;
        for (size_t j = 0; j < household->phone_count; j++) {
            const struct import_phone *phone = &household->phones[j];
            bool first = phone->kind == NUMBER_MOBILE && !mobile;
            mobile |= first;
            holds.items[holds.count++] = (struct hold){phone->e164, i, 0, phone->kind, first};
        }
    }
    qsort(holds.items, holds.count, sizeof(*holds.items), compare_holds);
    return holds;
}

/* Each household that holds the phone hears of the first other one. */
static void say_shared(struct import_work *work, const struct hold *holds, size_t count)
{
    char national[32];

    if (count < 2)
        return;
    work->import->totals.shared++;
    for (size_t i = 0; i < count; i++) {
        const struct import_household *households = work->import->households;
        size_t other = holds[i == 0].household;
        struct remark *remark =
            work_remark(work, REMARK_SHARED_PHONE, households[holds[i].household].row,
                        work_national(work, holds[i].e164, national), NULL);
        remark->household = holds[i].household;
        remark->other_row = households[other].row;
    }
}

static void count_phones(struct import_work *work, struct holds *holds)
{
    struct import_totals *totals = &work->import->totals;
    size_t next, phones = 0;

    for (size_t i = 0; i < holds->count; i = next) {
        bool mobile = holds->items[i].kind == NUMBER_MOBILE, first = false;
        for (next = i;
             next < holds->count && strcmp(holds->items[next].e164, holds->items[i].e164) == 0;
             next++) {
            holds->items[next].phone = phones;
            first |= holds->items[next].first;
            totals->mobile_pairs += mobile;
        }
        totals->mobiles += mobile;
        totals->fixed += !mobile;
        totals->first_mobiles += first;
        say_shared(work, &holds->items[i], next - i);
        phones++;
    }
}

static void count_group_mobiles(struct import *import, const struct holds *holds)
{
    size_t count = 0, room = 0;

    for (size_t i = 0; i < holds->count; i++)
        room += import->households[holds->items[i].household].group_count;
    struct group_mobile *pairs = xcalloc(room, sizeof(*pairs));
    for (size_t i = 0; i < holds->count; i++) {
        const struct import_household *household = &import->households[holds->items[i].household];
        for (size_t g = 0; holds->items[i].kind == NUMBER_MOBILE && g < household->group_count; g++)
            pairs[count++] = (struct group_mobile){household->groups[g], holds->items[i].phone};
    }
    qsort(pairs, count, sizeof(*pairs), compare_group_mobiles);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || compare_group_mobiles(&pairs[i], &pairs[i - 1]) != 0)
            import->groups[pairs[i].group].mobiles++;
    }
    free(pairs);
}

static bool has_kind(const struct import_household *household, enum number_kind kind)
{
    for (size_t i = 0; i < household->phone_count; i++) {
        if (household->phones[i].kind == kind)
            return true;
    }
    return false;
}

static void say_of_household(struct import_work *work, size_t at, enum remark_code code)
{
    work_remark(work, code, work->import->households[at].row, NULL, NULL)->household = at;
}

static void count_reach(struct import_work *work, size_t at)
{
    const struct import_household *household = &work->import->households[at];
    struct import_totals *totals = &work->import->totals;

    if (has_kind(household, NUMBER_MOBILE)) {
        totals->with_mobile++;
    } else if (household->phone_count) {
        totals->fixed_only++;
        say_of_household(work, at, REMARK_FIXED_ONLY);
    } else if (household->unusable) {
        totals->unusable_only++;
    } else {
        totals->without_phone++;
        say_of_household(work, at, REMARK_NO_PHONE);
    }
}

/* Households without a cluster are counted under "" once others have one. */
static void count_cluster(struct import_work *work, size_t at)
{
    struct import *import = work->import;
    const char *cluster = import->households[at].cluster;

    if (import->cluster_count == 0)
        return;
    size_t known = work_cluster_at(work, cluster); /* which may move the clusters */
    import->clusters[known].households++;
    if (!*cluster)
        say_of_household(work, at, REMARK_NO_CLUSTER);
}

static void count_household(struct import_work *work, size_t at)
{
    struct import *import = work->import;
    const struct import_household *household = &import->households[at];
    struct import_totals *totals = &import->totals;

    count_reach(work, at);
    count_cluster(work, at);
    if (!*household->head)
        say_of_household(work, at, REMARK_NO_HEAD);
    totals->unusable += household->unusable;
    totals->without_group += household->group_count == 0;
    totals->frail += household->frail;
    totals->smartphone += household->handset == HANDSET_SMARTPHONE;
    totals->keypad += household->handset == HANDSET_KEYPAD;
    for (size_t i = 0; i < household->group_count; i++) {
        struct import_group *group = &import->groups[household->groups[i]];
        group->households++;
        group->with_mobile += has_kind(household, NUMBER_MOBILE);
    }
}

/* What a column is when its title does not say: its place, as a spreadsheet shows it. */
static void name_column(size_t index, char out[8])
{
    if (index < 26)
        snprintf(out, 8, "%c", (char)('A' + index));
    else
        snprintf(out, 8, "%c%c", (char)('A' + index / 26 - 1), (char)('A' + index % 26));
}

static bool column_is_empty(const struct import_work *work, size_t column)
{
    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        if (*sheet_cell(work->sheet, row, column))
            return false;
    }
    return true;
}

static void say_of_columns(struct import_work *work)
{
    uint32_t row = work->import->title_row;

    for (size_t c = 0; c < work->columns.count; c++) {
        const struct column *column = &work->columns.items[c];
        char place[8];
        name_column(c, place);
        const char *title = *column->title ? column->title : place;
        bool unused =
            column->field == COLUMN_IGNORED || (column->field == COLUMN_FIELDS && !column->sparse);
        if (unused && !column_is_empty(work, c))
            work_remark(work, REMARK_UNUSED_COLUMN, row, title, NULL);
        else if (column->by_content)
            work_remark(work, REMARK_GUESSED_COLUMN, row, title, column_field_words[column->field]);
    }
    if (!work->columns.of[COLUMN_CODE])
        work_remark(work, REMARK_MADE_CODES, row, NULL, NULL);
}

static void say_lost_names(struct import_work *work)
{
    char count[24];

    if (work->lost_names == 0)
        return;
    snprintf(count, sizeof(count), "%zu", work->lost_names);
    work_remark(work, REMARK_LOST_LETTERS, work->lost_name.row, work->lost_name.value, count);
}

/* A section may name a cluster that its rows write otherwise. */
static void forget_empty_clusters(struct import *import)
{
    size_t kept = 0;

    for (size_t i = 0; i < import->cluster_count; i++)
        if (import->clusters[i].households)
            import->clusters[kept++] = import->clusters[i];
    import->cluster_count = kept;
}

/* One that only rows name which were set aside, or text below the list. */
static void forget_empty_groups(struct import *import)
{
    size_t *places = xcalloc(import->group_count + 1, sizeof(*places)), kept = 0;

    for (size_t i = 0; i < import->group_count; i++) {
        places[i] = kept;
        if (import->groups[i].households)
            import->groups[kept++] = import->groups[i];
    }
    import->group_count = kept;
    for (size_t i = 0; i < import->household_count; i++)
        for (size_t g = 0; g < import->households[i].group_count; g++)
            import->households[i].groups[g] = places[import->households[i].groups[g]];
    free(places);
}

void import_count(struct import_work *work)
{
    struct import *import = work->import;
    struct holds holds = gather_holds(import);

    say_of_columns(work);
    say_lost_names(work);
    import->totals.households = import->household_count;
    for (size_t i = 0; i < import->household_count; i++)
        count_household(work, i);
    forget_empty_clusters(import);
    forget_empty_groups(import);
    count_phones(work, &holds);
    count_group_mobiles(import, &holds);
    free(holds.items);
    if (import->remark_count)
        qsort(import->remarks, import->remark_count, sizeof(*import->remarks), compare_remarks);
    for (size_t i = 0; i < import->remark_count; i++)
        import->totals.remarks[import->remarks[i].code]++;
}
