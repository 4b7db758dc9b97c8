/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signing in: sessions, and the links by which people choose their passwords. */
#pragma once

#include "api/call.h"

/* /api/session: POST signs in, GET says who one is, DELETE signs out. */
int signin_post(struct call *call);
int signin_get(struct call *call);
int signin_delete(struct call *call);

/* Makes a session and its cookie for a member of staff, and the answer of GET /api/session; in a
 * transaction of its own. */
int signin_enter(struct call *call, int64_t staff);
