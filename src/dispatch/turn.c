/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One turn of the dispatcher is one transaction; what leaves the house leaves after its commit. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/approval.h"
#include "dispatch/inside.h"
#include "dispatch/timekeeping.h"

enum {
    TICK_MS = 30 * 1000,   /* nothing waits longer for somebody to look */
    TROUBLE_MS = 2 * 1000, /* after a turn that could not be committed */
};

void dispatch_depart(struct dispatch *d, struct outlet *o, const struct wire_message *m)
{
    d->departures = xgrow(d->departures, d->departure_count, sizeof(*d->departures));
    struct departure *departure = &d->departures[d->departure_count++];
    *departure = (struct departure){.outlet = o, .message = *m};
    if (m->type == WIRE_SUBMIT) {
        departure->to = xstrdup(m->submit.to);
        departure->text = xstrdup(m->submit.text);
        departure->message.submit.to = departure->to;
        departure->message.submit.text = departure->text;
    } else if (m->type == WIRE_RING) {
        departure->to = xstrdup(m->ring.to);
        departure->message.ring.to = departure->to;
    }
}

static void forget_departure(struct departure *departure)
{
    free(departure->to);
    free(departure->text);
}

static void note(int64_t **list, size_t *count, int64_t id)
{
    for (size_t i = 0; i < *count; i++)
        if ((*list)[i] == id)
            return;
    *list = xreallocarray(*list, *count + 1, sizeof(**list));
    (*list)[(*count)++] = id;
}

void dispatch_note_moved(struct dispatch *d, int64_t announcement)
{
    if (announcement)
        note(&d->moved, &d->moved_count, announcement);
}

static void note_heard(struct dispatch *d, int64_t feedback)
{
    if (feedback)
        note(&d->heard, &d->heard_count, feedback);
}

void dispatch_tell(struct dispatch *d, enum dispatch_event event, int64_t id)
{
    if (d->listener)
        d->listener(event, id, d->listener_arg);
}

void dispatch_tell_carrier(struct outlet *o)
{
    dispatch_tell(o->dispatch, DISPATCH_CARRIER, o->id);
}

static int apply_inbound(struct outlet *o, const struct wire_inbound *in, int64_t at)
{
    struct dispatch *d = o->dispatch;
    const struct wire_message stored = {.type = WIRE_STORED, .stored = {.token = in->token}};
    int64_t feedback = 0;
    bool proof;

    timekeeping_heard(d, in->sent_ms);
    int r = proof_hear(o, in, at, &proof);

    if (r == 0 && !proof)
        r = d->inbound.text(d->inbound.arg, o->id, in, at, &feedback);
    if (r < 0)
        return r;
    note_heard(d, feedback);
    dispatch_depart(d, o, &stored);
    return 0;
}

static int apply_report(struct outlet *o, const struct wire_report *report, int64_t at)
{
    const struct wire_message stored = {.type = WIRE_STORED, .stored = {.token = report->token}};

    timekeeping_heard(o->dispatch, report->settled_ms);
    int r = reports_apply(o, report, at);

    if (r < 0)
        return r;
    dispatch_depart(o->dispatch, o, &stored);
    return 0;
}

static int apply_call(struct outlet *o, const struct wire_call *call, int64_t at)
{
    struct dispatch *d = o->dispatch;
    int64_t feedback = 0;
    int r = d->inbound.call(d->inbound.arg, o->id, call->from, at, &feedback);

    if (r == 0)
        note_heard(d, feedback);
    return r < 0 ? r : 0;
}

