/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text says that people are in danger. */
#pragma once

#include <stdbool.h>

#include "inbound/reading.h"

struct danger {
    bool help;        /* someone needs rescue now */
    bool urgent;      /* people near may come to harm; set whenever help is */
    size_t from, to;  /* the words that say it */
    const char *rule; /* a static sentence */
};

void danger_read(const struct reading *r, struct danger *ret_danger);
