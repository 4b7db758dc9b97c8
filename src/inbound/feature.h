/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at in a reply, each a short text: words, pairs of words, groups of
 * keywords ("@call"), what the rules say of the options and of danger (">made number sure"). */
#pragma once

#include "inbound/evidence.h"

enum { FEATURE_MAX = 64 }; /* bytes of one, the end included */

struct features {
    char **items; /* each once */
    size_t count;
};

void features_collect(const struct evidence *e, struct features *ret_features);
void features_free(struct features *features);
