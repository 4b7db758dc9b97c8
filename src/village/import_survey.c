/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a list as a whole is kept: whether cells are merged, whether codes begin anew. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/import_work.h"

/* Codes begin anew when so many of them come again in another cluster under another name, or, in a
 * short list, every second one. */
enum { CODE_RESTARTS_MIN = 3, CODE_RESTARTS_SHORT = 2 };

enum { ADDRESS_CLUSTERS_MIN = 3 };

static const char *first_cell(const struct import_work *work, size_t row, enum column_field field)
{
    size_t c = columns_next(&work->columns, field, 0);

    return c == SIZE_MAX ? "" : sheet_cell(work->sheet, row, c);
}

static size_t count_cells(const struct import_work *work, size_t row)
{
    size_t full = 0;

    for (size_t c = 0; c < work->sheet->rows[row].count; c++)
        full += *sheet_cell(work->sheet, row, c) != '\0';
    return full;
}

/* Merged cells leave a value in their first row and nothing below it. So a value is never
 * followed by itself, and most rows have none. */
static void survey_clusters(struct import_work *work)
{
    const char *last = "";
    size_t filled = 0, empty = 0, repeated = 0;
    bool leads = false;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *cluster = first_cell(work, row, COLUMN_CLUSTER);
        if (count_cells(work, row) < 2)
            continue;
        leads |= filled + empty == 0 && *cluster && !cluster_is_mark(work, cluster);
        filled += *cluster != '\0';
        empty += *cluster == '\0';
        repeated += *cluster && strcmp(cluster, last) == 0;
        last = *cluster ? cluster : last;
    }
    work->merged_clusters = leads && repeated == 0 && empty >= filled;
}

/* Where no column has the clusters, nearly every address may begin with one. */
static void survey_addresses(struct import_work *work)
{
    size_t filled = 0, clusters = 0;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *address = first_cell(work, row, COLUMN_ADDRESS);
        filled += *address != '\0';
        clusters += *address && *cluster_of_address(work, address);
    }
    work->address_clusters = clusters >= ADDRESS_CLUSTERS_MIN && clusters * 10 >= filled * 8;
}

/* Running numbers that count households while rows between them have a name and no number. */
static void survey_numbers(struct import_work *work)
{
    long last = 0;
    size_t filled = 0, empty = 0, steps = 0;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *cell = first_cell(work, row, COLUMN_NUMBER);
        if (!*first_cell(work, row, COLUMN_HEAD))
            continue;
        if (!*cell) {
            empty++;
            continue;
        }
        long number = strtol(cell, NULL, 10);
        steps += number == last + 1 || number == 1;
        last = number;
        filled++;
    }
    work->merged_numbers = work->columns.head_is_name && filled >= 2 && empty >= 2 &&
                           empty * 6 >= filled + empty && steps * 10 >= filled * 9;
}

/* A relation means something when it calls somebody the head. */
static void survey_relations(struct import_work *work)
{
    bool crosses = work->columns.items[columns_next(&work->columns, COLUMN_RELATION, 0)].crosses;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *cell = first_cell(work, row, COLUMN_RELATION);
        char *plain = vocabulary_plain(cell);
        work->relations |= crosses ? vocabulary_is_mark(work->how->vocabulary, cell)
                                   : words_have(&work->how->vocabulary->heads, plain);
        free(plain);
        if (work->relations)
            return;
    }
}

/* The head's name again and again, each time beside another person. */
static void survey_heads(struct import_work *work)
{
    const char *last_head = "", *last_person = "";
    size_t rows = 0, again = 0;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *head = first_cell(work, row, COLUMN_HEAD);
        const char *person = first_cell(work, row, COLUMN_PERSON);
        rows += *head != '\0';
        again += *head && *person && strcmp(head, last_head) == 0 && strcmp(person, last_person);
        last_head = head;
        last_person = person;
    }
    work->heads_repeat = again && again * 10 >= rows;
}

/* What one code was first seen with. */
struct owner {
    char *cluster, *head;
};

struct owners {
    struct owner *items;
    size_t count;
    struct string_index keys; /* plain codes */
    struct pool pool;
};

/* True when the code is another household's, of another cluster. */
static bool restarts(struct owners *owners, const char *code, const char *cluster, const char *head)
{
    char *key = vocabulary_plain(code);
    size_t at = string_index_find(&owners->keys, key);
    bool again = at != SIZE_MAX && strcmp(owners->items[at].cluster, cluster) != 0 &&
                 strcmp(owners->items[at].head, head) != 0;

    if (at == SIZE_MAX && *key) {
        owners->items = xgrow(owners->items, owners->count, sizeof(*owners->items));
        owners->items[owners->count] =
            (struct owner){.cluster = xstrdup(cluster), .head = xstrdup(head)};
        string_index_set(&owners->keys, pool_string(&owners->pool, key), owners->count++);
    }
    free(key);
    return again;
}

static void owners_free(struct owners *owners)
{
    for (size_t i = 0; i < owners->count; i++) {
        free(owners->items[i].cluster);
        free(owners->items[i].head);
    }
    free(owners->items);
    string_index_free(&owners->keys);
    pool_free(&owners->pool);
}

/* The section that a row opens, or NULL: a lone text that begins like a cluster. */
static const char *section_of(const struct import_work *work, size_t row)
{
    const char *text = NULL;

    for (size_t c = 0; c < work->sheet->rows[row].count; c++) {
        const char *cell = sheet_cell(work->sheet, row, c);
        if (*cell && text)
            return NULL;
        text = *cell ? cell : text;
    }
    return text && words_lead(&work->how->vocabulary->clusters, text) ? text : NULL;
}

static void survey_codes(struct import_work *work)
{
    struct owners owners = {0};
    const char *section = "";
    size_t again = 0;

    for (size_t row = work->columns.first; row < work->sheet->count; row++) {
        const char *code = first_cell(work, row, COLUMN_CODE);
        const char *cluster = first_cell(work, row, COLUMN_CLUSTER);
        const char *opened = *code ? NULL : section_of(work, row);
        section = opened ? opened : section;
        if (*code)
            again += restarts(&owners, code, *cluster ? cluster : section,
                              first_cell(work, row, COLUMN_HEAD));
    }
    work->codes_per_cluster = (again >= CODE_RESTARTS_MIN && again * 20 >= owners.count) ||
                              (again && again * CODE_RESTARTS_SHORT >= owners.count);
    owners_free(&owners);
}

void import_survey(struct import_work *work)
{
    survey_clusters(work);
    if (!work->columns.of[COLUMN_CLUSTER] && work->columns.of[COLUMN_ADDRESS])
        survey_addresses(work);
    survey_numbers(work);
    survey_heads(work);
    if (work->columns.of[COLUMN_RELATION])
        survey_relations(work);
    if (work->columns.of[COLUMN_CODE])
        survey_codes(work);
    if (work->codes_per_cluster)
        work_remark(work, REMARK_PREFIXED_CODES, work->import->title_row, NULL, NULL);
    if (work->address_clusters)
        work_remark(work, REMARK_ADDRESS_CLUSTERS, work->import->title_row,
                    work->columns.items[columns_next(&work->columns, COLUMN_ADDRESS, 0)].title,
                    NULL);
    if (work->merged_clusters)
        work_remark(work, REMARK_MERGED_CLUSTERS, work->import->title_row,
                    work->columns.items[columns_next(&work->columns, COLUMN_CLUSTER, 0)].title,
                    NULL);
}
