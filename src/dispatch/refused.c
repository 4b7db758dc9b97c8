/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What it means that a part was refused: for its message, and for the carrier. */
#include <stdio.h>

#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/inside.h"

static struct suspect *find_suspect(const struct outlet *o, int64_t message_id)
{
    struct turn_memory *memory = &o->dispatch->memory;

    for (size_t i = 0; i < SUSPECTS; i++)
        if (memory->suspects[i].message_id == message_id && memory->suspects[i].carrier_id == o->id)
            return &memory->suspects[i];
    struct suspect *s = &memory->suspects[memory->next_suspect++ % SUSPECTS];
    *s = (struct suspect){message_id, o->id, INT64_MAX};
    return s;
}

static void explain_refusal(const struct wire_submitted *s, char *why, size_t size)
{
    const char *origin = wire_origin_word((enum wire_origin)s->origin);
    long long code = s->code;

    switch ((enum wire_origin)s->origin) {
    case WIRE_ORIGIN_CREDIT:
        snprintf(why, size,
                 "the network refuses parts (error %lld) though the SIM has credit: is "
                 "it barred? Ask the operator",
                 code);
        break;
    case WIRE_ORIGIN_RECIPIENT:
        snprintf(why, size,
                 "the network refuses parts to everybody (error %lld): is the credit "
                 "gone, or the SIM barred?",
                 code);
        break;
    default:
        if (code < 0)
            snprintf(why, size, "a part could not be sent: %s error without a code", origin);
        else
            snprintf(why, size, "a part could not be sent: %s error %lld", origin, code);
    }
}

/* When the carrier has rested another goes first: if that goes well, it was the message. One of
 * which nothing is out does not wait where another carrier can take it. */
static int64_t try_below_at(struct outlet *o, const struct message *m, int64_t rest, int64_t now)
{
    if (m->carrier_id == 0 && outlet_another_sends(o))
        return now;
    return now + rest + (m->lane == LANE_EMERGENCY ? SECOND : rest);
}

/* The modem or the network failed: the carrier rests and the message waits, at no cost. But when
 * others went well since this same message failed before, it is the message. */
static int refused_below(struct outlet *o, struct message *m, const struct wire_submitted *s,
                         int64_t now)
{
    struct suspect *suspect = find_suspect(o, m->id);
    bool its_own_fault = o->accepted > suspect->accepted;
    char why[160];

    suspect->accepted = o->accepted;
    if (its_own_fault)
        return answers_attempt_failed(o->dispatch, m, MESSAGE_WHY_REFUSED, s->code, now);
    explain_refusal(s, why, sizeof(why));
    int64_t rest = outlet_pause(o, m->lane == LANE_EMERGENCY, why, now);
    enum message_state from = m->state;
    m->state = MESSAGE_HELD;
    m->why = MESSAGE_WHY_RETRY;
    m->code = s->code;
    m->due_at = try_below_at(o, m, rest, now);
    return answers_move(o->dispatch, m, from, now);
}

static int refused_credit(struct outlet *o, struct message *m, const struct wire_submitted *s,
                          int64_t now)
{
    struct refusals *refusals = &o->flow.refusals;
    enum message_state from = m->state;

    /* It has credit and yet nothing is taken: asking again and again is no use. */
    if (refusals->credit_at && credit_enough_since(o, refusals->credit_at))
        return refused_below(o, m, s, now);
    refusals->credit_at = now;
    o->balance_asked = 0; /* ask at once how much is left */
    m->state = MESSAGE_QUEUED;
    m->why = MESSAGE_WHY_NONE;
    int r = answers_move(o->dispatch, m, from, now);
    return r < 0 ? r : credit_empty(o, now);
}

/* Error causes that can only be the recipient's (TS 24.011 annex E-2, TS 23.040 9.2.3.22). With
 * the others prepaid networks also say that the sender's credit is gone. */
static bool is_of_recipient(int64_t code)
{
    static const int64_t codes[] = {1, 22, 28, 30, 0xc3, 0xc4, 0xc5};

    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* Whether so many messages were refused, and none accepted, that it is not their recipients. */
static bool refuses_everybody(struct refusals *refusals, int64_t message_id)
{
    const size_t last = ARRAY_SIZE(refusals->messages) - 1;
    size_t i = 0;

    while (i < last && refusals->messages[i] && refusals->messages[i] != message_id)
        i++;
    if (!refusals->messages[i])
        refusals->messages[i] = message_id;
    return refusals->messages[last];
}

static int refused_recipient(struct outlet *o, struct message *m, const struct wire_submitted *s,
                             int64_t now)
{
    if (is_of_recipient(s->code) || !refuses_everybody(&o->flow.refusals, m->id))
        return answers_attempt_failed(o->dispatch, m, MESSAGE_WHY_REFUSED, s->code, now);
    credit_doubt(o);
    return refused_below(o, m, s, now);
}

int refused_part(struct outlet *o, struct message *m, const struct wire_submitted *s, int64_t now)
{
    int r = answers_let_go(o->dispatch, m);

    if (r < 0)
        return r;
    switch ((enum wire_origin)s->origin) {
    case WIRE_ORIGIN_RECIPIENT:
    case WIRE_ORIGIN_NONE:
        return refused_recipient(o, m, s, now);
    case WIRE_ORIGIN_NETWORK:
        if (o->flow.pause_ms > PAUSE_FIRST_MS)
            credit_doubt(o);
        return refused_below(o, m, s, now);
    case WIRE_ORIGIN_DEVICE:
    case WIRE_ORIGIN_SIM:
        return refused_below(o, m, s, now);
    case WIRE_ORIGIN_CREDIT:
        return refused_credit(o, m, s, now);
    case WIRE_ORIGIN_OURS:
        break;
    }
    return answers_end(o->dispatch, m, MESSAGE_FAILED, MESSAGE_WHY_UNSENDABLE, s->code, now);
}
