/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Carriers as the dispatcher drives them: coming, going and telling of themselves. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "dispatch/secret.h"

enum {
    FAULT_FRESH_MS = 5 * 1000,
    PAUSE_MAX_MS = 5 * 60 * 1000,
    PAUSE_EMERGENCY_MS = 15 * 1000,
    MS_PER_PART_ASSUMED = 3 * 1000,
};

static struct event *new_event(struct outlet *o)
{
    struct dispatch *d = o->dispatch;

    d->events = xgrow(d->events, d->event_count, sizeof(*d->events));
    struct event *e = &d->events[d->event_count++];
    *e = (struct event){.outlet = o, .at = clock_wall_ms()};
    return e;
}

void outlet_return(struct outlet *o, int64_t tag)
{
    new_event(o)->returned = tag;
}

static bool on_configure(void *arg, struct wire_configure *configure)
{
    static char set_aside[512]; /* until the call returns */
    struct outlet *o = arg;
    char mark[SECRET_MARK_SIZE];

    aside_write(o, clock_wall_ms(), set_aside, sizeof(set_aside));
    configure->set_aside = set_aside;
    if (o->pin_refused[0] == '\0')
        return true;
    secret_mark(o->settings->pin, mark);
    if (strcmp(mark, o->pin_refused) != 0) /* the technician has written another PIN */
        return true;
    snprintf(o->fault, sizeof(o->fault),
             "the SIM has refused the PIN in the configuration; it is not tried again until you "
             "change it, because three wrong ones lock the SIM");
    o->fault_at = o->said_at = clock_wall_ms();
    return false;
}

/* Known before the turn: while nothing can be recorded the process starts again all the same, and
 * three wrong PINs lock the SIM. */
static void remember_refused_pin(struct outlet *o)
{
    char mark[SECRET_MARK_SIZE];

    secret_mark(o->settings->pin, mark);
    snprintf(o->pin_refused, sizeof(o->pin_refused), "%s", mark);
}

static bool refuses_pin(const struct wire_message *m)
{
    return m->type == WIRE_FAULT && m->fault.origin == WIRE_ORIGIN_SIM &&
           m->fault.code == WIRE_SIM_PIN_REFUSED;
}

static void on_message(void *arg, struct wire_message *message)
{
    if (refuses_pin(message))
        remember_refused_pin(arg);
    new_event(arg)->message = *message;
    *message = (struct wire_message){0};
}

static void on_drained(void *arg)
{
    struct outlet *o = arg;

    if (o->dispatch->event_count && !o->dispatch->in_trouble)
        dispatch_kick(o->dispatch);
}

static void on_fetched(void *arg, const char *place)
{
    if (aside_is(arg, place))
        snprintf(new_event(arg)->fetched, sizeof(((struct event *)0)->fetched), "%s", place);
}

static void on_gone(void *arg, const char *why, const char *killer)
{
    struct outlet *o = arg;
    struct event *e = new_event(o);

    e->gone = true;
    snprintf(e->why, sizeof(e->why), "%s", why);
    snprintf(e->killer, sizeof(e->killer), "%s", killer);
    if (!o->dispatch->in_trouble)
        dispatch_kick(o->dispatch);
}

static const struct supervisor_events supervisor_events = {
    .configure = on_configure,
    .message = on_message,
    .drained = on_drained,
    .fetched = on_fetched,
    .gone = on_gone,
};

int outlet_open(struct dispatch *d, struct outlet *o, const struct carrier_settings *settings,
                const char *modem_program)
{
    struct carrier_row row;
    int r = carrier_ensure(d->store, settings->name, &row);

    if (r != 0)
        return r < 0 ? r : -1;
    *o = (struct outlet){.dispatch = d,
                         .settings = settings,
                         .id = row.id,
                         .signal = -1,
                         .stored_used = -1,
                         .stored_size = -1,
                         .has_balance = row.has_balance,
                         .balance = row.balance,
                         .balance_at = row.balance_at,
                         .money.spent = row.spent,
                         .money.told = row.told,
                         .flow.paused = row.paused,
                         .flow.pause_ms = PAUSE_FIRST_MS};
    snprintf(o->pin_refused, sizeof(o->pin_refused), "%s", row.pin_refused);
    carrier_row_clear(&row);
    r = aside_load(o);
    if (r >= 0)
        r = credit_forecast(o, clock_wall_ms());
    if (r < 0)
        return r;
    o->supervisor =
        supervisor_new(d->loop, settings, settings->program[0] ? settings->program : modem_program,
                       &supervisor_events, o);
    return 0;
}

void outlet_close(struct outlet *o)
{
    supervisor_free(o->supervisor);
}

