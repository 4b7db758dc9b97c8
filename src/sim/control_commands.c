/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of the control socket: words, the commands about all of it, dispatch. */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/loop.h"
#include "base/memory.h"
#include "sim/control_inside.h"
#include "sim/subscriber.h"

static void split_words(const char *line, char *copy, struct words *words)
{
    size_t i = 0;

    *words = (struct words){0};
    for (size_t n = 0; n <= WORDS_MAX; n++) {
        while (line[i] == ' ' || line[i] == '\t')
            i++;
        words->rest[n] = line + i;
        if (n == WORDS_MAX)
            break;
        words->word[n] = copy + i;
        words->count += line[i] != '\0';
        while (line[i] && line[i] != ' ' && line[i] != '\t')
            i++;
        copy[i] = '\0';
        i += line[i] != '\0';
    }
}

bool words_number(const char *word, long min, long max, long *ret)
{
    char *end;

    errno = 0;
    long value = strtol(word, &end, 10);
    if (end == word || *end || errno || value < min || value > max)
        return false;
    *ret = value;
    return true;
}

char *words_text(const char *text)
{
    struct buf out = BUF_INIT;

    for (; *text; text++) {
        if (*text != '\\' || !text[1]) {
            buf_putc(&out, *text);
            continue;
        }
        text++;
        buf_putc(&out, *text == 'n' ? '\n' : *text == 't' ? '\t' : *text);
    }
    return buf_steal(&out);
}

static void command_stats(struct request *request, const struct words *words)
{
    value_list(request);
    reply_done(request);
}

static void command_get(struct request *request, const struct words *words)
{
    int64_t value;

    if (value_find(request, words->word[1], &value))
        reply_ok(request, "%" PRId64, value);
    else
        reply_error(request, "there is no value %s", words->word[1]);
}

/* wait NAME [=] NUMBER [TIME] */
static void command_wait(struct request *request, const struct words *words)
{
    bool exactly = !strcmp(words->word[2], "=");
    const char *number = words->word[exactly ? 3 : 2], *time = words->word[exactly ? 4 : 3];
    int64_t value, ms = 1 * MINUTE;
    long wanted;

    if (!value_find(request, words->word[1], &value))
        reply_error(request, "there is no value %s", words->word[1]);
    else if (!words_number(number, 0, LONG_MAX, &wanted))
        reply_error(request, "wait for which number?");
    else if (*time && !clock_parse_duration(time, &ms))
        reply_error(request, "%s is no time", time);
    else
        request->condition = (struct condition){
            .name = xstrdup(words->word[1]),
            .exactly = exactly,
            .value = wanted,
            .until = clock_monotonic_ms() + ms,
        };
}

static void command_modems(struct request *request, const struct words *words)
{
    for (size_t i = 0; i < request->modem_count; i++) {
        struct modem *modem = request->modems[i];
        struct modem_status status;
        modem_get_status(modem, &status);
        buf_printf(request->out,
                   "%s\t%s\t%s\t%s\tpin %s\tsignal %ld\tcredit %" PRId64 "\tSM %zu/%zu\tME %zu/%zu"
                   "\tSR %zu/%zu\n",
                   modem_name(modem), subscriber_number(modem_subscriber(modem)),
                   !status.plugged ? "unplugged"
                   : status.hung   ? "hung"
                                   : "plugged",
                   status.registered ? "registered" : "no network", status.pin, status.signal,
                   subscriber_account(modem_subscriber(modem))->credit, status.sm_used,
                   status.sm_size, status.me_used, status.me_size, status.sr_used, status.sr_size);
    }
    reply_ok(request, "%zu", request->modem_count);
}

static void command_stop(struct request *request, const struct words *words)
{
    reply_done(request);
    loop_stop(request->loop);
}

static const struct command general_commands[] = {
    {"stats", command_stats, "", "every value: NAME NUMBER"},
    {"get", command_get, "NAME",
     "one value; also handset.NUMBER.messages, .parts, .rings, .rang_ms, .on"},
    {"wait", command_wait, "NAME [=] NUMBER [TIME]",
     "until the value is as large (or exactly that); 1min"},
    {"modems", command_modems, "", ""},
    {"stop", command_stop, "", "ends the simulator"},
    {NULL, NULL, NULL, NULL},
};

static const struct command *const tables[] = {general_commands, village_commands, modem_commands};

static void list_command(const struct command *command, struct buf *out)
{
    enum { COLUMN = 32 };
    size_t before = out->len;

    buf_printf(out, "%s %s", command->name, command->args);
    if (*command->sentence)
        buf_printf(out, out->len - before < COLUMN ? "%*s%s" : "\n%*s%s",
                   out->len - before < COLUMN ? (int)(COLUMN - (out->len - before)) : COLUMN, "",
                   command->sentence);
    buf_putc(out, '\n');
}

static void list_commands(struct request *request)
{
    for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
        for (const struct command *command = tables[i]; command->name; command++)
            list_command(command, request->out);
    }
    reply_done(request);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
        for (const struct command *command = tables[i]; command->name; command++) {
            if (!strcmp(command->name, name))
                return command;
        }
    }
    return NULL;
}

void control_execute(struct request *request, char *line)
{
    char *copy = xstrdup(line);
    struct words words;

    split_words(line, copy, &words);
    const struct command *command = find_command(words.word[0]);
    if (!strcmp(words.word[0], "help"))
        list_commands(request);
    else if (command)
        command->fn(request, &words);
    else if (words.count)
        reply_error(request, "unknown: %s; help lists the commands", words.word[0]);
    free(copy);
}
