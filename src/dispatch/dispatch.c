/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The turn of the dispatcher, and what people ask of it. */
#include "dispatch/dispatch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/group.h"
#include "store/household.h"
#include "store/journal.h"
#include "text/accents.h"
#include "text/air.h"
#include "text/parts.h"

enum {
    TICK_MS = 30 * 1000,    /* nothing waits longer for somebody to look */
    TROUBLE_MS = 2 * 1000,  /* after a turn that could not be committed */
    SEND_PARTS_MAX = 10,
    HEAD_NOTICE_MS = 2 * 3600 * 1000, /* stale news of the machine are not worth a part */
};

int64_t dispatch_day(int64_t now)
{
    time_t at = (time_t)(now / 1000);
    struct tm tm;

    localtime_r(&at, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static int64_t next_local(int64_t now, int minutes)
{
    char text[8];
    int64_t at = now + DAY;

    snprintf(text, sizeof(text), "%02d:%02d", minutes / 60 % 24, minutes % 60);
    clock_parse_instant(text, now, &at);
    return at;
}

bool dispatch_is_quiet(const struct sending_settings *sending, int64_t now, int64_t *ret_until)
{
    int from = sending->quiet_from, until = sending->quiet_until;
    time_t at = (time_t)(now / 1000);
    struct tm tm;

    *ret_until = INT64_MAX;
    if (from == until)
        return false;
    localtime_r(&at, &tm);
    int minute = tm.tm_hour * 60 + tm.tm_min;
    bool quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
    *ret_until = next_local(now, quiet ? until : from);
    return quiet;
}

void dispatch_depart(struct dispatch *d, struct outlet *o, const struct wire_message *m)
{
    if ((d->departure_count & (d->departure_count - 1)) == 0) /* grows at each power of two */
        d->departures = xreallocarray(d->departures, d->departure_count ? d->departure_count * 2 : 1,
                                      sizeof(*d->departures));
    struct departure *departure = &d->departures[d->departure_count++];
    *departure = (struct departure){.outlet = o, .message = *m};
    if (m->type == WIRE_SUBMIT) {
        departure->to = xstrdup(m->submit.to);
        departure->text = xstrdup(m->submit.text);
        departure->message.submit.to = departure->to;
        departure->message.submit.text = departure->text;
    }
}

static void note(int64_t **list, size_t *count, int64_t id)
{
    for (size_t i = 0; i < *count; i++)
        if ((*list)[i] == id)
            return;
    *list = xreallocarray(*list, *count + 1, sizeof(**list));
    (*list)[(*count)++] = id;
}

void dispatch_note_moved(struct dispatch *d, int64_t announcement)
{
    if (announcement)
        note(&d->moved, &d->moved_count, announcement);
}

void dispatch_note_heard(struct dispatch *d, int64_t feedback)
{
    if (feedback)
        note(&d->heard, &d->heard_count, feedback);
}

static void tell(struct dispatch *d, enum dispatch_event event, int64_t id)
{
    if (d->listener)
        d->listener(event, id, d->listener_arg);
}

void dispatch_tell_carrier(struct outlet *o)
{
    tell(o->dispatch, DISPATCH_CARRIER, o->id);
}

/* ---- one turn ---- */

static int apply_inbound(struct outlet *o, const struct wire_inbound *in, int64_t at)
{
    struct dispatch *d = o->dispatch;
    const struct wire_message stored = {.type = WIRE_STORED, .stored = {.token = in->token}};
    int64_t feedback = 0;
    int r = d->inbound.text(d->inbound.arg, o->id, in, at, &feedback);

    if (r < 0)
        return r;
    dispatch_note_heard(d, feedback);
    d->join_due = 1; /* ask at the end of the turn */
    dispatch_depart(d, o, &stored);
    return 0;
}

static int apply_report(struct outlet *o, const struct wire_report *report, int64_t at)
{
    const struct wire_message stored = {.type = WIRE_STORED, .stored = {.token = report->token}};
    int r = reports_apply(o, report, at);

    if (r < 0)
        return r;
    dispatch_depart(o->dispatch, o, &stored);
    return 0;
}

static int apply_call(struct outlet *o, const struct wire_call *call, int64_t at)
{
    struct dispatch *d = o->dispatch;
    int64_t feedback = 0;
    int r = d->inbound.call(d->inbound.arg, o->id, call->from, at, &feedback);

    if (r == 0)
        dispatch_note_heard(d, feedback);
    return r < 0 ? r : 0;
}

static int apply(struct event *e)
{
    struct outlet *o = e->outlet;
    const struct wire_message *m = &e->message;

    if (e->gone)
        return outlet_gone(o, e);
    switch (m->type) {
    case WIRE_READY:
        return outlet_ready(o, &m->ready);
    case WIRE_STATUS:
        return outlet_status(o, &m->status);
    case WIRE_FAULT:
        return outlet_fault(o, &m->fault, e->at);
    case WIRE_SUBMITTED:
        return outbound_submitted(o, &m->submitted, e->at);
    case WIRE_INBOUND:
        return apply_inbound(o, &m->inbound, e->at);
    case WIRE_REPORT:
        return apply_report(o, &m->report, e->at);
    case WIRE_CALL:
        return apply_call(o, &m->call, e->at);
    case WIRE_USSD_ANSWER:
        return credit_answer(o, &m->ussd_answer, e->at);
    default:
        log_warning("dispatch", "%s said %s, which is not for the core", o->settings->name,
                    wire_type_name(m->type));
        return 0;
    }
}

static int expire_one(struct dispatch *d, int64_t announcement, int64_t now)
{
    int r = message_expire_all(d->store, announcement, now);

    if (r > 0)
        dispatch_note_moved(d, announcement);
    return r;
}

struct expiring {
    int64_t ids[64];
    size_t count;
};

static void collect_expiring(int64_t id, void *arg)
{
    struct expiring *e = arg;

    if (e->count < ARRAY_SIZE(e->ids))
        e->ids[e->count++] = id;
}

static int expire_announcements(struct dispatch *d, int64_t now)
{
    struct expiring expiring = {0};
    int r = announcement_expiring(d->store, now, collect_expiring, &expiring);

    for (size_t i = 0; i < expiring.count && r >= 0; i++)
        r = expire_one(d, expiring.ids[i], now);
    return r < 0 ? r : 0;
}

/* When quiet hours begin, what has not been started waits for their end, and says so. */
static int keep_quiet(struct dispatch *d, int64_t now)
{
    int64_t until;
    bool quiet = dispatch_is_quiet(d->sending, now, &until);
    int r = 0;

    if (quiet && !d->quiet)
        r = message_hold_all(d->store, MESSAGE_WHY_QUIET, until);
    if (r >= 0)
        d->quiet = quiet;
    return r < 0 ? r : 0;
}

static int add_to_days(struct dispatch *d)
{
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r == 0; i++) {
        struct outlet_flow *flow = &d->outlets[i].flow;
        if (flow->new_parts)
            r = carrier_day_add(d->store, d->outlets[i].id, flow->day, flow->new_parts,
                                flow->new_cost);
        flow->new_parts = flow->new_cost = 0;
    }
    return r;
}

static void new_day(struct outlet *o, int64_t now)
{
    int64_t today = dispatch_day(now);

    if (o->flow.day == today)
        return;
    o->flow.day = today;
    if (carrier_day_get(o->dispatch->store, o->id, today, &o->flow.parts_today,
                        &o->flow.cost_today) < 0)
        o->flow.parts_today = o->flow.cost_today = 0;
}

static bool another_sends(const struct dispatch *d, const struct outlet *than)
{
    for (size_t i = 0; i < d->outlet_count; i++)
        if (&d->outlets[i] != than && outlet_sends(&d->outlets[i]))
            return true;
    return false;
}

/* Half-sent messages leave a carrier that cannot send for another that can: emergencies at once,
 * the others when it stays so. */
static int unstick(struct dispatch *d)
{
    int64_t mono = clock_monotonic_ms();
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r == 0; i++) {
        struct outlet *o = &d->outlets[i];
        if (outlet_sends(o))
            o->idle_since = 0;
        else if (!o->idle_since)
            o->idle_since = mono;
        if (!o->idle_since || !another_sends(d, o))
            continue;
        bool long_ago = mono - o->idle_since >= d->sending->stuck_ms;
        r = outbound_unstick(o, long_ago ? LANE_ROUTINE : LANE_EMERGENCY);
    }
    return r;
}