int outlet_ready(struct outlet *o, const struct wire_ready *ready)
{
    o->ready = true;
    o->window = ready->window > 0 ? (int64_t)ready->window : 1;
    o->flow.pause_until = 0;
    snprintf(o->model, sizeof(o->model), "%s", ready->model);
    snprintf(o->imei, sizeof(o->imei), "%s", ready->imei);
    log_info("dispatch", "carrier %s is ready", o->settings->name);
    dispatch_tell_carrier(o);
    if (o->flow.paused != CARRIER_PIN_REFUSED)
        return 0;
    o->flow.paused = CARRIER_RUNNING;
    o->pin_refused[0] = '\0';
    int r = carrier_set_pin_refused(o->dispatch->store, o->id, "");
    return r < 0 ? r : carrier_set_paused(o->dispatch->store, o->id, CARRIER_RUNNING);
}

static bool registered(int64_t registration)
{
    return registration == WIRE_REGISTRATION_HOME || registration == WIRE_REGISTRATION_ROAMING ||
           registration == WIRE_REGISTRATION_UNKNOWN; /* some modems never say */
}

int outlet_status(struct outlet *o, const struct wire_status *status)
{
    bool back = !registered(o->registration) && registered(status->registration);

    o->signal = status->signal_percent;
    o->registration = status->registration;
    o->stored_used = status->stored_used;
    o->stored_size = status->stored_size;
    snprintf(o->network, sizeof(o->network), "%s", status->network);
    if (back)
        o->flow.pause_until = 0;
    dispatch_tell_carrier(o);
    return 0;
}

static int refuse_pin(struct outlet *o)
{
    remember_refused_pin(o);
    o->flow.paused = CARRIER_PIN_REFUSED;
    int r = carrier_set_pin_refused(o->dispatch->store, o->id, o->pin_refused);
    return r < 0 ? r : carrier_set_paused(o->dispatch->store, o->id, CARRIER_PIN_REFUSED);
}

int outlet_fault(struct outlet *o, const struct wire_fault *fault, int64_t now)
{
    bool repeated = !o->ready && strcmp(o->fault, fault->message) == 0;

    snprintf(o->fault, sizeof(o->fault), "%s", fault->message);
    o->fault_at = o->said_at = now;
    if (!repeated)
        log_warning("dispatch", "carrier %s: %s", o->settings->name, o->fault);
    dispatch_tell_carrier(o);
    if (fault->origin == WIRE_ORIGIN_SIM && fault->code == WIRE_SIM_PIN_REFUSED)
        return refuse_pin(o);
    return 0;
}

/* What it has said itself just before says more. */
static void explain_end(struct outlet *o, const struct event *event)
{
    bool explained = event->at - o->said_at <= FAULT_FRESH_MS;
    bool repeated = !o->ready && strcmp(o->fault, event->why) == 0;

    if (!explained && !repeated)
        log_warning("dispatch", "carrier %s is gone: %s", o->settings->name, event->why);
    if (!explained)
        snprintf(o->fault, sizeof(o->fault), "%s", event->why);
    o->fault_at = event->at;
}

int outlet_gone(struct outlet *o, const struct event *event)
{
    explain_end(o, event);
    o->ready = false;
    o->flow.in_hand = 0;
    o->money.in_hand = 0;
    o->signal = -1;
    credit_gone(o);
    dispatch_tell_carrier(o);
    int r = event->killer[0] ? aside_killed(o, event->killer, event->at) : 0;
    if (r >= 0)
        r = rings_gone(o, event->at);
    return r < 0 ? r : answers_crashed(o->dispatch, o->id, event->at);
}

int64_t outlet_pause(struct outlet *o, bool emergency, const char *why, int64_t now)
{
    int64_t rest = o->flow.pause_ms;

    o->flow.pause_ms = rest * 2 > PAUSE_MAX_MS ? PAUSE_MAX_MS : rest * 2;
    if (emergency && rest > PAUSE_EMERGENCY_MS)
        rest = PAUSE_EMERGENCY_MS;
    o->flow.pause_until = clock_monotonic_ms() + rest;
    snprintf(o->fault, sizeof(o->fault), "%s", why);
    o->fault_at = now;
    dispatch_tell_carrier(o);
    return rest;
}

void outlet_hurry(struct outlet *o)
{
    o->flow.pause_until = 0;
    o->flow.pause_ms = PAUSE_FIRST_MS;
}

size_t outlet_of_network(const struct dispatch *d, const char *number)
{
    size_t best = SIZE_MAX, best_len = 0;

    for (size_t i = 0; i < d->outlet_count; i++) {
        const struct conf_strings *prefixes = &d->outlets[i].settings->prefixes;
        for (size_t j = 0; j < prefixes->count; j++) {
            size_t len = strlen(prefixes->items[j]);
            if (len > best_len && strncmp(number, prefixes->items[j], len) == 0) {
                best = i;
                best_len = len;
            }
        }
    }
    return best;
}

struct outlet *outlet_find(struct dispatch *d, const char *name)
{
    for (size_t i = 0; i < d->outlet_count; i++)
        if (strcmp(d->outlets[i].settings->name, name) == 0)
            return &d->outlets[i];
    return NULL;
}

int64_t outlet_hint(const struct dispatch *d, const char *number)
{
    size_t outlet = d->outlet_count > 1 ? outlet_of_network(d, number) : SIZE_MAX;

    return outlet == SIZE_MAX ? 0 : d->outlets[outlet].id;
}

