/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /api/drafts: announcements in the making, each its author's own, so that they survive a closed
 * browser. /api/templates: the village's own, for everybody; a head keeps them. */
#pragma once

#include "api/call.h"

int drafts_list(struct call *call);
int drafts_post(struct call *call);
int drafts_put(struct call *call);
int drafts_delete(struct call *call);

int templates_list(struct call *call);
int templates_post(struct call *call);
int templates_put(struct call *call);
int templates_delete(struct call *call);
