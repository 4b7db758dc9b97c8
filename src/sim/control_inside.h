/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the control socket share. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/modem.h"
#include "sim/network.h"

struct condition {
    char *name; /* NULL: none */
    bool exactly;
    int64_t value;
    int64_t until; /* monotonic, ms */
};

/* A command being carried out: who asked, and what is answered. */
struct request {
    struct loop *loop;
    struct network *network;
    struct modem *const *modems;
    size_t modem_count;
    struct buf *out;            /* lines of data, then the result */
    struct condition condition; /* set by a command that waits; the result comes when it holds */
};

/* "ok", alone or with what there is to tell. */
void reply_done(struct request *request);
void reply_ok(struct request *request, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void reply_error(struct request *request, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

enum { WORDS_MAX = 8 };

/* The words of a line. */
struct words {
    const char *word[WORDS_MAX]; /* "" where there is none */
    size_t count;
    const char *rest[WORDS_MAX + 1]; /* the line from this word on */
};

struct command {
    const char *name;
    void (*fn)(struct request *request, const struct words *words);
    const char *args, *sentence; /* for "help" */
};

/* Each ends with a NULL name. */
extern const struct command modem_commands[], village_commands[];

/* A word as a number; false when it is none within min..max. */
bool words_number(const char *word, long min, long max, long *ret);
/* \n, \t and \\ in what a person typed; freed by the caller. */
char *words_text(const char *text);

/* Carries out one line. It has answered, or set a condition. */
void control_execute(struct request *request, char *line);

/* A named value: a counter, "modem.NAME.VALUE", "handset.NUMBER.VALUE". False when there is none.
 */
bool value_find(struct request *request, const char *name, int64_t *ret_value);
/* Appends "name value" lines: all counters and the modems' values. */
void value_list(struct request *request);
struct modem *request_modem(const struct request *request, const char *name);
