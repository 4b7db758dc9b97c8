/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Long texts: their parts come in any order, some late, some never. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "inbound/receive_inside.h"

enum { JOIN_DAYS = 30 }; /* parts of one text find each other within this time */

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

/* Makes or completes the record of a long text, when it is whole or must be shown as it is. */
static int join(struct receiver *receiver, const struct inbound *in, bool as_it_is,
                int64_t *ret_feedback)
{
    const struct inbound_part *places[RECEIVE_PARTS_MAX] = {0};
    struct inbound_set set;
    struct buf text = BUF_INIT;
    int r = inbound_set_load(receiver->store, in, in->received_at - JOIN_DAYS * DAY, &set);

    if (r < 0)
        goto out;
    int64_t filled = lay_out(&set, in->total, places);
    if (filled < in->total && !as_it_is && !earlier_record(&set))
        goto out;
    for (int64_t i = 0; i < in->total; i++)
        buf_puts(&text, places[i] ? places[i]->text : missing_mark);
    struct whole w = {.feedback_id = earlier_record(&set),
                      .received_at = in->received_at,
                      .carrier_id = in->carrier_id,
                      .sender = in->sender,
                      .text = buf_str(&text),
                      .partial = filled < in->total};
    r = receive_record(receiver, &w, ret_feedback);
    if (r == 0)
        r = join_rows(receiver, &set, *ret_feedback);
out:
    buf_free(&text);
    inbound_set_free(&set);
    return r;
}

int receive_part(struct receiver *receiver, const struct inbound *in, int64_t *ret_feedback)
{
    return join(receiver, in, false, ret_feedback);
}

int receive_tick(struct receiver *receiver, int64_t now, int64_t *ret_next)
{
    struct inbound in;
    char *sender;
    int64_t feedback, oldest;
    int r;

    while ((r = inbound_waiting(receiver->store, now - receiver->settings.join_wait_ms, &in,
                                &sender)) == 0) {
        r = join(receiver, &in, true, &feedback);
        free(sender);
        if (r < 0)
            return r;
    }
    if (r > 0)
        r = inbound_oldest_waiting(receiver->store, &oldest);
    if (r < 0)
        return r;
    *ret_next = oldest ? oldest + receiver->settings.join_wait_ms : 0;
    return 0;
}
