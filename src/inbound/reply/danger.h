/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text says that people are in danger. */
#pragma once

#include <stdbool.h>

#include "inbound/reply/reading.h"

struct danger {
    bool help;        /* someone needs rescue now */
    bool urgent;      /* people near may come to harm; set whenever help is */
    size_t from, to;  /* the words that say it */
    const char *rule; /* a static sentence */
};

/* What the words of a group are said of, in the whole text. */
enum concern { CONCERN_NONE, CONCERN_PEOPLE, CONCERN_ANIMALS, CONCERN_DENIED };
enum concern danger_concern(const struct reading *r, enum keyword keyword);

void danger_read(const struct reading *r, struct danger *ret_danger);
