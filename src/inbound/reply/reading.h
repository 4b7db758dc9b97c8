/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text as the rules see it: its words, the groups they belong to, what its numbers are and
 * which words are denied. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/finds.h"
#include "inbound/reply/keywords.h"
#include "inbound/reply/speech.h"

/* What a number, in digits or as a word, is in its text. */
enum figure {
    FIGURE_NONE,   /* no number */
    FIGURE_CHOSEN, /* "số 1", "chọn 2" */
    FIGURE_FREE,   /* stands alone at the beginning of a clause, or after words that add nothing */
    FIGURE_LOOSE,  /* stands alone somewhere else */
    FIGURE_EITHER, /* at the beginning, before a word that may count it: "2 cháu bị sốt" */
    FIGURE_AMOUNT, /* "25 con", "2 trieu" */
    FIGURE_NAME,   /* "tổ 1", "thứ 2", "N4" */
    FIGURE_TIED,   /* part of a date, an hour, a decimal, a phone number */
    FIGURE_INSIDE, /* a further word of the number before it: "mươi" of "hai mươi" */
};

struct reading {
    const struct keywords *keywords;
    struct speech speech;
    struct finds finds;
    struct finds meanings; /* words of one kind: KEYWORD_COUNT + meaning */
    enum figure *figures;  /* one for each word */
    long long *values;     /* the value of each number, else -1 */
    size_t *spans;         /* how many words each number takes; 1 of all others */
    bool *denied;          /* which words stand under a negation */
};

/* Reads text, valid UTF-8; near holds the announcement's words, or is NULL. */
void reading_make(const struct keywords *keywords, const struct lexicon *near, const char *text,
                  struct reading *ret_reading);
void reading_free(struct reading *reading);

bool reading_has(const struct reading *r, enum keyword keyword);
/* The same, but only finds that are not denied. */
bool reading_affirms(const struct reading *r, enum keyword keyword);
/* Some of it denied. */
bool reading_denies(const struct reading *r, enum keyword keyword);
/* Whether a find of the group covers a word of the clause that the word stands in. */
bool reading_clause_has(const struct reading *r, enum keyword keyword, size_t word);
/* Whether the text asks something. "không cần gì", "không có ai" do not. */
bool reading_asks(const struct reading *r);
/* The same of the words from..to. */
bool reading_asks_between(const struct reading *r, size_t from, size_t to);
/* Whether every word from..to belongs to one of the groups (a mask of 1 << enum keyword). */
bool reading_is_made_of(const struct reading *r, uint64_t groups, size_t from, size_t to);
/* How many words do not. */
size_t reading_count_outside(const struct reading *r, uint64_t groups);
/* Whether the word adds nothing (filler, address). */
bool reading_is_empty_word(const struct reading *r, size_t word);

/* What a text means: each meaning once, in the order in which they are said. */
struct meanings {
    struct {
        size_t meaning;
        bool denied; /* wherever it is said */
    } items[MEANINGS_MAX];
    size_t count;
};
void reading_meanings(const struct reading *r, struct meanings *ret_meanings);
bool meanings_have(const struct meanings *meanings, size_t meaning);

/* "chưa": what is denied may still come. */
bool negation_is_not_yet(const struct reading *r, const struct find *negation);
/* "không phải đi" leaves free to go, "không đi" does not. */
bool negation_is_of_need(const struct reading *r, const struct find *negation);

/* The stages that fill a reading; called by reading_make() in this order. */
void figures_read(struct reading *r);
void negation_read(struct reading *r);
