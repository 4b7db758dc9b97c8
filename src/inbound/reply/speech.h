/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text as the words that were said, each with what it may mean. spelling.h makes it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/word.h"

enum { SAID_READINGS = 6, SPEECH_WORDS = 400 /* the rest of a longer text is not read */ };

/* One word or number of a text. */
struct said {
    struct word readings[SAID_READINGS]; /* the first as it was typed, then what it may mean */
    size_t reading_count;
    long long number;   /* -1: not a number in digits */
    char joint;         /* the sign that ties it to the digits after it: '/', ':', '.'…; or 0 */
    bool glued;         /* nothing stands between it and the word before */
    bool starts_clause; /* the first of the text, or after a sign that divides */
    bool mended;        /* a slip: the second reading is what was meant */
    bool strange;       /* no word, and nothing near it */
    bool name;          /* within a sentence, begun with a capital letter */
    bool literal;       /* it was meant as it was typed: accents that it has not are not meant */
    size_t from, to;    /* its bytes in the text */
};

struct speech {
    struct said *items;
    size_t count;
    bool accented; /* typed with accents */
    bool asks;     /* holds a question mark */
};

/* Adds a word that was typed in the bytes from..to, divided from those before or not; NULL when
 * there is no more room. */
struct said *speech_add(struct speech *speech, size_t from, size_t to, bool divided);
/* One more that it may mean; again the same, or when there is no more room, nothing is added. */
void said_add(struct said *said, const struct word *reading);
void speech_free(struct speech *speech);

/* Whether the word may be meant by what was said, in any of its readings. */
bool said_fits(const struct speech *speech, size_t index, const struct word *meant);
/* The end of the clause that holds index. */
size_t speech_clause_end(const struct speech *speech, size_t index);
size_t speech_clause_start(const struct speech *speech, size_t index);
