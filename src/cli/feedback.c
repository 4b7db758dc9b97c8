/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao feedback, close, assign */
#include <stdio.h>
#include <string.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static void add_kind(struct table *table, const json_t *row)
{
    const char *kind = get_text(row, "kind"), *category = get_text(row, "category");
    json_int_t choice = get_int(row, "choice");
    char number[24] = "";

    if (choice)
        snprintf(number, sizeof(number), " %lld", (long long)choice);
    table_format(table, "%s%s%s%s", kind, number, *category ? ": " : "", category);
}

static void add_row(struct table *table, const json_t *row)
{
    char time[20];
    const char *household = get_text(row, "household");

    table_number(table, get_int(row, "id"));
    table_cell(table, get_time(row, "received_at", time));
    table_cell(table, get_bool(row, "urgent") ? "URGENT" : "");
    add_kind(table, row);
    table_cell(table, *household ? household : get_text(row, "sender"));
    table_cell(table, get_text(row, "head"));
    if (get_int(row, "announcement"))
        table_number(table, get_int(row, "announcement"));
    else
        table_cell(table, "");
    table_cell(table, get_text(row, "state"));
    table_cell(table, get_text(row, "staff"));
    table_format(table, "%s%s", get_text(row, "text"),
                 get_bool(row, "partial") ? " […parts missing]" : "");
}

static void print_page(const json_t *rows, void *arg_table)
{
    size_t i;
    const json_t *row;

    json_array_foreach((json_t *)rows, i, row) add_row(arg_table, row);
    table_print(arg_table);
}

int feedback_run(struct invocation *inv)
{
    bool csv = option_flag(inv, "csv");
    struct buf path = BUF_INIT;
    int code;

    if (csv && inv->json)
        return usage_error(inv, "--csv and --json do not go together");
    buf_puts(&path, "/api/feedback");
    path_query(&path, "announcement", option_value(inv, "announcement"));
    path_query(&path, "kind", option_value(inv, "kind"));
    path_query(&path, "open", option_flag(inv, "open") ? "1" : NULL);
    path_query(&path, "csv", csv ? "1" : NULL);
    if (csv) {
        code = client_copy(inv->client, buf_str(&path));
    } else {
        struct table *table =
            table_new((const char *const[]){">N", "RECEIVED", "", "KIND", "HOUSEHOLD", "HEAD",
                                            ">ANNOUNCEMENT", "STATE", "STAFF", "TEXT", NULL});
        code = client_list(inv->client, &path, "feedback", print_page, table);
        table_free(table);
    }
    buf_free(&path);
    return code;
}

static int change(struct invocation *inv, const char *what, const json_t *body)
{
    struct buf path = BUF_INIT;
    json_t *answer = NULL;

    buf_puts(&path, "/api/feedback");
    path_piece(&path, inv->operands[0]);
    buf_printf(&path, "/%s", what);
    int code = client_ask(inv->client, "POST", buf_str(&path), body, &answer);
    if (code == EXIT_DONE && !inv->json) {
        struct table *table =
            table_new((const char *const[]){"", "", "", "", "", "", "", "", "", "", NULL});
        add_row(table, answer);
        table_print(table);
        table_free(table);
    }
    json_decref(answer);
    buf_free(&path);
    return code;
}

int feedback_close_run(struct invocation *inv)
{
    return change(inv, "close", NULL);
}

int feedback_assign_run(struct invocation *inv)
{
    json_t *body = json_pack("{s:s}", "staff", inv->operands[1]);

    int code = change(inv, "assign", body);
    json_decref(body);
    return code;
}
