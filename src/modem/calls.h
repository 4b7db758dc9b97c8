/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls: those that come in are told and refused at once, which is how a household answers for
 * free; those that go out ring for a while and are never meant to be answered. */
#pragma once

#include "modem/core.h"
#include "modem/phone.h"

struct calls;

struct calls *calls_new(struct core *core, struct phone *phone);

/* Somebody calls: "+84912345678",145 */
void calls_hear(struct calls *calls, const char *line, size_t len);
/* A call has ended, ours or another's. */
void calls_ended(struct calls *calls);
/* The core wants a number to ring. */
void calls_ring(struct calls *calls, const struct wire_ring *ring);

/* Something else is to be sent: a call of ours that rings is to end now. */
void calls_cut_short(struct calls *calls);

/* Does one step when there is one; true when it did. */
bool calls_step(struct calls *calls, GSM_Error *ret_error);
/* True while a call of ours rings: nothing else is asked of the modem then. */
bool calls_ringing(const struct calls *calls);
/* When there is something to do by itself; INT64_MAX: never. */
int64_t calls_deadline_ms(const struct calls *calls);
/* This process ends: a ring not yet answered for is unknown. */
void calls_give_up(struct calls *calls);
