/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The past of one household: everything that was said to it and heard of it; and making one
 * household of two. */
#pragma once

#include "store/store.h"

enum past_what {
    PAST_SAID,    /* a message to one of its phones */
    PAST_HEARD,   /* feedback from it */
    PAST_REACHED, /* by a call, a visit or a neighbour: nothing else is left of those */
};

struct past {
    enum past_what what;
    int64_t at;
    int64_t id;           /* of the message or the feedback, 0 else */
    int64_t announcement; /* 0: none */
    const char *number;   /* of the phone, "" none */
    const char *text;     /* on the air, or as received */
    int state;            /* enum message_state, feedback_state or reach_by, as `what` says */
    int why;              /* enum message_why of a message, enum reply_kind of feedback */
};

typedef void (*past_fn)(const struct past *past, void *arg);
/* Newest first. */
int past_list(struct store *store, int64_t household, int limit, past_fn fn, void *arg);

/* Whatever `from` has goes over to `into`, which keeps its own where both have something: phones
 * (at the end), groups, feedback, what reached it. `from` is no more. In a transaction. */
int household_merge(struct store *store, int64_t into, int64_t from);
