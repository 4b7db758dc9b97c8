/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the announcement's options a reply chooses, if any. */
#pragma once

#include <stdbool.h>

#include "inbound/reply/occurrences.h"
#include "inbound/reply/reading.h"
#include "inbound/reply/reply.h"

enum { OPTIONS_MAX = 32 }; /* further ones are not chosen */

enum choice_state {
    CHOICE_NONE,   /* speaks of no option */
    CHOICE_UNSURE, /* speaks of options, but not so that one could say of which */
    CHOICE_MADE,
};

struct choice {
    enum choice_state state;
    int number;       /* of the option; only when made */
    bool sure;        /* named by its number or its own words */
    bool weak;        /* named by a single word, which may be said by the way */
    bool asked;       /* but the text asks, so that it may choose nothing */
    bool guessed;     /* from some of the option's words */
    bool aside;       /* unsure: its words are said of others, or of what was */
    bool says_help;   /* the words of the option that calls for help are said, not denied */
    bool mentioned;   /* words of some option are said, whether they choose or not */
    bool by_number;   /* named by its number, which stands beside whatever else is said; unsure:
                       * it names two, or one that there is not */
    size_t from, to;  /* the words that name it; from == to: none in particular */
    const char *rule; /* a static sentence: how it was read */
};

void choice_read(const struct reading *r, const struct phrases *phrases,
                 const struct reply_context *context, struct choice *ret_choice);
