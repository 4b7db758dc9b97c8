/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The proof: a SIM sends itself a text with a token that nobody else knows, and must get it back in
 * time. Then its modem, its credit and the way in are well. Once a day; when the machine was off at
 * that time, once as soon as it is back.
 *
 *   (none) --- it is time, or a person asks --> awaited --- came back in time ---> ok
 *                                                  |------- time over -----------> failed
 *   A text with the token of a proof that is over changes nothing: it was late, or somebody plays
 * it back. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/proof.h"

static const char proof_word[] = "thonbao ";
static const char no_number[] =
    "the SIM's own number is not set in the configuration, so it cannot "
    "send itself a text";

/* ---- sending it ---- */

static void make_token(char out[static PROOF_TOKEN_SIZE])
{
    unsigned char bytes[(PROOF_TOKEN_SIZE - 1) / 2];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2hex(out, PROOF_TOKEN_SIZE, bytes, sizeof(bytes));
}

/* Pinned to the SIM: another one would prove itself. */
static int send_text(struct outlet *o, struct proof *proof)
{
    struct dispatch *d = o->dispatch;
    char *text = xasprintf("%s%s", proof_word, proof->token), number[64];
    struct message_new m = {
        .state = MESSAGE_QUEUED,
        .lane = LANE_IMPORTANT,
        .hint = -o->id,
        .parts = 1,
        .text = text,
        .due_at = proof->asked_at,
        .expires_at = proof->until,
    };

    d->inbound.number(d->inbound.arg, o->settings->number, number);
    int r = phone_ensure(d->store, number, false, &m.phone_id);
    if (r == 0)
        r = message_current_turn(d->store, m.lane, m.sturdy, &m.turn);
    if (r == 0)
        r = message_add(d->store, proof->asked_at, &m, &proof->message_id);
    free(text);
    return r;
}

static int start(struct outlet *o, int64_t day, int64_t now)
{
    struct proof proof = {.carrier_id = o->id,
                          .day = day,
                          .asked_at = now,
                          .until = now + o->settings->proof.within_ms};

    make_token(proof.token);
    int r = send_text(o, &proof);
    if (r == 0)
        r = proof_add(o->dispatch->store, &proof);
    dispatch_chore_due(o->dispatch, proof_chore, proof.until);
    dispatch_tell_carrier(o);
    return r;
}

/* What may not be spent on it is not spent; the heads know of the empty budget already. */
static int skip(struct outlet *o, int64_t day, int64_t now)
{
    struct proof proof = {.carrier_id = o->id, .day = day, .asked_at = now, .ended_at = now};

    make_token(proof.token);
    snprintf(proof.why, sizeof(proof.why), "not tried: %s", budget_sentence(spending_stop(o)));
    int r = proof_add(o->dispatch->store, &proof);
    return r < 0 ? r : proof_end(o->dispatch->store, &proof);
}

/* ---- its end ---- */

static int end(struct outlet *o, struct proof *proof, bool ok, int64_t now)
{
    proof->ended_at = now;
    proof->ok = ok;
    dispatch_tell_carrier(o);
    return proof_end(o->dispatch->store, proof);
}

/* Through another SIM where one sends: this one may lose it. */
static int tell_heads(struct outlet *o, int64_t now)
{
    struct dispatch *d = o->dispatch;
    const struct texts_word words[] = {{"carrier", o->settings->name}, {NULL, NULL}};
    int64_t through = 0;

    for (size_t i = 0; i < d->outlet_count && !through; i++)
        if (&d->outlets[i] != o && outlet_sends(&d->outlets[i]))
            through = d->outlets[i].id;
    return requests_tell_heads_through(d, through, d->texts->proof_failed, words, now);
}

static void explain(struct outlet *o, const struct message *m, struct proof *proof)
{
    char within[32];
    const char *why;

    clock_format_duration(o->settings->proof.within_ms, within, sizeof(within));
    switch (m->state) {
    case MESSAGE_HELD:
    case MESSAGE_QUEUED:
    case MESSAGE_SUBMITTING:
        outlet_obstacle(o, &why);
        snprintf(proof->why, sizeof(proof->why), "the text did not go out within %s: %s", within,
                 *why ? why : "other messages were before it");
        break;
    case MESSAGE_FAILED:
        snprintf(proof->why, sizeof(proof->why), "the network refused the text (error %" PRId64 ")",
                 m->code);
        break;
    case MESSAGE_UNKNOWN:
    case MESSAGE_SENT:
    case MESSAGE_DELIVERED:
    case MESSAGE_EXPIRED:
    case MESSAGE_CANCELLED:
    case MESSAGE_STATE_COUNT:
        snprintf(proof->why, sizeof(proof->why),
                 "the text went out but did not come back within %s", within);
        break;
    }
}

