/* SPDX-License-Identifier: GPL-2.0-or-later */
/* No household gets more than so many routine announcements a day, over all of its phones: the rest
 * waits for the next day. Where that would make some wait, texts that ask for nothing go out as one
 * message when that takes fewer parts; such a message is a joint one.
 *
 * A joint message has no announcement. Its announcements keep their own messages, which are
 * submitting while it is on its way, and end as it ends: each with its own report, reach and door
 * list. When it comes back with nothing of it out, it is over, and they go on one by one. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/manners.h"
#include "text/parts.h"

enum { JOINED_MAX = 16, JOINT_PARTS_MAX = 10 };

/* ---- the day's limit ---- */

static int hold(struct dispatch *d, struct message *m, int64_t now)
{
    enum message_state from = m->state;

    m->state = MESSAGE_HELD;
    m->why = MESSAGE_WHY_DAY;
    m->due_at = dispatch_next_time(now, 0);
    return answers_move(d, m, from, now);
}

int manners_chore(void *arg, int64_t now, int64_t *ret_next)
{
    struct dispatch *d = arg;

    *ret_next = dispatch_next_time(now, 0);
    return manners_forget(d->store, dispatch_day(now - DAY)); /* the clock may step back a little */
}

/* ---- joining ---- */

struct waiting {
    struct joinable {
        int64_t id, parts, expires_at;
        char *text; /* NULL: it goes by itself */
    } items[JOINED_MAX];
    size_t count, all;
};

static void take_waiting(const struct waiting_text *w, void *arg)
{
    struct waiting *waiting = arg;

    waiting->all++;
    if (waiting->count < JOINED_MAX && !w->asks && !w->flash && *w->text)
        waiting->items[waiting->count++] =
            (struct joinable){w->id, w->parts, w->expires_at, xstrdup(w->text)};
}

static void waiting_clear(struct waiting *waiting)
{
    for (size_t i = 0; i < waiting->count; i++)
        free(waiting->items[i].text);
}

/* A text that joins, and what the whole takes then. */
struct joint {
    struct buf text;
    int64_t parts, expires_at;
    size_t members[JOINED_MAX], count;
};

static void try_to_join(struct joint *joint, const struct waiting *waiting, size_t i)
{
    const struct joinable *one = &waiting->items[i];
    struct text_split split;
    struct buf text = BUF_INIT;

    buf_printf(&text, "%s%s%s", buf_str(&joint->text), joint->count ? "\n" : "", one->text);
    int r = text_split(buf_str(&text), JOINT_PARTS_MAX, &split, NULL);
    if (r == 0 && (joint->count == 0 || (int64_t)split.count < joint->parts + one->parts)) {
        struct buf before = joint->text;
        joint->text = text;
        text = before;
        joint->parts = (int64_t)split.count;
        if (joint->count == 0 || one->expires_at < joint->expires_at)
            joint->expires_at = one->expires_at;
        joint->members[joint->count++] = i;
    }
    buf_free(&text);
}

static int make(struct dispatch *d, const struct message *first, const struct waiting *waiting,
                const struct joint *joint, int64_t now, int64_t *ret_id)
{
    const struct message_new m = {
        .phone_id = first->phone_id,
        .state = MESSAGE_QUEUED,
        .lane = first->lane,
        .sturdy = first->sturdy,
        .turn = first->turn,
        .hint = first->hint,
        .parts = joint->parts,
        .text = buf_str(&joint->text),
        .due_at = now,
        .expires_at = joint->expires_at,
    };
    int r = message_add(d->store, now, &m, ret_id);

    for (size_t i = 0; i < joint->count && r == 0; i++)
        r = manners_join(d->store, waiting->items[joint->members[i]].id, *ret_id);
    return r;
}

static bool is_first(const struct waiting *waiting, int64_t id, size_t *ret)
{
    for (*ret = 0; *ret < waiting->count; (*ret)++)
        if (waiting->items[*ret].id == id)
            return true;
    return false;
}

