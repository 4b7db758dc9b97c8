/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The operator's USSD menus: a code is dialled, a text comes back, and perhaps waits for a reply.
 */
#pragma once

#include <stdbool.h>

struct network;
struct subscriber;

/* Defines what a path answers. A path is a code and the replies after it, with '>' between:
 * "*098#", "*098#>1", "*098#>1>2". With wants_reply the session goes on after the text. In the text
 * {credit}, {number} and {operator} stand for what they say. Replaces an earlier definition. */
void ussd_define(struct network *network, const char *path, bool wants_reply, const char *text);

/* A terminal dials a code or, in a session, sends a reply. The answer comes as terminal_ops.ussd.
 */
void ussd_send(struct network *network, struct subscriber *subscriber, const char *text);
/* A terminal ends its session. */
void ussd_cancel(struct network *network, struct subscriber *subscriber);
/* The network says something by itself. */
void ussd_push(struct network *network, struct subscriber *subscriber, const char *text);

/* Texts that operators of the country have: the balance at *101#, a menu at *098#. */
void ussd_define_usual(struct network *network);
void ussd_forget_all(struct network *network);
