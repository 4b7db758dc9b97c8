/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What labelled replies teach the model. */
#pragma once

#include "inbound/lessons/labelled.h"
#include "inbound/reply/model.h"

/* The replies of several files that may teach: those held out are not among them. */
struct lessons;

/* The same files give the same lessons. Ends the program when a file cannot be read. */
struct lessons *lessons_read(const struct reply_rules *rules, const char *const *files,
                             size_t file_count);
void lessons_free(struct lessons *lessons);

enum { FINGERPRINT_SIZE = 33 };

/* In hexadecimal digits, what a model learns from: the files to the byte, how a sample of their
 * replies is seen, how it is learnt. The model that is shipped says it, so that one that was not
 * learnt again is found out without learning it. */
void lessons_fingerprint(const struct reply_rules *rules, const char *const *files,
                         size_t file_count, char ret_hex[static FINGERPRINT_SIZE]);

/* A new model from all lessons; with folds > 1, from all but those of the fold, 0..folds-1. */
struct model *lessons_learn(const struct lessons *lessons, unsigned folds, unsigned fold);
/* The fold of a reply: all that answer one announcement are in one. */
unsigned lessons_fold(const struct labelled *labelled, unsigned folds);