/* The message that goes out takes others along; *m is then the joint one. */
static int join(struct outlet *o, struct message *m, const struct waiting *waiting, int64_t now)
{
    struct dispatch *d = o->dispatch;
    struct joint joint = {.text = BUF_INIT};
    size_t first;
    int64_t id;
    int r = 0;

    if (!is_first(waiting, m->id, &first))
        return 0; /* it asks for an answer */
    try_to_join(&joint, waiting, first);
    for (size_t i = 0; i < waiting->count; i++)
        if (i != first)
            try_to_join(&joint, waiting, i);
    struct message whole = *m;
    whole.parts = joint.parts;
    if (joint.count > 1 && spending_stops_message(o, &whole) == BUDGET_GOES) {
        r = make(d, m, waiting, &joint, now, &id);
        message_clear(m);
        if (r == 0)
            r = message_get(d->store, id, m);
    }
    buf_free(&joint.text);
    return r;
}

int manners_admit(struct outlet *o, struct message *m, int64_t now, bool *ret_held)
{
    struct dispatch *d = o->dispatch;
    int64_t limit = d->sending->routine_a_day, day = dispatch_day(now), had;
    struct waiting waiting = {0};

    *ret_held = false;
    if (!limit || m->lane != LANE_ROUTINE || !m->announcement_id || m->carrier_id ||
        m->contact == 0)
        return 0;
    int r = manners_count(d->store, m->phone_id, day, m->announcement_id, &had);
    if (r < 0)
        return r;
    *ret_held = had >= limit;
    if (*ret_held)
        return hold(d, m, now);
    r = manners_note(d->store, m->phone_id, day, m->announcement_id);
    if (r == 0 && m->attempts == 0 && m->resends == 0)
        r = manners_waiting(d->store, m->phone_id, now, take_waiting, &waiting);
    if (r == 0 && (int64_t)waiting.all > limit - had)
        r = join(o, m, &waiting, now);
    waiting_clear(&waiting);
    return r;
}

/* ---- what becomes of a joint message becomes of its announcements ---- */

struct joined {
    int64_t ids[JOINED_MAX];
    size_t count;
};

static void take_joined(int64_t id, void *arg)
{
    struct joined *joined = arg;

    if (joined->count < JOINED_MAX)
        joined->ids[joined->count++] = id;
}

static int nothing_is_out(struct dispatch *d, const struct message *m, bool *ret)
{
    enum part_state parts[TEXT_PARTS_MAX];
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);

    *ret = true;
    for (int64_t i = 0; i < m->parts && r == 0; i++)
        *ret = *ret && parts[i] == PART_FAILED;
    return r;
}

static int follow(struct dispatch *d, int64_t id, const struct message *joint, int64_t now)
{
    struct message m;
    int r = message_get(d->store, id, &m);

    if (r != 0)
        return r < 0 ? r : 0;
    enum message_state from = m.state;
    if (message_state_allows(from, joint->state)) {
        bool alone = joint->state == MESSAGE_HELD || joint->state == MESSAGE_QUEUED;
        m.state = joint->state;
        m.why = joint->why;
        m.code = joint->code;
        m.due_at = joint->due_at;
        m.attempts = joint->attempts;
        m.resends = joint->resends;
        m.settled_at = joint->settled_at;
        m.carrier_id = alone ? 0 : joint->carrier_id;
        if (alone) /* it is counted when it goes */
            r = manners_take_back(d->store, m.phone_id, m.announcement_id);
        if (r == 0)
            r = answers_move(d, &m, from, now);
    }
    message_clear(&m);
    return r;
}

int manners_follow(struct dispatch *d, struct message *m, int64_t now)
{
    bool waits = m->state == MESSAGE_HELD || m->state == MESSAGE_QUEUED, over = true;
    struct joined joined = {0};

    if (m->announcement_id || m->lane != LANE_ROUTINE || m->state == MESSAGE_SUBMITTING ||
        m->state == MESSAGE_UNKNOWN)
        return 0;
    int r = manners_joined(d->store, m->id, take_joined, &joined);
    if (r == 0 && joined.count && waits)
        r = nothing_is_out(d, m, &over);
    if (r < 0 || !joined.count || !over)
        return r;
    for (size_t i = 0; i < joined.count && r == 0; i++)
        r = follow(d, joined.ids[i], m, now);
    if (waits) {
        m->state = MESSAGE_CANCELLED;
        m->why = MESSAGE_WHY_PARTED;
        m->settled_at = now;
    }
    return r;
}
