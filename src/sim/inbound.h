/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages to a modem: from a handset, from an operator's name or short code, or made by hand. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "text/udh.h"

struct network;
struct subscriber;

/* From any sender, a number or a name, in as many parts as the text needs. It is offered to the
 * modem at once. REFUSED when the sender or the text cannot go on the air. */
int inbound_text(struct network *network, struct subscriber *to, const char *from, const char *text,
                 struct refusal *ret_refusal);
/* One part of several, as it says. */
int inbound_part(struct network *network, struct subscriber *to, const char *from,
                 const struct udh_concat *concat, const char *text, struct refusal *ret_refusal);
/* Any octets as a TPDU, at most TPDU_MAX. */
void inbound_raw(struct network *network, struct subscriber *to, const uint8_t *tpdu, size_t len);

/* A handset writes to a number: after the network's latency it is there, if it is a modem's. */
void inbound_send(struct network *network, const char *from, const char *to, const char *text);
