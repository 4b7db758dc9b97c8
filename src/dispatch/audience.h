/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who hears an announcement. */
#pragma once

#include "base/error.h"
#include "store/store.h"

/* The next name of a list "a, b", without blanks around it; moves *list behind it. False at its
 * end. The caller frees. */
bool audience_next_name(const char **list, char **ret);

/* Makes the households of the groups in `to`, without those in `except` (lists with commas; "all"
 * and "tatca" are everybody; except may be NULL), the store's audience in the making. In a
 * transaction. REFUSED: unknown_group, empty_audience. */
int audience_gather(struct store *store, const char *to, const char *except,
                    int64_t *ret_households, struct refusal *ret_refusal);