static int work(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->event_count && r >= 0; i++)
        r = apply(&d->events[i]);
    if (r >= 0)
        r = unstick(d);
    if (r >= 0)
        r = keep_quiet(d, now);
    if (r >= 0)
        r = expire_announcements(d, now);
    if (r >= 0)
        r = outbound_due(d, now);
    if (r >= 0 && d->join_due && d->join_due <= now)
        r = d->inbound.tick(d->inbound.arg, now, &d->join_due);
    if (r >= 0)
        r = outbound_fill(d, now);
    if (r >= 0)
        r = add_to_days(d);
    return r < 0 ? r : 0;
}

static void clear_departures(struct dispatch *d)
{
    for (size_t i = 0; i < d->departure_count; i++) {
        free(d->departures[i].to);
        free(d->departures[i].text);
    }
    d->departure_count = 0;
}

static void clear_events(struct dispatch *d)
{
    for (size_t i = 0; i < d->event_count; i++)
        wire_clear(&d->events[i].message);
    free(d->events);
    d->events = NULL;
    d->event_count = 0;
}

static void committed(struct dispatch *d)
{
    int64_t now = clock_monotonic_ms();

    clear_events(d);
    for (size_t i = 0; i < d->departure_count; i++) {
        struct departure *departure = &d->departures[i];
        if (departure->message.type == WIRE_SUBMIT)
            departure->outlet->flow.handed_at = now;
        /* When it fails the process is being ended, and what was in its hands becomes unknown. */
        supervisor_send(departure->outlet->supervisor, &departure->message);
    }
    clear_departures(d);
    for (size_t i = 0; i < d->moved_count; i++)
        tell(d, DISPATCH_PROGRESS, d->moved[i]);
    for (size_t i = 0; i < d->heard_count; i++)
        tell(d, DISPATCH_FEEDBACK, d->heard[i]);
    d->moved_count = d->heard_count = 0;
    if (d->in_trouble)
        log_info("dispatch", "the database takes writes again; going on");
    d->in_trouble = false;
}

