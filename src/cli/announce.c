/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao announce: what it will take, and making it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/client.h"
#include "cli/file.h"
#include "cli/resources.h"
#include "cli/table.h"

enum { TEXT_MAX = 64 * 1024 };

/* The text comes from exactly one place. */
static int read_text(struct invocation *inv, struct buf *text)
{
    const char *given = option_value(inv, "text"), *file = option_value(inv, "file");
    bool dash = inv->operand_count > 0;

    if (dash && strcmp(inv->operands[0], "-") != 0)
        return usage_error(inv, "\"%s\" is too much; the text goes behind --text",
                           inv->operands[0]);
    if ((given != NULL) + (file != NULL) + dash != 1)
        return usage_error(inv, "the text comes from one of --text, --file and -");
    if (given) {
        buf_puts(text, given);
        return EXIT_DONE;
    }
    int code = file_read(file ? file : "-", TEXT_MAX, "is no text that goes by SMS", text);
    if (code == EXIT_DONE && memchr(buf_str(text), '\0', text->len))
        code = refused("%s holds a NUL byte; it is no text", file ? file : "standard input");
    return code;
}

static void add_flag(const struct invocation *inv, json_t *body, const char *name)
{
    if (option_flag(inv, name))
        json_object_set_new(body, name, json_true());
}

/* A repeated option, joined by commas; NULL when it was not given. */
static char *joined(const struct invocation *inv, const char *name)
{
    struct buf all = BUF_INIT;
    const char *value;

    for (size_t n = 0; (value = option_nth(inv, name, n)); n++)
        buf_printf(&all, "%s%s", n ? "," : "", value);
    return all.data ? buf_steal(&all) : NULL;
}

static void add_joined(const struct invocation *inv, json_t *body, const char *name)
{
    char *all = joined(inv, name);

    set_text(body, name, all);
    free(all);
}

/* A repeated option as a list. */
static void add_list(const struct invocation *inv, json_t *body, const char *option,
                     const char *name)
{
    json_t *list = json_array();
    const char *value;

    for (size_t n = 0; (value = option_nth(inv, option, n)); n++)
        json_array_append_new(list, json_string(value));
    json_object_set_new(body, name, list);
}

static int add_help_option(const struct invocation *inv, json_t *body)
{
    const char *number = option_value(inv, "help-option");

    if (!number)
        return EXIT_DONE;
    if (strlen(number) != 1 || number[0] < '1' || number[0] > '9')
        return usage_error(inv, "--help-option takes a number from 1 to 9");
    json_object_set_new(body, "help_option", json_integer(number[0] - '0'));
    return EXIT_DONE;
}

static int add_replaced(const struct invocation *inv, json_t *body)
{
    const char *id = option_value(inv, "replaces");
    char *end = NULL;

    set_text(body, "correction", option_value(inv, "correction"));
    if (!id)
        return option_value(inv, "correction") ? usage_error(inv, "--correction needs --replaces")
                                               : EXIT_DONE;
    long long number = strtoll(id, &end, 10);
    if (number < 1 || *end)
        return usage_error(inv, "--replaces takes the number of an announcement");
    json_object_set_new(body, "replaces", json_integer(number));
    return EXIT_DONE;
}

static int make_body(struct invocation *inv, const char *text, json_t **ret)
{
    static const char *const words[] = {"kind",    "priority", "at",    "expires",
                                        "accents", "repeat",   "lunar", "remind"};
    json_t *body = json_object(), *string = json_string(text);

    if (!string) {
        json_decref(body);
        return refused("the text is not UTF-8");
    }
    json_object_set_new(body, "text", string);
    add_joined(inv, body, "to");
    add_joined(inv, body, "except");
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        set_text(body, words[i], option_value(inv, words[i]));
    add_flag(inv, body, "ack");
    add_flag(inv, body, "flash");
    add_flag(inv, body, "bypass");
    add_list(inv, body, "option", "options");
    add_list(inv, body, "call", "calls");
    *ret = body;
    int code = add_help_option(inv, body);
    return code == EXIT_DONE ? add_replaced(inv, body) : code;
}

static void print_line(struct table *table, const char *what, const char *value)
{
    table_cell(table, what);
    table_cell(table, value);
}

static void print_parts(struct table *table, const json_t *answer)
{
    json_int_t each_min = get_int(answer, "parts_each_min");
    json_int_t each_max = get_int(answer, "parts_each_max");
    char number[32];

    table_cell(table, "parts");
    grouped(get_int(answer, "parts"), number);
    if (each_min == each_max)
        table_format(table, "%s (%lld each)", number, (long long)each_max);
    else
        table_format(table, "%s (%lld to %lld each)", number, (long long)each_min,
                     (long long)each_max);
}

