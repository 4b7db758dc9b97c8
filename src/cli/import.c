/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao import: a village's list goes in, and what became of every row comes out. */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/client.h"
#include "cli/file.h"
#include "cli/resources.h"
#include "cli/table.h"
#include "text/accents.h"

enum { FILE_MAX = 16 * 1024 * 1024 };

/* "households  536: 500 added, 20 changed, 16 as before" */
static void line_households(struct table *table, const json_t *answer)
{
    const json_t *totals = json_object_get(answer, "totals"),
                 *done = json_object_get(answer, "done");
    char all[32], added[32], changed[32], same[32];

    table_cell(table, "households");
    table_format(table, "%s: %s added, %s changed, %s as before",
                 grouped(get_int(totals, "households"), all),
                 grouped(get_int(done, "added"), added), grouped(get_int(done, "changed"), changed),
                 grouped(get_int(done, "unchanged"), same));
    if (!get_int(done, "elsewhere"))
        return;
    table_cell(table, "");
    table_format(table, "%s more in the phone book are not in this list; they stay",
                 grouped(get_int(done, "elsewhere"), all));
}

static void line_numbers(struct table *table, const json_t *answer)
{
    const json_t *totals = json_object_get(answer, "totals"),
                 *done = json_object_get(answer, "done");
    char mobiles[32], fixed[32], unusable[32];

    table_cell(table, "numbers");
    table_format(table, "%s mobiles, %s land lines, %s that cannot be used",
                 grouped(get_int(totals, "mobiles"), mobiles),
                 grouped(get_int(totals, "fixed"), fixed),
                 grouped(get_int(totals, "unusable"), unusable));
    if (!get_int(done, "numbers_added") && !get_int(done, "numbers_removed"))
        return;
    table_cell(table, "");
    table_format(table, "%s added, %s taken away", grouped(get_int(done, "numbers_added"), mobiles),
                 grouped(get_int(done, "numbers_removed"), fixed));
}

static void line_unreached(struct table *table, const json_t *totals)
{
    json_int_t none = get_int(totals, "without_phone") + get_int(totals, "fixed_only") +
                      get_int(totals, "unusable_only");
    char number[32];

    if (!none)
        return;
    table_cell(table, "no SMS for");
    table_format(table,
                 "%s households: %lld without a number, %lld with land lines only, %lld whose "
                 "numbers cannot be used",
                 grouped(none, number), (long long)get_int(totals, "without_phone"),
                 (long long)get_int(totals, "fixed_only"),
                 (long long)get_int(totals, "unusable_only"));
}

static void line_rows(struct table *table, const json_t *totals)
{
    char rows[32], repeated[32], aside[32];

    table_cell(table, "rows");
    table_format(table, "%s with households, %s of them repeated; %s set aside",
                 grouped(get_int(totals, "data_rows"), rows),
                 grouped(get_int(totals, "repeated_rows"), repeated),
                 grouped(get_int(totals, "rows_set_aside"), aside));
}

static void line_names(struct table *table, const char *what, const json_t *rows)
{
    struct buf names = BUF_INIT;
    size_t i;
    const json_t *row;

    json_array_foreach((json_t *)rows, i, row)
        buf_printf(&names, "%s%s (%lld)", i ? ", " : "",
                   *get_text(row, "name") ? get_text(row, "name") : "(none)",
                   (long long)get_int(row, "households"));
    if (names.len) {
        table_cell(table, what);
        table_cell(table, buf_str(&names));
    }
    buf_free(&names);
}

/* How it was read, which tells why a name may look odd. */
static void line_file(struct table *table, const json_t *file)
{
    const char *sign = get_text(file, "separator");
    char titles[48] = "";

    if (get_int(file, "title_row"))
        snprintf(titles, sizeof(titles), ", titles in row %lld",
                 (long long)get_int(file, "title_row"));
    table_cell(table, "read as");
    if (*sign == '\t')
        table_format(table, "%s, cells between tabs%s", get_text(file, "encoding"), titles);
    else
        table_format(table, "%s, cells between \"%s\"%s", get_text(file, "encoding"), sign, titles);
}

static void print_totals(const json_t *answer)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});
    const json_t *totals = json_object_get(answer, "totals");

    puts(get_bool(answer, "dry_run") ? "dry run: nothing was changed" : "done");
    line_file(table, json_object_get(answer, "file"));
    line_rows(table, totals);
    line_households(table, answer);
    line_numbers(table, answer);
    line_unreached(table, totals);
    line_names(table, "clusters", json_object_get(answer, "clusters"));
    line_names(table, "groups", json_object_get(answer, "groups"));
    table_print(table);
    table_free(table);
}

/* The remarks of one severity, by row. */
static void print_remarks(const json_t *remarks, const char *severity, const char *title)
{
    struct table *table = table_new((const char *const[]){">ROW", "HOUSEHOLD", "WHAT", NULL});
    size_t i, count = 0;
    const json_t *remark;

    json_array_foreach((json_t *)remarks, i, remark)
    {
        if (strcmp(get_text(remark, "severity"), severity) != 0)
            continue;
        count++;
        if (get_int(remark, "row"))
            table_format(table, "%lld", (long long)get_int(remark, "row"));
        else
            table_cell(table, "");
        table_cell(table, get_text(remark, "household"));
        table_cell(table, get_text(remark, "message"));
    }
    if (count) {
        printf("\n%s (%zu)\n", title, count);
        table_print(table);
    }
    table_free(table);
}

static void print_report(const json_t *answer)
{
    const json_t *remarks = json_object_get(answer, "remarks");

    print_totals(answer);
    print_remarks(remarks, "set_aside", "SET ASIDE: not taken; put it right in the list");
    print_remarks(remarks, "mended", "MENDED: read otherwise than written; please look it over");
    print_remarks(remarks, "listed", "TO KNOW: taken as it stands");
}

int import_run(struct invocation *inv)
{
    struct buf bytes = BUF_INIT, path = BUF_INIT;
    char *copy = xstrdup(inv->operands[0]);
    json_t *answer = NULL;

    buf_puts(&path, "/api/import");
    const char *name = basename(copy);
    path_query(&path, "name", text_utf8_valid(name, strlen(name)) ? name : NULL);
    path_query(&path, "dry_run", option_flag(inv, "dry-run") ? "1" : NULL);
    path_query(&path, "columns", option_value(inv, "columns"));
    path_query(&path, "encoding", option_value(inv, "encoding"));
    int code = file_read(inv->operands[0], FILE_MAX,
                         "is larger than 16 MB; cut it into several lists", &bytes);
    if (code == EXIT_DONE && isatty(STDERR_FILENO))
        fputs("reading the list…\r", stderr);
    if (code == EXIT_DONE)
        code = client_post_bytes(inv->client, buf_str(&path), bytes.len ? bytes.data : "",
                                 bytes.len, &answer);
    if (isatty(STDERR_FILENO))
        fputs("\033[K", stderr);
    if (code == EXIT_DONE && !inv->json)
        print_report(answer);
    json_decref(answer);
    buf_free(&path);
    buf_free(&bytes);
    free(copy);
    return code;
}