static void failed(struct dispatch *d, int error)
{
    store_rollback(d->store);
    for (size_t i = 0; i < d->outlet_count; i++)
        d->outlets[i].flow = d->outlets[i].flow_before;
    clear_departures(d);
    d->moved_count = d->heard_count = 0;
    if (!d->in_trouble)
        log_error("dispatch", "cannot record what happens: %s; nothing is sent until I can",
                  strerror(-error));
    d->in_trouble = true;
}

static int64_t shorter(int64_t wait, int64_t other)
{
    return other < 0 ? 0 : other < wait ? other : wait;
}

/* How long nothing can happen, as far as the dispatcher knows. */
static int64_t next_turn(struct dispatch *d, int64_t now)
{
    int64_t wait = TICK_MS, mono = clock_monotonic_ms(), due, quiet_change;

    if (message_next_due(d->store, &due) == 0 && due)
        wait = shorter(wait, due - now);
    if (d->join_due)
        wait = shorter(wait, d->join_due - now);
    dispatch_is_quiet(d->sending, now, &quiet_change);
    if (quiet_change != INT64_MAX)
        wait = shorter(wait, quiet_change - now);
    for (size_t i = 0; i < d->outlet_count; i++) {
        const struct outlet *o = &d->outlets[i];
        if (o->ready && o->flow.pause_until > mono)
            wait = shorter(wait, o->flow.pause_until - mono);
        if (o->ready && o->settings->gap_ms && o->flow.handed_at &&
            o->flow.handed_at + o->settings->gap_ms > mono)
            wait = shorter(wait, o->flow.handed_at + o->settings->gap_ms - mono);
        if (o->ussd.running)
            wait = shorter(wait, o->ussd.until - mono);
    }
    return wait;
}

static void take_turn(void *arg)
{
    struct dispatch *d = arg;
    int64_t now = clock_wall_ms();

    for (size_t i = 0; i < d->outlet_count; i++) {
        new_day(&d->outlets[i], now);
        d->outlets[i].flow_before = d->outlets[i].flow;
    }
    int r = store_begin(d->store);
    if (r == 0)
        r = work(d, now);
    if (r == 0)
        r = store_commit(d->store);
    if (r < 0)
        failed(d, r);
    else
        committed(d);
    for (size_t i = 0; i < d->outlet_count; i++)
        credit_tick(&d->outlets[i]);
    store_tidy(d->store); /* the modems have their parts: now nobody waits */
    loop_timer_set(d->turn, r < 0 ? TROUBLE_MS : next_turn(d, now));
}

void dispatch_kick(struct dispatch *d)
{
    loop_timer_set(d->turn, 0);
}

