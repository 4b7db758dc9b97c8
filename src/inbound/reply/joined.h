/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words typed without the spaces between them: "khongdiduoc". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/run.h"
#include "inbound/reply/known.h"

/* One word of a run, and the letters it takes there. */
struct piece {
    struct word word;
    size_t at, len;
};

/* Takes a run apart into the likeliest words; returns how many, 0 when there is no way.
 * ret_pieces holds RUN_LETTERS. *ret_sure: nothing else is as likely. */
size_t joined_split(const struct known *known, const struct run *run, struct piece *ret_pieces,
                    bool *ret_sure);
