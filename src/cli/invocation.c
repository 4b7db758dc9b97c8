/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a command line apart by the table of its command. */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "text/accents.h"

enum { OPTION_BASE = 1000, GLOBALS = 3 };

static const struct option globals[GLOBALS] = {
    {"socket", required_argument, NULL, 's'},
    {"json", no_argument, NULL, 'j'},
    {"help", no_argument, NULL, 'h'},
};

static size_t count_options(const struct command *command)
{
    size_t count = 0;

    while (command && command->options && command->options[count].name)
        count++;
    return count;
}

static void take_global(struct invocation *inv, int c)
{
    if (c == 's')
        inv->socket = optarg;
    else if (c == 'j')
        inv->json = true;
    else
        inv->help = true;
}

static void take_option(struct invocation *inv, const struct option_spec *spec)
{
    inv->given = xreallocarray(inv->given, inv->given_count + 1, sizeof(*inv->given));
    inv->given[inv->given_count++] = (struct given){spec->name, spec->value ? optarg : NULL};
}

/* Reads options until the end of argv, or, without a command yet, until the first operand. */
static bool read_options(struct invocation *inv, int argc, char **argv)
{
    size_t count = count_options(inv->command);
    struct option *table = xcalloc(count + GLOBALS + 1, sizeof(*table));
    int c = 0;

    memcpy(table, globals, sizeof(globals));
    for (size_t i = 0; i < count; i++)
        table[GLOBALS + i] =
            (struct option){inv->command->options[i].name,
                            inv->command->options[i].value ? required_argument : no_argument, NULL,
                            OPTION_BASE + (int)i};
    optind = 0;
    while ((c = getopt_long(argc, argv, inv->command ? ":h" : "+:h", table, NULL)) != -1) {
        if (c == '?' || c == ':')
            break;
        if (c < OPTION_BASE)
            take_global(inv, c);
        else
            take_option(inv, &inv->command->options[c - OPTION_BASE]);
    }
    free(table);
    if (c == ':')
        usage_error(inv, "%s needs a value", argv[optind - 1]);
    else if (c == '?')
        usage_error(inv, "there is no option %s", argv[optind - 1]);
    return c == -1;
}

/* The command of the first word, or of the first two. */
static const struct command *find(const char *first, const char *second, int *ret_words)
{
    const struct command *found = NULL;

    for (size_t i = 0; i < command_count; i++) {
        const char *name = commands[i].name;
        size_t len = strlen(first);
        if (strcmp(name, first) == 0) {
            found = &commands[i];
            *ret_words = 1;
        } else if (second && strncmp(name, first, len) == 0 && name[len] == ' ' &&
                   strcmp(name + len + 1, second) == 0) {
            *ret_words = 2;
            return &commands[i];
        }
    }
    return found;
}

const char *option_nth(const struct invocation *inv, const char *name, size_t n)
{
    for (size_t i = 0; i < inv->given_count; i++)
        if (strcmp(inv->given[i].name, name) == 0 && n-- == 0)
            return inv->given[i].value;
    return NULL;
}

/* Names of files are any bytes; everything else is text, and must not be lost on the way to JSON.
 */
static bool is_text(const char *word, const char *complete)
{
    bool is_file = complete && strcmp(complete, "file") == 0;

    return is_file || text_utf8_valid(word, strlen(word));
}

static bool check_texts(struct invocation *inv)
{
    const struct option_spec *o = inv->command->options;

    for (; o && o->name; o++)
        for (size_t n = 0; o->value && option_nth(inv, o->name, n); n++)
            if (!is_text(option_nth(inv, o->name, n), o->complete)) {
                usage_error(inv, "what stands behind --%s is not UTF-8", o->name);
                return false;
            }
    for (size_t i = 0; i < inv->operand_count; i++)
        if (!is_text(inv->operands[i], inv->command->complete)) {
            usage_error(inv, "operand %zu is not UTF-8", i + 1);
            return false;
        }
    return true;
}

/* The usage line names the operands in their order; the last name stands for all that follow. */
static void say_missing(struct invocation *inv)
{
    const char *name = inv->command->operands;

    for (size_t i = 0; i < inv->operand_count && strchr(name, ' '); i++)
        name = strchr(name, ' ') + 1;
    usage_error(inv, "%.*s is missing", (int)strcspn(name, " "), name);
}

static bool check_operands(struct invocation *inv)
{
    int count = (int)inv->operand_count;

    if (inv->help)
        return true;
    if (count < inv->command->min)
        say_missing(inv);
    else if (inv->command->max >= 0 && count > inv->command->max)
        usage_error(inv, "\"%s\" is too much", inv->operands[inv->command->max]);
    else
        return true;
    return false;
}

bool invocation_parse(int argc, char **argv, struct invocation *inv)
{
    int words = 0;

    *inv = (struct invocation){0};
    if (!read_options(inv, argc, argv))
        return false;
    if (optind == argc) {
        inv->help = true;
        return true;
    }
    int at = optind;
    inv->command = find(argv[at], at + 1 < argc ? argv[at + 1] : NULL, &words);
    if (!inv->command) {
        usage_error(inv, "there is no command \"%s\"", argv[at]);
        return false;
    }
    /* The last word of the command stands where getopt expects the program's name. */
    argv += at + words - 1;
    argc -= at + words - 1;
    if (!read_options(inv, argc, argv))
        return false;
    inv->operands = argv + optind;
    inv->operand_count = (size_t)(argc - optind);
    return check_operands(inv) && check_texts(inv);
}

void invocation_clear(struct invocation *inv)
{
    free(inv->given);
}

const char *option_value(const struct invocation *inv, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < inv->given_count; i++)
        if (strcmp(inv->given[i].name, name) == 0)
            value = inv->given[i].value;
    return value;
}

bool option_flag(const struct invocation *inv, const char *name)
{
    for (size_t i = 0; i < inv->given_count; i++)
        if (strcmp(inv->given[i].name, name) == 0)
            return true;
    return false;
}

int usage_error(const struct invocation *inv, const char *fmt, ...)
{
    va_list ap;

    fputs("thonbao: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    if (inv->command)
        fprintf(stderr, "\nusage: thonbao %s%s%s%s\nthonbao %s --help says more\n",
                inv->command->name, count_options(inv->command) ? " [OPTION…]" : "",
                *inv->command->operands ? " " : "", inv->command->operands, inv->command->name);
    else
        fputs("\nthonbao --help lists the commands\n", stderr);
    return EXIT_USAGE;
}

int refused(const char *fmt, ...)
{
    va_list ap;

    fputs("thonbao: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return EXIT_REFUSED;
}
