/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names that the shell completes, one a line. Says nothing when the daemon does not answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

static const struct {
    const char *what, *path, *array, *field;
} sources[] = {
    {"groups", "/api/groups", "groups", "key"},
    {"staff", "/api/staff", "staff", "name"},
    {"tokens", "/api/tokens", "tokens", "name"},
    {"carriers", "/api/carriers", "carriers", "name"},
    {"announcements", "/api/announcements?limit=20", "announcements", "id"},
    {"schedules", "/api/schedules", "schedules", "id"},
    {"clusters", "/api/households?limit=10000", "households", "cluster"},
};

static void print_value(const json_t *value)
{
    if (json_is_integer(value)) {
        printf("%lld\n", (long long)json_integer_value(value));
        return;
    }
    char *safe = terminal_safe(json_string_value(value) ? json_string_value(value) : "", false);
    if (*safe)
        puts(safe);
    free(safe);
}

static void print_names(const json_t *rows, const char *field)
{
    const char *before = "";
    size_t i;
    const json_t *row;

    json_array_foreach((json_t *)rows, i, row)
    {
        const json_t *value = json_object_get(row, field);
        const char *text = json_string_value(value);
        if (text && strcmp(text, before) == 0)
            continue; /* clusters mostly come in runs */
        print_value(value);
        before = text ? text : "";
    }
}

int complete_run(struct invocation *inv)
{
    json_t *answer = NULL;

    if (inv->operand_count != 1 || !freopen("/dev/null", "w", stderr))
        return EXIT_USAGE;
    for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
        if (strcmp(sources[i].what, inv->operands[0]) != 0)
            continue;
        int code = client_get(inv->client, sources[i].path, &answer);
        if (code == EXIT_DONE)
            print_names(json_object_get(answer, sources[i].array), sources[i].field);
        json_decref(answer);
        return code;
    }
    return EXIT_USAGE;
}