static int apply(struct event *e)
{
    struct outlet *o = e->outlet;
    const struct wire_message *m = &e->message;

    if (e->gone)
        return outlet_gone(o, e);
    if (e->returned)
        return answers_returned(o, e->returned, e->at);
    if (e->fetched[0])
        return aside_fetched(o, e->fetched);
    switch (m->type) {
    case WIRE_READY:
        return outlet_ready(o, &m->ready);
    case WIRE_STATUS:
        return outlet_status(o, &m->status);
    case WIRE_FAULT:
        return outlet_fault(o, &m->fault, e->at);
    case WIRE_SUBMITTED:
        return answers_submitted(o, &m->submitted, e->at);
    case WIRE_INBOUND:
        return apply_inbound(o, &m->inbound, e->at);
    case WIRE_REPORT:
        return apply_report(o, &m->report, e->at);
    case WIRE_CALL:
        return apply_call(o, &m->call, e->at);
    case WIRE_RUNG:
        return rings_answered(o, &m->rung, e->at);
    case WIRE_USSD_ANSWER:
        return credit_answer(o, &m->ussd_answer, e->at);
    default:
        log_warning("dispatch", "%s said %s, which is not for the core", o->settings->name,
                    wire_type_name(m->type));
        return 0;
    }
}

static int apply_event(void *event)
{
    return apply(event);
}

/* What holds though it cannot be written down: else the carrier's hands stay full for ever. The
 * part is in doubt when the process has ended, as after any crash. */
static void free_hands(const struct event *e)
{
    struct outlet *o = e->outlet;

    if (e->gone) {
        o->ready = false;
        o->flow.in_hand = 0;
        o->money.in_hand = 0;
    } else if ((e->returned || e->message.type == WIRE_SUBMITTED) && o->flow.in_hand > 0) {
        o->flow.in_hand--;
    }
}

/* In a turn that is tried again: what fails by itself is undone and left out. What a carrier has
 * handed over of it is not acknowledged, and comes again when the carrier starts anew. */
static int apply_carefully(struct dispatch *d, struct event *e)
{
    struct outlet before = *e->outlet;
    size_t departures = d->departure_count;
    bool its_own;
    int r = store_attempt(d->store, apply_event, e, &its_own);

    if (r >= 0 || !its_own)
        return r;
    *e->outlet = before;
    free_hands(e);
    while (d->departure_count > departures)
        forget_departure(&d->departures[--d->departure_count]);
    log_error("dispatch", "what carrier %s said (%s) cannot be recorded: %s; it is left out",
              e->outlet->settings->name, wire_type_name(e->message.type), strerror(-r));
    return 0;
}

/* The network may have been away all the while: nobody is left to believe that it was told. */
static int tell_late(struct dispatch *d, int64_t announcement, int64_t count, int64_t now)
{
    struct announcement a;
    int r = announcement_get(d->store, announcement, &a);

    if (r != 0 || a.priority != PRIORITY_EMERGENCY || a.state == ANNOUNCEMENT_CANCELLED)
        return r < 0 ? r : 0;
    return requests_tell_heads_late(d, &a, count, now);
}

static int expire_one(struct dispatch *d, int64_t announcement, int64_t now)
{
    int r = message_expire_all(d->store, announcement, now);

    if (r <= 0)
        return r;
    dispatch_note_moved(d, announcement);
    r = tell_late(d, announcement, r, now);
    return r < 0 ? r : ladder_look_at_all(d, announcement, now);
}

struct expiring {
    int64_t ids[64];
    size_t count;
};

static void collect_expiring(int64_t id, void *arg)
{
    struct expiring *e = arg;

    if (e->count < ARRAY_SIZE(e->ids))
        e->ids[e->count++] = id;
}

static int expire_announcements(struct dispatch *d, int64_t now)
{
    struct expiring expiring = {0};
    int r = announcement_expiring(d->store, now, collect_expiring, &expiring);

    for (size_t i = 0; i < expiring.count && r >= 0; i++)
        r = expire_one(d, expiring.ids[i], now);
    return r < 0 ? r : 0;
}

/* Texts of the box itself that no carrier has taken in time. */
static int expire_texts(struct dispatch *d, int64_t now)
{
    struct message m;
    int64_t id;
    int r;

    while ((r = message_alone_expired(d->store, now, &id)) == 0) {
        r = message_get(d->store, id, &m);
        if (r == 0) {
            r = answers_end(d, &m, MESSAGE_EXPIRED, MESSAGE_WHY_LATE, -1, now);
            message_clear(&m);
        }
        if (r != 0)
            break;
    }
    return r < 0 ? r : 0;
}

static int expire(struct dispatch *d, int64_t now)
{
    int r = approval_expire(d, now);

    if (r == 0)
        r = expire_announcements(d, now);
    return r == 0 ? expire_texts(d, now) : r;
}

