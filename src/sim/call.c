/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls between a modem and the handsets of the village. */
#include "sim/call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sim/network_inside.h"

enum { ALERTING_AFTER = 2000, NO_ANSWER_AFTER = 45000, REFUSED_AFTER = 3000, TALK = 20000 };

struct call {
    LIST_ENTRY(call) all;
    struct network *network;
    struct subscriber *modem;
    struct handset *handset;  /* called; NULL for a number that is none or a call to the modem */
    struct appointment *next; /* what happens by itself */
    int64_t rings_since;      /* agenda's time; -1 while it does not ring */
    bool incoming, answered;
};

static struct call *find(struct network *network, struct subscriber *modem)
{
    struct call *call;

    LIST_FOREACH(call, &network->calls, all)
    {
        if (call->modem == modem)
            return call;
    }
    return NULL;
}

static struct call *start(struct network *network, struct subscriber *modem)
{
    struct call *call = xcalloc(1, sizeof(*call));

    call->network = network;
    call->modem = modem;
    call->rings_since = -1;
    LIST_INSERT_HEAD(&network->calls, call, all);
    return call;
}

static void stop_ringing(struct call *call)
{
    if (call->handset && call->rings_since >= 0) {
        int64_t rang_ms = agenda_now(call->network->agenda) - call->rings_since;
        call->handset->rang_ms = rang_ms > 0 ? rang_ms : 1;
    }
    call->rings_since = -1;
}

static void forget(struct call *call)
{
    stop_ringing(call);
    agenda_cancel(call->network->agenda, call->next);
    LIST_REMOVE(call, all);
    free(call);
}

static void end(struct call *call, enum call_event event)
{
    struct subscriber *modem = call->modem;

    forget(call);
    subscriber_call_event(modem, event);
}

static void caller_gives_up(void *arg)
{
    struct call *call = arg;

    call->next = NULL;
    if (!call->answered)
        ledger_count(call->network->ledger, COUNT_CALLS_MISSED, 1);
    end(call, CALL_ENDED);
}

static void nobody_answers(void *arg)
{
    struct call *call = arg;

    call->next = NULL;
    end(call, CALL_NO_ANSWER);
}

static void not_reachable(void *arg)
{
    struct call *call = arg;

    call->next = NULL;
    end(call, CALL_ENDED);
}

static void rings(void *arg)
{
    struct call *call = arg;

    call->rings_since = agenda_now(call->network->agenda);
    call->handset->rings++;
    call->next = agenda_after(call->network->agenda, NO_ANSWER_AFTER, nobody_answers, call);
    subscriber_call_event(call->modem, CALL_ALERTING);
}

void call_dial(struct network *network, struct subscriber *from, const char *number)
{
    char to[NUMBER_MAX];
    struct call *call = start(network, from);

    ledger_count(network->ledger, COUNT_CALLS_OUT, 1);
    number_dialled(network->config.country, number, to);
    call->handset = network_handset(network, to);
    bool there = call->handset &&
                 (call->handset->state == HANDSET_ON || call->handset->state == HANDSET_FULL);
    call->next = agenda_after(network->agenda, there ? ALERTING_AFTER : REFUSED_AFTER,
                              there ? rings : not_reachable, call);
}

void call_answer(struct network *network, struct subscriber *subscriber)
{
    struct call *call = find(network, subscriber);

    if (!call || !call->incoming || call->answered)
        return;
    call->answered = true;
    ledger_count(network->ledger, COUNT_CALLS_ANSWERED, 1);
    agenda_cancel(network->agenda, call->next);
    call->next = agenda_after(network->agenda, TALK, caller_gives_up, call);
}

void call_hang_up(struct network *network, struct subscriber *subscriber)
{
    struct call *call = find(network, subscriber);

    if (!call)
        return;
    if (call->incoming && !call->answered)
        ledger_count(network->ledger, COUNT_CALLS_REJECTED, 1);
    forget(call);
}

void call_from(struct network *network, struct subscriber *to, const char *from, int64_t ring_ms)
{
    ledger_count(network->ledger, COUNT_CALLS_IN, 1);
    if (find(network, to)) { /* the line is engaged */
        ledger_count(network->ledger, COUNT_CALLS_MISSED, 1);
        return;
    }
    struct call *call = start(network, to);
    call->incoming = true;
    call->next = agenda_after(network->agenda, ring_ms, caller_gives_up, call);
    subscriber_ring(to, from);
}

void call_forget_all(struct network *network)
{
    while (!LIST_EMPTY(&network->calls)) {
        struct call *call = LIST_FIRST(&network->calls);
        LIST_REMOVE(call, all);
        free(call);
    }
}
