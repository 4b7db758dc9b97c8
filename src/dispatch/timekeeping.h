/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The time of the house. A box without a battery clock wakes in 1970 and leaps, or leaps by a year
 * when somebody sets it wrong; what is due, and what is over, must not follow.
 *
 *   right    the house follows the machine's clock.
 *   doubted  the machine's clock leapt while the house ran: back by more than an hour, or ahead by
 *            more than a day. The house goes on by its own reckoning, and everything with it.
 *   unknown  at the start the machine's clock is behind the latest time the house has known, or
 *            more than two months ahead of it. The house reckons on from that time, which is too
 *            early by as long as the box was off: nothing that waits for a time of day or a date
 *            goes out, and routine messages are held; emergencies and what is important go.
 *
 * The machine's clock is believed again when it comes back, when the kernel says that it follows a
 * time server, when the network's time stamps agree with it, or when a person confirms it. */
#pragma once

#include "dispatch/dispatch.h"

/* In dispatch_start(), before anything looks at the clock. */
int timekeeping_start(struct dispatch *d);
/* Before each turn, outside its transaction. */
int timekeeping_look(struct dispatch *d);
/* What a message centre had on its clock a moment, or at most days, ago. */
void timekeeping_heard(struct dispatch *d, int64_t network_ms);
/* Holds what must not go out while the time is unknown; in the turn. */
int timekeeping_hold(struct dispatch *d, int64_t now);
