/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A subscription, as the network knows it. */
#include "sim/subscriber.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sim/tpdu.h"

struct offer {
    struct offer *next;
    uint8_t tpdu[TPDU_MAX];
    size_t len;
    subscriber_taken_fn taken;
    void *arg;
};

struct subscriber {
    char *name, *number;
    struct account account;
    struct traffic traffic;
    const struct terminal_ops *ops;
    void *ops_arg;
    struct offer *first, **last;
    size_t waiting;
    bool pending;  /* the terminal has the first offer and has not yet acknowledged it */
    bool draining; /* no delivery from within a delivery */
};

struct subscriber *subscriber_new(const char *name, const char *number, struct account account)
{
    struct subscriber *subscriber = xcalloc(1, sizeof(*subscriber));

    subscriber->name = xstrdup(name);
    subscriber->number = xstrdup(number);
    subscriber->account = account;
    subscriber->last = &subscriber->first;
    return subscriber;
}

void subscriber_free(struct subscriber *subscriber)
{
    if (!subscriber)
        return;
    while (subscriber->first) {
        struct offer *offer = subscriber->first;
        subscriber->first = offer->next;
        free(offer);
    }
    free(subscriber->name);
    free(subscriber->number);
    free(subscriber);
}

void subscriber_attach(struct subscriber *subscriber, const struct terminal_ops *ops, void *arg)
{
    subscriber->ops = ops;
    subscriber->ops_arg = arg;
}

const char *subscriber_name(const struct subscriber *subscriber)
{
    return subscriber->name;
}

const char *subscriber_number(const struct subscriber *subscriber)
{
    return subscriber->number;
}

struct account *subscriber_account(struct subscriber *subscriber)
{
    return &subscriber->account;
}

struct traffic *subscriber_traffic(struct subscriber *subscriber)
{
    return &subscriber->traffic;
}

static void first_was_taken(struct subscriber *subscriber)
{
    struct offer *offer = subscriber->first;

    subscriber->first = offer->next;
    if (!subscriber->first)
        subscriber->last = &subscriber->first;
    subscriber->waiting--;
    if (offer->taken)
        offer->taken(offer->arg);
    free(offer);
}

static void drain(struct subscriber *subscriber)
{
    if (subscriber->draining || !subscriber->ops)
        return;
    subscriber->draining = true;
    while (subscriber->first && !subscriber->pending) {
        enum mt_result result = subscriber->ops->deliver(
            subscriber->first->tpdu, subscriber->first->len, subscriber->ops_arg);
        if (result == MT_PENDING)
            subscriber->pending = true;
        else if (result == MT_TAKEN)
            first_was_taken(subscriber);
        else
            break;
    }
    subscriber->draining = false;
}

void subscriber_offer(struct subscriber *subscriber, const uint8_t *tpdu, size_t len,
                      subscriber_taken_fn taken, void *arg)
{
    struct offer *offer = xcalloc(1, sizeof(*offer));

    offer->len = len < TPDU_MAX ? len : TPDU_MAX;
    memcpy(offer->tpdu, tpdu, offer->len);
    offer->taken = taken;
    offer->arg = arg;
    *subscriber->last = offer;
    subscriber->last = &offer->next;
    subscriber->waiting++;
    drain(subscriber);
}

void subscriber_ready(struct subscriber *subscriber)
{
    drain(subscriber);
}

void subscriber_acknowledge(struct subscriber *subscriber, bool taken)
{
    if (!subscriber->pending)
        return;
    subscriber->pending = false;
    if (!taken)
        return;
    first_was_taken(subscriber);
    drain(subscriber);
}

size_t subscriber_waiting(const struct subscriber *subscriber)
{
    return subscriber->waiting;
}

void subscriber_ring(struct subscriber *subscriber, const char *from)
{
    if (subscriber->ops)
        subscriber->ops->ring(from, subscriber->ops_arg);
}

void subscriber_call_event(struct subscriber *subscriber, enum call_event event)
{
    if (subscriber->ops)
        subscriber->ops->call(event, subscriber->ops_arg);
}

void subscriber_ussd(struct subscriber *subscriber, enum ussd_status status, const char *text)
{
    if (subscriber->ops)
        subscriber->ops->ussd(status, text, subscriber->ops_arg);
}
