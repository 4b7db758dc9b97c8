/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The dispatcher's life: made, started after a crash or a clean end, freed. */
#include "dispatch/dispatch.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/calendar.h"
#include "dispatch/inside.h"
#include "dispatch/timekeeping.h"
#include "store/ladder.h"

void dispatch_kick(struct dispatch *d)
{
    loop_timer_set(d->turn, 0);
}

struct dispatch *dispatch_new(struct loop *loop, struct store *store,
                              const struct sending_settings *sending,
                              const struct carrier_settings *carriers, size_t carrier_count,
                              const char *modem_program, const char *village,
                              const struct texts *texts, const struct dispatch_inbound *inbound)
{
    struct dispatch *d = xcalloc(1, sizeof(*d));

    *d = (struct dispatch){.loop = loop,
                           .store = store,
                           .sending = sending,
                           .village = village,
                           .texts = texts,
                           .inbound = *inbound};
    d->turn = loop_timer_new(loop, turn_take, d);
    dispatch_add_chore(d, "manners", manners_chore, d);
    dispatch_add_chore(d, "proofs", proof_chore, d);
    dispatch_add_chore(d, "ladder", ladder_chore, d);
    dispatch_add_chore(d, "door lists", doors_chore, d);
    dispatch_add_chore(d, "calendar", calendar_chore, d);
    d->outlets = xcalloc(carrier_count, sizeof(*d->outlets));
    d->outlets_before = xcalloc(carrier_count, sizeof(*d->outlets_before));
    for (size_t i = 0; i < carrier_count; i++) {
        if (outlet_open(d, &d->outlets[i], &carriers[i], modem_program) < 0) {
            dispatch_free(d);
            return NULL;
        }
        d->outlet_count++;
    }
    return d;
}

static void note_absent(int64_t id, void *arg)
{
    struct dispatch *d = arg;

    for (size_t i = 0; i < d->outlet_count; i++)
        if (d->outlets[i].id == id)
            return;
    d->absent = xreallocarray(d->absent, d->absent_count + 1, sizeof(*d->absent));
    d->absent[d->absent_count++] = id;
}

/* What waits for a carrier that the technician has taken out or renamed goes through any other. */
static int release_absent(struct dispatch *d)
{
    d->absent_count = 0;
    int r = carrier_ids(d->store, note_absent, d);
    for (size_t i = 0; i < d->absent_count && r == 0; i++)
        r = message_forget_hint(d->store, d->absent[i]);
    return r;
}

int dispatch_recover(struct dispatch *d, int64_t now)
{
    int crashed = 0, r = store_begin(d->store);

    if (r == 0)
        r = release_absent(d);
    if (r == 0)
        r = crashed = answers_crashed(d, 0, now);
    if (r >= 0)
        r = ring_crashed(d->store, 0);
    if (r >= 0)
        r = store_commit(d->store);
    if (r < 0)
        store_rollback(d->store);
    else if (crashed)
        log_info("dispatch", "%d parts were in flight when the last run ended", crashed);
    return r;
}

int dispatch_start(struct dispatch *d)
{
    int r = timekeeping_start(d);

    if (r == 0)
        r = dispatch_recover(d, clock_wall_ms());
    if (r < 0)
        return r;
    for (size_t i = 0; i < d->outlet_count; i++)
        supervisor_start(d->outlets[i].supervisor);
    dispatch_kick(d);
    return 0;
}

void dispatch_stop(struct dispatch *d)
{
    d->stopping = true;
    for (size_t i = 0; i < d->outlet_count; i++)
        supervisor_stop(d->outlets[i].supervisor);
}

bool dispatch_stopped(const struct dispatch *d)
{
    for (size_t i = 0; i < d->outlet_count; i++)
        if (supervisor_running(d->outlets[i].supervisor))
            return false;
    return d->event_count == 0;
}

void dispatch_free(struct dispatch *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->outlet_count; i++)
        outlet_close(&d->outlets[i]);
    turn_clear_events(d);
    turn_clear_departures(d);
    loop_timer_free(d->turn);
    free(d->departures);
    free(d->moved);
    free(d->heard);
    free(d->outlets);
    free(d->outlets_before);
    free(d->absent);
    free(d);
}

void dispatch_set_listener(struct dispatch *d, dispatch_event_fn fn, void *arg)
{
    d->listener = fn;
    d->listener_arg = arg;
}

const struct texts *dispatch_texts(const struct dispatch *d)
{
    return d->texts;
}

const struct sending_settings *dispatch_sending(const struct dispatch *d)
{
    return d->sending;
}

struct store *dispatch_store(const struct dispatch *d)
{
    return d->store;
}
