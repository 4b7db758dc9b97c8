/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the queue to the carriers: who serves which message next. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "store/ladder.h"
#include "text/parts.h"

enum { PASSED_MAX = 500 }; /* held or ended in one turn, so that the loop is not kept waiting */

/* ---- a carrier that stays away ---- */

struct started {
    int64_t ids[32]; /* of one turn; the next takes more */
    size_t count;
};

static void collect_started(int64_t id, void *arg)
{
    struct started *s = arg;

    if (s->count < ARRAY_SIZE(s->ids))
        s->ids[s->count++] = id;
}

/* A handset joins only parts of one sender, so all of them go again. */
static int release(struct dispatch *d, int64_t message_id, int64_t min_lane)
{
    struct message m;
    int r = message_get(d->store, message_id, &m);

    if (r != 0)
        return r;
    if (m.lane >= min_lane) {
        r = part_give_up(d->store, m.id);
        m.carrier_id = 0;
        if (r == 0)
            r = message_set(d->store, &m, m.state);
    }
    message_clear(&m);
    return r;
}

int outbound_unstick(struct dispatch *d, int64_t carrier_id, int64_t min_lane, int64_t max_lane)
{
    struct started started = {0};
    int r = message_started(d->store, carrier_id, max_lane, collect_started, &started);

    for (size_t i = 0; i < started.count && r == 0; i++)
        r = release(d, started.ids[i], min_lane);
    return r < 0 ? r : 0;
}

/* ---- filling the windows ---- */

/* The order of the queue, across hints. */
static bool goes_before(const struct message *a, const struct message *b)
{
    if (a->lane != b->lane)
        return a->lane < b->lane;
    if (a->contact != b->contact)
        return a->contact < b->contact;
    if (a->sturdy != b->sturdy)
        return !a->sturdy;
    if (a->turn != b->turn)
        return a->turn < b->turn;
    return a->id < b->id;
}

/* Takes the better of what is held and what this hint offers. */
static int consider(struct dispatch *d, int64_t hint, int64_t max_lane, struct message *best,
                    bool *found)
{
    struct message m;
    int r = message_pick(d->store, hint, max_lane, &m);

    if (r != 0)
        return r < 0 ? r : 0;
    if (*found && !goes_before(&m, best)) {
        message_clear(&m);
        return 0;
    }
    if (*found)
        message_clear(best);
    *best = m;
    *found = true;
    return 0;
}

/* A carrier helps another with everything when that one is not sending or falls behind, and with
 * emergencies always. */
static int lane_to_help(struct dispatch *d, const struct outlet *other, int64_t max_lane,
                        int64_t *ret)
{
    bool behind =
        !outlet_sends(other) || spending_stop(other) != BUDGET_GOES || other->money.too_long;
    int r = 0;

    if (!behind)
        r = message_waiting(d->store, other->id, max_lane, d->sending->spill_parts, &behind);
    *ret = behind ? max_lane : LANE_EMERGENCY;
    return r;
}

static int choose(struct outlet *o, int64_t max_lane, struct message *best, bool *found)
{
    struct dispatch *d = o->dispatch;
    int r = message_pick_started(d->store, o->id, max_lane, best);

    *found = r == 0;
    if (r < 0)
        return r;
    if (*found && best->lane == LANE_EMERGENCY)
        return 0;
    int64_t above = *found ? best->lane - 1 : max_lane; /* only the more urgent may step between */
    r = consider(d, o->id, above, best, found);
    if (r == 0)
        r = consider(d, -o->id, above, best, found); /* what nobody else may take */
    if (r == 0)
        r = consider(d, 0, above, best, found);
    for (size_t i = 0; i < d->outlet_count && r == 0; i++) {
        int64_t lane = above;
        if (&d->outlets[i] == o)
            continue;
        r = lane_to_help(d, &d->outlets[i], above, &lane);
        if (r == 0)
            r = consider(d, d->outlets[i].id, lane, best, found);
    }
    return r;
}

static int first_part_to_send(struct dispatch *d, const struct message *m, int64_t *ret_seq)
{
    enum part_state parts[TEXT_PARTS_MAX];

    *ret_seq = 1;
    if (m->parts == 1)
        return 0;
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);
    while (r == 0 && *ret_seq < m->parts && parts[*ret_seq - 1] != PART_FAILED)
        (*ret_seq)++;
    return r;
}

static int record(struct outlet *o, struct message *m, int64_t seq, int64_t now, int64_t *ret_tag)
{
    struct dispatch *d = o->dispatch;
    struct part part = {.seq = seq, .carrier_id = o->id, .submitted_at = now};
    int r = 0;

    if (m->parts > 1 && m->carrier_id != o->id)
        r = phone_next_concat_ref(d->store, m->phone_id, &m->concat_ref);
    spending_charge(o, m->number, &part);
    if (r == 0)
        r = part_add(d->store, m, &part);
    if (r != 0)
        return r;
    *ret_tag = part.id;
    m->state = MESSAGE_SUBMITTING;
    m->carrier_id = o->id;
    m->why = MESSAGE_WHY_NONE;
    return message_set(d->store, m, MESSAGE_QUEUED);
}

