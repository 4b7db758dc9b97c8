/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From what a carrier hands over to feedback records: duplicates dropped, parts joined in any
 * order and over any time, each text understood once, its consequences recorded with it. */
#pragma once

#include "inbound/care.h"
#include "inbound/orders.h"
#include "inbound/reply/reply.h"
#include "store/feedback.h"
#include "village/number_rules.h"

struct receive_settings {
    const struct number_rules *numbers;
    const struct reply_rules *rules;
    int64_t join_wait_ms; /* a long text with parts missing is shown incomplete after this, a call
                           * for help sooner */
};

struct receiver {
    struct store *store;
    struct receive_settings settings;
    struct dispatch *dispatch; /* through which those who knock are answered; NULL: nobody is */
    struct care *care;     /* to whom what was received is handed on; NULL: it is only recorded */
    struct orders *orders; /* NULL: nobody gives orders by SMS */
};

/* Records one part, in the caller's transaction: received_at, carrier_id, sender as the network
 * wrote it, text, numbers; the other fields are ignored. A duplicate is recorded already.
 * *ret_feedback is the record made or completed, 0 while parts are missing. 0 or negated errno. */
int receive_text(struct receiver *receiver, const struct inbound *in, int64_t *ret_feedback);
/* Somebody rang and was refused at once; sender "" when the number was withheld. */
int receive_call(struct receiver *receiver, int64_t carrier_id, const char *sender, int64_t now,
                 int64_t *ret_feedback);
/* Shows long texts whose other parts have not come in time. *ret_next: when to call again, 0: not
 * before something comes in. */
int receive_tick(struct receiver *receiver, int64_t now, int64_t *ret_next);
/* The sender as the phone book writes numbers (E.164), or as it came. out holds 64 bytes. */
void receive_number(const struct receiver *receiver, const char *raw, char out[static 64]);
