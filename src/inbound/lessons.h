/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What labelled replies teach the model. */
#pragma once

#include "inbound/keywords.h"
#include "inbound/model.h"

/* A new model from files of labelled replies, those held out passed over. The same files give the
 * same model. Ends the program when a file cannot be read. */
struct model *lessons_learn(const struct keywords *keywords, const char *const *files,
                            size_t file_count);
