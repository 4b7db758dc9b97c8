/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao feedback, and what is done with a record */
#include <stdio.h>
#include <stdlib.h>
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
    char calls[32] = "";
    if (get_int(row, "calls") > 1)
        snprintf(calls, sizeof(calls), " x%lld", (long long)get_int(row, "calls"));
    table_format(table, "%s%s%s", get_text(row, "text"), calls,
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
    path_query(&path, "category", option_value(inv, "category"));
    path_query(&path, "staff", option_value(inv, "staff"));
    path_query(&path, "urgent", option_flag(inv, "urgent") ? "1" : NULL);
    path_query(&path, "since", option_value(inv, "since"));
    path_query(&path, "sort", option_value(inv, "sort"));
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

/* ---- one record ---- */

static void print_record(const json_t *row)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});
    char time[20];

    table_cell(table, "feedback");
    table_format(table, "%lld, %s%s%s", (long long)get_int(row, "id"), get_text(row, "state"),
                 get_bool(row, "urgent") ? ", URGENT" : "",
                 get_bool(row, "partial") ? ", parts missing" : "");
    table_line(table, "received", get_time(row, "received_at", time));
    table_cell(table, "from");
    table_format(table, "%s  %s %s", get_text(row, "sender"), get_text(row, "household"),
                 get_text(row, "head"));
    table_line(table, "cluster", get_text(row, "cluster"));
    table_line(table, "text", get_text(row, "text"));
    if (get_int(row, "calls") > 1) {
        table_cell(table, "calls");
        table_format(table, "%lld, the last %s", (long long)get_int(row, "calls"),
                     get_time(row, "called_at", time));
    }
    table_cell(table, "kind");
    add_kind(table, row);
    table_line(table, "note", get_text(row, "note"));
    table_line(table, "because", get_text(row, "understood"));
    if (get_int(row, "announcement")) {
        table_cell(table, "announcement");
        table_number(table, get_int(row, "announcement"));
    }
    if (get_int(row, "about")) {
        table_cell(table, "asks about");
        table_number(table, get_int(row, "about"));
    }
    table_line(table, "staff", get_text(row, "staff"));
    table_print(table);
    table_free(table);
}

static void print_history(const json_t *events)
{
    struct table *table = table_new((const char *const[]){"", "", "", "", "", NULL});
    size_t i;
    const json_t *event;
    char time[20];

    json_array_foreach((json_t *)events, i, event)
    {
        table_cell(table, get_time(event, "at", time));
        table_cell(table, get_text(event, "author"));
        table_cell(table, get_text(event, "what"));
        table_cell(table, get_text(event, "message_state"));
        table_cell(table, get_text(event, "text"));
    }
    table_print(table);
    table_free(table);
}

/* Asks for a path and prints what comes; releases the path. */
static int show(struct invocation *inv, struct buf *path, void (*print)(const json_t *answer))
{
    json_t *answer = NULL;
    int code = client_get(inv->client, buf_str(path), &answer);

    if (code == EXIT_DONE && !inv->json)
        print(answer);
    json_decref(answer);
    buf_free(path);
    return code;
}

static void print_all(const json_t *answer)
{
    print_record(answer);
    print_history(json_object_get(answer, "history"));
}

int feedback_show_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/feedback");
    path_piece(&path, inv->operands[0]);
    return show(inv, &path, print_all);
}

int feedback_close_run(struct invocation *inv)
{
    const char *text = option_value(inv, "answer");
    json_t *body = text ? json_pack("{s:s}", "answer", text) : NULL;

    int code = change(inv, "close", body);
    json_decref(body);
    return code;
}

int feedback_answer_run(struct invocation *inv)
{
    json_t *body = json_pack("{s:s}", "text", inv->operands[1]);

    int code = change(inv, "answer", body);
    json_decref(body);
    return code;
}

int feedback_assign_run(struct invocation *inv)
{
    json_t *body = json_pack("{s:s}", "staff", inv->operands[1]);

    int code = change(inv, "assign", body);
    json_decref(body);
    return code;
}

int feedback_correct_run(struct invocation *inv)
{
    const char *kind = option_value(inv, "kind"), *category = option_value(inv, "category");
    const char *choice = option_value(inv, "choice");
    bool urgent = option_flag(inv, "urgent"), not_urgent = option_flag(inv, "not-urgent");
    char *end;

    if (urgent && not_urgent)
        return usage_error(inv, "--urgent and --not-urgent do not go together");
    if (!kind && !category && !choice && !urgent && !not_urgent)
        return usage_error(inv, "what is wrong with it? give --kind, --category, --choice or "
                                "--urgent");
    long number = choice ? strtol(choice, &end, 10) : 0;
    if (choice && (end == choice || *end))
        return usage_error(inv, "\"%s\" is no option's number", choice);
    json_t *body = json_pack("{s:s*, s:s*}", "kind", kind, "category", category);
    if (choice)
        json_object_set_new(body, "choice", json_integer(number));
    if (urgent || not_urgent)
        json_object_set_new(body, "urgent", json_boolean(urgent));
    int code = change(inv, "correct", body);
    json_decref(body);
    return code;
}

/* ---- by day ---- */

static void print_summary(const json_t *answer)
{
    const json_t *rows = json_object_get(answer, "summary");
    struct table *table =
        table_new((const char *const[]){"WHEN", "CATEGORY", ">REPORTS", ">OPEN", NULL});
    size_t i;
    const json_t *row;

    json_array_foreach((json_t *)rows, i, row)
    {
        table_cell(table, get_text(row, "day"));
        table_cell(table, get_text(row, "category"));
        table_number(table, get_int(row, "count"));
        table_number(table, get_int(row, "open"));
    }
    table_print(table);
    table_free(table);
}

int feedback_summary_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/feedback/summary");
    path_query(&path, "by", option_value(inv, "by"));
    path_query(&path, "since", option_value(inv, "since"));
    return show(inv, &path, print_summary);
}
