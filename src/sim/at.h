/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a line of AT commands (ITU-T V.250, clause 5): "E0V1+CMEE=1;+CREG?" one command at a
 * time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { AT_LINE_MAX = 2048, AT_ARGS_MAX = 16 };

enum at_kind {
    AT_EXEC, /* +CSQ, Z, E1, D... */
    AT_READ, /* +CREG? */
    AT_TEST, /* +CREG=? */
    AT_SET,  /* +CREG=1 */
};

struct at_arg {
    const char *text; /* without its quotes; "" when left out */
    bool given;
    bool quoted;
};

struct at_command {
    char name[20]; /* upper case: "+CMGS", "E", "&F", "S0", "D" */
    enum at_kind kind;
    struct at_arg args[AT_ARGS_MAX]; /* E1: args[0] is "1"; D123;: args[0] is "123" */
    size_t count;                    /* of arguments */
    bool voice;                      /* a D that ends in ; */
    char text[AT_LINE_MAX];          /* where the arguments lie */
};

enum at_parse { AT_PARSED, AT_END, AT_MALFORMED };

/* Reads the command at *pos of the line, which is what follows "AT", and moves *pos behind it. */
enum at_parse at_next(const char *line, size_t *pos, struct at_command *ret_command);

/* The argument as a number. Left out, it is `otherwise`. False when it is no number or is out of
 * min..max. */
bool at_number(const struct at_command *command, size_t index, long otherwise, long min, long max,
               long *ret_number);
/* The argument's text, or NULL when it is left out. */
const char *at_text(const struct at_command *command, size_t index);
