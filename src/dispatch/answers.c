/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the answers of carriers, and time, do to a message. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "text/parts.h"

enum {
    DUE_BATCH = 500,
    RESENDS_EMERGENCY = 3, /* after unknown outcomes */
    RESENDS_OTHER = 1,
};

/* ---- what the states of its parts mean for a message ---- */

static enum message_state state_of_parts(const struct message *m, const enum part_state *parts)
{
    size_t unknown = 0, delivered = 0;

    for (int64_t i = 0; i < m->parts; i++) {
        if (parts[i] == PART_FAILED)
            return MESSAGE_QUEUED;
        unknown += parts[i] == PART_UNKNOWN || parts[i] == PART_SUBMITTING;
        delivered += parts[i] == PART_DELIVERED;
    }
    if (delivered == (size_t)m->parts)
        return MESSAGE_DELIVERED;
    return unknown ? MESSAGE_UNKNOWN : MESSAGE_SENT;
}

static int why_cancelled(struct dispatch *d, int64_t announcement, enum message_why *ret)
{
    struct announcement a;
    int r = announcement_get(d->store, announcement, &a);

    if (r == 0)
        *ret = a.replaced_by ? MESSAGE_WHY_REPLACED : MESSAGE_WHY_CANCELLED;
    return r < 0 ? r : 0;
}

/* Of a cancelled announcement nothing more goes out, whatever became of this try, and of a paused
 * one nothing for now. */
static int stay_if_stopped(struct dispatch *d, struct message *m, enum message_state from,
                           int64_t now)
{
    enum announcement_state state;

    if ((m->state != MESSAGE_QUEUED && m->state != MESSAGE_HELD) || !m->announcement_id)
        return 0;
    int r = announcement_state_of(d->store, m->announcement_id, &state);
    if (r == 0 && state == ANNOUNCEMENT_PAUSED && m->carrier_id == 0) {
        m->state = MESSAGE_HELD;
        m->why = MESSAGE_WHY_PAUSED;
        m->due_at = m->expires_at;
    }
    if (r != 0 || state != ANNOUNCEMENT_CANCELLED)
        return r < 0 ? r : 0;
    m->state = from == MESSAGE_SENT ? MESSAGE_FAILED : MESSAGE_CANCELLED;
    m->settled_at = now;
    return why_cancelled(d, m->announcement_id, &m->why);
}

int answers_move(struct dispatch *d, struct message *m, enum message_state from, int64_t now)
{
    int r = stay_if_stopped(d, m, from, now);

    if (r == 0)
        r = manners_follow(d, m, now);
    bool in_vain = (m->state == MESSAGE_FAILED && m->why != MESSAGE_WHY_CANCELLED &&
                    m->why != MESSAGE_WHY_REPLACED) ||
                   m->state == MESSAGE_EXPIRED ||
                   (m->state == MESSAGE_CANCELLED && m->why == MESSAGE_WHY_STOPPED);

    if (r == 0)
        r = message_set(d->store, m, from);
    dispatch_note_moved(d, m->announcement_id);
    bool told = m->state == MESSAGE_DELIVERED && m->announcement_id;
    if (r == 0 && told)
        r = reach_by_phone(d->store, m->announcement_id, m->phone_id, REACH_REPORT, now);
    /* When told, those are looked at whom he is to tell as a neighbour. */
    return r == 0 && (in_vain || told) ? ladder_look(d, m, now) : r;
}

/* How long a report is awaited: when no more than waiting is left to do, the ladder decides. */
static int64_t report_due(const struct dispatch *d, const struct message *m, int64_t now)
{
    bool again = m->state == MESSAGE_UNKNOWN && m->resends < RESENDS_OTHER;

    return now +
           (again ? d->sending->report_window_ms : ladder_waits(d, m->announcement_id, m->lane));
}

int answers_settle(struct dispatch *d, struct message *m, int64_t now)
{
    enum part_state parts[TEXT_PARTS_MAX];
    enum message_state from = m->state;
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);

    if (r < 0)
        return r;
    m->state = state_of_parts(m, parts);
    m->why = m->state == MESSAGE_UNKNOWN ? MESSAGE_WHY_NO_ANSWER : MESSAGE_WHY_NONE;
    m->code = -1;
    if (m->state != from && (m->state == MESSAGE_SENT || m->state == MESSAGE_UNKNOWN))
        m->due_at = report_due(d, m, now);
    if (m->state == MESSAGE_DELIVERED)
        m->settled_at = now;
    return answers_move(d, m, from, now);
}

int answers_attempt_failed(struct dispatch *d, struct message *m, enum message_why why,
                           int64_t code, int64_t now)
{
    enum message_state from = m->state;
    int64_t delay = d->sending->retry_ms;

    m->code = code;
    m->attempts++;
    for (int64_t i = 1; i < m->attempts && delay < DAY; i++)
        delay *= 2;
    if (m->attempts >= d->sending->attempts) {
        m->state = MESSAGE_FAILED;
        m->why = why;
        m->settled_at = now;
    } else {
        m->state = MESSAGE_HELD;
        m->why = MESSAGE_WHY_RETRY;
        m->due_at = now + delay;
    }
    return answers_move(d, m, from, now);
}

