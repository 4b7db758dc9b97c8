/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao households */
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

/* "+84905123456 (Thân), +84…": a land line and a phone that wants no messages are marked. */
static void write_phones(const json_t *phones, struct buf *out)
{
    size_t i;
    const json_t *phone;

    json_array_foreach((json_t *)phones, i, phone)
    {
        const char *person = get_text(phone, "person");
        bool fixed = get_text(phone, "kind")[0] == 'f', stopped = get_bool(phone, "stopped");
        buf_printf(out, "%s%s", i ? ", " : "", get_text(phone, "number"));
        if (*person || fixed || stopped)
            buf_printf(out, " (%s%s%s%s%s)", person, *person && (fixed || stopped) ? "; " : "",
                       fixed ? "land line" : "", fixed && stopped ? ", " : "",
                       stopped ? "wants none" : "");
    }
}

static void add_row(struct table *table, const json_t *row)
{
    struct buf phones = BUF_INIT;

    write_phones(json_object_get(row, "phones"), &phones);
    table_cell(table, get_text(row, "code"));
    table_cell(table, get_text(row, "head"));
    table_cell(table, get_text(row, "cluster"));
    table_cell(table, get_bool(row, "frail") ? "frail" : "");
    table_cell(table, buf_str(&phones));
    table_names(table, json_object_get(row, "groups"));
    table_cell(table, get_text(row, "neighbour"));
    table_cell(table, get_text(row, "address"));
    buf_free(&phones);
}

static void print_page(const json_t *rows, void *arg_table)
{
    size_t i;
    const json_t *row;

    json_array_foreach((json_t *)rows, i, row) add_row(arg_table, row);
    table_print(arg_table);
}

int households_run(struct invocation *inv)
{
    bool csv = option_flag(inv, "csv");
    int code;

    if (csv && inv->json)
        return usage_error(inv, "--csv and --json do not go together");
    struct table *table = table_new((const char *const[]){"CODE", "HEAD", "CLUSTER", "", "PHONES",
                                                          "GROUPS", "NEIGHBOUR", "ADDRESS", NULL});
    struct buf path = BUF_INIT;

    buf_puts(&path, "/api/households");
    path_query(&path, "group", option_value(inv, "group"));
    path_query(&path, "cluster", option_value(inv, "cluster"));
    path_query(&path, "search", option_value(inv, "search"));
    path_query(&path, "csv", csv ? "1" : NULL);
    if (csv)
        code = client_copy(inv->client, buf_str(&path));
    else
        code = client_list(inv->client, &path, "households", print_page, table);
    buf_free(&path);
    table_free(table);
    return code;
}