/* When quiet hours begin, what has not been started waits for their end, and says so. */
static int keep_quiet(struct dispatch *d, int64_t now)
{
    int64_t until;
    bool quiet = dispatch_is_quiet(d->sending, now, &until);
    int r = 0;

    if (quiet && !d->memory.quiet)
        r = message_hold_all(d->store, MESSAGE_WHY_QUIET, until);
    if (r >= 0)
        d->memory.quiet = quiet;
    return r < 0 ? r : 0;
}

/* The least urgent lane of which half-sent messages must leave this carrier now, and the most
 * urgent. From one that waits for a person (to top it up) all leave at once; from one that cannot
 * send, emergencies leave at once and the others when it stays so; from one that may not spend,
 * only the others, when that stays so. */
static int64_t lanes_to_leave(struct outlet *o, int64_t mono, int64_t *ret_most_urgent)
{
    bool sends = outlet_sends(o);
    bool may_spend = spending_stop(o) == BUDGET_GOES;

    *ret_most_urgent = sends ? LANE_IMPORTANT : LANE_EMERGENCY;
    if (sends && may_spend)
        o->idle_since = 0;
    else if (!o->idle_since)
        o->idle_since = mono;
    if (!o->idle_since)
        return -1;
    if (o->flow.paused != CARRIER_RUNNING)
        return LANE_ROUTINE;
    return mono - o->idle_since >= o->dispatch->sending->stuck_ms ? LANE_ROUTINE : LANE_EMERGENCY;
}

/* Half-sent messages leave a carrier that cannot go on with them for another that can. One that is
 * no longer configured never can. */
static int unstick(struct dispatch *d, int64_t now)
{
    int64_t mono = clock_monotonic_ms();
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r == 0; i++) {
        struct outlet *o = &d->outlets[i];
        int64_t from, until = lanes_to_leave(o, mono, &from);
        if (until > LANE_EMERGENCY && !outlet_another_spends(o))
            until = LANE_EMERGENCY;
        if (until >= from && outlet_another_sends(o))
            r = outbound_unstick(d, o->id, from, until);
    }
    for (size_t i = 0; i < d->absent_count && r == 0; i++)
        r = outbound_unstick(d, d->absent[i], LANE_EMERGENCY, LANE_ROUTINE);
    return r;
}

static int begin_day(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0; i++)
        r = spending_new_day(&d->outlets[i], now);
    return r;
}

static int apply_events(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->event_count && r >= 0; i++)
        r = d->in_trouble ? apply_carefully(d, &d->events[i]) : apply(&d->events[i]);
    return r;
}

static int watch_credit(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0; i++)
        r = credit_watch(&d->outlets[i], now);
    return r;
}

static int save_spending(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0; i++)
        r = spending_save(&d->outlets[i]);
    return r;
}

/* What a turn does, in this order: what was heard, what is due, what goes out, what that costs. */
static int (*const steps[])(struct dispatch *d, int64_t now) = {
    begin_day,   apply_events, unstick,       keep_quiet, timekeeping_hold, expire,
    answers_due, chores_do,    outbound_fill, rings_fill, watch_credit,     save_spending,
};

static int work(struct dispatch *d, int64_t now)
{
    int r = 0;

    d->memory.more = false;
    for (size_t i = 0; i < ARRAY_SIZE(steps) && r >= 0; i++)
        r = steps[i](d, now);
    return r < 0 ? r : 0;
}

void turn_clear_departures(struct dispatch *d)
{
    for (size_t i = 0; i < d->departure_count; i++)
        forget_departure(&d->departures[i]);
    d->departure_count = 0;
}

void turn_clear_events(struct dispatch *d)
{
    for (size_t i = 0; i < d->event_count; i++)
        wire_clear(&d->events[i].message);
    free(d->events);
    d->events = NULL;
    d->event_count = 0;
}

static void depart(struct departure *departure)
{
    const struct wire_message *m = &departure->message;

    if (m->type == WIRE_SUBMIT)
        departure->outlet->flow.handed_at = clock_monotonic_ms();
    if (supervisor_send(departure->outlet->supervisor, m) < 0 && m->type == WIRE_SUBMIT)
        outlet_return(departure->outlet, (int64_t)m->submit.tag);
}