int answers_end(struct dispatch *d, struct message *m, enum message_state state,
                enum message_why why, int64_t code, int64_t now)
{
    enum message_state from = m->state;

    m->state = state;
    m->why = why;
    m->code = code;
    m->settled_at = now;
    return answers_move(d, m, from, now);
}

/* The parts that may have gone out are sent again. */
static int send_again(struct dispatch *d, struct message *m, int64_t now)
{
    enum message_state from = m->state;
    int r = part_lose(d->store, m->id);

    if (r < 0)
        return r;
    m->state = MESSAGE_QUEUED;
    m->why = MESSAGE_WHY_NONE;
    m->resends++;
    return answers_move(d, m, from, now);
}

static int unknown_outcome(struct dispatch *d, struct message *m, int64_t now)
{
    if (m->state != MESSAGE_SUBMITTING)
        return 0;
    if (m->lane == LANE_EMERGENCY && m->resends < RESENDS_EMERGENCY && m->expires_at > now)
        return send_again(d, m, now);
    return answers_settle(d, m, now);
}

struct crashed {
    int64_t *messages;
    size_t count;
};

static void collect_crashed(int64_t message_id, void *arg)
{
    struct crashed *c = arg;

    c->messages = xreallocarray(c->messages, c->count + 1, sizeof(*c->messages));
    c->messages[c->count++] = message_id;
}

static int crashed_with(struct dispatch *d, int64_t message_id, int64_t now)
{
    struct message m;
    int r = message_get(d->store, message_id, &m);

    if (r != 0)
        return r < 0 ? r : 0;
    r = unknown_outcome(d, &m, now);
    message_clear(&m);
    return r;
}

int answers_crashed(struct dispatch *d, int64_t carrier_id, int64_t now)
{
    struct crashed crashed = {0};
    int r = part_crashed(d->store, carrier_id, collect_crashed, &crashed);

    for (size_t i = 0; i < crashed.count && r >= 0; i++)
        r = crashed_with(d, crashed.messages[i], now);
    free(crashed.messages);
    return r < 0 ? r : (int)crashed.count;
}

/* ---- the answer to a submit ---- */

int answers_let_go(struct dispatch *d, struct message *m)
{
    enum part_state parts[TEXT_PARTS_MAX];
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);

    for (int64_t i = 0; i < m->parts && r == 0; i++)
        if (parts[i] != PART_FAILED)
            return 0;
    m->carrier_id = 0;
    return r;
}

static void measure(struct outlet *o)
{
    int64_t took = clock_monotonic_ms() - o->flow.handed_at;

    if (took < 1)
        took = 1;
    o->flow.ms_per_part = o->flow.ms_per_part ? (o->flow.ms_per_part * 7 + took) / 8 : took;
}

static int accepted(struct outlet *o, struct message *m, int64_t now)
{
    o->accepted++;
    o->flow.pause_ms = PAUSE_FIRST_MS;
    o->flow.refusals = (struct refusals){0};
    measure(o);
    if (m->state != MESSAGE_SUBMITTING) /* a report was quicker than the answer */
        return 0;
    return answers_settle(o->dispatch, m, now);
}

static enum part_state part_state_of(const struct wire_submitted *s)
{
    switch ((enum wire_outcome)s->outcome) {
    case WIRE_ACCEPTED:
        return PART_SENT;
    case WIRE_UNKNOWN:
        return PART_UNKNOWN;
    case WIRE_REFUSED:
        break;
    }
    return PART_FAILED;
}

static int submitted(struct outlet *o, const struct part *part, struct message *m,
                     const struct wire_submitted *s, int64_t now)
{
    enum part_state state = part_state_of(s);
    int r = 0;

    /* A report that came before the answer has settled the part already. */
    if (part->state == PART_SUBMITTING || part->state == PART_UNKNOWN) {
        r = part_settle(o->dispatch->store, part->id, state, s->reference, s->origin, s->code, now);
        if (r == 0 && state == PART_FAILED)
            r = spending_refund(o, part, now);
        if (r < 0)
            return r;
    }
    if (state == PART_SENT)
        return accepted(o, m, now);
    if (m->state != MESSAGE_SUBMITTING)
        return 0;
    return state == PART_UNKNOWN ? unknown_outcome(o->dispatch, m, now)
                                 : refused_part(o, m, s, now);
}

int answers_submitted(struct outlet *o, const struct wire_submitted *s, int64_t now)
{
    struct part part;
    struct message m;

    if (o->flow.in_hand > 0)
        o->flow.in_hand--;
    int r = part_get(o->dispatch->store, (int64_t)s->tag, &part);
    if (r == 0 && part.carrier_id != o->id)
        r = STORE_NOT_FOUND;
    if (r == 0)
        r = message_get(o->dispatch->store, part.message_id, &m);
    if (r != 0) {
        if (r == STORE_NOT_FOUND)
            log_warning("dispatch", "carrier %s answered for a part that it never had",
                        o->settings->name);
        return r < 0 ? r : 0;
    }
    spending_answered(o, &part);
    r = submitted(o, &part, &m, s, now);
    message_clear(&m);
    return r;
}

