/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two kinds of failure, which never share a code.
 *
 *   0          done.
 *   negative   a negated errno: something below us broke (disk full, no descriptor left). It
 *              travels up untouched; whoever met it has logged what was wanted and what the
 *              system answered.
 *   positive   a named outcome that the caller must handle. Each header names its own; REFUSED
 *              is the one shared by all: what was asked cannot be done, and a refusal says why
 *              in a sentence for the person who asked. */
#pragma once

#include <stdbool.h>

enum { REFUSED = 1 };

struct refusal {
    const char *code;  /* a static word for programs: "unknown_group" */
    char field[64];    /* the input at fault, or "" */
    char message[400]; /* one sentence that names the thing */
};

/* Fills *ret_refusal (which may be NULL) and returns REFUSED. field may be NULL. */
int refuse(struct refusal *ret_refusal, const char *code, const char *field, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
