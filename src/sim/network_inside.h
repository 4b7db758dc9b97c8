/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the network share: its parts, and a message on its way. */
#pragma once

#include <sys/queue.h>

#include "sim/agenda.h"
#include "sim/ledger.h"
#include "sim/network.h"
#include "sim/report.h"
#include "sim/subscriber.h"
#include "sim/tpdu.h"
#include "sim/village.h"

struct refusal_rule {
    struct refusal_rule *next;
    char number[NUMBER_MAX];
    int cms;
    long count; /* -1: for ever */
};

struct held_report {
    struct held_report *next;
    struct subscriber *to;
    uint8_t tpdu[TPDU_MAX];
    size_t len;
};

struct network {
    struct network_config config;
    struct agenda *agenda;
    struct ledger *ledger;
    struct village *village;
    struct script *script; /* NULL: nobody answers */
    struct subscriber **subscribers;
    size_t subscriber_count;
    LIST_HEAD(, shipment) shipments;
    uint8_t next_concat_ref;
    struct refusal_rule *refusals;
    enum report_mode report_mode;
    long report_mode_count; /* -1: until changed */
    struct held_report *held, **held_last;
    LIST_HEAD(, call) calls;
    LIST_HEAD(, ussd_menu) menus;
    LIST_HEAD(, ussd_session) sessions;
};

/* A part on its way to a handset or a SIM. */
struct shipment {
    LIST_ENTRY(shipment) all;
    struct shipment *next; /* while it waits at a handset */
    struct network *network;
    struct subscriber *from;
    struct handset *at; /* where it waits, or NULL */
    char to[NUMBER_MAX];
    uint8_t reference;
    int64_t accepted; /* wall clock */
    struct appointment *arrives, *expires;
    struct tpdu_submit submit;
};

/* TP-ST (23.040, 9.2.3.15). */
enum {
    ST_DELIVERED = 0x00,
    ST_TRYING_BUSY = 0x21,
    ST_TRYING_NO_RESPONSE = 0x22,
    ST_NOT_OBTAINABLE = 0x43,
    ST_EXPIRED = 0x46,
};

/* The next draw of chance for a number. */
double network_draw(struct network *network, const char *who);
/* Sends an accepted part on its way. */
void delivery_start(struct network *network, struct subscriber *from,
                    const struct tpdu_submit *submit, const char *to, uint8_t reference);

/* NULL when there is no such number. */
struct handset *network_handset(struct network *network, const char *number);
struct subscriber *network_subscriber(const struct network *network, const char *number);
