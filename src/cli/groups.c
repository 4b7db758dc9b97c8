/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao groups, and changing them */
#include <stdio.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static void print_groups(const json_t *groups)
{
    struct table *table =
        table_new((const char *const[]){"GROUP", ">HOUSEHOLDS", ">MOBILES", "CONTAINS", NULL});
    size_t i;
    const json_t *group;

    json_array_foreach((json_t *)groups, i, group)
    {
        table_cell(table, get_text(group, "name"));
        table_number(table, get_int(group, "households"));
        table_number(table, get_int(group, "mobiles"));
        table_names(table, json_object_get(group, "groups"));
    }
    table_print(table);
    table_free(table);
}

int groups_run(struct invocation *inv)
{
    json_t *answer = NULL;
    int code = client_get(inv->client, "/api/groups", &answer);

    if (code == EXIT_DONE && !inv->json)
        print_groups(json_object_get(answer, "groups"));
    json_decref(answer);
    return code;
}

int groups_add_run(struct invocation *inv)
{
    json_t *body = json_pack("{s:s}", "name", inv->operands[0]);

    int code = client_ask(inv->client, "POST", "/api/groups", body, NULL);
    json_decref(body);
    if (code == EXIT_DONE && !inv->json)
        printf("group %s is there\n", inv->operands[0]);
    return code;
}

/* One change to /api/groups/GROUP[/WHAT/NAME]. */
static int change(struct invocation *inv, const char *method, const char *what, const char *name)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/groups");
    path_piece(&path, inv->operands[0]);
    if (what) {
        buf_printf(&path, "/%s", what);
        path_piece(&path, name);
    }
    int code = client_ask(inv->client, method, buf_str(&path), NULL, NULL);
    buf_free(&path);
    return code;
}

int groups_remove_run(struct invocation *inv)
{
    return change(inv, "DELETE", NULL, NULL);
}

int groups_put_run(struct invocation *inv)
{
    return change(inv, "PUT", "groups", inv->operands[1]);
}

int groups_take_run(struct invocation *inv)
{
    return change(inv, "DELETE", "groups", inv->operands[1]);
}

/* All of them or, when one is not known, none. */
static int change_members(struct invocation *inv, const char *what)
{
    struct buf path = BUF_INIT;
    json_t *codes = json_array(), *body = json_object();

    for (size_t i = 1; i < inv->operand_count; i++)
        json_array_append_new(codes, json_string(inv->operands[i]));
    json_object_set_new(body, what, codes);
    buf_puts(&path, "/api/groups");
    path_piece(&path, inv->operands[0]);
    buf_puts(&path, "/members");
    int code = client_ask(inv->client, "POST", buf_str(&path), body, NULL);
    buf_free(&path);
    json_decref(body);
    return code;
}

int groups_join_run(struct invocation *inv)
{
    return change_members(inv, "join");
}

int groups_leave_run(struct invocation *inv)
{
    return change_members(inv, "leave");
}
