/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao staff, and changing it */
#include <string.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static void print_staff(const json_t *staff)
{
    struct table *table = table_new((const char *const[]){"NAME", "ROLE", "PHONE", "CLUSTER",
                                                          "GROUPS", "CATEGORIES", "ORDERS", NULL});
    size_t i;
    const json_t *person;

    json_array_foreach((json_t *)staff, i, person)
    {
        table_cell(table, get_text(person, "name"));
        table_cell(table, get_text(person, "role"));
        table_cell(table, get_text(person, "phone"));
        table_cell(table, get_text(person, "cluster"));
        table_names(table, json_object_get(person, "groups"));
        table_names(table, json_object_get(person, "categories"));
        table_cell(table, get_bool(person, "locked") ? "locked" : "");
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

/* "health,livestock", and more of it */
static json_t *read_categories(const struct invocation *inv)
{
    json_t *categories = json_array();
    const char *list;

    for (size_t n = 0; (list = option_nth(inv, "category", n)); n++)
        for (size_t len; *list; list += len + (list[len] == ',')) {
            len = strcspn(list, ",");
            if (len)
                json_array_append_new(categories, json_stringn(list, len));
        }
    return categories;
}

static json_t *read_groups(const struct invocation *inv)
{
    json_t *groups = json_array();
    const char *group;

    for (size_t n = 0; (group = option_nth(inv, "group", n)); n++)
        if (*group)
            json_array_append_new(groups, json_string(group));
    return groups;
}

/* What the options say of the person. */
static json_t *read_person(const struct invocation *inv)
{
    json_t *body = json_object();

    set_text(body, "role", option_value(inv, "role"));
    set_text(body, "phone", option_value(inv, "phone"));
    set_text(body, "cluster", option_value(inv, "cluster"));
    if (option_value(inv, "group"))
        json_object_set_new(body, "groups", read_groups(inv));
    if (option_value(inv, "category"))
        json_object_set_new(body, "categories", read_categories(inv));
    return body;
}

int staff_add_run(struct invocation *inv)
{
    if (!option_value(inv, "role"))
        return usage_error(inv, "--role is missing");
    json_t *body = read_person(inv);
    set_text(body, "name", inv->operands[0]);
    int code = client_ask(inv->client, "POST", "/api/staff", body, NULL);
    json_decref(body);
    return code;
}

/* A request about the person that the operand names. */
static int ask(struct invocation *inv, const char *method, const char *what, const json_t *body)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/staff");
    path_piece(&path, inv->operands[0]);
    buf_puts(&path, what);
    int code = client_ask(inv->client, method, buf_str(&path), body, NULL);
    buf_free(&path);
    return code;
}

int staff_change_run(struct invocation *inv)
{
    json_t *body = read_person(inv);

    if (json_object_size(body) == 0) {
        json_decref(body);
        return usage_error(inv, "what is to change is missing");
    }
    int code = ask(inv, "PUT", "", body);
    json_decref(body);
    return code;
}

int staff_remove_run(struct invocation *inv)
{
    return ask(inv, "DELETE", "", NULL);
}

int staff_unlock_run(struct invocation *inv)
{
    return ask(inv, "POST", "/unlock", NULL);
}
