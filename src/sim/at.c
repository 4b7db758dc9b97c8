/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a line of AT commands. */
#include "sim/at.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *line;
    size_t pos;
    struct at_command *command;
    size_t used; /* of command->text */
};

static char peek(const struct reader *r)
{
    return r->line[r->pos];
}

static void skip_spaces(struct reader *r)
{
    while (peek(r) == ' ')
        r->pos++;
}

/* The prefixes that manufacturers chose for commands of their own are read like '+'. */
static bool is_extended(char c)
{
    return c && strchr("+^*#%$_@", c);
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("!%-./:_", c));
}

static void put(struct reader *r, char c)
{
    if (r->used < sizeof(r->command->text) - 1)
        r->command->text[r->used++] = c;
}

/* A quoted string ends at its second quote; \22 and \5C inside stand for " and \ (V.250, 5.4.2.2).
 */
static bool read_quoted(struct reader *r)
{
    for (r->pos++; peek(r) != '"'; r->pos++) {
        if (!peek(r))
            return false;
        const char *at = r->line + r->pos;
        if (!strncmp(at, "\\22", 3) || !strncasecmp(at, "\\5C", 3)) {
            put(r, at[1] == '2' ? '"' : '\\');
            r->pos += 2;
        } else {
            put(r, *at);
        }
    }
    r->pos++;
    return true;
}

static bool read_arg(struct reader *r)
{
    struct at_command *command = r->command;

    if (command->count == AT_ARGS_MAX)
        return false;
    struct at_arg *arg = &command->args[command->count++];
    arg->text = command->text + r->used;
    skip_spaces(r);
    if (peek(r) == '"') {
        arg->given = arg->quoted = true;
        if (!read_quoted(r))
            return false;
        skip_spaces(r);
    }
    while (peek(r) && peek(r) != ',' && peek(r) != ';') {
        if (arg->quoted)
            return false; /* something after the second quote */
        arg->given = true;
        put(r, r->line[r->pos++]);
    }
    put(r, '\0');
    return true;
}

static bool read_args(struct reader *r)
{
    do {
        if (!read_arg(r))
            return false;
    } while (peek(r) == ',' && ++r->pos);
    return true;
}

/* What follows a name: nothing, ?, =? or =arguments. */
static bool read_rest(struct reader *r)
{
    skip_spaces(r);
    if (peek(r) == '?') {
        r->command->kind = AT_READ;
        r->pos++;
    } else if (peek(r) == '=') {
        r->pos++;
        skip_spaces(r);
        if (peek(r) == '?') {
            r->command->kind = AT_TEST;
            r->pos++;
        } else {
            r->command->kind = AT_SET;
            return read_args(r);
        }
    }
    return true;
}

static bool read_extended(struct reader *r)
{
    struct at_command *command = r->command;
    size_t len = 0;

    command->name[len++] = r->line[r->pos++];
    while (is_name(peek(r))) {
        if (len == sizeof(command->name) - 1)
            return false;
        command->name[len++] = (char)toupper((unsigned char)r->line[r->pos++]);
    }
    if (len == 1 || !read_rest(r))
        return false;
    skip_spaces(r);
    if (peek(r) == ';')
        r->pos++;
    else if (peek(r))
        return false;
    return true;
}

/* Everything up to ; or the end is the number to dial; T and P, tone and pulse, and the modifiers
 * of the line (27.007, 6.2) say nothing here. */
static void read_dial(struct reader *r)
{
    struct at_command *command = r->command;

    command->count = 1;
    command->args[0] = (struct at_arg){.text = command->text, .given = true};
    while (peek(r) && peek(r) != ';') {
        if (strchr("+0123456789*#", peek(r)))
            put(r, peek(r));
        r->pos++;
    }
    put(r, '\0');
    if (peek(r) == ';') {
        command->voice = true;
        r->pos++;
    }
}

static void read_digits(struct reader *r)
{
    struct at_command *command = r->command;

    if (!isdigit((unsigned char)peek(r)))
        return;
    command->count = 1;
    command->args[0] = (struct at_arg){.text = command->text, .given = true};
    while (isdigit((unsigned char)peek(r)))
        put(r, r->line[r->pos++]);
    put(r, '\0');
}

static bool read_basic(struct reader *r)
{
    struct at_command *command = r->command;
    size_t len = 0;

    if (peek(r) == '&' || peek(r) == '\\')
        command->name[len++] = r->line[r->pos++];
    if (!isalpha((unsigned char)peek(r)))
        return false;
    command->name[len++] = (char)toupper((unsigned char)r->line[r->pos++]);
    if (!strcmp(command->name, "D")) {
        read_dial(r);
        return true;
    }
    if (!strcmp(command->name, "S")) {
        while (isdigit((unsigned char)peek(r)) && len < sizeof(command->name) - 1)
            command->name[len++] = r->line[r->pos++];
        return read_rest(r);
    }
    read_digits(r);
    return true;
}

enum at_parse at_next(const char *line, size_t *pos, struct at_command *ret_command)
{
    struct reader r = {.line = line, .pos = *pos, .command = ret_command};

    while (peek(&r) == ' ' || peek(&r) == ';')
        r.pos++;
    if (!peek(&r))
        return AT_END;
    memset(ret_command, 0, offsetof(struct at_command, text));
    bool good = is_extended(peek(&r)) ? read_extended(&r) : read_basic(&r);
    *pos = r.pos;
    return good ? AT_PARSED : AT_MALFORMED;
}

bool at_number(const struct at_command *command, size_t index, long otherwise, long min, long max,
               long *ret_number)
{
    if (index >= command->count || !command->args[index].given) {
        *ret_number = otherwise;
        return true;
    }
    const char *text = command->args[index].text;
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    while (*end == ' ')
        end++;
    if (end == text || *end || errno || number < min || number > max)
        return false;
    *ret_number = number;
    return true;
}

const char *at_text(const struct at_command *command, size_t index)
{
    return index < command->count && command->args[index].given ? command->args[index].text : NULL;
}