static int fail(struct outlet *o, struct proof *proof, int64_t now)
{
    struct dispatch *d = o->dispatch;
    struct message m;
    int r = message_get(d->store, proof->message_id, &m);

    if (r < 0)
        return r;
    if (r == 0) {
        explain(o, &m, proof);
        if (m.state == MESSAGE_HELD || m.state == MESSAGE_QUEUED)
            r = answers_end(d, &m, MESSAGE_EXPIRED, MESSAGE_WHY_LATE, -1, now);
        message_clear(&m);
    }
    log_warning("dispatch", "carrier %s could not prove itself: %s", o->settings->name, proof->why);
    if (r >= 0)
        r = end(o, proof, false, now);
    if (r == 0 && proof->day) /* who asked by hand sees it */
        r = tell_heads(o, now);
    return r < 0 ? r : 0;
}

/* ---- it came back ---- */

static int arrived(struct dispatch *d, int64_t message_id, int64_t now)
{
    struct message m;
    int r = message_get(d->store, message_id, &m);

    if (r != 0)
        return r < 0 ? r : 0;
    if (m.state == MESSAGE_SENT || m.state == MESSAGE_UNKNOWN)
        r = answers_end(d, &m, MESSAGE_DELIVERED, MESSAGE_WHY_NONE, -1, now);
    message_clear(&m);
    return r;
}

static int succeed(struct outlet *o, struct proof *proof, int64_t now)
{
    char took[32];

    clock_format_duration(now - proof->asked_at, took, sizeof(took));
    log_info("dispatch", "carrier %s has proven itself in %s", o->settings->name, took);
    int r = end(o, proof, true, now);
    return r < 0 ? r : arrived(o->dispatch, proof->message_id, now);
}

/* Only what this SIM has sent to itself, whole, is a proof. */
static bool is_proof(const struct outlet *o, const struct wire_inbound *in)
{
    const struct dispatch_inbound *inbound = &o->dispatch->inbound;
    char from[64], own[64];

    if (strncmp(in->text, proof_word, strlen(proof_word)) != 0 || !o->settings->number[0])
        return false;
    inbound->number(inbound->arg, in->from, from);
    inbound->number(inbound->arg, o->settings->number, own);
    return strcmp(from, own) == 0;
}

int proof_hear(struct outlet *o, const struct wire_inbound *in, int64_t now, bool *ret_is_proof)
{
    struct proof proof;
    int r;

    *ret_is_proof = false;
    if (!is_proof(o, in))
        return 0;
    r = proof_by_token(o->dispatch->store, in->text + strlen(proof_word), &proof);
    if (r != 0 || proof.carrier_id != o->id)
        return r < 0 ? r : 0; /* a text like any other */
    *ret_is_proof = true;
    if (!proof.ended_at && now <= proof.until)
        return succeed(o, &proof, now);
    log_info("dispatch", "carrier %s: the text of a proof that is over came in; it proves nothing",
             o->settings->name);
    return 0;
}

/* ---- when it is time ---- */

static int64_t today_at(int64_t now, int minutes)
{
    time_t at = (time_t)(now / 1000);
    struct tm tm;

    localtime_r(&at, &tm);
    tm.tm_hour = minutes / 60;
    tm.tm_min = minutes % 60;
    tm.tm_sec = 0;
    tm.tm_isdst = -1;
    return (int64_t)mktime(&tm) * 1000;
}

/* When the daily one is due: its time of today, or of tomorrow when today's was, and never in quiet
 * hours. INT64_MAX: never. */
