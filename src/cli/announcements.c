/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao announcements, show, cancel, pause, resume, approve */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

char *announcement_path(const struct invocation *inv, const char *rest)
{
    const char *id = inv->operands[0];

    if (!is_number(id)) {
        usage_error(inv, "\"%s\" is no announcement's number", id);
        return NULL;
    }
    return xasprintf("/api/announcements/%s%s", id, rest);
}

static void print_page(const json_t *rows, void *arg_table)
{
    struct table *table = arg_table;
    size_t i;
    const json_t *row;
    char time[20];

    json_array_foreach((json_t *)rows, i, row)
    {
        table_number(table, get_int(row, "id"));
        table_cell(table, get_time(row, "at", time));
        table_cell(table, get_text(row, "priority"));
        table_cell(table, get_text(row, "kind"));
        table_cell(table, get_text(row, "state"));
        table_cell(table, get_text(row, "to"));
        table_number(table, get_int(row, "households"));
        table_number(table, get_int(row, "parts"));
        table_cell(table, get_text(row, "author"));
        table_cell(table, get_text(row, "text"));
    }
    table_print(table);
}

int announcements_run(struct invocation *inv)
{
    struct table *table =
        table_new((const char *const[]){">ID", "AT", "PRIORITY", "KIND", "STATE", "TO",
                                        ">HOUSEHOLDS", ">PARTS", "AUTHOR", "TEXT", NULL});
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/announcements");
    int code = client_list(inv->client, &path, "announcements", print_page, table);
    buf_free(&path);
    table_free(table);
    return code;
}

/* The number of another announcement, if there is one. */
static void line_other(struct table *table, const char *what, json_int_t id)
{
    if (id == 0)
        return;
    table_cell(table, what);
    table_format(table, "%lld", (long long)id);
}

static void line_options(struct table *table, const json_t *answer)
{
    const json_t *answers = json_object_get(answer, "answers"), *option;
    size_t i;

    json_array_foreach(json_object_get(answer, "options"), i, option)
    {
        char key[16];
        snprintf(key, sizeof(key), "%lld", (long long)get_int(option, "number"));
        table_cell(table, i ? "" : "options");
        table_format(table, "%s %s%s: %lld", key, get_text(option, "label"),
                     get_int(option, "number") == get_int(answer, "help_option") ? " (needs help)"
                                                                                 : "",
                     (long long)get_int(answers, key));
    }
}

static void line_reach(struct table *table, const json_t *answer)
{
    const json_t *reach = json_object_get(answer, "reach");
    struct buf by = BUF_INIT;
    static const char *const ways[] = {"report", "reply", "call", "neighbour", "visit"};

    for (size_t i = 0; i < ARRAY_SIZE(ways); i++)
        if (get_int(reach, ways[i]) > 0)
            buf_printf(&by, "%s%lld by %s", by.len ? ", " : "", (long long)get_int(reach, ways[i]),
                       ways[i]);
    table_cell(table, "reached");
    table_format(table, "%lld of %lld households%s%s%s", (long long)get_int(reach, "reached"),
                 (long long)get_int(answer, "households"), by.len ? " (" : "", buf_str(&by),
                 by.len ? ")" : "");
    buf_free(&by);
}

/* Where those stand who are not reached. */
static void line_ladder(struct table *table, const json_t *ladder)
{
    static const char *const rungs[][2] = {{"first", "being told"},
                                           {"second", "told by another phone"},
                                           {"ring", "rung"},
                                           {"neighbour", "left to a neighbour"},
                                           {"door", "doors to knock on"}};
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < ARRAY_SIZE(rungs); i++)
        if (get_int(ladder, rungs[i][0]) > 0)
            buf_printf(&text, "%s%lld %s", text.len ? ", " : "",
                       (long long)get_int(ladder, rungs[i][0]), rungs[i][1]);
    table_line(table, "unreached", buf_str(&text));
    buf_free(&text);
}

static void print_one(const json_t *answer)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});
    char time[20];

    table_cell(table, "announcement");
    table_format(table, "%lld, %s, %s, %s%s%s", (long long)get_int(answer, "id"),
                 get_text(answer, "priority"), get_text(answer, "kind"), get_text(answer, "state"),
                 get_bool(answer, "ack") ? ", asks for an acknowledgement" : "",
                 get_bool(answer, "flash") ? ", shown at once" : "");
    table_line(table, "by", get_text(answer, "author"));
    table_line(table, "to", get_text(answer, "to"));
    table_line(table, "except", get_text(answer, "except"));
    line_other(table, "replaces", get_int(answer, "replaces"));
    line_other(table, "replaced by", get_int(answer, "replaced_by"));
    table_line(table, "made", get_time(answer, "created_at", time));
    table_line(table, "goes out", get_time(answer, "at", time));
    table_line(table, "expires", get_time(answer, "expires_at", time));
    table_line(table, "answers until", get_time(answer, "answer_until", time));
    table_counts(table, "messages", json_object_get(answer, "messages"), "");
    line_reach(table, answer);
    line_ladder(table, json_object_get(answer, "ladder"));
    line_options(table, answer);
    table_counts(table, "replies", json_object_get(answer, "replies"), "");
    table_print(table);
    table_free(table);
    char *text = terminal_safe(get_text(answer, "text"), true);
    printf("\n%s\n", text);
    free(text);
}

static int ask(struct invocation *inv, const char *method, const char *rest)
{
    char *path = announcement_path(inv, rest);
    json_t *answer = NULL;

    if (!path)
        return EXIT_USAGE;
    int code = client_ask(inv->client, method, path, NULL, &answer);
    if (code == EXIT_DONE && !inv->json)
        print_one(answer);
    json_decref(answer);
    free(path);
    return code;
}

int show_run(struct invocation *inv)
{
    return ask(inv, "GET", "");
}

int cancel_run(struct invocation *inv)
{
    return ask(inv, "POST", "/cancel");
}

int pause_run(struct invocation *inv)
{
    return ask(inv, "POST", "/pause");
}

int resume_run(struct invocation *inv)
{
    return ask(inv, "POST", "/resume");
}

int approve_run(struct invocation *inv)
{
    return ask(inv, "POST", "/approve");
}
