/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The network: who is on it, and which parts its message centre accepts from them. */
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

struct handset *network_handset(struct network *network, const char *number)
{
    struct handset *handset = village_find(network->village, number);

    if (!handset && network->config.open && number[0] == '+') {
        handset = village_add(network->village, number);
        habits_start(network, handset);
    }
    return handset;
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
    delivery_start(network, from, submit, to, reference);
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
