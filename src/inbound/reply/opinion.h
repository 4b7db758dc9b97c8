/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model makes of one reply, and by what. */
#pragma once

#include "inbound/reply/evidence.h"
#include "inbound/reply/feature.h"
#include "inbound/reply/fit.h"
#include "inbound/reply/model.h"

struct opinion {
    struct features text;
    struct fits fits; /* of the options */
    struct guess guess;
    enum reply_kind kind; /* the likeliest but unclear; the option that calls for help is help */
    int choice;           /* the option's number, of an answer or a call by an option; else 0 */
    size_t option;        /* its index; only with a choice */
    double belief;        /* that it is so: 0..1 */
    bool agreed;          /* the rules say the same */
};

/* ruled: what the rules alone make of the reply. Without a model (NULL) only the features are
 * filled. Release with opinion_free(). */
void opinion_form(const struct model *model, const struct evidence *e, const struct reply *ruled,
                  struct opinion *ret_opinion);
void opinion_free(struct opinion *opinion);
