/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A village's list as households, phones and groups. */
#include "village/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/group.h"
#include "village/import_work.h"
#include "village/number.h"

enum { GROUP_NAME_MAX = 80, SHOWN_MAX = 200 };

/* What was written, cut where it is long, on one line. */
static const char *shown(struct pool *pool, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    char line[SHOWN_MAX + 1];

    if (len > SHOWN_MAX) {
        len = SHOWN_MAX;
        while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    if (len)
        memcpy(line, text, len);
    for (size_t i = 0; i < len; i++)
        line[i] = line[i] == '\n' ? ' ' : line[i];
    return pool_string_n(pool, line, len);
}

struct remark *work_remark(struct import_work *work, enum remark_code code, uint32_t row,
                           const char *value, const char *detail)
{
    struct import *import = work->import;
    size_t count = import->remark_count;

    if (count == work->remark_room) {
        work->remark_room = count ? count * 2 : 64;
        import->remarks =
            xreallocarray(import->remarks, work->remark_room, sizeof(*import->remarks));
    }
    struct remark *remark = &import->remarks[import->remark_count++];
    *remark = (struct remark){
        .code = code,
        .row = row,
        .household = SIZE_MAX,
        .value = shown(&import->pool, value),
        .detail = shown(&import->pool, detail),
        .reason = "",
        .why = "",
    };
    return remark;
}

const char *work_national(const struct import_work *work, const char *e164, char out[32])
{
    number_format_national(work->how->rules, e164, out, 32);
    return out;
}

/* Without a letter it is no name: "1", "12/5". */
static bool is_group_name(const char *name)
{
    bool letter = false;

    for (const char *c = name; *c; c++)
        letter |= (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || (unsigned char)*c >= 0x80;
    return letter && strlen(name) <= GROUP_NAME_MAX && !sheet_is_formula(name);
}

static size_t add_group(struct import *import, const char *name, const char *key)
{
    size_t at = import->group_count++;

    import->groups = xgrow(import->groups, at, sizeof(*import->groups));
    import->groups[at] = (struct import_group){
        .name = pool_string(&import->pool, name),
        .key = pool_string(&import->pool, key),
    };
    return at;
}

static size_t find_group(struct import_work *work, const char *name)
{
    const char *known = vocabulary_group(work->how->vocabulary, name);
    char *key = known ? xstrdup(known) : group_key(name);
    size_t at = string_index_find(&work->group_keys, key);

    if (at == SIZE_MAX) {
        at = add_group(work->import, name, key);
        string_index_set(&work->group_keys, work->import->groups[at].key, at);
    }
    free(key);
    return at;
}

size_t work_group(struct import_work *work, uint32_t row, const char *name)
{
    size_t at = string_index_find(&work->group_spellings, name);

    if (at != SIZE_MAX)
        return at;
    if (group_is_everybody(name) || !is_group_name(name)) {
        bool everybody = group_is_everybody(name);
        work_remark(work, everybody ? REMARK_EVERYBODY_GROUP : REMARK_UNUSABLE_GROUP, row, name,
                    NULL);
        return SIZE_MAX;
    }
    at = find_group(work, name);
    string_index_set(&work->group_spellings, pool_string(&work->import->pool, name), at);
    return at;
}

size_t work_cluster_at(struct import_work *work, const char *name)
{
    struct import *import = work->import;
    size_t at = string_index_find(&work->cluster_spellings, name);

    if (at != SIZE_MAX)
        return at;
    char *key = vocabulary_plain(name);
    at = string_index_find(&work->cluster_keys, key);
    if (at == SIZE_MAX) {
        at = import->cluster_count++;
        import->clusters = xgrow(import->clusters, at, sizeof(*import->clusters));
        import->clusters[at] = (struct import_cluster){.name = pool_string(&import->pool, name)};
        string_index_set(&work->cluster_keys, pool_string(&import->pool, key), at);
    }
    string_index_set(&work->cluster_spellings, pool_string(&import->pool, name), at);
    free(key);
    return at;
}

const char *work_cluster(struct import_work *work, const char *name)
{
    size_t at = work_cluster_at(work, name);

    return work->import->clusters[at].name;
}

static void take_rows(struct import_work *work)
{
    size_t header = work->columns.header, first = work->columns.first;

    for (size_t i = 0; header != SIZE_MAX && i < header; i++)
        import_take_title_line(work, i);
    for (size_t i = first; i < work->sheet->count; i++) {
        if (i >= work->columns.first) /* lower titles, where the titles have changed */
            import_take_row(work, i);
    }
}

/* Why, as far as the first row tells. */
static int refuse_empty(const struct import *import, struct refusal *ret_refusal)
{
    static const char none[] = "no row of the list holds a household";

    for (size_t i = 0; i < import->remark_count; i++) {
        const struct remark *remark = &import->remarks[i];
        struct buf sentence = BUF_INIT;
        if (remark_severity(remark->code) != REMARK_SET_ASIDE)
            continue;
        remark_describe(remark, &sentence);
        int r = refuse(ret_refusal, "no_households", "file", "%s; row %u: %s", none, remark->row,
                       buf_str(&sentence));
        buf_free(&sentence);
        return r;
    }
    return refuse(ret_refusal, "no_households", "file", "%s", none);
}

static int read_sheet(struct import_work *work, struct refusal *ret_refusal)
{
    struct columns_search search = {work->sheet, work->how->vocabulary, work->how->rules,
                                    work->how->choices};

    int r = columns_find(&search, &work->columns, ret_refusal);
    if (r)
        return r;
    if (work->columns.header != SIZE_MAX)
        work->import->title_row = work->sheet->rows[work->columns.header].number;
    work->above = xcalloc(work->columns.count, sizeof(*work->above));
    import_survey(work);
    take_rows(work);
    import_make_codes(work);
    import_find_neighbours(work);
    import_count(work);
    columns_free(&work->columns);
    return work->import->household_count ? 0 : refuse_empty(work->import, ret_refusal);
}

int import_read(const void *bytes, size_t len, const struct import_how *how,
                struct import *ret_import, struct refusal *ret_refusal)
{
    struct sheet_options options = {.encoding = how->encoding,
                                    .legacy = how->vocabulary->legacy_encoding};
    struct sheet sheet;
    struct import import = {0};
    struct import_work work = {
        .how = how,
        .sheet = &sheet,
        .import = &import,
        .section = "",
        .section_group = SIZE_MAX,
        .last = SIZE_MAX,
    };

    int r = sheet_read(bytes, len, &options, &sheet, ret_refusal);
    if (r)
        return r;
    import.encoding = sheet.encoding;
    import.separator = sheet.separator;
    r = read_sheet(&work, ret_refusal);
    string_index_free(&work.group_spellings);
    string_index_free(&work.cluster_spellings);
    string_index_free(&work.group_keys);
    string_index_free(&work.cluster_keys);
    string_index_free(&work.code_keys);
    string_index_free(&work.name_keys);
    free(work.namesake);
    free(work.above);
    sheet_free(&sheet);
    if (r)
        import_free(&import);
    else
        *ret_import = import;
    return r;
}

void import_free(struct import *import)
{
    for (size_t i = 0; i < import->household_count; i++) {
        free(import->households[i].phones);
        free(import->households[i].groups);
    }
    free(import->households);
    free(import->groups);
    free(import->clusters);
    free(import->remarks);
    pool_free(&import->pool);
    *import = (struct import){0};
}
