/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The way of an accepted part: to a SIM or a handset, at once, later, or not at all. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/habits.h"
#include "sim/network_inside.h"

/* A handset that is away for a while. */
struct absence {
    struct network *network;
    struct handset *handset;
};

static void finish(struct shipment *shipment, enum counter counter, uint8_t status)
{
    struct network *network = shipment->network;

    report_send(shipment, status);
    agenda_cancel(network->agenda, shipment->expires);
    LIST_REMOVE(shipment, all);
    free(shipment);
    ledger_count(network->ledger, COUNT_IN_TRANSIT, -1);
    ledger_count(network->ledger, counter, 1);
}

static void taken_by_sim(void *arg)
{
    struct shipment *shipment = arg;

    ledger_count(shipment->network->ledger, COUNT_INBOUND_TAKEN, 1);
    finish(shipment, COUNT_DELIVERED, ST_DELIVERED);
}

static void deliver_to_sim(struct shipment *shipment, struct subscriber *to)
{
    struct tpdu_deliver deliver = {.sent = clock_wall_ms(), .body = shipment->submit.body};
    uint8_t tpdu[TPDU_MAX];

    tpdu_address_parse(subscriber_number(shipment->from), &deliver.from);
    size_t len = tpdu_encode_deliver(&deliver, tpdu);
    agenda_cancel(shipment->network->agenda, shipment->expires);
    shipment->expires = NULL;
    ledger_count(shipment->network->ledger, COUNT_INBOUND, 1);
    subscriber_offer(to, tpdu, len, taken_by_sim, shipment);
}

static void wait_at_handset(struct shipment *shipment, struct handset *handset)
{
    shipment->at = handset;
    shipment->next = NULL;
    *handset->waiting_last = shipment;
    handset->waiting_last = &shipment->next;
    if (shipment->network->config.interim)
        report_send(shipment,
                    handset->state == HANDSET_FULL ? ST_TRYING_BUSY : ST_TRYING_NO_RESPONSE);
}

static void deliver_to_handset(struct shipment *shipment, struct handset *handset)
{
    struct network *network = shipment->network;
    const struct handset_message *message =
        handset_receive(handset, subscriber_number(shipment->from), &shipment->submit.body);

    finish(shipment, COUNT_DELIVERED, ST_DELIVERED);
    if (!message)
        return;
    ledger_count(network->ledger, COUNT_MESSAGES, 1);
    habits_message(network, handset, message);
}

static void arrive(void *arg)
{
    struct shipment *shipment = arg;
    struct network *network = shipment->network;
    struct subscriber *sim = network_subscriber(network, shipment->to);

    shipment->arrives = NULL;
    if (sim) {
        deliver_to_sim(shipment, sim);
        return;
    }
    struct handset *handset = network_handset(network, shipment->to);
    if (!handset || handset->state == HANDSET_GONE)
        finish(shipment, COUNT_FAILED, ST_NOT_OBTAINABLE);
    else if (handset->state == HANDSET_ON)
        deliver_to_handset(shipment, handset);
    else
        wait_at_handset(shipment, handset);
}

static void leave_handset(struct shipment *shipment)
{
    struct handset *handset = shipment->at;
    struct shipment **at = &handset->waiting;

    while (*at != shipment)
        at = &(*at)->next;
    *at = shipment->next;
    if (handset->waiting_last == &shipment->next)
        handset->waiting_last = at;
    shipment->at = NULL;
}

static void expire(void *arg)
{
    struct shipment *shipment = arg;
    struct network *network = shipment->network;

    shipment->expires = NULL;
    agenda_cancel(network->agenda, shipment->arrives);
    if (shipment->at)
        leave_handset(shipment);
    ledger_count(network->ledger, COUNT_EXPIRED, 1);
    finish(shipment, COUNT_FAILED, ST_EXPIRED);
}

/* What waited for a handset comes soon after it is back. */
static void handset_back(void *arg)
{
    struct handset *handset = arg;

    handset->changes = NULL;
    while (handset->waiting && handset->state == HANDSET_ON) {
        struct shipment *shipment = handset->waiting;
        leave_handset(shipment);
        deliver_to_handset(shipment, handset);
    }
}

/* A handset is switched on by its owner; what waits for it comes as soon as the network knows. */
static void handset_switched_on(struct network *network, struct handset *handset)
{
    handset->state = HANDSET_ON;
    if (!handset->waiting)
        return;
    double draw = network_draw(network, handset->number);
    handset->changes = agenda_after(network->agenda, span_draw(network->config.recovery, draw),
                                    handset_back, handset);
}

static void handset_returns(void *arg)
{
    struct absence *absence = arg;

    absence->handset->changes = NULL;
    handset_switched_on(absence->network, absence->handset);
    free(absence);
}

void network_set_handset(struct network *network, struct handset *handset, enum handset_state state,
                         int64_t ms)
{
    agenda_cancel(network->agenda, handset->changes);
    handset->changes = NULL;
    if (state == HANDSET_ON) {
        handset_switched_on(network, handset);
        return;
    }
    handset->state = state;
    if (!ms)
        return;
    struct absence *absence = xmalloc(sizeof(*absence));
    *absence = (struct absence){network, handset};
    handset->changes = agenda_after_owning(network->agenda, ms, handset_returns, absence);
}

static int64_t validity(const struct network *network, const struct tpdu_submit *submit)
{
    int64_t wanted = network->config.validity;

    if (submit->valid_relative)
        wanted = submit->validity_ms;
    else if (submit->valid_until)
        wanted = submit->valid_until - clock_wall_ms();
    return wanted < network->config.validity ? wanted : network->config.validity;
}

void delivery_start(struct network *network, struct subscriber *from,
                    const struct tpdu_submit *submit, const char *to, uint8_t reference)
{
    struct shipment *shipment = xcalloc(1, sizeof(*shipment));

    shipment->network = network;
    shipment->from = from;
    shipment->reference = reference;
    shipment->accepted = clock_wall_ms();
    shipment->submit = *submit;
    memcpy(shipment->to, to, NUMBER_MAX);
    LIST_INSERT_HEAD(&network->shipments, shipment, all);
    double draw = network_draw(network, to);
    shipment->arrives =
        agenda_after(network->agenda, span_draw(network->config.latency, draw), arrive, shipment);
    shipment->expires = agenda_after(network->agenda, validity(network, submit), expire, shipment);
    ledger_count(network->ledger, COUNT_IN_TRANSIT, 1);
}
