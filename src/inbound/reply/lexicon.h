/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that spelling may expect: plain words, pairs that stand side by side, and what some
 * words are short for. Filled first, then sealed, then asked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/word.h"

struct lexicon {
    struct word *words;
    size_t word_count;
    struct lexicon_pair *pairs;
    size_t pair_count;
    struct lexicon_reading *readings;
    size_t reading_count;
};

/* said may be read as meant: "ko" as "không", "tui" as "tôi". */
struct lexicon_reading {
    struct word said;
    struct word meant;
    struct word then; /* a second word that it stands for: "cn" is "chủ nhật" */
    bool shorthand;   /* said is no word of its own */
};

void lexicon_add(struct lexicon *lexicon, const struct word *words, size_t count);
void lexicon_add_reading(struct lexicon *lexicon, const struct lexicon_reading *reading);
/* Sorts; nothing may be added after. */
void lexicon_seal(struct lexicon *lexicon);
void lexicon_free(struct lexicon *lexicon);

bool lexicon_has(const struct lexicon *lexicon, const char *plain);
/* The same with its accents. */
bool lexicon_has_exactly(const struct lexicon *lexicon, const struct word *word);
bool lexicon_has_pair(const struct lexicon *lexicon, const char *first, const char *second);
/* All readings of a plain word, side by side; *ret_count may be 0. */
const struct lexicon_reading *lexicon_readings(const struct lexicon *lexicon, const char *plain,
                                               size_t *ret_count);
