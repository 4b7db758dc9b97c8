/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a command is, and one command line taken apart. The table of commands (commands.c) feeds
 * the help, the shell's completion and the test of the manual. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum exit_code {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* why, on stderr */
    EXIT_USAGE = 2,
    EXIT_UNREACHABLE = 3, /* the daemon */
};

struct option_spec {
    const char *name;     /* "to", without dashes; NULL ends the table */
    const char *value;    /* "G[,G…]"; NULL: a flag */
    const char *sentence; /* for --help */
    const char *complete; /* what its value can be completed with: "groups", "kind=notice|…" */
};

struct invocation;

struct command {
    const char *name;     /* "announce"; two words for one of a family: "groups add" */
    const char *operands; /* "ID HOUSEHOLD…", "" none */
    int min, max;         /* operands; max -1: any number */
    const struct option_spec *options;
    const char *summary;
    int (*run)(struct invocation *inv);
    const char *complete; /* what its first operand can be completed with, or NULL */
};

extern const struct command commands[];
extern const size_t command_count;

struct invocation {
    const struct command *command;
    const char *socket;
    bool json;
    bool help;
    struct given {
        const char *name, *value; /* value NULL: a flag */
    } * given;
    size_t given_count;
    char **operands;
    size_t operand_count;
    struct client *client;
};

/* Takes the words apart; strings stay in argv. False, with a sentence on stderr, when they are no
 * command. Without any command inv->command is NULL and inv->help true. */
bool invocation_parse(int argc, char **argv, struct invocation *inv);
void invocation_clear(struct invocation *inv);

bool option_flag(const struct invocation *inv, const char *name);
/* The last value given, or NULL. */
const char *option_value(const struct invocation *inv, const char *name);
/* The n-th value given, NULL behind the last. */
const char *option_nth(const struct invocation *inv, const char *name, size_t n);

/* Says on stderr what is wrong with the usage and how it is; returns EXIT_USAGE. */
int usage_error(const struct invocation *inv, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Says on stderr why not; returns EXIT_REFUSED. */
int refused(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* help.c */
void help_overview(void);
void help_command(const struct command *command);