const char *outlet_obstacle(const struct outlet *o, const char **ret_sentence)
{
    *ret_sentence = o->fault;
    if (o->pin_refused[0] && !o->ready)
        return "paused";
    if (!o->ready)
        return supervisor_running(o->supervisor) && !o->fault[0] ? "starting" : "down";
    switch (o->flow.paused) {
    case CARRIER_NO_CREDIT:
        *ret_sentence = "the SIM has no credit left; top it up, the balance query notices";
        return "paused";
    case CARRIER_PIN_REFUSED:
    case CARRIER_RUNNING:
        break;
    }
    if (!registered(o->registration)) {
        *ret_sentence = "no network: the SIM is not registered";
        return "paused";
    }
    if (o->flow.pause_until > clock_monotonic_ms())
        return "paused";
    *ret_sentence = budget_sentence(spending_stop(o));
    if (!**ret_sentence && o->money.too_long)
        *ret_sentence = "the next message is longer than what is left of quota, package or credit";
    return **ret_sentence ? "paused" : NULL;
}

bool outlet_sends(const struct outlet *o)
{
    return o->ready && o->flow.paused == CARRIER_RUNNING && registered(o->registration) &&
           o->flow.pause_until <= clock_monotonic_ms();
}

bool outlet_another_sends(const struct outlet *o)
{
    const struct dispatch *d = o->dispatch;

    for (size_t i = 0; i < d->outlet_count; i++)
        if (&d->outlets[i] != o && outlet_sends(&d->outlets[i]))
            return true;
    return false;
}

bool outlet_another_spends(const struct outlet *o)
{
    const struct dispatch *d = o->dispatch;

    for (size_t i = 0; i < d->outlet_count; i++)
        if (&d->outlets[i] != o && outlet_sends(&d->outlets[i]) &&
            spending_stop(&d->outlets[i]) == BUDGET_GOES)
            return true;
    return false;
}

int64_t outlet_ms_per_part(const struct outlet *o)
{
    return o->flow.ms_per_part ? o->flow.ms_per_part : MS_PER_PART_ASSUMED;
}

static const char *registration_word(int64_t registration)
{
    static const char *const words[] = {"unknown",   "home",   "roaming",
                                        "searching", "denied", "none"};

    return registration >= 0 && registration < (int64_t)ARRAY_SIZE(words) ? words[registration]
                                                                          : "unknown";
}

struct queue_sum {
    int64_t id, messages;
};

static void add_queue(int64_t hint, int64_t lane, int64_t messages, int64_t parts, void *arg)
{
    struct queue_sum *sum = arg;

    if (hint == 0 || hint == sum->id)
        sum->messages += messages;
}

/* All but what the store has. */
static void view(struct outlet *o, int64_t queued, struct carrier_view *ret)
{
    const char *why, *obstacle = outlet_obstacle(o, &why);

    *ret = (struct carrier_view){
        .id = o->id,
        .name = o->settings->name,
        .device = o->settings->device,
        .number = o->settings->number,
        .state = obstacle ? obstacle : "ready",
        .why = why,
        .signal = o->signal,
        .network = o->network,
        .registration = registration_word(o->registration),
        .model = o->model,
        .imei = o->imei,
        .has_balance = o->has_balance,
        .balance = o->balance,
        .balance_at = o->balance_at,
        .warn_below = o->settings->balance.warn_below,
        .parts_today = o->money.today.parts,
        .cost_today = o->money.today.cost,
        .daily_parts = o->settings->daily_parts,
        .credit = o->balance - o->money.spent,
        .empty_before = o->empty_at ? o->empty_at + DAY : 0,
        .parts_month = o->money.month.parts,
        .cost_month = o->money.month.cost,
        .monthly_parts = o->settings->monthly_parts,
        .part_price = o->settings->part_price,
        .own_price = spending_budget(o).own_price,
        .package_parts = o->settings->package.parts,
        .package_used = o->money.prepaid,
        .reserve = o->settings->reserve,
        .reserve_parts = o->settings->reserve_parts,
        .queued = queued,
        .ms_per_part = outlet_ms_per_part(o),
        .stored_used = o->stored_used,
        .stored_size = o->stored_size,
        .restarts = supervisor_restarts(o->supervisor),
        .last_fault = o->fault,
        .last_fault_at = o->fault_at,
    };
    for (size_t i = 0; i < ARRAY_SIZE(ret->aside); i++)
        ret->aside[i] = o->aside[i].place;
}

int dispatch_carriers(struct dispatch *d, carrier_view_fn fn, void *arg)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0; i++) {
        struct outlet *o = &d->outlets[i];
        struct queue_sum queue = {.id = o->id};
        struct carrier_view shown;
        r = message_queue(d->store, add_queue, &queue);
        view(o, queue.messages, &shown);
        if (r >= 0)
            r = proof_view(o, &shown);
        if (r >= 0)
            fn(&shown, arg);
    }
    return r < 0 ? r : 0;
}
