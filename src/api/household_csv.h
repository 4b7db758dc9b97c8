/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The phone book as a list that the import reads back: its titles are those of
 * config/columns.vi.conf. Who wants no messages is not in it. */
#pragma once

#include <stdint.h>

#include "base/buf.h"

struct household;
struct store;

/* The line of titles, with columns for so many phones. */
void household_csv_head(int64_t phones, struct buf *out);
/* The line of one household. 0 or a negated errno. */
int household_csv_line(struct store *store, const struct household *h, int64_t phones,
                       struct buf *out);
