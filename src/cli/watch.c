/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao watch: follows an announcement by its live events. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "cli/client.h"
#include "cli/resources.h"
#include "cli/table.h"

enum { AGAIN_MS = 30 * 1000, BAR_MAX = 40 };

struct watch {
    struct buf line; /* of the stream, not yet whole */
    json_t *state;   /* the newest that was heard */
    char *shown;     /* the last line printed */
    bool terminal, json;
    bool done;
};

/* Messages whose fate is known, of all. */
static json_int_t settled(const json_t *state, json_int_t *ret_all)
{
    static const char *const ends[] = {"delivered", "failed", "expired", "cancelled"};
    const json_t *messages = json_object_get(state, "messages"), *count;
    json_int_t sum = 0;
    const char *name;

    *ret_all = 0;
    json_object_foreach((json_t *)messages, name, count) *ret_all += json_integer_value(count);
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        sum += get_int(messages, ends[i]);
    return sum;
}

/* "delivered 290, sent 10, failed 3, queued 208; reached 301 of 536 households" */
static void write_facts(const json_t *state, struct buf *out)
{
    static const char *const words[] = {"delivered", "sent", "failed", "expired",   "cancelled",
                                        "unknown",   "held", "queued", "submitting"};
    const json_t *messages = json_object_get(state, "messages");
    const json_t *reach = json_object_get(state, "reach");
    size_t start = out->len;

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (get_int(messages, words[i]) > 0)
            buf_printf(out, "%s%s %lld", out->len > start ? ", " : "", words[i],
                       (long long)get_int(messages, words[i]));
    buf_printf(out, "%sreached %lld of %lld households", out->len > start ? "; " : "",
               (long long)get_int(reach, "reached"), (long long)get_int(state, "households"));
}

/* '#' what is over, '=' what is out and awaits its report. */
static void write_bar(json_int_t over, json_int_t out_too, json_int_t all, struct buf *out)
{
    if (all == 0)
        all = over = 1;
    buf_putc(out, '[');
    for (json_int_t i = 0; i < BAR_MAX; i++)
        buf_putc(out, i < over * BAR_MAX / all               ? '#'
                      : i < (over + out_too) * BAR_MAX / all ? '='
                                                             : '.');
    buf_printf(out, "] %3lld %% out: ", (long long)((over + out_too) * 100 / all));
}

/* Never wider than the terminal, or it could not be overwritten. */
static size_t terminal_width(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 10)
        return size.ws_col - 1u;
    return 79;
}

static void show(struct watch *watch)
{
    struct buf line = BUF_INIT;
    json_int_t all, part = settled(watch->state, &all);

    if (watch->json)
        return;
    if (watch->terminal)
        write_bar(part, get_int(json_object_get(watch->state, "messages"), "sent"), all, &line);
    write_facts(watch->state, &line);
    if (watch->terminal)
        printf("\r%-.*s\033[K", (int)terminal_width(), buf_str(&line));
    else if (!watch->shown || strcmp(watch->shown, buf_str(&line)) != 0)
        printf("%s\n", buf_str(&line));
    fflush(stdout);
    free(watch->shown);
    watch->shown = xstrdup(buf_str(&line));
    buf_free(&line);
}

static void take_line(struct watch *watch, const char *line)
{
    if (strncmp(line, "data: ", 6) != 0)
        return;
    json_t *state = json_loads(line + 6, 0, NULL);
    if (!json_is_object(state)) {
        json_decref(state);
        return;
    }
    json_decref(watch->state);
    watch->state = state;
    watch->done = get_bool(state, "done");
    show(watch);
}

static bool take_bytes(const char *bytes, size_t len, void *arg)
{
    struct watch *watch = arg;
    char *end;

    buf_append(&watch->line, bytes, len);
    while (!watch->done && (end = strchr(buf_str(&watch->line), '\n'))) {
        *end = '\0';
        take_line(watch, watch->line.data);
        buf_consume(&watch->line, (size_t)(end - watch->line.data) + 1);
    }
    return !watch->done;
}

/* A daemon that is started anew is waited for; one that never answered is not. */
static int follow(struct invocation *inv, const char *path, struct watch *watch)
{
    struct timespec pause = {.tv_nsec = 500 * 1000 * 1000};
    int64_t since = clock_monotonic_ms();

    for (;;) {
        json_t *before = watch->state;
        int code = client_read(inv->client, "GET", path, take_bytes, watch);
        if (watch->state != before)
            since = clock_monotonic_ms();
        if (watch->done || (code != EXIT_DONE && code != EXIT_UNREACHABLE))
            return code;
        if (!watch->state || clock_monotonic_ms() - since > AGAIN_MS)
            return EXIT_UNREACHABLE;
        buf_clear(&watch->line);
        nanosleep(&pause, NULL);
    }
}

int watch_run(struct invocation *inv)
{
    struct watch watch = {.terminal = isatty(STDOUT_FILENO), .json = inv->json};
    char *checked = announcement_path(inv, "");
    struct buf path = BUF_INIT;

    if (!checked)
        return EXIT_USAGE;
    free(checked);
    buf_puts(&path, "/api/events");
    path_query(&path, "announcement", inv->operands[0]);
    int code = follow(inv, buf_str(&path), &watch);
    if (watch.terminal && watch.shown)
        putchar('\n');
    if (inv->json && watch.state) {
        json_dumpf(watch.state, stdout, JSON_COMPACT);
        putchar('\n');
    }
    json_decref(watch.state);
    free(watch.shown);
    buf_free(&watch.line);
    buf_free(&path);
    return code;
}
