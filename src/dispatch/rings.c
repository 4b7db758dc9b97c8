/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that draw attention: a phone rings a while and nobody means it to be answered. One at a
 * time per carrier, and only while no emergency waits to be sent: a text tells more than a ring.
 *
 *   wanted --- a carrier is idle --> ringing --- it rang, or may have --> rung
 *      ^                               |--- could not be made, or the carrier died
 *      '------- tried once ------------'--- tried twice --> failed */
#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"
#include "store/ladder.h"

enum {
    TRIES = 2,
    ANSWER_MS = 2 * 60 * 1000, /* beyond the ring itself; a modem may dial for long */
};

/* Whom it was for has been reached meanwhile, or wants to hear nothing: the ladder goes on. */
static int drop(struct dispatch *d, struct ring *ring, int64_t now)
{
    ring->state = RING_FAILED;
    int r = ring_set(d->store, ring, now);
    if (r == 0)
        r = ladder_touch_phone(d->store, ring->announcement, ring->phone_id, now);
    dispatch_chore_due(d, ladder_chore, now);
    return r;
}

static int start(struct outlet *o, struct ring *ring, int64_t now)
{
    struct dispatch *d = o->dispatch;
    const struct wire_message m = {
        .type = WIRE_RING,
        .ring = {.tag = (uint64_t)ring->id, .to = ring->number, .ring_ms = d->sending->ring_ms},
    };

    ring->state = RING_RINGING;
    ring->carrier_id = o->id;
    ring->tries++;
    int r = ring_set(d->store, ring, now);
    if (r < 0)
        return r;
    o->flow.ringing = ring->id;
    o->flow.ring_until = clock_monotonic_ms() + d->sending->ring_ms + ANSWER_MS;
    dispatch_depart(d, o, &m);
    return 0;
}

static int idle(struct outlet *o, bool *ret)
{
    bool waiting = false;
    int r = 0;

    *ret = false;
    if (!outlet_sends(o) || o->flow.ringing || o->flow.in_hand || o->ussd.running)
        return 0;
    r = message_waiting(o->dispatch->store, o->id, LANE_EMERGENCY, 0, &waiting);
    if (r == 0 && !waiting)
        r = message_waiting(o->dispatch->store, 0, LANE_EMERGENCY, 0, &waiting);
    *ret = !waiting;
    return r;
}

static int fill(struct outlet *o, int64_t now)
{
    struct dispatch *d = o->dispatch;
    struct ring ring;
    bool wanted = false, free_now;
    int r = idle(o, &free_now);

    if (r < 0 || !free_now)
        return r;
    while (!wanted && (r = ring_pick(d->store, now, &ring)) == 0) {
        r = reach_wanted(d->store, ring.announcement, ring.phone_id, &wanted);
        wanted = wanted && (!ring.stopped || d->sending->emergency_to_stopped);
        if (r == 0)
            r = wanted ? start(o, &ring, now) : drop(d, &ring, now);
        if (r < 0)
            return r;
    }
    return r < 0 ? r : 0;
}

static int settle(struct outlet *o, int64_t id, enum wire_outcome outcome, int64_t now)
{
    struct dispatch *d = o->dispatch;
    struct ring ring;
    int r = ring_get(d->store, id, &ring);

    if (o->flow.ringing == id)
        o->flow.ringing = 0;
    if (r != 0 || ring.state != RING_RINGING || ring.carrier_id != o->id)
        return r < 0 ? r : 0;
    ring.state = outcome != WIRE_REFUSED ? RING_RUNG
                 : ring.tries < TRIES    ? RING_WANTED
                                         : RING_FAILED;
    r = ring_set(d->store, &ring, now);
    if (r == 0 && ring.state >= RING_RUNG)
        r = ladder_touch_phone(d->store, ring.announcement, ring.phone_id, now);
    dispatch_chore_due(d, ladder_chore, now);
    return r;
}

int rings_answered(struct outlet *o, const struct wire_rung *rung, int64_t now)
{
    return settle(o, (int64_t)rung->tag, (enum wire_outcome)rung->outcome, now);
}

int rings_gone(struct outlet *o, int64_t now)
{
    return o->flow.ringing ? settle(o, o->flow.ringing, WIRE_REFUSED, now) : 0;
}

/* Gives up on a carrier that never said how its ring went. */
static int tick(struct outlet *o, int64_t now)
{
    if (!o->flow.ringing || clock_monotonic_ms() < o->flow.ring_until)
        return 0;
    log_warning("dispatch", "carrier %s never said how a call of ours went", o->settings->name);
    return settle(o, o->flow.ringing, WIRE_UNKNOWN, now);
}

int rings_fill(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0 && !d->stopping; i++) {
        r = tick(&d->outlets[i], now);
        if (r >= 0)
            r = fill(&d->outlets[i], now);
    }
    return r;
}