/* ---- life ---- */

struct dispatch *dispatch_new(struct loop *loop, struct store *store,
                              const struct sending_settings *sending,
                              const struct carrier_settings *carriers, size_t carrier_count,
                              const char *modem_program, const char *village,
                              const struct texts *texts,
                              const struct dispatch_inbound *inbound)
{
    struct dispatch *d = xcalloc(1, sizeof(*d));

    *d = (struct dispatch){.loop = loop, .store = store, .sending = sending, .village = village, .texts = texts,
                           .inbound = *inbound, .join_due = 1};
    d->turn = loop_timer_new(loop, take_turn, d);
    d->outlets = xcalloc(carrier_count, sizeof(*d->outlets));
    for (size_t i = 0; i < carrier_count; i++) {
        if (outlet_open(d, &d->outlets[i], &carriers[i], modem_program) < 0) {
            dispatch_free(d);
            return NULL;
        }
        d->outlet_count++;
    }
    return d;
}

struct crashed {
    int64_t *ids;
    size_t count;
};

static void collect_crashed(int64_t id, void *arg)
{
    struct crashed *c = arg;

    c->ids = xreallocarray(c->ids, c->count + 1, sizeof(*c->ids));
    c->ids[c->count++] = id;
}

/* What was in a carrier's hands when the core died last is unknown now. */
static int recover(struct dispatch *d, int64_t now)
{
    struct crashed crashed = {0};
    int r = store_begin(d->store);

    if (r == 0)
        r = part_crashed(d->store, 0, collect_crashed, &crashed);
    for (size_t i = 0; i < crashed.count && r == 0; i++)
        r = outbound_unknown(d, crashed.ids[i], now);
    if (r == 0)
        r = store_commit(d->store);
    if (r < 0)
        store_rollback(d->store);
    else if (crashed.count)
        log_info("dispatch", "%zu parts were in flight when the last run ended", crashed.count);
    free(crashed.ids);
    return r;
}

int dispatch_start(struct dispatch *d)
{
    int r = recover(d, clock_wall_ms());

    if (r < 0)
        return r;
    for (size_t i = 0; i < d->outlet_count; i++)
        supervisor_start(d->outlets[i].supervisor);
    dispatch_kick(d);
    return 0;
}

void dispatch_free(struct dispatch *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->outlet_count; i++)
        outlet_close(&d->outlets[i]);
    clear_events(d);
    clear_departures(d);
    loop_timer_free(d->turn);
    free(d->departures);
    free(d->moved);
    free(d->heard);
    free(d->outlets);
    free(d);
}

void dispatch_set_listener(struct dispatch *d, dispatch_event_fn fn, void *arg)
{
    d->listener = fn;
    d->listener_arg = arg;
}

const struct sending_settings *dispatch_sending(const struct dispatch *d)
{
    return d->sending;
}

struct store *dispatch_store(const struct dispatch *d)
{
    return d->store;
}

/* ---- what people ask ---- */

/* Ends a change made for a person: commits, or rolls back and hands r on. */
static int finish(struct dispatch *d, bool mine, int r)
{
    if (mine && r == 0)
        r = store_commit(d->store);
    if (mine && r != 0)
        store_rollback(d->store);
    if (r == 0)
        dispatch_kick(d);
    return r;
}

static int journal(struct dispatch *d, const char *author, const char *what, int64_t id,
                   const char *detail)
{
    char object[32];

    snprintf(object, sizeof(object), "%" PRId64, id);
    return journal_add(d->store, clock_wall_ms(), author, what, object, detail);
}

static int find_announcement(struct dispatch *d, int64_t id, struct announcement *ret,
                             struct refusal *ret_refusal)
{
    int r = announcement_get(d->store, id, ret);

    if (r == STORE_NOT_FOUND)
        return refuse(ret_refusal, "unknown_announcement", "id",
                      "there is no announcement %" PRId64, id);
    return r;
}

static int cancel(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    struct announcement a;
    char detail[64];
    int r = find_announcement(d, id, &a, ret_refusal);

    if (r == 0 && a.state == ANNOUNCEMENT_CANCELLED)
        return refuse(ret_refusal, "already_cancelled", "id",
                      "announcement %" PRId64 " is cancelled already", id);
    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_CANCELLED);
    if (r != 0)
        return r;
    int count = message_cancel_all(d->store, id, MESSAGE_WHY_CANCELLED, clock_wall_ms());
    if (count < 0)
        return count;
    snprintf(detail, sizeof(detail), "%d messages had not gone out", count);
    return journal(d, author, "cancel", id, detail);
}

