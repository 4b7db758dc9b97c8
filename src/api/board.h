/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The board: what was announced and what became of what people reported, for everybody, without
 * signing in. It names no household, no number and no person; small counts are left unsaid, so that
 * nobody is found by elimination. Made anew at most twice a minute. */
#pragma once

#include "api/call.h"

/* GET /board.json; the page /board is one of the console's files. "not_found" unless console.board
 * is set. */
int board_get(struct call *call);
