/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One word as it is compared: its letters without accents, and the accents apart, so that "nước",
 * "nuoc", raw Telex "nuowcs" and raw VNI "nu7o71c" can be held against each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_LETTERS = 15 }; /* longer words are cut; no Vietnamese syllable has more than 7 */

enum tone { TONE_NONE, TONE_ACUTE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_DOT };
enum mark { MARK_NONE, MARK_CIRCUMFLEX, MARK_BREVE, MARK_HORN }; /* đ carries MARK_CIRCUMFLEX */

struct word {
    char plain[WORD_LETTERS + 1]; /* a-z and 0-9 */
    uint8_t tone;                 /* enum tone */
    uint32_t marks;               /* two bits per letter, the first lowest: enum mark */
};

/* Reads the code point as a letter or digit of a word: its plain lower-case character, or 0 when
 * it is none; '?' for a letter of another script. Sets the mark it carries and its tone. */
char letter_read(uint32_t c, enum mark *ret_mark, enum tone *ret_tone);
/* A combining accent, as decomposed text has it. */
bool letter_is_accent(uint32_t c);
/* Appends a letter; letters beyond WORD_LETTERS are dropped. */
void word_append(struct word *word, char plain, enum mark mark, enum tone tone);
/* Puts an accent that followed its letter (NFD) on the last letter. */
void word_accent(struct word *word, enum mark mark, enum tone tone);
enum mark word_mark(const struct word *word, size_t letter);
bool word_has_accents(const struct word *word);
bool word_equals(const struct word *a, const struct word *b);
/* Whether said may stand for meant: the same letters, and every accent that said carries agrees.
 * Strict: said carries all accents that it would have ("ban" is then not "bận"). */
bool word_fits(const struct word *meant, const struct word *said, bool strict);

/* Whether the letters, without accents, can be a Vietnamese syllable. */
bool syllable_is_valid(const char *plain, size_t len);
/* Reads keys of the Telex or VNI method that no input method turned into letters. False when they
 * hold no such key, or make no Vietnamese syllable. */
bool syllable_from_telex(const char *keys, size_t len, struct word *ret_word);
bool syllable_from_vni(const char *keys, size_t len, struct word *ret_word);
