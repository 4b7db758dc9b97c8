/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Delivery reports: which part they speak of, and what follows. */
#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "text/parts.h"

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
    enum part_state parts[TEXT_PARTS_MAX];

    if (m->state == MESSAGE_DELIVERED)
        return 0;
    if (m->state == MESSAGE_UNKNOWN) /* a doubt less, perhaps the last */
        return answers_settle(d, m, now);
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);
    for (int64_t i = 0; i < m->parts && r == 0; i++)
        if (parts[i] != PART_DELIVERED)
            return 0;
    return r < 0 ? r : answers_end(d, m, MESSAGE_DELIVERED, MESSAGE_WHY_NONE, -1, now);
}

/* Whether what a report says of one attempt is the last word on its part: a later attempt is
 * judged by its own report. */
static int is_last_word(struct dispatch *d, const struct message *m, int64_t seq, bool *ret)
{
    enum part_state parts[TEXT_PARTS_MAX];
    int r = part_states(d->store, m->id, parts, (size_t)m->parts);

    *ret = r == 0 && seq <= m->parts && parts[seq - 1] == PART_FAILED;
    return r;
}

static int not_delivered(struct dispatch *d, struct message *m, int64_t seq, enum verdict verdict,
                         int64_t status, int64_t now)
{
    bool last_word;

    /* The rest of a long message is on its way: its end decides, this part goes again then. */
    if (m->state != MESSAGE_SENT && m->state != MESSAGE_UNKNOWN)
        return 0;
    int r = is_last_word(d, m, seq, &last_word);
    if (r < 0 || !last_word)
        return r;
    if (verdict != VERDICT_TEMPORARY || m->expires_at <= now)
        return answers_end(d, m, verdict == VERDICT_LATE ? MESSAGE_EXPIRED : MESSAGE_FAILED,
                           MESSAGE_WHY_REPORTED, status, now);
    r = answers_let_go(d, m);
    return r < 0 ? r : answers_attempt_failed(d, m, MESSAGE_WHY_REPORTED, status, now);
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
    r = v == VERDICT_DELIVERED ? delivered(d, &m, now)
                               : not_delivered(d, &m, part->seq, v, status, now);
    message_clear(&m);
    return r;
}

/* The latest that its text was handed over: so long it lay with the centre, by the centre's clock.
 * The reference of one that is sent to the same phone meanwhile may be the same by chance. */
static int64_t handed_over_by(const struct wire_report *report, int64_t now)
{
    bool known = report->submitted_ms && report->settled_ms > report->submitted_ms;

    return known ? now - (report->settled_ms - report->submitted_ms) + MINUTE : now + DAY;
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
        r = part_match(d->store, phone_id, o->id, report->reference, now - wait, now + DAY,
                       handed_over_by(report, now), &part);
    if (r == 0)
        return apply(d, &part, report->status, now);
    if (r == STORE_NOT_FOUND)
        log_debug("dispatch", "carrier %s: a report with reference %lld fits no part",
                  o->settings->name, (long long)report->reference);
    return r < 0 ? r : 0;
}