int dispatch_cancel(struct dispatch *d, int64_t announcement, const char *author,
                    struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = cancel(d, announcement, author, ret_refusal);
    r = finish(d, mine, r);
    if (r == 0)
        tell(d, DISPATCH_PROGRESS, announcement);
    return r;
}

static int approve(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    struct announcement a;
    int r = find_announcement(d, id, &a, ret_refusal);

    if (r == 0 && a.state != ANNOUNCEMENT_PENDING)
        return refuse(ret_refusal, "nothing_to_approve", "id",
                      "announcement %" PRId64 " does not wait for an approval", id);
    if (r == 0 && strcmp(a.author, author) == 0)
        return refuse(ret_refusal, "own_announcement", "id",
                      "announcement %" PRId64 " was made by %s: a second person must approve it",
                      id, author);
    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_OPEN);
    if (r == 0)
        r = message_release_held(d->store, id, MESSAGE_WHY_TIME, a.at);
    if (r == 0)
        r = journal(d, author, "approve", id, NULL);
    return r;
}

int dispatch_approve(struct dispatch *d, int64_t announcement, const char *author,
                     struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = approve(d, announcement, author, ret_refusal);
    return finish(d, mine, r);
}

static int queue_one(struct dispatch *d, const char *number, const char *air, size_t parts,
                     const char *author, int64_t *ret_message)
{
    int64_t now = clock_wall_ms(), until;
    bool quiet = dispatch_is_quiet(d->sending, now, &until);
    struct message_new m = {
        .state = quiet ? MESSAGE_HELD : MESSAGE_QUEUED,
        .why = quiet ? MESSAGE_WHY_QUIET : MESSAGE_WHY_NONE,
        .due_at = quiet ? until : now,
        .lane = LANE_IMPORTANT,
        .sturdy = true,
        .parts = (int64_t)parts,
        .text = air,
        .expires_at = now + d->sending->expires_ms,
    };
    int r = phone_ensure(d->store, number, false, &m.phone_id);

    if (r == 0)
        r = message_current_turn(d->store, LANE_IMPORTANT, true, &m.turn);
    if (r == 0)
        r = message_add(d->store, now, &m, ret_message);
    if (r == 0)
        r = journal(d, author, "send", *ret_message, NULL);
    return r;
}

struct notice {
    struct dispatch *d;
    struct message_new message;
    int64_t now;
    int error;
};

static void tell_head(int64_t phone_id, void *arg)
{
    struct notice *n = arg;

    n->message.phone_id = phone_id;
    if (n->error == 0)
        n->error = message_add(n->d->store, n->now, &n->message, NULL);
}

int dispatch_tell_heads(struct dispatch *d, const char *text, const struct texts_word *words,
                        int64_t now)
{
    char *filled = texts_fill(text, words), *air = text_for_air(filled, TEXT_ACCENTS_DROP);
    struct notice n = {
        .d = d,
        .now = now,
        .message = {.state = MESSAGE_QUEUED, .lane = LANE_IMPORTANT, .parts = 1, .text = air,
                    .due_at = now, .expires_at = now + HEAD_NOTICE_MS},
    };
    int r = message_current_turn(d->store, LANE_IMPORTANT, false, &n.message.turn);

    if (r == 0)
        r = staff_head_phones(d->store, tell_head, &n);
    free(air);
    free(filled);
    return r < 0 ? r : n.error;
}

int dispatch_send(struct dispatch *d, const char *number, const char *text, const char *author,
                  int64_t *ret_message, struct refusal *ret_refusal)
{
    if (!text_utf8_valid(text, strlen(text)))
        return refuse(ret_refusal, "text_not_utf8", "text", "the text is not UTF-8");

    char *air = text_for_air(text, (enum text_accents)d->sending->accents);
    struct text_split split;
    bool mine = !store_in_transaction(d->store);
    int r = text_split(air, SEND_PARTS_MAX, &split, ret_refusal);
    bool begun = false;
    if (r == 0 && mine) {
        r = store_begin(d->store);
        begun = r == 0;
    }
    if (r == 0)
        r = queue_one(d, number, air, split.count, author, ret_message);
    free(air);
    return finish(d, begun, r);
}
