/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text as a person wrote it, made into the text that goes on the air. */
#pragma once

#include <stdbool.h>

enum text_accents {
    TEXT_ACCENTS_AUTO, /* keep them where that takes no more parts than dropping them */
    TEXT_ACCENTS_KEEP,
    TEXT_ACCENTS_DROP,
};

/* "auto", "keep", "drop" by the enum's values, and NULL at the end. */
extern const char *const text_accents_words[];

/* Returns the text as it goes, in NFC, for text_split(); the caller frees it. Takes valid UTF-8
 * (text_utf8_valid). It may come out empty.
 *
 * Always: a line ends with one line feed, a tab is a space, other control characters go; white
 * space at both ends goes; what looks the same in the GSM alphabet is written in it (curly
 * quotes, dashes, spaces of every kind, full-width and styled letters), and what cannot be seen
 * goes (zero-width spaces, soft hyphens, direction marks). Where that takes more characters (…
 * as ..., ﬁ as fi) it is done only if the whole text then is in the alphabet.
 *
 * DROP besides: Latin letters lose their accents; signs are written as they are read (m² m2,
 * 38° 38o, 5×3 5x3, 1½ 1 1/2, ₫ d, • -, ① (1)); emoji and other signs without a way to write
 * them are left out, their space with them. Letters, digits and punctuation of other scripts
 * stay: such a text goes as UCS-2.
 *
 * KEEP and DROP are idempotent. */
char *text_for_air(const char *utf8, enum text_accents accents);
