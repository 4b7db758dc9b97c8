/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /api/households/CODE/history: everything that was said to a household and heard of it, newest
 * first; .../merge: one household of two. */
#pragma once

#include "api/call.h"

int household_history(struct call *call);
int household_merge_post(struct call *call);
