/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody answers who was asked to knock on doors: "xong 12 15", "xong het", "12 15 20".
 * Pure: only whether a text is of this form; whose doors they are is asked elsewhere
 * (inbound/doors.h). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct keywords;

enum { KNOCK_NUMBERS = 200 };

struct knock {
    bool pure;      /* nothing but the word, numbers or codes, and words that add nothing */
    bool done;      /* with a word that says: been there */
    bool undone;    /* with a word that says: not there yet */
    bool mentions;  /* pure or not, it holds such a word and a number */
    bool all;       /* everywhere */
    char **numbers; /* folded, as typed: "12", "t2-012" */
    size_t count;
};

/* text: any bytes. Release with knock_clear(). */
void knock_read(const struct keywords *keywords, const char *text, struct knock *ret);
void knock_clear(struct knock *knock);
