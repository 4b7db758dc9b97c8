/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Delivery reports: made when a message has come to its end, sent after a delay, and held, lost or
 * doubled by command. */
#include "sim/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/network_inside.h"

struct report {
    struct network *network;
    struct subscriber *to;
    uint8_t tpdu[TPDU_MAX];
    size_t len;
};

static void offer(struct network *network, struct subscriber *to, const uint8_t *tpdu, size_t len)
{
    ledger_count(network->ledger, COUNT_REPORTS, 1);
    subscriber_offer(to, tpdu, len, NULL, NULL);
}

static void hold(struct network *network, const struct report *report)
{
    struct held_report *held = xcalloc(1, sizeof(*held));

    held->to = report->to;
    held->len = report->len;
    memcpy(held->tpdu, report->tpdu, report->len);
    *network->held_last = held;
    network->held_last = &held->next;
    ledger_count(network->ledger, COUNT_REPORTS_HELD, 1);
}

static enum report_mode next_mode(struct network *network)
{
    enum report_mode mode = network->report_mode;

    if (mode != REPORTS_NORMAL && network->report_mode_count > 0 &&
        --network->report_mode_count == 0)
        network->report_mode = REPORTS_NORMAL;
    return mode;
}

static void report_due(void *arg)
{
    struct report *report = arg;
    struct network *network = report->network;

    switch (next_mode(network)) {
    case REPORTS_HOLD:
        hold(network, report);
        break;
    case REPORTS_LOSE:
        ledger_count(network->ledger, COUNT_REPORTS_LOST, 1);
        break;
    case REPORTS_DUPLICATE:
        offer(network, report->to, report->tpdu, report->len);
        offer(network, report->to, report->tpdu, report->len);
        break;
    case REPORTS_NORMAL:
        offer(network, report->to, report->tpdu, report->len);
        break;
    }
    free(report);
}

void report_send(const struct shipment *shipment, uint8_t status)
{
    struct network *network = shipment->network;

    if (!shipment->submit.report_wanted)
        return;
    struct tpdu_report content = {
        .reference = shipment->reference,
        .to = shipment->submit.to,
        .sent = shipment->accepted,
        .settled = clock_wall_ms(),
        .status = status,
    };
    struct report *report = xcalloc(1, sizeof(*report));
    report->network = network;
    report->to = shipment->from;
    report->len = tpdu_encode_report(&content, report->tpdu);
    double draw = network_draw(network, shipment->to);
    agenda_after_owning(network->agenda, span_draw(network->config.report, draw), report_due,
                        report);
}

void report_set_mode(struct network *network, enum report_mode mode, long count)
{
    network->report_mode = mode;
    network->report_mode_count = count;
}

size_t report_release(struct network *network)
{
    size_t count = 0;

    while (network->held) {
        struct held_report *held = network->held;
        network->held = held->next;
        if (!network->held)
            network->held_last = &network->held;
        ledger_count(network->ledger, COUNT_REPORTS_HELD, -1);
        offer(network, held->to, held->tpdu, held->len);
        free(held);
        count++;
    }
    return count;
}

void report_forget(struct network *network)
{
    while (network->held) {
        struct held_report *held = network->held;
        network->held = held->next;
        free(held);
    }
    network->held_last = &network->held;
}
