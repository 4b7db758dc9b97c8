/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small statistical model beside the rules: how much each word, pair of words and group of
 * keywords speaks for each kind and each category. It is learnt from labelled replies by
 * train-replies and shipped as a plain text file, config/replies.vi.model, one feature a line:
 *
 *   feature TAB label weight TAB label weight ...
 *
 * What speaks for a reading can so be looked up, and corrected, by hand. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/feature.h"
#include "inbound/reply.h"

enum { MODEL_KINDS = REPLY_KINDS, MODEL_CATEGORIES = REPLY_CATEGORIES };

struct model;

struct guess {
    double kinds[REPLY_KINDS];           /* probabilities */
    double categories[REPLY_CATEGORIES]; /* probabilities; none is 0 */
};

/* NULL, with *ret_line the line at fault (0: the file cannot be read), when it is no model. */
struct model *model_open(const char *path, unsigned *ret_line);
struct model *model_new(void);
void model_free(struct model *model);

/* answers: whether options are open, so that the text may be an answer. */
void model_guess(const struct model *model, const struct features *features, bool answers,
                 struct guess *ret_guess);
/* "cuu +2.3, keu cuu +1.1": the features that speak most for the kind. Freed by the caller. */
char *model_explain(const struct model *model, const struct features *features,
                    enum reply_kind kind);

/* --- Learning ----------------------------------------------------------------------------- */

/* One step towards the kinds accepted (and the category, unless it is none), against what is
 * guessed now. kinds: a mask of 1 << enum reply_kind. */
void model_learn(struct model *model, const struct features *features, bool answers, unsigned kinds,
                 enum reply_category category, double rate);
/* Shrinks every weight by the factor. */
void model_decay(struct model *model, double factor);
/* Rounds weights to two decimals, drops the small ones and writes the rest, sorted. False with
 * errno when the file cannot be written. */
bool model_write(const struct model *model, const char *path);
