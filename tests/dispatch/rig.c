/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A dispatcher without processes and without a clock. */
#include "rig.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "check_main.h"
#include "store/household.h"

struct house h;
struct dispatch *d;
int64_t now;

struct handed handed[IN_HAND_MAX];
size_t handed_count;

void ready(struct outlet *o)
{
    const struct wire_ready words = {.imei = "", .imsi = "", .model = "", .smsc = "", .window = 8};

    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(outlet_ready(o, &words), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
}

void start(void)
{
    h.dispatch = d = dispatch_new(h.loop, h.store, &h.sending, h.carriers, h.carrier_count,
                                  "/nowhere", "Thạnh Mỹ", &h.texts, &house_nobody);
    ck_assert_ptr_nonnull(d);
    ck_assert_int_eq(dispatch_recover(d, now), 0);
    for (size_t i = 0; i < d->outlet_count; i++)
        ready(&d->outlets[i]);
}

void open_house(size_t carriers, int households)
{
    static const char *const names[CARRIERS_MAX] = {"a", "b", "c"};

    house_open(&h);
    for (size_t i = 0; i < carriers; i++)
        house_add_carrier(&h, names[i], names[i]);
    house_add_households(&h, households);
    now = clock_wall_ms();
    handed_count = 0;
    start();
}

void take_departures(void)
{
    for (size_t i = 0; i < d->departure_count; i++) {
        const struct departure *departure = &d->departures[i];
        struct handed *to = &handed[handed_count++];
        struct part part;
        struct message m;
        ck_assert_uint_le(handed_count, IN_HAND_MAX);
        *to = (struct handed){.outlet = departure->outlet,
                              .tag = (int64_t)departure->message.submit.tag};
        ck_assert_int_eq(part_get(h.store, to->tag, &part), 0);
        ck_assert_int_eq(message_get(h.store, part.message_id, &m), 0);
        to->message_id = m.id;
        to->announcement_id = m.announcement_id;
        snprintf(to->to, sizeof(to->to), "%s", m.number);
        message_clear(&m);
    }
    turn_clear_departures(d);
}

/* What is due is moved and the carriers' hands are filled; nobody rests from an earlier fault. */
void turn(void)
{
    for (size_t i = 0; i < d->outlet_count; i++)
        d->outlets[i].flow.pause_until = 0;
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(answers_due(d, now), 0);
    ck_assert_int_eq(chores_do(d, now), 0);
    ck_assert_int_eq(answers_due(d, now), 0); /* what the chores have made */
    ck_assert_int_eq(outbound_fill(d, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    take_departures();
}

struct handed take_handed(size_t i)
{
    ck_assert_uint_lt(i, handed_count);
    struct handed taken = handed[i];

    memmove(&handed[i], &handed[i + 1], (handed_count - i - 1) * sizeof(handed[0]));
    handed_count--;
    return taken;
}

struct handed answer(size_t i, enum wire_outcome outcome, int origin, int code, int reference)
{
    struct handed part = take_handed(i);
    const struct wire_submitted s = {.tag = (uint64_t)part.tag,
                                     .outcome = outcome,
                                     .origin = origin,
                                     .code = code,
                                     .reference = outcome == WIRE_ACCEPTED ? reference : -1};

    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_ge(answers_submitted(part.outlet, &s, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    return part;
}

void report_late(const struct handed *part, int reference, int status, int64_t lay_ms)
{
    const struct wire_report r = {.to = part->to,
                                  .reference = reference,
                                  .status = status,
                                  .submitted_ms = lay_ms ? now - lay_ms : 0,
                                  .settled_ms = lay_ms ? now : 0};

    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_eq(reports_apply(part->outlet, &r, now), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
}

void report(const struct handed *part, int reference, int status)
{
    report_late(part, reference, status, 0);
}

/* The process dies with everything that it has in hand, and is back. */
void die(struct outlet *o)
{
    const struct event gone = {.outlet = o, .gone = true, .at = now};

    for (size_t i = handed_count; i-- > 0;)
        if (handed[i].outlet == o)
            take_handed(i);
    ck_assert_int_eq(store_begin(h.store), 0);
    ck_assert_int_ge(outlet_gone(o, &gone), 0);
    ck_assert_int_eq(store_commit(h.store), 0);
    ready(o);
}

int64_t announce(const char *text, enum priority priority)
{
    int64_t id = house_announce(&h, "all", text, priority);

    turn();
    return id;
}

int64_t reached(int64_t id)
{
    int64_t counts[REACH_BY_COUNT];

    ck_assert_int_eq(reach_counts(h.store, id, counts), 0);
    return counts[REACH_REPORT];
}

const char *long_text(void)
{
    static char text[400];

    memset(text, 'a', sizeof(text) - 1);
    return text; /* three parts */
}
