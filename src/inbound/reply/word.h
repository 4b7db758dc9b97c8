/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One word as it is compared: its letters without accents, and the accents apart, so that "nước",
 * "nuoc", raw Telex "nuowcs" and raw VNI "nu7o71c" can be held against each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WORD_LETTERS = 15, /* longer words are cut; no Vietnamese syllable has more than 7 */
    WORD_SPELLED = 2 * WORD_LETTERS + 1, /* bytes of one with its marks spelled out, and the end */
};

enum tone { TONE_NONE, TONE_ACUTE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_DOT };
enum mark { MARK_NONE, MARK_CIRCUMFLEX, MARK_BREVE, MARK_HORN }; /* đ carries MARK_CIRCUMFLEX */

struct letter {
    char plain; /* a-z, 0-9; '?': a letter of another script; 0: none */
    enum mark mark;
    enum tone tone;
};

struct word {
    union {
        char plain[WORD_LETTERS + 1]; /* of its letters: a-z, 0-9, '?'; then nothing but 0 */
        uint64_t halves[2];           /* the same, to be compared at once */
    };
    uint8_t tone;   /* enum tone */
    uint32_t marks; /* two bits per letter, the first lowest: enum mark */
};

/* The code point as a letter or digit of a word. A combining accent, as decomposed text has it,
 * is no letter and has a mark or a tone. */
struct letter letter_read(uint32_t c);
bool letter_is_digit(const struct letter *letter);
/* Puts a combining accent on the letter. */
void letter_accent(struct letter *letter, struct letter accent);

/* Appends a letter; letters beyond WORD_LETTERS are dropped. */
void word_append(struct word *word, struct letter letter);
/* Puts a combining accent on the last letter. */
void word_accent(struct word *word, struct letter accent);
/* Puts the mark on the last unmarked letter among those it may stand on; "uo" takes its horn on
 * both letters. False when there is none. */
bool word_mark_last(struct word *word, const char *letters, enum mark mark);
enum mark word_mark(const struct word *word, size_t letter);
/* The letters from one on, without the tone and with marks spelled out: aa aw dd ee oo ow uw for
 * â ă đ ê ô ơ ư, as Telex types them. */
void word_spell(const struct word *word, size_t from, char ret[WORD_SPELLED]);
bool word_has_accents(const struct word *word);
bool word_has_vowel(const struct word *word);
bool word_same_letters(const struct word *a, const struct word *b);
bool word_equals(const struct word *a, const struct word *b);
/* Whether said may stand for meant: the same letters, and every accent that said carries agrees.
 * Strict: said carries all accents that it would have ("ban" is then not "bận"). */
bool word_fits(const struct word *meant, const struct word *said, bool strict);