static int hand_over(struct outlet *o, struct message *m, int64_t now)
{
    struct text_split split;
    int64_t seq, tag;
    int r = m->text ? text_split(m->text, TEXT_PARTS_MAX, &split, NULL) : REFUSED;

    if (r != 0 || (int64_t)split.count != m->parts)
        return answers_end(o->dispatch, m, MESSAGE_FAILED, MESSAGE_WHY_UNSENDABLE, -1, now);
    r = first_part_to_send(o->dispatch, m, &seq);
    if (r == 0)
        r = record(o, m, seq, now, &tag);
    if (r != 0)
        return r;
    const struct text_slice *slice = &split.parts[seq - 1];
    char *text = xstrndup(m->text + slice->offset, slice->len);
    struct wire_message out = {
        .type = WIRE_SUBMIT,
        .submit = {.tag = (uint64_t)tag,
                   .to = m->number,
                   .coding = split.coding,
                   .text = text,
                   .concat_bits = m->parts > 1 ? 8 : 0,
                   .concat_ref = m->concat_ref,
                   .concat_total = m->parts,
                   .concat_seq = seq,
                   .flash = m->flash,
                   .report = true,
                   .more = seq < m->parts,
                   .validity_s = (m->expires_at - now + SECOND - 1) / SECOND}, /* 0: for days */
    };
    dispatch_depart(o->dispatch, o, &out);
    free(text);
    o->flow.in_hand++;
    dispatch_note_moved(o->dispatch, m->announcement_id);
    return 0;
}

static int hand_over_politely(struct outlet *o, struct message *m, int64_t now)
{
    bool held;
    int r = manners_admit(o, m, now, &held);

    return r < 0 || held ? r : hand_over(o, m, now);
}

/* A message of several parts may be more than the budget has left, where one would not be. */
static int choose_paid(struct outlet *o, int64_t max_lane, struct message *best, bool *found)
{
    int r = choose(o, max_lane, best, found);

    o->money.too_long = false;
    if (r < 0 || !*found)
        return r;
    o->money.too_long = spending_stops_message(o, best) != BUDGET_GOES;
    if (!o->money.too_long)
        return r;
    message_clear(best);
    return choose(o, LANE_EMERGENCY, best, found);
}

/* Nobody is paid for who has been reached already, and nobody is told who wants to hear nothing:
 * texts of the box that are no errands are answers, or go to staff. */
static int judge(struct dispatch *d, const struct message *m, bool *ret_wanted, bool *ret_stopped)
{
    bool errand = false, over = false, tells_stopped = d->sending->emergency_to_stopped;
    bool first = m->carrier_id == 0 && m->contact > 0; /* a correction always is wanted */
    int r = 0;

    *ret_wanted = true;
    if (m->announcement_id && first)
        r = reach_wanted(d->store, m->announcement_id, m->phone_id, ret_wanted);
    else if (!m->announcement_id && first) {
        r = errand_of_message(d->store, m->id, &errand, &over);
        *ret_wanted = !over;
    }
    *ret_stopped = m->stopped &&
                   (errand || (m->announcement_id && (m->lane > LANE_EMERGENCY || !tells_stopped)));
    return r;
}

/* The most urgent message for this carrier goes out, or turns out to be over. */
static int serve(struct outlet *o, int64_t max_lane, int64_t now, bool *found)
{
    struct dispatch *d = o->dispatch;
    struct message m;
    int r = choose_paid(o, max_lane, &m, found);

    if (r < 0 || !*found)
        return r < 0 ? r : 0;
    bool wanted, stopped;
    r = judge(d, &m, &wanted, &stopped);
    if (r < 0)
        ; /* the turn is undone */
    else if (m.expires_at <= now)
        r = answers_end(d, &m, MESSAGE_EXPIRED, MESSAGE_WHY_LATE, -1, now);
    else if (stopped)
        r = answers_end(d, &m, MESSAGE_CANCELLED, MESSAGE_WHY_STOPPED, -1, now);
    else if (!wanted)
        r = answers_end(d, &m, MESSAGE_CANCELLED, MESSAGE_WHY_REACHED, -1, now);
    else
        r = hand_over_politely(o, &m, now);
    message_clear(&m);
    return r;
}

static bool gap_over(const struct outlet *o)
{
    return !o->settings->gap_ms || !o->flow.handed_at ||
           clock_monotonic_ms() >= o->flow.handed_at + o->settings->gap_ms;
}

static int fill(struct outlet *o, int64_t now)
{
    int64_t window = o->settings->gap_ms ? 1 : o->window;
    bool found = true;
    int r = 0, passed = 0;

    while (found && r == 0 && outlet_sends(o) && o->flow.in_hand < window && gap_over(o)) {
        bool only_emergencies =
            o->dispatch->memory.quiet || spending_stop(o) != BUDGET_GOES || o->flow.ringing;
        int64_t in_hand = o->flow.in_hand;
        r = serve(o, only_emergencies ? LANE_EMERGENCY : LANE_ROUTINE, now, &found);
        passed += found && o->flow.in_hand == in_hand;
        if (passed == PASSED_MAX) {
            o->dispatch->memory.more = true;
            break;
        }
    }
    return r;
}

int outbound_fill(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r == 0 && !d->stopping; i++)
        r = fill(&d->outlets[i], now);
    return r;
}
