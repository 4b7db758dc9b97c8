/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao console-link and tokens: who may sign in at the console */
#include <stdio.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

int console_link_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;
    json_t *answer = NULL, *body = json_object();
    char expires[20];

    if (inv->operand_count > 0) {
        buf_puts(&path, "/api/staff");
        path_piece(&path, inv->operands[0]);
        buf_puts(&path, "/invite");
    } else {
        buf_puts(&path, "/api/links");
    }
    int code = client_ask_once(inv->client, "POST", buf_str(&path), body, &answer);
    if (code == EXIT_DONE && !inv->json)
        printf("%s\nGood once, until %s.\n", get_text(answer, "link"),
               get_time(answer, "expires_at", expires));
    buf_free(&path);
    json_decref(body);
    json_decref(answer);
    return code;
}

int tokens_run(struct invocation *inv)
{
    struct table *table =
        table_new((const char *const[]){"NAME", "ROLE", "MADE BY", "EXPIRES", "LAST USED", NULL});
    json_t *answer = NULL;
    const json_t *token;
    char text[20];
    size_t i;

    int code = client_get(inv->client, "/api/tokens", &answer);
    json_array_foreach(json_object_get(answer, "tokens"), i, token)
    {
        table_cell(table, get_text(token, "name"));
        table_cell(table, get_text(token, "role"));
        table_cell(table, get_text(token, "created_by"));
        table_cell(table, get_time(token, "expires_at", text));
        table_cell(table, get_time(token, "used_at", text));
    }
    if (code == EXIT_DONE && !inv->json)
        table_print(table);
    table_free(table);
    json_decref(answer);
    return code;
}

int tokens_add_run(struct invocation *inv)
{
    json_t *answer = NULL;

    if (!option_value(inv, "role"))
        return usage_error(inv, "--role is missing");
    json_t *body = json_object();
    set_text(body, "name", inv->operands[0]);
    set_text(body, "role", option_value(inv, "role"));
    set_text(body, "expires", option_value(inv, "expires"));
    int code = client_ask_once(inv->client, "POST", "/api/tokens", body, &answer);
    if (code == EXIT_DONE && !inv->json)
        printf("%s\n", get_text(answer, "token"));
    json_decref(body);
    json_decref(answer);
    return code;
}

int tokens_revoke_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/tokens");
    path_piece(&path, inv->operands[0]);
    int code = client_ask(inv->client, "DELETE", buf_str(&path), NULL, NULL);
    buf_free(&path);
    return code;
}
