/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that the rules and the model know of one reply: its words, what they say of the
 * announcement's options, of danger, of a topic. Read once, then only looked at. */
#pragma once

#include "inbound/reply/choice.h"
#include "inbound/reply/danger.h"
#include "inbound/reply/phrases.h"
#include "inbound/reply/reading.h"
#include "inbound/reply/reply.h"
#include "inbound/reply/topic.h"

struct evidence {
    const struct reply_context *context;
    struct phrases phrases; /* of the options */
    struct reading r;
    struct reading body; /* of the announcement; empty without one */
    struct choice choice;
    struct danger danger;
    struct topic topic;
    struct topic around; /* of the announcement */
};

/* text: valid UTF-8. context outlives the evidence. Release with evidence_free(). */
void evidence_read(const struct keywords *keywords, const struct reply_context *context,
                   const char *text, struct evidence *ret_evidence);
void evidence_free(struct evidence *evidence);

bool evidence_has_options(const struct evidence *e);
/* The option that calls for help was chosen. */
bool evidence_chose_help(const struct evidence *e);