static void print_times(struct table *table, const json_t *answer)
{
    char time[20];

    table_cell(table, "goes out");
    table_format(table, "%s%s%s", get_time(answer, "start_at", time),
                 get_bool(answer, "quiet") ? ", when the quiet hours end" : "",
                 get_bool(answer, "pending") ? ", when a second person has approved it" : "");
    table_cell(table, "finished");
    table_format(table, "%s%s", get_time(answer, "finish_at", time),
                 get_int(answer, "carriers") == 0 ? ", if a carrier comes back now: none is ready"
                                                  : "");
}

static void print_households(struct table *table, const json_t *answer)
{
    json_int_t unreachable = get_int(answer, "unreachable");
    char number[32], without[32];

    table_cell(table, "households");
    grouped(get_int(answer, "households"), number);
    if (unreachable)
        table_format(table, "%s (%s of them have no phone that takes SMS: see doors)", number,
                     grouped(unreachable, without));
    else
        table_cell(table, number);
    print_line(table, "phones", grouped(get_int(answer, "phones"), number));
}

/* Who has the announcement that this one replaces. */
static void print_corrected(struct table *table, const json_t *answer)
{
    char number[32];

    if (get_int(answer, "corrected") == 0)
        return;
    table_cell(table, "corrected");
    table_format(table, "%s phones that have, or may have, the older one",
                 grouped(get_int(answer, "corrected"), number));
    if (get_int(answer, "outside") == 0)
        return;
    table_cell(table, "");
    table_format(table, "among them those of %s households that are not addressed now",
                 grouped(get_int(answer, "outside"), number));
}

/* The next dates of what comes again. */
static void print_next(struct table *table, const json_t *next)
{
    const json_t *at;
    size_t i;
    char time[20];

    json_array_foreach(next, i, at)
    {
        table_cell(table, i ? "" : "comes");
        table_cell(table, short_time(json_string_value(at), time));
    }
}

static void print_next_day(struct table *table, const json_t *answer)
{
    char number[32];

    if (get_int(answer, "next_day") == 0)
        return;
    table_cell(table, "");
    table_format(table,
                 "%s households have had their routine messages of that day: to them on the next",
                 grouped(get_int(answer, "next_day"), number));
}

static void print_cost(struct table *table, const json_t *answer)
{
    char cost[32], missing[32];

    table_cell(table, "cost");
    grouped(get_int(answer, "cost"), cost);
    if (get_int(answer, "credit_short"))
        table_format(table, "%s: the credit will NOT do, %s is missing", cost,
                     grouped(get_int(answer, "credit_short"), missing));
    else
        table_cell(table, cost);
}

static void print_answer(const json_t *answer, bool dry_run)
{
    struct table *table = table_new((const char *const[]){"", "", NULL});

    if (dry_run)
        puts("dry run: nothing was sent");
    else
        printf("%s %lld%s\n", json_object_get(answer, "next") ? "schedule" : "announcement",
               (long long)get_int(answer, "id"),
               get_bool(answer, "pending") ? ": pending, a second person must approve it" : "");
    print_households(table, answer);
    print_corrected(table, answer);
    print_parts(table, answer);
    print_cost(table, answer);
    print_times(table, answer);
    print_next_day(table, answer);
    print_next(table, json_object_get(answer, "next"));
    table_print(table);
    table_free(table);
    if (!dry_run)
        return;
    char *air = terminal_safe(get_text(answer, "air"), true);
    printf("\nas the handset shows it:\n%s\n", air);
    free(air);
}

static bool comes_again(const struct invocation *inv)
{
    return option_value(inv, "repeat") || option_value(inv, "lunar") || option_value(inv, "remind");
}

int announce_run(struct invocation *inv)
{
    bool dry_run = option_flag(inv, "dry-run");
    struct buf text = BUF_INIT;
    json_t *body = NULL, *answer = NULL;

    if (!option_value(inv, "to"))
        return usage_error(inv, "--to is missing");
    int code = read_text(inv, &text);
    if (code == EXIT_DONE)
        code = make_body(inv, buf_str(&text), &body);
    if (code == EXIT_DONE)
        code = client_ask(inv->client, "POST",
                          dry_run            ? "/api/estimate"
                          : comes_again(inv) ? "/api/schedules"
                                             : "/api/announcements",
                          body, &answer);
    if (code == EXIT_DONE && !inv->json)
        print_answer(answer, dry_run);
    json_decref(answer);
    json_decref(body);
    buf_free(&text);
    return code;
}
