/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls between a modem and the handsets of the village. Each subscriber has at most one. */
#pragma once

#include <stdint.h>

struct network;
struct subscriber;

/* A modem dials. What becomes of it comes as call events. */
void call_dial(struct network *network, struct subscriber *from, const char *number);
/* A modem answers the call that rings it. */
void call_answer(struct network *network, struct subscriber *subscriber);
/* A modem hangs up, or refuses the call that rings it, or is gone. */
void call_hang_up(struct network *network, struct subscriber *subscriber);
/* Somebody calls a modem and lets it ring for ring_ms of network time. */
void call_from(struct network *network, struct subscriber *to, const char *from, int64_t ring_ms);
void call_forget_all(struct network *network);
