/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What reach and door list say of one household. */
#pragma once

#include "api/call.h"
#include "store/announcement.h"

/* The announcement that the path names; its strings as from announcement_get(). */
int reach_announcement(struct call *call, int64_t *ret_id, struct announcement *ret);
/* Refuses a cluster that there is not: no door would be left there. NULL and "" may always be asked
 * for. */
int reach_cluster(struct call *call, const char *cluster);
/* What was tried and what came of it, as one sentence for whoever knocks; the caller frees. */
char *reach_tried(const struct reach_row *row);
json_t *reach_json(const struct reach_row *row, bool cancelled);
