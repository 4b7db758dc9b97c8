/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who hears an announcement. */
#pragma once

#include "base/error.h"
#include "store/store.h"

/* Makes the households of the groups in `to`, without those in `except` (lists with commas; "all"
 * and "tatca" are everybody; except may be NULL), the store's audience in the making. In a
 * transaction. REFUSED: unknown_group, empty_audience. */
int audience_gather(struct store *store, const char *to, const char *except,
                    int64_t *ret_households, struct refusal *ret_refusal);
/* Whether every group of the list is one of this member of staff's own, or lies within one.
 * REFUSED: foreign_group, unknown_group. */
int audience_check_own(struct store *store, int64_t staff, const char *to,
                       struct refusal *ret_refusal);
