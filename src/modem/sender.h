/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts on their way out: one at a time, each answered exactly once. */
#pragma once

#include "modem/core.h"
#include "modem/phone.h"

struct sender;

/* answer_ms: how long the network may take for its answer. */
struct sender *sender_new(struct core *core, struct phone *phone, int64_t answer_ms);

/* Takes over a submit message; true when it was free for one. A core that hands over a second
 * part before the answer to the first breaks the contract (ready.window). */
bool sender_take(struct sender *sender, struct wire_message *submit);

bool sender_has_work(const struct sender *sender);
bool sender_in_flight(const struct sender *sender);
/* When the part in flight becomes unknown; INT64_MAX while there is none. */
int64_t sender_deadline_ms(const struct sender *sender);

/* Hands the waiting part to the modem. REFUSED with a fault when the modem cannot go on. */
int sender_start(struct sender *sender, struct fault *ret_fault);
/* Tells the core the modem's answer, if it is there. */
bool sender_settle(struct sender *sender);
/* Where the last refusal by the modem came from, told once; WIRE_ORIGIN_NONE: there was none. */
enum wire_origin sender_take_origin(struct sender *sender);
/* True when the modem itself has refused several parts one after another. */
bool sender_is_stuck(const struct sender *sender);
/* This process ends: a part in flight may or may not have gone out, a waiting one has not. After
 * the deadline there is no other way: a late answer would be taken for the next part's. */
void sender_give_up(struct sender *sender);
