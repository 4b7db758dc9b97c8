/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vietnamese letters with and without their accents.
 *
 * Text is UTF-8 in C strings. What is returned is freed by the caller. Check a text that comes
 * from outside with text_utf8_valid() first; the other functions do no harm with a broken one,
 * but what they make of its broken bytes is not promised. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Well-formed UTF-8 without a NUL, which would end a C string early. */
bool text_utf8_valid(const char *s, size_t len);

/* Composed form (NFC): one code point for "ế", however it was typed. */
char *text_nfc(const char *utf8);

/* Latin letters lose their accents, composed or not, and đ Đ become d D, as do the letters that
 * lists converted from old encodings have in its place (ð Ð, ɖ Ɖ). The rest comes back in NFC:
 * a mark that is part of a letter of another script stays on it (Cyrillic й, Thai and Khmer
 * vowels, Japanese が), for there it is spelling and not an accent. A mark that stands on no
 * letter goes. */
char *text_drop_accents(const char *utf8);

/* For searching and comparing: accents dropped, lower case, compatibility forms made plain (full
 * width, ligatures, every kind of space), what cannot be seen (zero-width characters, variation
 * selectors, soft hyphens) left out. Never for people to read. */
char *text_fold(const char *utf8);
