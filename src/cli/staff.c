/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao staff, and changing it */
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static void print_staff(const json_t *staff)
{
    struct table *table =
        table_new((const char *const[]){"NAME", "ROLE", "PHONE", "CLUSTER", "GROUPS", NULL});
    size_t i, k;
    const json_t *person, *group;

    json_array_foreach((json_t *)staff, i, person)
    {
        struct buf groups = BUF_INIT;
        json_array_foreach(json_object_get(person, "groups"), k, group)
            buf_printf(&groups, "%s%s", k ? ", " : "", json_string_value(group));
        table_cell(table, get_text(person, "name"));
        table_cell(table, get_text(person, "role"));
        table_cell(table, get_text(person, "phone"));
        table_cell(table, get_text(person, "cluster"));
        table_cell(table, buf_str(&groups));
        buf_free(&groups);
    }
    table_print(table);
    table_free(table);
}

int staff_run(struct invocation *inv)
{
    json_t *answer = NULL;
    int code = client_get(inv->client, "/api/staff", &answer);

    if (code == EXIT_DONE && !inv->json)
        print_staff(json_object_get(answer, "staff"));
    json_decref(answer);
    return code;
}

static void add_text(json_t *body, const char *name, const char *value)
{
    if (value)
        json_object_set_new(body, name, json_string(value));
}

int staff_add_run(struct invocation *inv)
{
    const char *group;

    if (!option_value(inv, "role"))
        return usage_error(inv, "--role is missing");
    json_t *body = json_object(), *groups = json_array();
    add_text(body, "name", inv->operands[0]);
    add_text(body, "role", option_value(inv, "role"));
    add_text(body, "phone", option_value(inv, "phone"));
    add_text(body, "cluster", option_value(inv, "cluster"));
    for (size_t n = 0; (group = option_nth(inv, "group", n)); n++)
        json_array_append_new(groups, json_string(group));
    json_object_set_new(body, "groups", groups);
    int code = client_ask(inv->client, "POST", "/api/staff", body, NULL);
    json_decref(body);
    return code;
}

int staff_remove_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/staff");
    path_piece(&path, inv->operands[0]);
    int code = client_ask(inv->client, "DELETE", buf_str(&path), NULL, NULL);
    buf_free(&path);
    return code;
}