static int next_daily(struct outlet *o, int64_t now, int64_t *ret)
{
    const struct proof_settings *s = &o->settings->proof;
    struct proof last = {0};
    int64_t until;

    *ret = INT64_MAX;
    if (!s->daily || !o->settings->number[0])
        return 0;
    int r = proof_last_daily(o->dispatch->store, o->id, &last);
    if (r < 0)
        return r;
    *ret = today_at(now, s->at);
    if (last.day == dispatch_day(now))
        *ret = today_at(*ret + DAY, s->at);
    else if (*ret <= now && dispatch_is_quiet(o->dispatch->sending, now, &until))
        *ret = until;
    return 0;
}

static int step(struct outlet *o, int64_t now, int64_t *ret_next)
{
    struct proof last = {.ended_at = 1};
    int r = proof_last(o->dispatch->store, o->id, &last);

    if (r < 0)
        return r;
    *ret_next = last.until;
    if (!last.ended_at && now <= last.until)
        return 0;
    if (!last.ended_at)
        r = fail(o, &last, now);
    if (r >= 0)
        r = next_daily(o, now, ret_next);
    if (r < 0 || *ret_next > now)
        return r;
    *ret_next = now + o->settings->proof.within_ms;
    /* Credit that is not known yet is heard soon after the start: the text waits for it. */
    bool goes = spending_stop(o) == BUDGET_GOES || spending_stop(o) == BUDGET_UNHEARD;
    return goes ? start(o, dispatch_day(now), now) : skip(o, dispatch_day(now), now);
}

int proof_chore(void *arg, int64_t now, int64_t *ret_next)
{
    struct dispatch *d = arg;
    int64_t next = INT64_MAX;
    int r = 0;

    for (size_t i = 0; i < d->outlet_count && r >= 0; i++) {
        int64_t mine;
        r = step(&d->outlets[i], now, &mine);
        if (r >= 0 && mine < next)
            next = mine;
    }
    *ret_next = next == INT64_MAX ? 0 : next + 1;
    return r < 0 ? r : 0;
}

/* ---- a person asks ---- */

static int may_start(struct outlet *o, int64_t now, struct refusal *ret_refusal)
{
    struct proof last;
    int64_t until;

    if (!o->settings->number[0])
        return refuse(ret_refusal, "no_number", "carrier", "carrier %s: %s", o->settings->name,
                      no_number);
    if (spending_stop(o) != BUDGET_GOES)
        return refuse(ret_refusal, "no_budget", "carrier", "carrier %s: %s", o->settings->name,
                      budget_sentence(spending_stop(o)));
    if (dispatch_is_quiet(o->dispatch->sending, now, &until))
        return refuse(ret_refusal, "quiet_hours", "carrier",
                      "in quiet hours only emergencies go out");
    int r = proof_last(o->dispatch->store, o->id, &last);
    if (r == 0 && !last.ended_at)
        return refuse(ret_refusal, "proof_running", "carrier",
                      "carrier %s is awaiting the text that it sent to itself", o->settings->name);
    return r < 0 ? r : 0;
}

int dispatch_proof(struct dispatch *d, const char *carrier, const char *author,
                   struct refusal *ret_refusal)
{
    struct outlet *o = outlet_find(d, carrier);
    bool mine = !store_in_transaction(d->store);
    int64_t now = clock_wall_ms();

    if (!o)
        return refuse(ret_refusal, "unknown_carrier", "carrier", "there is no carrier \"%s\"",
                      carrier);
    int r = mine ? store_begin(d->store) : 0;
    if (r == 0)
        r = may_start(o, now, ret_refusal);
    if (r == 0)
        r = start(o, 0, now);
    if (r == 0)
        r = journal_add(d->store, now, author, "proof", carrier, NULL);
    return requests_finish(d, mine, r);
}

int proof_view(struct outlet *o, struct carrier_view *view)
{
    struct proof last = {0};
    int r = proof_last(o->dispatch->store, o->id, &last);

    view->proof = r != 0 ? "none" : !last.ended_at ? "awaited" : last.ok ? "ok" : "failed";
    view->proof_at = r == 0 ? (last.ended_at ? last.ended_at : last.asked_at) : 0;
    snprintf(view->proof_why, sizeof(view->proof_why), "%s",
             o->settings->number[0] ? last.why : no_number);
    return r < 0 ? r : proof_last_ok(o->dispatch->store, o->id, &view->proof_ok_at);
}
