/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the network and the village will do later: a heap of appointments. */
#include "sim/agenda.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/loop.h"
#include "base/memory.h"

struct appointment {
    int64_t due; /* monotonic, milliseconds */
    uint64_t order;
    size_t place; /* in the heap */
    agenda_fn fn;
    void *arg;
    bool owns_arg;
};

struct agenda {
    struct loop_timer *timer;
    double speed;
    int64_t began;
    uint64_t made;
    struct appointment **heap;
    size_t count, cap;
};

static bool before(const struct appointment *a, const struct appointment *b)
{
    return a->due != b->due ? a->due < b->due : a->order < b->order;
}

static void put(struct agenda *agenda, size_t place, struct appointment *it)
{
    agenda->heap[place] = it;
    it->place = place;
}

static void rise(struct agenda *agenda, struct appointment *it)
{
    size_t place = it->place;

    while (place && before(it, agenda->heap[(place - 1) / 2])) {
        put(agenda, place, agenda->heap[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    put(agenda, place, it);
}

static void sink(struct agenda *agenda, struct appointment *it)
{
    size_t place = it->place;

    for (size_t child; (child = 2 * place + 1) < agenda->count; place = child) {
        if (child + 1 < agenda->count && before(agenda->heap[child + 1], agenda->heap[child]))
            child++;
        if (!before(agenda->heap[child], it))
            break;
        put(agenda, place, agenda->heap[child]);
    }
    put(agenda, place, it);
}

static void take_out(struct agenda *agenda, struct appointment *it)
{
    struct appointment *last = agenda->heap[--agenda->count];

    if (last == it)
        return;
    put(agenda, it->place, last);
    rise(agenda, last);
    sink(agenda, last);
}

static void forget(struct appointment *it)
{
    if (it->owns_arg)
        free(it->arg);
    free(it);
}

static void set_timer(struct agenda *agenda)
{
    if (agenda->count)
        loop_timer_set(agenda->timer, agenda->heap[0]->due - clock_monotonic_ms());
    else
        loop_timer_stop(agenda->timer);
}

static void timer_due(void *arg)
{
    struct agenda *agenda = arg;
    int64_t now = clock_monotonic_ms();
    uint64_t known = agenda->made;

    /* What these appointments arrange in turn waits for the next turn of the loop, so that
     * modems are heard in between. */
    while (agenda->count && agenda->heap[0]->due <= now && agenda->heap[0]->order < known) {
        struct appointment *it = agenda->heap[0];
        take_out(agenda, it);
        it->fn(it->arg);
        free(it);
    }
    set_timer(agenda);
}

struct agenda *agenda_new(struct loop *loop, double speed)
{
    struct agenda *agenda = xcalloc(1, sizeof(*agenda));

    agenda->timer = loop_timer_new(loop, timer_due, agenda);
    agenda->speed = speed;
    agenda->began = clock_monotonic_ms();
    return agenda;
}

void agenda_free(struct agenda *agenda)
{
    if (!agenda)
        return;
    for (size_t i = 0; i < agenda->count; i++)
        forget(agenda->heap[i]);
    free(agenda->heap);
    loop_timer_free(agenda->timer);
    free(agenda);
}

struct appointment *agenda_after(struct agenda *agenda, int64_t delay_ms, agenda_fn fn, void *arg)
{
    struct appointment *it = xmalloc(sizeof(*it));

    *it = (struct appointment){
        .due = clock_monotonic_ms() + (int64_t)((double)delay_ms / agenda->speed),
        .order = agenda->made++,
        .place = agenda->count,
        .fn = fn,
        .arg = arg,
    };
    if (agenda->count == agenda->cap) {
        agenda->cap = agenda->cap ? agenda->cap * 2 : 64;
        agenda->heap = xreallocarray(agenda->heap, agenda->cap, sizeof(struct appointment *));
    }
    agenda->count++;
    rise(agenda, it);
    if (agenda->heap[0] == it)
        set_timer(agenda);
    return it;
}

struct appointment *agenda_after_owning(struct agenda *agenda, int64_t delay_ms, agenda_fn fn,
                                        void *arg)
{
    struct appointment *it = agenda_after(agenda, delay_ms, fn, arg);

    it->owns_arg = true;
    return it;
}

void agenda_cancel(struct agenda *agenda, struct appointment *appointment)
{
    if (!appointment)
        return;
    take_out(agenda, appointment);
    forget(appointment);
    set_timer(agenda);
}

int64_t agenda_now(const struct agenda *agenda)
{
    return (int64_t)((double)(clock_monotonic_ms() - agenda->began) * agenda->speed);
}
