/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /api/tokens: by which other programs ask at the console's address ("Authorization: Bearer").
 * A token is shown once, when it is made; its name stands in the journal for what is done with it.
 */
#pragma once

#include "api/call.h"

int tokens_list(struct call *call);
int tokens_post(struct call *call);
int tokens_delete(struct call *call);
