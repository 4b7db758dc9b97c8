/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a village's list in: POST its bytes, get what became of every row. */
#include "village/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/import.h"
#include "store/journal.h"

struct import_query {
    bool dry_run;
    const char *columns, *encoding, *name;
};

static json_t *totals_json(const struct import_totals *t)
{
    const struct {
        const char *name;
        size_t value;
    } totals[] = {
        {"data_rows", t->data_rows},
        {"households", t->households},
        {"mobiles", t->mobiles},
        {"fixed", t->fixed},
        {"unusable", t->unusable},
        {"shared", t->shared},
        {"with_mobile", t->with_mobile},
        {"fixed_only", t->fixed_only},
        {"unusable_only", t->unusable_only},
        {"without_phone", t->without_phone},
        {"without_group", t->without_group},
        {"frail", t->frail},
        {"repeated_rows", t->repeated_rows},
        {"rows_set_aside", t->rows_set_aside},
    };
    json_t *object = json_object();

    for (size_t i = 0; i < ARRAY_SIZE(totals); i++)
        json_object_set_new(object, totals[i].name, json_integer((json_int_t)totals[i].value));
    return object;
}

static json_t *groups_json(const struct import *import)
{
    json_t *groups = json_array();

    for (size_t i = 0; i < import->group_count; i++) {
        const struct import_group *g = &import->groups[i];
        json_t *row = json_object();
        json_object_set_new(row, "name", answer_text(g->name));
        json_object_set_new(row, "households", json_integer((json_int_t)g->households));
        json_object_set_new(row, "mobiles", json_integer((json_int_t)g->mobiles));
        json_array_append_new(groups, row);
    }
    return groups;
}

static json_t *clusters_json(const struct import *import)
{
    json_t *clusters = json_array();

    for (size_t i = 0; i < import->cluster_count; i++) {
        json_t *row = json_object();
        json_object_set_new(row, "name", answer_text(import->clusters[i].name));
        json_object_set_new(row, "households",
                            json_integer((json_int_t)import->clusters[i].households));
        json_array_append_new(clusters, row);
    }
    return clusters;
}

static json_t *counts_json(const struct import_counts *c)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "added", (json_int_t)c->added, "changed",
                     (json_int_t)c->changed, "unchanged", (json_int_t)c->unchanged, "elsewhere",
                     (json_int_t)c->elsewhere, "numbers_added", (json_int_t)c->numbers_added,
                     "numbers_removed", (json_int_t)c->numbers_removed, "groups_added",
                     (json_int_t)c->groups_added);
}

static json_t *file_json(const struct import *import)
{
    char separator[2] = {import->separator, '\0'};

    return json_pack("{s:s,s:s,s:I}", "encoding", import->encoding, "separator", separator,
                     "title_row", (json_int_t)import->title_row);
}

static json_t *remark_json(const struct import *import, const struct remark *remark)
{
    json_t *row = json_object();
    struct buf sentence = BUF_INIT;

    remark_describe(remark, &sentence);
    json_object_set_new(row, "row", json_integer(remark->row));
    json_object_set_new(row, "severity",
                        json_string(remark_severity_word(remark_severity(remark->code))));
    json_object_set_new(row, "code", json_string(remark_word(remark->code)));
    json_object_set_new(row, "household",
                        answer_text(remark->household == SIZE_MAX
                                        ? ""
                                        : import->households[remark->household].code));
    json_object_set_new(row, "other_row", json_integer(remark->other_row));
    json_object_set_new(row, "value", answer_text(remark->value));
    json_object_set_new(row, "detail", answer_text(remark->detail));
    json_object_set_new(row, "reason", answer_text(remark->reason));
    json_object_set_new(row, "message", answer_text(buf_str(&sentence)));
    buf_free(&sentence);
    return row;
}

static int append(const char *bytes, size_t len, void *arg)
{
    buf_append(arg, bytes, len);
    return 0;
}

/* A long list has a hundred thousand remarks: they are written one by one and never stand in
 * memory as JSON values together. */
static void write_remarks(const struct import *import, struct buf *out)
{
    buf_puts(out, "[");
    for (size_t i = 0; i < import->remark_count; i++) {
        json_t *row = remark_json(import, &import->remarks[i]);
        buf_puts(out, i ? ",\n" : "");
        json_dump_callback(row, append, out, JSON_COMPACT);
        json_decref(row);
    }
    buf_puts(out, "]");
}

static void write_answer(struct call *call, const struct import *import,
                         const struct import_counts *counts, bool dry_run)
{
    struct buf out = BUF_INIT;
    json_t *head = json_object();

    json_object_set_new(head, "dry_run", json_boolean(dry_run));
    json_object_set_new(head, "file", file_json(import));
    json_object_set_new(head, "done", counts_json(counts));
    json_object_set_new(head, "totals", totals_json(&import->totals));
    json_object_set_new(head, "groups", groups_json(import));
    json_object_set_new(head, "clusters", clusters_json(import));
    json_dump_callback(head, append, &out, JSON_COMPACT);
    json_decref(head);
    out.data[--out.len] = '\0'; /* the object goes on */
    buf_puts(&out, ",\n\"remarks\":");
    write_remarks(import, &out);
    buf_puts(&out, "}");
    call->answer_text = buf_steal(&out);
}

static int record(struct call *call, const char *name, const struct import_counts *c)
{
    char detail[160];

    snprintf(detail, sizeof(detail),
             "%lld households added, %lld changed, %lld as before; numbers: %lld added, %lld taken "
             "away",
             (long long)c->added, (long long)c->changed, (long long)c->unchanged,
             (long long)c->numbers_added, (long long)c->numbers_removed);
    return journal_add(call->api->store, clock_wall_ms(), call->author, "import", name, detail);
}

static int take(struct call *call, const struct import_query *query, const struct import *import)
{
    struct import_counts counts;
    int r = import_apply(call->api->store, import, query->dry_run, clock_wall_ms(), &counts);

    if (r == 0 && !query->dry_run)
        r = record(call, query->name, &counts);
    if (r == 0 && !query->dry_run)
        dispatch_book_changed(call->api->dispatch);
    if (r == 0)
        write_answer(call, import, &counts, query->dry_run);
    return r;
}

static int read_and_take(struct call *call, const struct import_query *query)
{
    struct import_how how = {
        .vocabulary = call->api->settings.vocabulary,
        .rules = call->api->settings.numbers,
        .encoding = query->encoding,
    };
    struct column_choices choices = {0};
    struct import import;
    int r = 0;

    if (query->columns) {
        r = column_choices_parse(query->columns, &choices, &call->refusal);
        how.choices = &choices;
    }
    if (r == 0)
        r = import_read(call->bytes, call->len, &how, &import, &call->refusal);
    if (r == 0) {
        r = take(call, query, &import);
        import_free(&import);
    }
    column_choices_free(&choices);
    return r;
}

int import_post(struct call *call)
{
#define QUERY(member) offsetof(struct import_query, member)
    static const struct field fields[] = {
        {"dry_run", FIELD_BOOL, QUERY(dry_run)},
        {"columns", FIELD_LINE, QUERY(columns), 1, 4000},
        {"encoding", FIELD_LINE, QUERY(encoding), 1, 60},
        {"name", FIELD_LINE, QUERY(name), 0, 200},
    };
#undef QUERY
    struct import_query query = {.name = ""};
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = read_and_take(call, &query);
    call_query_clear(&kept);
    api_tidy_later(call->api);
    return r;
}
