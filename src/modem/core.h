/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This process's end of the wire to the core. When the core is gone there is nothing left to do:
 * every function that meets it ends the process. */
#pragma once

#include <stdint.h>

#include "carrier/wire.h"
#include "modem/faults.h"

struct core;

/* Takes the socket that the daemon left at WIRE_FD. NULL when it is none. */
struct core *core_open(void);
int core_fd(const struct core *core);
/* The room for log lines: "modem viettel". */
const char *core_room(const struct core *core);
void core_set_name(struct core *core, const char *name);

/* Sends one message; waits while the core does not read, for half a minute at most. */
void core_send(struct core *core, const struct wire_message *message);
/* The next message, if there is one; the caller clears it. */
bool core_receive(struct core *core, struct wire_message *ret);

/* The same on the way out: from the first call on the core's words fail on its side, so that it
 * knows which of them were never heard. False: there are no more. */
bool core_receive_last(struct core *core, struct wire_message *ret);

/* Says what this process is about to do that may block for limit_ms. */
void core_doing(struct core *core, const char *what, int64_t limit_ms);
/* Says that it only waits; sent once until the next core_doing(). */
void core_idle(struct core *core);

/* The core logs it, once: here it may be met again with every start. */
void core_fault(struct core *core, const struct fault *fault);
/* Reports the fault and ends the process. */
_Noreturn void core_leave(struct core *core, const struct fault *fault);
