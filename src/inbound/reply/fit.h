/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at to see whether a reply chooses an option, each a short text:
 *
 *   o =...          what the rules say of the option; how many of its words are said
 *   o ban>@refuses  a word, @group or +meaning of the reply against what kind of option it is:
 *                   a @group of keywords or a +meaning that its label has, whether it refuses
 *
 * They hold for options never seen before. */
#pragma once

#include "inbound/reply/evidence.h"
#include "inbound/reply/feature.h"

/* For each option its features, OPTIONS_MAX at the most. */
struct fits {
    struct features *options;
    size_t count;
};

void fits_collect(const struct evidence *e, struct fits *ret_fits);
void fits_free(struct fits *fits);
