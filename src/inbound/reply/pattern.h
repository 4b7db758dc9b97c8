/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The phrases of the keywords file, and lists of them. What their signs mean stands in keywords.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inbound/reply/word.h"

enum { PATTERN_WORDS = 12, GAP_WORDS = 4 };

enum slot_kind { SLOT_WORD, SLOT_GAP, SLOT_NUMBER, SLOT_NAME, SLOT_KINDS };

struct slot {
    struct word word; /* of the others their sign: "#" */
    uint8_t kind;     /* enum slot_kind */
    bool exact;       /* only where its accents are written */
};

struct pattern {
    struct slot *slots;
    uint8_t count; /* PATTERN_WORDS at the most */
    bool at_start, at_end;
    bool rare;   /* one word that without accents is taken for a commoner one */
    int keyword; /* enum keyword, or KEYWORD_COUNT + a meaning */
};

struct patterns {
    struct pattern *items;
    size_t count;
};

/* Reads the words and signs up to a space, and the spaces behind; returns how many bytes. */
size_t pattern_word(const char *text, struct word *ret_word);
/* Adds the phrase. False when text is none. */
bool patterns_add(struct patterns *patterns, int keyword, const char *text);
void patterns_free(struct patterns *patterns);
/* Whether it is words and no sign, "=" aside. */
bool pattern_is_words(const struct pattern *pattern);

/* Puts those side by side that begin with the same word, without its accents. */
void patterns_sort(struct patterns *patterns);
/* The first that begins with the word or, if none does, would stand behind such. */
const struct pattern *patterns_at(const struct patterns *sorted, const struct word *first);