static void committed(struct dispatch *d)
{
    turn_clear_events(d);
    for (size_t i = 0; i < d->departure_count; i++)
        depart(&d->departures[i]);
    turn_clear_departures(d);
    for (size_t i = 0; i < d->moved_count; i++)
        dispatch_tell(d, DISPATCH_PROGRESS, d->moved[i]);
    for (size_t i = 0; i < d->heard_count; i++)
        dispatch_tell(d, DISPATCH_FEEDBACK, d->heard[i]);
    d->moved_count = d->heard_count = 0;
    if (d->in_trouble)
        log_info("dispatch", "the database takes writes again; going on");
    d->in_trouble = false;
}

static void remember(struct dispatch *d)
{
    memcpy(d->outlets_before, d->outlets, d->outlet_count * sizeof(*d->outlets));
    d->memory_before = d->memory;
}

/* As if the turn had not been; but who was told the answer to a USSD code is not told again. */
static void go_back(struct dispatch *d)
{
    for (size_t i = 0; i < d->outlet_count; i++) {
        d->outlets_before[i].ussd.answer = d->outlets[i].ussd.answer;
        d->outlets[i] = d->outlets_before[i];
    }
    d->memory = d->memory_before;
}

static void failed(struct dispatch *d, int error)
{
    store_rollback(d->store);
    go_back(d);
    turn_clear_departures(d);
    d->moved_count = d->heard_count = 0;
    if (!d->in_trouble)
        log_error("dispatch", "cannot record what happens: %s; nothing is sent until I can",
                  strerror(-error));
    d->in_trouble = true;
}

static int64_t shorter(int64_t wait, int64_t other)
{
    return other < 0 ? 0 : other < wait ? other : wait;
}

/* At most `wait`: until something may happen at this carrier. */
static int64_t outlet_wait(const struct outlet *o, int64_t wait)
{
    const struct outlet_flow *flow = &o->flow;
    int64_t mono = clock_monotonic_ms(), gap_ends = flow->handed_at + o->settings->gap_ms;

    if (o->ready && flow->pause_until > mono)
        wait = shorter(wait, flow->pause_until - mono);
    if (o->ready && o->settings->gap_ms && flow->handed_at && gap_ends > mono)
        wait = shorter(wait, gap_ends - mono);
    if (o->ussd.running)
        wait = shorter(wait, o->ussd.until - mono);
    if (flow->ringing)
        wait = shorter(wait, flow->ring_until - mono);
    return wait;
}

/* How long nothing can happen, as far as the dispatcher knows. */
static int64_t next_turn(struct dispatch *d, int64_t now)
{
    int64_t wait = d->event_count || d->memory.more ? 0 : TICK_MS, due, quiet_change;
    bool dated = d->time.state != CLOCK_UNKNOWN; /* else every tick is early enough */

    if (dated && message_next_due(d->store, &due) == 0 && due)
        wait = shorter(wait, due - now);
    if (chores_next(d) != INT64_MAX)
        wait = shorter(wait, chores_next(d) - now);
    dispatch_is_quiet(d->sending, now, &quiet_change);
    if (quiet_change != INT64_MAX)
        wait = shorter(wait, quiet_change - now);
    for (size_t i = 0; i < d->outlet_count; i++)
        wait = outlet_wait(&d->outlets[i], wait);
    return wait;
}

void turn_take(void *arg)
{
    struct dispatch *d = arg;
    int r = timekeeping_look(d);
    int64_t now = clock_wall_ms();

    remember(d);
    if (r == 0)
        r = store_begin(d->store);
    if (r == 0)
        r = work(d, now);
    if (r == 0)
        r = store_commit(d->store);
    if (r < 0)
        failed(d, r);
    else
        committed(d);
    for (size_t i = 0; i < d->outlet_count; i++)
        credit_tick(&d->outlets[i]);
    store_tidy(d->store); /* the modems have their parts: now nobody waits */
    loop_timer_set(d->turn, r < 0 ? TROUBLE_MS : next_turn(d, now));
}
