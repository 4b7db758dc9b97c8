/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of the keywords: filled by keywords_file.c, asked by keywords.c, matched by finds.c.
 */
#pragma once

#include "inbound/reply/keywords.h"
#include "inbound/reply/pattern.h"

/* "ba" is 3; "mươi" multiplies what stands before it by 10. */
struct number_word {
    struct word word;
    int value;
    bool multiplies;
};

struct keywords {
    struct patterns patterns;  /* of the groups and the meanings, sorted */
    struct patterns particles; /* enum particle for the keyword */
    struct patterns knock;     /* enum knock_words for the keyword */
    struct lexicon lexicon;
    struct number_word *numbers;
    size_t number_count;
    char *meanings[MEANINGS_MAX]; /* their names */
    char *model;
};
