/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao doors, visited */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static const char *const titles[] = {"",      "HOUSEHOLD", "HEAD", "ADDRESS",
                                     "PHONE", "TRIED",     "NOTE", NULL};

static void print_cluster(const char *cluster, struct table *table, size_t doors)
{
    char *safe = terminal_safe(cluster, false);

    printf("cluster %s: %zu %s\n", *safe ? safe : "(none)", doors, doors == 1 ? "door" : "doors");
    table_print(table);
    putchar('\n');
    free(safe);
}

static void add_row(struct table *table, const json_t *door)
{
    table_cell(table, get_bool(door, "frail") ? "frail" : "");
    table_cell(table, get_text(door, "household"));
    table_cell(table, get_text(door, "head"));
    table_cell(table, get_text(door, "address"));
    table_cell(table, get_text(door, "number"));
    table_cell(table, get_text(door, "tried"));
    table_cell(table, get_text(door, "note"));
}

/* The rows come sorted by cluster; each cluster is a table of its own. */
static void print_doors(const json_t *doors)
{
    const char *cluster = NULL;
    struct table *table = NULL;
    size_t i, count = 0;
    const json_t *door;

    json_array_foreach((json_t *)doors, i, door)
    {
        const char *own = get_text(door, "cluster");
        if (table && strcmp(own, cluster) != 0) {
            print_cluster(cluster, table, count);
            table_free(table);
            table = NULL;
        }
        if (!table) {
            table = table_new(titles);
            count = 0;
        }
        cluster = own;
        add_row(table, door);
        count++;
    }
    if (table) {
        print_cluster(cluster, table, count);
        table_free(table);
    }
    printf("%zu %s to knock on\n", json_array_size(doors),
           json_array_size(doors) == 1 ? "door" : "doors");
}

static int send_doors(struct invocation *inv, const char *path)
{
    json_t *body = json_object(), *answer = NULL;
    const char *cluster = option_value(inv, "cluster");

    if (cluster)
        json_object_set_new(body, "cluster", json_string(cluster));
    int code = client_ask(inv->client, "POST", path, body, &answer);
    if (code == EXIT_DONE && !inv->json)
        printf("%lld doors of %lld clusters go out in %lld messages\n",
               (long long)get_int(answer, "doors"), (long long)get_int(answer, "clusters"),
               (long long)get_int(answer, "texts"));
    json_decref(answer);
    json_decref(body);
    return code;
}

static int list_doors(struct invocation *inv, const char *start)
{
    bool csv = option_flag(inv, "csv"), page = option_flag(inv, "print");
    struct buf path = BUF_INIT;
    json_t *answer = NULL;
    int code;

    buf_puts(&path, start);
    path_query(&path, "cluster", option_value(inv, "cluster"));
    path_query(&path, "csv", csv ? "1" : NULL);
    path_query(&path, "print", page ? "1" : NULL);
    if (csv || page) {
        code = client_copy(inv->client, buf_str(&path));
    } else {
        code = client_get(inv->client, buf_str(&path), &answer);
        if (code == EXIT_DONE && !inv->json)
            print_doors(json_object_get(answer, "doors"));
    }
    json_decref(answer);
    buf_free(&path);
    return code;
}

int doors_run(struct invocation *inv)
{
    int ways = option_flag(inv, "csv") + option_flag(inv, "print") + option_flag(inv, "send");
    char *path = announcement_path(inv, "/doors");

    if (!path)
        return EXIT_USAGE;
    int code = ways > 1 || (ways && inv->json && !option_flag(inv, "send"))
                   ? usage_error(inv, "only one of --csv, --print, --send and --json")
               : option_flag(inv, "send") ? send_doors(inv, path)
                                          : list_doors(inv, path);
    free(path);
    return code;
}

int visited_run(struct invocation *inv)
{
    char *path = announcement_path(inv, "/visited");
    json_t *codes = json_array(), *body = json_object(), *answer = NULL;
    int code = EXIT_USAGE;

    for (size_t i = 1; i < inv->operand_count; i++)
        json_array_append_new(codes, json_string(inv->operands[i]));
    json_object_set_new(body, "households", codes);
    if (path)
        code = client_ask(inv->client, "POST", path, body, &answer);
    if (code == EXIT_DONE && !inv->json)
        printf("%lld ticked, %lld had been reached already\n",
               (long long)get_int(answer, "visited"), (long long)get_int(answer, "already"));
    json_decref(answer);
    json_decref(body);
    free(path);
    return code;
}
