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

/* Carries out one line. It has answered, or set a condition. */
void control_execute(struct request *request, char *line);

/* A named value: a counter, "modem.NAME.VALUE", "handset.NUMBER.VALUE". False when there is none.
 */
bool value_find(struct request *request, const char *name, int64_t *ret_value);
/* Appends "name value" lines: all counters and the modems' values. */
void value_list(struct request *request);
struct modem *request_modem(const struct request *request, const char *name);
