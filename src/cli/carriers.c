/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao send, carriers, ussd, proof */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

int send_run(struct invocation *inv)
{
    json_t *body = json_pack("{s:s,s:s}", "number", inv->operands[0], "text", inv->operands[1]);
    json_t *answer = NULL;

    int code = client_ask(inv->client, "POST", "/api/messages", body, &answer);
    if (code == EXIT_DONE && !inv->json)
        printf("message %lld to %s waits for a carrier\n", (long long)get_int(answer, "id"),
               get_text(answer, "number"));
    json_decref(answer);
    json_decref(body);
    return code;
}

static void add_radio(struct table *table, const json_t *c)
{
    const json_t *signal = json_object_get(c, "signal");

    table_cell(table, "  radio");
    if (json_is_integer(signal))
        table_format(table, "signal %lld %%, network %s, %s", (long long)json_integer_value(signal),
                     *get_text(c, "network") ? get_text(c, "network") : "unknown",
                     get_text(c, "registration"));
    else
        table_cell(table, "signal unknown");
}

static void add_sim(struct table *table, const json_t *c)
{
    char number[32], now[32], time[20];

    bool full = json_is_integer(json_object_get(c, "sim_size")) &&
                get_int(c, "sim_used") >= get_int(c, "sim_size");
    table_cell(table, "  SIM");
    table_format(table, "%s%s", *get_text(c, "number") ? get_text(c, "number") : "number unknown",
                 full ? ", its memory is full" : "");
    if (!json_is_integer(json_object_get(c, "balance")))
        return;
    table_cell(table, "  credit");
    table_format(table, "%s at %s%s, %s now", grouped(get_int(c, "balance"), number),
                 get_time(c, "balance_at", time), get_bool(c, "balance_low") ? ", LOW" : "",
                 grouped(get_int(c, "credit"), now));
    table_cell(table, "  lasts");
    if (*get_text(c, "empty_before"))
        table_format(table, "empty before %s, if it goes on so", get_text(c, "empty_before"));
    else
        table_cell(table, "not known: too little was spent yet to tell");
}

static void add_use(struct table *table, const json_t *c, const char *title, const char *parts_name,
                    const char *cost_name, const char *quota_name)
{
    char parts[32], cost[32], quota[40] = "", limit[32];

    if (get_int(c, quota_name))
        snprintf(quota, sizeof(quota), " of %s", grouped(get_int(c, quota_name), limit));
    table_cell(table, title);
    table_format(table, "%s%s parts, cost %s", grouped(get_int(c, parts_name), parts), quota,
                 grouped(get_int(c, cost_name), cost));
}

static void add_package(struct table *table, const json_t *c)
{
    char used[32], parts[32];

    if (!get_int(c, "package_parts"))
        return;
    table_cell(table, "  package");
    table_format(table, "%s of %s parts used", grouped(get_int(c, "package_used"), used),
                 grouped(get_int(c, "package_parts"), parts));
}

static void add_reserve(struct table *table, const json_t *c)
{
    char credit[32], parts[32];

    if (!get_int(c, "reserve") && !get_int(c, "reserve_parts"))
        return;
    table_cell(table, "  reserve");
    table_format(table, "%s of the credit, %s parts: for emergencies",
                 grouped(get_int(c, "reserve"), credit),
                 grouped(get_int(c, "reserve_parts"), parts));
}

static void add_proof(struct table *table, const json_t *c)
{
    const json_t *proof = json_object_get(c, "proof");
    const char *state = get_text(proof, "state"), *why = get_text(proof, "why");
    char at[20], ok_at[20];

    table_cell(table, "  proof");
    if (strcmp(state, "none") == 0)
        table_format(table, "none yet%s%s", *why ? ": " : "", why);
    else
        table_format(table, "%s %s%s%s; last well %s", get_time(proof, "at", at), state,
                     *why ? ": " : "", why, *get_time(proof, "ok_at", ok_at) ? ok_at : "never");
}

static void add_work(struct table *table, const json_t *c)
{
    char parts[32];

    add_use(table, c, "  today", "parts_today", "cost_today", "daily_parts");
    add_use(table, c, "  month", "parts_month", "cost_month", "monthly_parts");
    add_package(table, c);
    add_reserve(table, c);
    add_proof(table, c);
    table_cell(table, "  queue");
    table_format(table, "%s messages, %.1f s a part", grouped(get_int(c, "queued"), parts),
                 (double)get_int(c, "ms_per_part") / 1000);
}

static void add_set_aside(struct table *table, const json_t *c)
{
    const json_t *places = json_object_get(c, "set_aside"), *place;
    size_t i;

    json_array_foreach(places, i, place)
    {
        table_cell(table, "  set aside");
        table_format(table, "%s: the modem program died of reading it; tried again after a day",
                     json_string_value(place));
    }
}

