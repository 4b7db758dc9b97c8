/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Delivery reports: which part they speak of, and what follows. */
#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"
#include "store/household.h"

/* TP-Status, TS 23.040 9.2.3.15. */
enum verdict { VERDICT_DELIVERED, VERDICT_TRYING, VERDICT_TEMPORARY, VERDICT_FINAL, VERDICT_LATE };

static enum verdict verdict(int64_t status)
{
    if (status < 0x03)
        return VERDICT_DELIVERED;
    if (status == 0x46) /* validity period expired */
        return VERDICT_LATE;
    if (status >= 0x60 && status < 0x80) /* the centre gave up after a passing error */
        return VERDICT_TEMPORARY;
    if (status & 0x40)
        return VERDICT_FINAL;
    return VERDICT_TRYING; /* 0x20.. and what is reserved: nothing is settled */
}

static int delivered(struct dispatch *d, struct message *m, int64_t now)
{
    enum message_state from = m->state;
    enum part_state parts[256];
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);

    for (int64_t i = 0; i < m->parts && r == 0; i++)
        if (parts[i] != PART_DELIVERED)
            return 0;
    if (r < 0 || m->state == MESSAGE_DELIVERED)
        return r;
    m->state = MESSAGE_DELIVERED;
    m->why = MESSAGE_WHY_NONE;
    m->code = -1;
    m->settled_at = now;
    dispatch_note_moved(d, m->announcement_id);
    r = message_set(d->store, m, from);
    if (r == 0 && m->announcement_id)
        r = reach_by_phone(d->store, m->announcement_id, m->phone_id, REACH_REPORT, now);
    return r;
}

static int not_delivered(struct dispatch *d, struct message *m, enum verdict verdict,
                         int64_t status, int64_t now)
{
    enum message_state from = m->state;

    /* The rest of a long message is on its way: its end decides, this part goes again then. */
    if (m->state != MESSAGE_SENT && m->state != MESSAGE_UNKNOWN)
        return 0;
    if (verdict == VERDICT_TEMPORARY && m->state == MESSAGE_SENT && m->expires_at > now)
        return answers_attempt_failed(d, m, MESSAGE_WHY_REPORTED, status, now);
    m->state = verdict == VERDICT_LATE ? MESSAGE_EXPIRED : MESSAGE_FAILED;
    m->why = MESSAGE_WHY_REPORTED;
    m->code = status;
    m->settled_at = now;
    return answers_move(d, m, from, now);
}

static int apply(struct dispatch *d, const struct part *part, int64_t status, int64_t now)
{
    enum verdict v = verdict(status);
    struct message m;

    if (v == VERDICT_TRYING)
        return 0;
    int r = part_reported(d->store, part->id, v == VERDICT_DELIVERED ? PART_DELIVERED : PART_FAILED,
                          status, now);
    if (r == 0)
        r = message_get(d->store, part->message_id, &m);
    if (r != 0)
        return r < 0 ? r : 0;
    r = v == VERDICT_DELIVERED ? delivered(d, &m, now) : not_delivered(d, &m, v, status, now);
    message_clear(&m);
    return r;
}

int reports_apply(struct outlet *o, const struct wire_report *report, int64_t now)
{
    struct dispatch *d = o->dispatch;
    int64_t wait = d->sending->report_window_ms > 3 * DAY ? d->sending->report_window_ms : 3 * DAY;
    int64_t phone_id;
    struct part part;
    char number[64];

    d->inbound.number(d->inbound.arg, report->to, number);
    int r = phone_find(d->store, number, &phone_id);
    if (r == 0)
        r = part_match(d->store, phone_id, o->id, report->reference, now - wait, now + DAY, &part);
    if (r == 0)
        return apply(d, &part, report->status, now);
    if (r == STORE_NOT_FOUND)
        log_debug("dispatch", "carrier %s: a report with reference %lld fits no part",
                  o->settings->name, (long long)report->reference);
    return r < 0 ? r : 0;
}
