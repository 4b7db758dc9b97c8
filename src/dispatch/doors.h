/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Door lists by SMS: what those who knock are sent, and how what is left is said. */
#pragma once

#include "base/buf.h"
#include "dispatch/dispatch.h"

/* The doors left in a cluster as a text says them, frail households first: "12* 15 T1-20".
 * Household numbers are those at the end of the codes; the whole code where two end alike. */
int doors_left(struct dispatch *dispatch, int64_t announcement, const char *cluster,
               struct buf *ret_doors, int64_t *ret_count);
/* "to 2", or the name that it has; the caller frees. */
char *doors_cluster_name(struct dispatch *dispatch, const char *cluster);
/* Somebody has been knocking there: he is not asked again for a while. */
int doors_heard(struct dispatch *dispatch, int64_t announcement, const char *cluster, int64_t now);

struct doors_sent {
    int64_t clusters, doors, texts;
};
/* Sends the lists as they are now, though the ladder has not ended; cluster NULL: every one. Inside
 * the caller's transaction. REFUSED when no door is left, or nobody is there to send a list to. */
int doors_send(struct dispatch *dispatch, int64_t announcement, const char *cluster, int64_t now,
               struct doors_sent *ret, struct refusal *ret_refusal);
