/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The message centre: what is accepted, where it goes, how long it is kept. */
#include "sim/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/call.h"
#include "sim/habits.h"
#include "sim/inbound.h"
#include "sim/network_inside.h"
#include "sim/script.h"
#include "sim/ussd.h"

/* CMS errors (27.005, 3.2.5; 24.011, annex E). */
enum { CMS_UNASSIGNED_NUMBER = 1, CMS_TRANSFER_REJECTED = 21 };

/* A handset that is away for a while. */
struct absence {
    struct network *network;
    struct handset *handset;
};

double network_draw(struct network *network, const char *who)
{
    struct handset *handset = village_find(network->village, who);

    return chance_draw(network->config.seed, who, handset ? handset->draws++ : 0);
}

struct subscriber *network_subscriber(const struct network *network, const char *number)
{
    for (size_t i = 0; i < network->subscriber_count; i++) {
        if (!strcmp(subscriber_number(network->subscribers[i]), number))
            return network->subscribers[i];
    }
    return NULL;
}

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

struct handset *network_handset(struct network *network, const char *number)
{
    struct handset *handset = village_find(network->village, number);

    if (!handset && network->config.open && number[0] == '+') {
        handset = village_add(network->village, number);
        habits_start(network, handset);
    }
    return handset;
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

static void ship(struct network *network, struct subscriber *from, const struct tpdu_submit *submit,
                 const char *to, uint8_t reference)
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

/* The first rule for the number; a rule that has done its count is gone. */
static int refused_by_rule(struct network *network, const char *to)
{
    for (struct refusal_rule **at = &network->refusals; *at; at = &(*at)->next) {
        struct refusal_rule *rule = *at;
        if (strcmp(rule->number, to))
            continue;
        int cms = rule->cms;
        if (rule->count > 0 && --rule->count == 0) {
            *at = rule->next;
            free(rule);
        }
        return cms;
    }
    return 0;
}

/* Once the account is empty the operator says so, once. */
static void tell_no_credit(struct network *network, struct subscriber *from)
{
    struct traffic *traffic = subscriber_traffic(from);
    const char *operator_name = subscriber_account(from)->operator_name;

    if (!traffic->told_no_credit && *operator_name)
        inbound_text(
            network, from, operator_name,
            "Tai khoan cua quy khach khong du de gui tin. Vui long nap the. Kiem tra: *101#", NULL);
    traffic->told_no_credit = true;
}

/* Operators refuse a consumer's SIM that sends too much in too short a time. */
static bool over_limit(struct network *network, struct subscriber *from)
{
    const struct account *account = subscriber_account(from);
    struct traffic *traffic = subscriber_traffic(from);
    int64_t now = agenda_now(network->agenda);

    if (!account->limit)
        return false;
    if (now - traffic->window_began >= account->limit_ms) {
        traffic->window_began = now;
        traffic->in_window = 0;
    }
    return traffic->in_window++ >= account->limit;
}

static int pay(struct network *network, struct subscriber *from)
{
    struct account *account = subscriber_account(from);

    if (account->credit < account->price) {
        tell_no_credit(network, from);
        return (int)account->no_credit_cms;
    }
    account->credit -= account->price;
    subscriber_traffic(from)->told_no_credit = false;
    return 0;
}

void network_count_refused(struct network *network, struct subscriber *from)
{
    subscriber_traffic(from)->refused++;
    ledger_count(network->ledger, COUNT_REFUSED, 1);
}

int network_submit(struct network *network, struct subscriber *from,
                   const struct tpdu_submit *submit, uint8_t reference)
{
    char to[NUMBER_MAX];

    number_dialled(network->config.country, submit->to.text, to);
    int cms = !*to || submit->to.type == TPDU_TOA_ALPHANUMERIC ? CMS_UNASSIGNED_NUMBER
                                                               : refused_by_rule(network, to);
    if (!cms && over_limit(network, from))
        cms = CMS_TRANSFER_REJECTED;
    if (!cms)
        cms = pay(network, from);
    if (cms) {
        network_count_refused(network, from);
        return cms;
    }
    subscriber_traffic(from)->submitted++;
    ledger_accept(network->ledger, clock_wall_ms(), subscriber_name(from), to, reference, submit);
    ship(network, from, submit, to, reference);
    return 0;
}

struct network *network_new(struct loop *loop, const struct network_config *config,
                            struct ledger *ledger)
{
    struct network *network = xcalloc(1, sizeof(*network));

    network->config = *config;
    network->agenda = agenda_new(loop, config->speed);
    network->ledger = ledger;
    network->village = village_new();
    network->held_last = &network->held;
    LIST_INIT(&network->shipments);
    return network;
}

void network_free(struct network *network)
{
    if (!network)
        return;
    while (!LIST_EMPTY(&network->shipments)) {
        struct shipment *shipment = LIST_FIRST(&network->shipments);
        LIST_REMOVE(shipment, all);
        free(shipment);
    }
    while (network->refusals) {
        struct refusal_rule *rule = network->refusals;
        network->refusals = rule->next;
        free(rule);
    }
    report_forget(network);
    call_forget_all(network);
    ussd_forget_all(network);
    for (size_t i = 0; i < network->subscriber_count; i++)
        subscriber_free(network->subscribers[i]);
    free(network->subscribers);
    agenda_free(network->agenda);
    village_free(network->village);
    script_free(network->script);
    free(network);
}

void network_refuse(struct network *network, const char *number, int cms, long count)
{
    struct refusal_rule **at = &network->refusals, *rule;
    char to[NUMBER_MAX];

    number_dialled(network->config.country, number, to);
    while (*at && strcmp((*at)->number, to))
        at = &(*at)->next;
    if ((rule = *at)) {
        *at = rule->next;
        free(rule);
    }
    if (!cms)
        return;
    rule = xcalloc(1, sizeof(*rule));
    *rule = (struct refusal_rule){.cms = cms, .count = count, .next = network->refusals};
    memcpy(rule->number, to, NUMBER_MAX);
    network->refusals = rule;
}

const struct network_config *network_config(const struct network *network)
{
    return &network->config;
}

void network_set_script(struct network *network, struct script *script)
{
    network->script = script;
    for (size_t i = 0; i < village_size(network->village); i++)
        habits_start(network, village_at(network->village, i));
}

struct agenda *network_agenda(struct network *network)
{
    return network->agenda;
}

struct village *network_village(struct network *network)
{
    return network->village;
}

struct ledger *network_ledger(struct network *network)
{
    return network->ledger;
}

void network_add_subscriber(struct network *network, struct subscriber *subscriber)
{
    network->subscribers = xreallocarray(network->subscribers, network->subscriber_count + 1,
                                         sizeof(struct subscriber *));
    network->subscribers[network->subscriber_count++] = subscriber;
}