static void add_carrier(struct table *table, const json_t *c)
{
    const char *why = get_text(c, "why");
    char time[20];

    table_cell(table, get_text(c, "name"));
    table_format(table, "%s%s%s", get_text(c, "state"), *why ? ": " : "", why);
    table_cell(table, "  modem");
    table_format(table, "%s %s", get_text(c, "device"), get_text(c, "model"));
    table_line(table, "  IMEI", get_text(c, "imei"));
    add_radio(table, c);
    add_sim(table, c);
    add_work(table, c);
    add_set_aside(table, c);
    if (*get_text(c, "last_fault")) {
        table_cell(table, "  last fault");
        table_format(table, "%s %s", get_time(c, "last_fault_at", time), get_text(c, "last_fault"));
    }
}

int carriers_run(struct invocation *inv)
{
    json_t *answer = NULL;
    size_t i;
    const json_t *carrier;
    int code = client_get(inv->client, "/api/carriers", &answer);

    if (code == EXIT_DONE && !inv->json) {
        struct table *table = table_new((const char *const[]){"", "", NULL});
        json_array_foreach(json_object_get(answer, "carriers"), i, carrier)
            add_carrier(table, carrier);
        table_print(table);
        table_free(table);
        if (json_array_size(json_object_get(answer, "carriers")) == 0)
            puts("no carrier is configured");
    }
    json_decref(answer);
    return code;
}

static int dial(struct invocation *inv, const char *path, const char *code, bool *ret_goes_on)
{
    json_t *body = json_pack("{s:s}", "code", code), *answer = NULL;

    *ret_goes_on = false;
    if (!body)
        return usage_error(inv, "the code is not UTF-8");
    int result = client_ask_once(inv->client, "POST", path, body, &answer);
    if (result == EXIT_DONE) {
        const char *state = get_text(answer, "state");
        char *text = terminal_safe(get_text(answer, "text"), true);
        *ret_goes_on = strcmp(state, "reply_wanted") == 0;
        if (strcmp(state, "failed") == 0)
            result = refused("%s", *text ? text : "the network did not answer");
        else if (!inv->json)
            printf("%s\n", text);
        free(text);
    }
    json_decref(answer);
    json_decref(body);
    return result;
}

/* A line from the person who dials, without its end; NULL at the end of the input. */
static char *read_reply(void)
{
    char *line_text = NULL;
    size_t size = 0;

    if (isatty(STDIN_FILENO))
        fputs("reply (end with ctrl-D): ", stdout);
    fflush(stdout);
    if (getline(&line_text, &size, stdin) < 0) {
        free(line_text);
        return NULL;
    }
    line_text[strcspn(line_text, "\r\n")] = '\0';
    return line_text;
}

/* With --json one exchange is one JSON value: the caller goes on with another command. */
int ussd_run(struct invocation *inv)
{
    struct buf path = BUF_INIT;
    bool goes_on;

    buf_puts(&path, "/api/carriers");
    path_piece(&path, inv->operands[0]);
    buf_puts(&path, "/ussd");
    int code = dial(inv, buf_str(&path), inv->operands[1], &goes_on);
    while (code == EXIT_DONE && goes_on && !inv->json) {
        char *reply = read_reply();
        if (reply && *reply) {
            code = dial(inv, buf_str(&path), reply, &goes_on);
        } else {
            code = client_ask(inv->client, "DELETE", buf_str(&path), NULL, NULL);
            goes_on = false;
        }
        free(reply);
    }
    buf_free(&path);
    return code;
}

/* What became of the text, as the carrier's entry in the list says. */
static int read_proof(struct invocation *inv, char state[static 16], char *why, size_t size)
{
    json_t *answer = NULL;
    size_t i;
    const json_t *carrier;
    int code = client_get(inv->client, "/api/carriers", &answer);

    snprintf(state, 16, "gone"); /* the daemon may have been started anew without it */
    snprintf(why, size, "there is no carrier \"%s\" any more", inv->operands[0]);

    json_array_foreach(json_object_get(answer, "carriers"), i, carrier)
    {
        const json_t *proof = json_object_get(carrier, "proof");
        if (strcmp(get_text(carrier, "name"), inv->operands[0]) != 0)
            continue;
        snprintf(state, 16, "%s", get_text(proof, "state"));
        snprintf(why, size, "%s", get_text(proof, "why"));
    }
    json_decref(answer);
    return code;
}

/* With --json it does not wait: the list of carriers says what became of it. */
int proof_run(struct invocation *inv)
{
    const struct timespec pause = {.tv_nsec = 500 * 1000 * 1000};
    char state[16] = "awaited", why[256] = "";
    struct buf path = BUF_INIT;
    json_t *answer = NULL;

    buf_puts(&path, "/api/carriers");
    path_piece(&path, inv->operands[0]);
    buf_puts(&path, "/proof");
    int code = client_ask(inv->client, "POST", buf_str(&path), NULL, &answer);
    while (code == EXIT_DONE && !inv->json && strcmp(state, "awaited") == 0) {
        nanosleep(&pause, NULL);
        code = read_proof(inv, state, why, sizeof(why));
    }
    if (code == EXIT_DONE && !inv->json && strcmp(state, "ok") == 0)
        puts("the text came back: modem, credit and the way in are well");
    else if (code == EXIT_DONE && !inv->json)
        code = refused("%s", why);
    json_decref(answer);
    buf_free(&path);
    return code;
}
