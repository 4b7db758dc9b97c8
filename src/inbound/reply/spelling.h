/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a text as it was typed to the words that were meant: composed or decomposed letters, no
 * accents at all, raw Telex and VNI, short forms, words run together, letters held too long,
 * slips of the thumb. */
#pragma once

#include "inbound/reply/lexicon.h"
#include "inbound/reply/speech.h"

/* Reads text, valid UTF-8. Words of near (may be NULL), those of the announcement, count as known
 * beside those of common. Release with speech_free(). */
void speech_read(const struct lexicon *common, const struct lexicon *near, const char *text,
                 struct speech *ret_speech);
