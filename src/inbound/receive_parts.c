/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Long texts: their parts come in any order, some late, some never. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "inbound/receive_inside.h"

enum {
    JOIN_DAYS = 30,        /* parts of one text find each other within this time */
    HELP_MS = 20 * SECOND, /* who may be in danger does not wait longer for the rest of his text */
};

/* When a text of which parts are missing becomes a record. */
enum shown { WHOLE, CALLS_FOR_HELP, AS_IT_IS };

static const char missing_mark[] = "[…]";

/* The newest part for each place; NULL where it is missing. Returns how many places are filled. */
static int64_t lay_out(const struct inbound_set *set, int64_t total,
                       const struct inbound_part *places[RECEIVE_PARTS_MAX])
{
    int64_t filled = 0;

    for (size_t i = 0; i < set->count; i++) {
        const struct inbound_part *part = &set->parts[i];
        if (part->seq < 1 || part->seq > total || places[part->seq - 1])
            continue;
        places[part->seq - 1] = part;
        filled++;
    }
    return filled;
}

static int join_rows(struct receiver *receiver, const struct inbound_set *set, int64_t feedback)
{
    int r = 0;

    for (size_t i = 0; i < set->count && r == 0; i++)
        r = inbound_join(receiver->store, set->parts[i].id, feedback);
    return r;
}

static int64_t earlier_record(const struct inbound_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->parts[i].feedback_id)
            return set->parts[i].feedback_id;
    return 0;
}

static int may_be_shown(struct receiver *receiver, const struct whole *w, enum shown shown,
                        bool *ret)
{
    *ret = !w->partial || w->feedback_id || shown == AS_IT_IS;
    return *ret || shown == WHOLE ? 0 : receive_calls_for_help(receiver, w, ret);
}

/* Makes or completes the record of a long text, when it is whole or must be shown as it is. */
static int join(struct receiver *receiver, const struct inbound *in, enum shown shown,
                int64_t *ret_feedback)
{
    const struct inbound_part *places[RECEIVE_PARTS_MAX] = {0};
    struct inbound_set set;
    struct buf text = BUF_INIT;
    bool due = false;
    int r = inbound_set_load(receiver->store, in, in->received_at - JOIN_DAYS * DAY, &set);

    if (r < 0)
        goto out;
    int64_t filled = lay_out(&set, in->total, places);
    for (int64_t i = 0; i < in->total; i++)
        buf_puts(&text, places[i] ? places[i]->text : missing_mark);
    struct whole w = {.feedback_id = earlier_record(&set),
                      .received_at = in->received_at,
                      .carrier_id = in->carrier_id,
                      .sender = in->sender,
                      .text = buf_str(&text),
                      .partial = filled < in->total};
    r = may_be_shown(receiver, &w, shown, &due);
    if (r == 0 && due)
        r = receive_record(receiver, &w, ret_feedback);
    if (r == 0 && due)
        r = join_rows(receiver, &set, *ret_feedback);
out:
    buf_free(&text);
    inbound_set_free(&set);
    return r;
}

int receive_part(struct receiver *receiver, const struct inbound *in, int64_t *ret_feedback)
{
    return join(receiver, in, WHOLE, ret_feedback);
}

/* Those whose first part came in before `until`. */
static int show(struct receiver *receiver, int64_t until, enum shown shown)
{
    struct inbound in = {0};
    char *sender;
    int64_t feedback;
    int r;

    while ((r = inbound_waiting(receiver->store, until, &in, &sender)) == 0) {
        r = join(receiver, &in, shown, &feedback);
        free(sender);
        if (r < 0)
            return r;
    }
    return r < 0 ? r : 0;
}

int receive_tick(struct receiver *receiver, int64_t now, int64_t *ret_next)
{
    int64_t oldest = 0, wait = receiver->settings.join_wait_ms;
    int r = show(receiver, now - wait, AS_IT_IS);

    if (r == 0)
        r = show(receiver, now - HELP_MS, CALLS_FOR_HELP);
    if (r == 0)
        r = inbound_oldest_waiting(receiver->store, &oldest);
    if (r < 0)
        return r;
    int64_t again = oldest + wait < now + HELP_MS ? oldest + wait : now + HELP_MS;
    *ret_next = oldest ? again : 0;
    return 0;
}
