/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao schedules: what is announced again. "announce" makes them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static void cell_when(struct table *table, const json_t *row)
{
    const char *lunar = get_text(row, "lunar"), *remind = get_text(row, "remind");

    table_format(table, "%s%s%s%s%s%s", get_text(row, "repeat"), *lunar ? "lunar " : "", lunar,
                 *get_text(row, "repeat") || *lunar ? "" : "once", *remind ? ", before: " : "",
                 remind);
}

static void print_schedules(const json_t *rows)
{
    struct table *table = table_new((const char *const[]){">ID", "NEXT", "WHEN", "TO", ">MADE",
                                                          ">MISSED", "TEXT", "TROUBLE", NULL});
    size_t i;
    const json_t *row;
    char time[20];

    json_array_foreach((json_t *)rows, i, row)
    {
        table_number(table, get_int(row, "id"));
        table_cell(table, get_bool(row, "paused")  ? "paused"
                          : get_bool(row, "ended") ? "ended"
                                                   : get_time(row, "next_at", time));
        cell_when(table, row);
        table_cell(table, get_text(row, "to"));
        table_number(table, get_int(row, "made"));
        table_number(table, get_int(row, "missed"));
        table_cell(table, get_text(row, "text"));
        table_cell(table, get_text(row, "why"));
    }
    table_print(table);
    table_free(table);
}

int schedules_run(struct invocation *inv)
{
    json_t *answer = NULL;
    int code = client_get(inv->client, "/api/schedules", &answer);

    if (code == EXIT_DONE && !inv->json)
        print_schedules(json_object_get(answer, "schedules"));
    json_decref(answer);
    return code;
}

static int change(struct invocation *inv, const char *method, const json_t *body, const char *done)
{
    const char *id = inv->operands[0];

    if (!is_number(id))
        return usage_error(inv, "\"%s\" is no schedule's number", id);
    struct buf path = BUF_INIT;
    buf_printf(&path, "/api/schedules/%s", id);
    int code = client_ask(inv->client, method, buf_str(&path), body, NULL);
    buf_free(&path);
    if (code == EXIT_DONE && !inv->json)
        printf("schedule %s %s\n", id, done);
    return code;
}

int schedules_remove_run(struct invocation *inv)
{
    return change(inv, "DELETE", NULL, "is removed");
}

static int pause_it(struct invocation *inv, bool paused, const char *done)
{
    json_t *body = json_pack("{s:b}", "paused", paused);
    int code = change(inv, "PUT", body, done);

    json_decref(body);
    return code;
}

int schedules_pause_run(struct invocation *inv)
{
    return pause_it(inv, true, "rests");
}

int schedules_resume_run(struct invocation *inv)
{
    return pause_it(inv, false, "goes on");
}
