/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small statistical model over what the rules see: how much each feature of a reply speaks for
 * each kind and each category, and how much each feature of an option speaks for its being chosen.
 * It is learnt from labelled replies by train-replies and shipped as a plain text file,
 * config/replies.vi.model, one feature a line:
 *
 *   feature TAB label weight TAB label weight ...
 *
 * What speaks for a reading can so be looked up, and corrected, by hand. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "inbound/reply/feature.h"
#include "inbound/reply/reply.h"

/* What a weight speaks for: the kinds, then the categories, then that the option is chosen. */
enum {
    LABEL_KIND,
    LABEL_CATEGORY = LABEL_KIND + REPLY_KINDS,
    LABEL_CHOSEN = LABEL_CATEGORY + REPLY_CATEGORIES,
    LABELS,
};

struct conf_faults;
struct model;

struct guess {
    double kinds[REPLY_KINDS];           /* probabilities; of an answer, that of all its options */
    double options[OPTIONS_MAX];         /* of each option being chosen, by its index */
    double categories[REPLY_CATEGORIES]; /* probabilities; none is 0 */
};

/* NULL with one fault added, which names the file and the line, when it is no model. */
struct model *model_open(const char *path, struct conf_faults *faults);
struct model *model_new(void);
void model_free(struct model *model);

/* text: of the reply; options: of each option, NULL where none are open. */
void model_guess(const struct model *model, const struct features *text,
                 const struct features *options, size_t option_count, struct guess *ret_guess);
/* Scores to probabilities. */
void model_normalize(double *scores, size_t count);
/* "cuu +2.3, keu cuu +1.1": the features that speak most for the label. Freed by the caller. */
char *model_explain(const struct model *model, const struct features *features, int label);

/* Gives the feature its weights, all LABELS of them, to two decimals; small ones are not kept. A
 * feature is given its weights once. */
void model_set(struct model *model, const char *feature, const float *weights);
/* Writes what it holds, sorted, under a line with the note. False with errno when the file cannot
 * be written. */
bool model_write(const struct model *model, const char *note, const char *path);