/* ---- what came back ---- */

static int returned(struct outlet *o, const struct part *part, int64_t now)
{
    struct dispatch *d = o->dispatch;
    struct message m;
    int r = part_settle(d->store, part->id, PART_FAILED, -1, WIRE_ORIGIN_DEVICE, -1, now);

    spending_answered(o, part);
    if (r == 0)
        r = spending_refund(o, part, now);
    if (r == 0)
        r = message_get(d->store, part->message_id, &m);
    if (r != 0)
        return r < 0 ? r : 0;
    r = answers_let_go(d, &m);
    if (r == 0 && m.state == MESSAGE_SUBMITTING)
        r = answers_settle(d, &m, now);
    message_clear(&m);
    return r;
}

int answers_returned(struct outlet *o, int64_t tag, int64_t now)
{
    struct part part;
    int r = part_get(o->dispatch->store, tag, &part);

    if (o->flow.in_hand > 0)
        o->flow.in_hand--;
    o->flow.pause_until = clock_monotonic_ms() + PAUSE_FIRST_MS; /* until it is gone */
    if (r != 0 || part.state != PART_SUBMITTING)
        return r < 0 ? r : 0;
    return returned(o, &part, now);
}

/* ---- what is due ---- */

static int wake_held(struct dispatch *d, struct message *m, int64_t now)
{
    int64_t until;
    enum message_state from = m->state;

    if (m->expires_at <= now)
        return answers_end(d, m, MESSAGE_EXPIRED, MESSAGE_WHY_LATE, -1, now);
    if (m->why == MESSAGE_WHY_APPROVAL || m->why == MESSAGE_WHY_PAUSED) {
        m->due_at = m->expires_at; /* the clock was set: only a person lets it go */
    } else if (m->lane > LANE_EMERGENCY && dispatch_is_quiet(d->sending, now, &until)) {
        m->why = MESSAGE_WHY_QUIET;
        m->due_at = until;
    } else {
        m->state = MESSAGE_QUEUED;
        m->why = MESSAGE_WHY_NONE;
    }
    return answers_move(d, m, from, now);
}

struct due {
    struct dispatch *d;
    int64_t now;
};

/* No report in time: the ladder goes on while this one's report is still awaited. */
static int second_contact(struct dispatch *d, struct message *m, int64_t now)
{
    m->due_at += d->sending->report_window_ms - ladder_waits(d, m->announcement_id, m->lane);
    m->why = MESSAGE_WHY_SECOND;
    int r = answers_move(d, m, m->state, now);
    return r == 0 ? ladder_look(d, m, now) : r;
}

static int wake(struct message *m, void *arg)
{
    struct due *due = arg;
    int64_t window = due->d->sending->report_window_ms;

    switch (m->state) {
    case MESSAGE_HELD:
        return wake_held(due->d, m, due->now);
    case MESSAGE_UNKNOWN:
        if (m->resends < RESENDS_OTHER && m->expires_at > due->now)
            return send_again(due->d, m, due->now);
        return answers_end(due->d, m, MESSAGE_EXPIRED, MESSAGE_WHY_NO_REPORT, -1, due->now);
    default:
        if (m->why == MESSAGE_WHY_NONE &&
            ladder_waits(due->d, m->announcement_id, m->lane) < window)
            return second_contact(due->d, m, due->now);
        return answers_end(due->d, m, MESSAGE_EXPIRED, MESSAGE_WHY_NO_REPORT, -1, due->now);
    }
}

struct waking {
    struct message *m;
    struct due *due;
};

static int wake_one(void *arg)
{
    struct waking *waking = arg;

    return wake(waking->m, waking->due);
}

/* In a turn that is tried again: one that fails by itself is left where it is for an hour. */
static int wake_carefully(struct message *m, void *arg)
{
    struct due *due = arg;
    struct message before = *m;
    struct waking waking = {m, due};
    bool its_own;
    int r = store_attempt(due->d->store, wake_one, &waking, &its_own);

    if (r >= 0 || !its_own)
        return r;
    log_error("dispatch",
              "message %" PRId64 " is due and cannot be moved: %s; it waits for an hour", m->id,
              strerror(-r));
    before.due_at = due->now + HOUR;
    return message_set(due->d->store, &before, before.state);
}

int answers_due(struct dispatch *d, int64_t now)
{
    struct due due = {d, now};
    int r = message_due(d->store, now, d->time.state != CLOCK_UNKNOWN, DUE_BATCH,
                        d->in_trouble ? wake_carefully : wake, &due);

    return r < 0 ? r : 0; /* more than a batch: the next turn comes at once */
}
