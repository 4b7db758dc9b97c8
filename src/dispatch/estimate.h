/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inside the room dispatch: what an announcement would cost, and when it would be finished. */
#pragma once

#include "dispatch/announce.h"
#include "dispatch/inside.h"

/* What one carrier would have to send, in parts. */
struct estimate_load {
    int64_t ahead;      /* what goes before */
    int64_t own, other; /* of the announcement: to its own network, to others */
};

/* Fills in carriers, cost, credit_short, start_at, quiet and finish_at; loads: one for each
 * carrier. */
void estimate_reckon(struct dispatch *d, enum lane lane, int64_t start,
                     const struct estimate_load *loads, struct estimate *ret);
/* Fills in next_day, for the audience in the making. */
int estimate_manners(struct dispatch *d, enum lane lane, int64_t start, struct estimate *e);
