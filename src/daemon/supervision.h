/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What systemd wants to hear: that the daemon is ready, and that its loop still turns. Without
 * systemd it is silent. */
#pragma once

#include "base/loop.h"

struct supervision;

struct supervision *supervision_start(struct loop *loop);
void supervision_stop(struct supervision *supervision);
