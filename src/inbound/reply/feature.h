/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at in a reply, each a short text:
 *
 *   cuu, cuu voi    words and pairs of words as they were meant, without accents; N is a number
 *   ~ muwa          a word that was typed with its accents, as Telex types them
 *   ^ cuu, voi $    the first and the last; ! di: a word that is denied
 *   @call           a group of keywords; @call-animals, @call-denied: said of animals, denied
 *   +fall, +!fall   a meaning, and one that is denied; ++fall: the announcement says it as well
 *   >...            what the rules make of the reply, and what the announcement asks */
#pragma once

#include "inbound/reply/evidence.h"
#include "inbound/reply/terms.h"

enum { FEATURE_MAX = 64 }; /* bytes of one, the end included */

struct features {
    struct terms *terms; /* each once; NULL: none yet */
    size_t count;
};

/* ruled: what the rules alone make of the reply. */
void features_collect(const struct evidence *e, const struct reply *ruled,
                      struct features *ret_features);
const char *features_get(const struct features *features, size_t index);
/* One more, of fewer bytes than FEATURE_MAX; or cut to them. One that is there is not added. */
void features_add(struct features *features, const char *text);
void features_put(struct features *features, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void features_free(struct features *features);

/* The word as it was meant: mended, and short forms written out; a number is "N". */
const char *feature_word(const struct said *said);
