/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in a reply the phrases of the options stand, and whether they are denied. */
#pragma once

#include "inbound/reply/phrases.h"

/* A phrase found in a reply. */
struct occurrence {
    const struct phrase *phrase;
    size_t from, to; /* words of the reply */
    bool denied;     /* the reply denies the phrase's words */
    bool not_yet;    /* by "chưa" */
    bool need;       /* by "không phải", "không cần", "khỏi" */
};

struct occurrences {
    struct occurrence *items;
    size_t count;
};

/* Every phrase where it stands in the reply; of those inside one another only the longest. */
void phrases_find(const struct phrases *phrases, const struct reading *r,
                  struct occurrences *ret_occurrences);
/* Whether the occurrence speaks for its option (else it speaks against it). */
bool occurrence_affirms(const struct occurrence *occurrence);
/* Whether the phrase's word may be meant by the reply's. */
bool phrase_word_fits(const struct phrase *phrase, size_t word, const struct reading *r, size_t at);
/* Whether one of its words may be. */
bool phrase_fits(const struct phrase *phrase, const struct reading *r, size_t at);
