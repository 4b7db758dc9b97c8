/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer to a list. */
#include "api/import_answer.h"

#include <inttypes.h>

#include <jansson.h>

#include "api/answer.h"
#include "base/memory.h"

static int append(const char *bytes, size_t len, void *arg)
{
    buf_append(arg, bytes, len);
    return 0;
}

static json_t *counts_json(const struct import_counts *c)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "added", (json_int_t)c->added, "changed",
                     (json_int_t)c->changed, "unchanged", (json_int_t)c->unchanged, "elsewhere",
                     (json_int_t)c->elsewhere, "numbers_added", (json_int_t)c->numbers_added,
                     "numbers_removed", (json_int_t)c->numbers_removed, "groups_added",
                     (json_int_t)c->groups_added);
}

void import_answer_begin(const struct import_counts *counts, bool dry_run, struct buf *out)
{
    json_t *done = counts_json(counts);

    buf_printf(out, "{\"dry_run\":%s,\"done\":", dry_run ? "true" : "false");
    json_dump_callback(done, append, out, JSON_COMPACT);
    json_decref(done);
    buf_puts(out, ",\n");
}

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

/* A long list has a hundred thousand remarks: they are written one by one and never stand in
 * memory as JSON values together. */
static void write_remarks(const struct import *import, FILE *out)
{
    fputs("[", out);
    for (size_t i = 0; i < import->remark_count; i++) {
        json_t *row = remark_json(import, &import->remarks[i]);
        fputs(i ? ",\n" : "", out);
        json_dumpf(row, out, JSON_COMPACT);
        json_decref(row);
    }
    fputs("]", out);
}

static void write_member(const char *name, json_t *value, FILE *out)
{
    fprintf(out, "\"%s\":", name);
    json_dumpf(value, out, JSON_COMPACT);
    fputs(",\n", out);
    json_decref(value);
}

void import_answer_rest(const struct import *import, FILE *out)
{
    write_member("file", file_json(import), out);
    write_member("totals", totals_json(&import->totals), out);
    write_member("groups", groups_json(import), out);
    write_member("clusters", clusters_json(import), out);
    fputs("\"remarks\":", out);
    write_remarks(import, out);
    fputs("}", out);
}

void import_answer_print_counts(const struct import_counts *c)
{
    printf("%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n",
           c->added, c->changed, c->unchanged, c->elsewhere, c->numbers_added, c->numbers_removed,
           c->groups_added);
}

bool import_answer_parse_counts(const char *line, struct import_counts *ret)
{
    struct import_counts c = {0};
    int read = sscanf(
        line, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64,
        &c.added, &c.changed, &c.unchanged, &c.elsewhere, &c.numbers_added, &c.numbers_removed,
        &c.groups_added);

    *ret = c;
    return read == 7;
}
