/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text cut into runs: letters and digits that stand together, divided by spaces and signs. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/word.h"

enum { RUN_LETTERS = 64 }; /* the rest of a longer run is dropped */

struct run {
    struct letter letters[RUN_LETTERS];
    size_t
        from[RUN_LETTERS + 1]; /* where each begins in the text; behind the last, the run's end */
    size_t len;
    bool divided; /* a sign before it ends a clause */
    char joint;   /* the sign that ties its digits to those behind: '/', ':', '.'…; or 0 */
};

/* The first run of text, valid UTF-8, at or behind *at, which moves behind it. False: none. */
bool run_next(const char *text, size_t *at, struct run *ret_run);
/* Letters of a run as a run of its own, and as a word. */
struct run run_part(const struct run *run, size_t at, size_t len);
struct word run_word(const struct run *run, size_t at, size_t len);
