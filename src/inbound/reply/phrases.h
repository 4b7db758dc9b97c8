/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of an announcement as phrases to look for in a reply: labels, parts of labels,
 * synonyms, and what the announcement itself says behind each number. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/keywords.h"
#include "inbound/reply/reading.h"
#include "inbound/reply/reply.h"

enum { PHRASE_WORDS = 10 };

enum phrase_source { PHRASE_LABEL, PHRASE_SYNONYM, PHRASE_BODY };

struct phrase {
    struct word words[PHRASE_WORDS];
    struct word also[PHRASE_WORDS]; /* what a short form stands for: "t7" is "thứ 7" */
    long long values[PHRASE_WORDS]; /* of a number, else -1 */
    bool tied[PHRASE_WORDS];        /* a number that is part of a date or an hour */
    bool loose[PHRASE_WORDS];       /* written without accents that it may have */
    bool empty[PHRASE_WORDS];       /* adds nothing */
    size_t count;
    bool bare;      /* a number out of what an option says, which counts nothing in the reply */
    bool negated;   /* "không đi": the words are "đi" */
    bool not_yet;   /* negated by "chưa" */
    bool need;      /* what is denied is the need: "không phải đi", "không cần" */
    bool help;      /* of the option that calls for help */
    bool of_coming; /* says who comes: "đi", "dự" */
    bool agrees;    /* holds a word of agreement: "đồng ý" */
    bool pure_no;   /* a negation and nothing else */
    bool part;      /* one of several parts of a label or synonym: "Ngập" of "Ngập, có gác" */
    uint64_t groups; /* of keywords that its words belong to: a mask of 1 << enum keyword */
    struct meaning_set meanings;
    size_t option; /* index into the options */
    enum phrase_source source;
};

struct phrases {
    struct phrase *items;
    size_t count;
    struct lexicon near; /* the words of the announcement, for spelling */
};

/* Takes the announcement apart. context->options may be NULL. */
void phrases_make(const struct keywords *keywords, const struct reply_context *context,
                  struct phrases *ret_phrases);
void phrases_free(struct phrases *phrases);
/* How many of its words are more than filler. */
size_t phrase_telling_words(const struct phrase *phrase);
