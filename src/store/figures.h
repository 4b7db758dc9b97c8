/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures for people and for monitoring. */
#pragma once

#include "store/store.h"
#include "village/message.h"

enum { PART_STATE_COUNT = PART_LOST + 1 };

/* Parts handed to carriers since an instant, by enum part_state. Reads only these, newest first. */
int figures_parts(struct store *store, int64_t since, int64_t ret[PART_STATE_COUNT]);
/* Messages made since an instant, by enum message_state; likewise, and at most `most` of them. */
int figures_messages(struct store *store, int64_t since, int64_t most,
                     int64_t ret[MESSAGE_STATE_COUNT]);
/* All messages there are, by state. Reads an index from end to end. */
int figures_totals(struct store *store, int64_t ret[MESSAGE_STATE_COUNT]);
/* What the database takes on the disk with its log, and what is left there for everybody, in bytes.
 * 0 or a negated errno. */
int figures_disk(const struct store *store, int64_t *ret_size, int64_t *ret_free);
