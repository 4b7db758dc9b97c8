/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is whose own, for roles that may do something only to that (village/staff.h). The gate has
 * let the call through to its handler; the handler asks one of these about the thing at hand. All
 * return 0, REFUSED "not_allowed" with a sentence, or a negated errno. */
#pragma once

#include "api/call.h"
#include "village/announcement.h"

/* To the groups of the list, each of which must be his own or part of one that is. */
int may_announce(struct call *call, const char *to, enum priority priority);
/* An announcement of his own. */
int may_cancel(struct call *call, int64_t announcement);
/* A schedule of his own; 0 too when there is none of this number. */
int may_plan(struct call *call, int64_t schedule);
/* A household of his cluster. */
int may_visit(struct call *call, const char *code, const char *cluster);
/* Feedback that is assigned to him; 0 too when there is none of this number. */
int may_handle(struct call *call, int64_t feedback);
