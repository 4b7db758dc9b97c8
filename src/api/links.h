/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links by which a person chooses a password: good once, for a while. The first is for the head,
 * and the daemon prints it; later ones heads make for others, or for whoever forgot his. */
#pragma once

#include "api/call.h"

/* POST /api/links: for a new head. POST /api/staff/NAME/invite: for a member of staff. */
int links_post(struct call *call);
int links_invite(struct call *call);
/* POST /api/links/look: for whom a link is; POST /api/links/use: chooses the password and signs in.
 * The link itself is in the body, where no log and no proxy keeps it. */
int links_look(struct call *call);
int links_use(struct call *call);
/* PUT /api/session/password {old, new}: another password for oneself. */
int links_password(struct call *call);

/* Writes the link for the first head into the log while nobody has an account. */
void links_greet(struct api *api);
