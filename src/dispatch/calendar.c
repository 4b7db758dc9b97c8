/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements that come again.
 *
 * A schedule has occurrences, each of them an event at its own time and one before for every
 * reminder. done_until moves past each event once, in the transaction that makes it or gives it up;
 * the table of occurrences holds what was made, so that a clock set back makes nothing twice. */
#include "dispatch/calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"
#include "dispatch/plan.h"
#include "store/journal.h"

static int read_plan(const struct dispatch *d, const struct schedule *s, struct plan *ret,
                     struct refusal *ret_refusal)
{
    const struct plan_terms terms = {s->rule, s->lunar, s->remind, s->at, d->sending->evening};

    return plan_read(&terms, ret, ret_refusal);
}

/* ---- what is due ---- */

enum { DUE_MAX = 16 }; /* still worth sending, of one schedule, at one time */

struct falling_due {
    int64_t now, worth_ms;
    struct plan_event due[DUE_MAX];
    size_t count;
    int64_t missed;
};

static void take_event(const struct plan_event *e, void *arg)
{
    struct falling_due *f = arg;

    if (f->now - e->at >= f->worth_ms || f->count == DUE_MAX) {
        f->missed++;
        return;
    }
    for (size_t i = 0; i < f->count; i++) {
        struct plan_event *other = &f->due[i];
        if (other->occurrence != e->occurrence)
            continue;
        f->missed++; /* of one occurrence only the last is worth telling */
        if (e->at > other->at)
            *other = *e;
        return;
    }
    f->due[f->count++] = *e;
}

static int64_t lasts(const struct dispatch *d, const struct schedule *s)
{
    if (s->lasts_ms)
        return s->lasts_ms;
    return s->priority == PRIORITY_EMERGENCY ? d->sending->emergency_expires_ms
                                             : d->sending->expires_ms;
}

static void read_options(const struct schedule *s, struct options *ret)
{
    const char *line = s->options;

    while (*line) {
        size_t len = strcspn(line, "\n");
        char *spec = xstrndup(line, len);
        options_add(ret, spec, NULL); /* they were read once, when the plan was made */
        free(spec);
        line += len + (line[len] == '\n');
    }
    options_set_help(ret, (int)s->help_option, NULL);
}

static int announce(struct dispatch *d, const struct schedule *s, const struct plan_event *e,
                    int64_t *ret_id, struct refusal *refusal)
{
    struct options options = {0};
    struct estimate estimate = {0};
    struct announce_request request = {
        .to = s->audience,
        .except = s->excepted,
        .text = s->body,
        .kind = (enum announcement_kind)s->kind,
        .priority = (enum priority)s->priority,
        .options = &options,
        .ack = s->ack,
        .flash = s->flash,
        .accents_given = s->accents >= 0,
        .accents = s->accents >= 0 ? (enum text_accents)s->accents : TEXT_ACCENTS_AUTO,
        .expires = e->at + lasts(d, s),
        .about = e->occurrence,
        .author = s->author,
    };

    if (e->reminder && request.expires > e->occurrence)
        request.expires = e->occurrence;
    read_options(s, &options);
    /* Looked at first: what is refused half-way would leave its half in the turn. */
    int r = announce_estimate(d, &request, &estimate, refusal);
    estimate_clear(&estimate);
    if (r == 0)
        r = announce_create(d, &request, ret_id, &estimate, refusal);
    estimate_clear(&estimate);
    options_free(&options);
    return r;
}

static int note(struct dispatch *d, const struct schedule *s, const char *what, const char *detail,
                int64_t now)
{
    char object[32];

    snprintf(object, sizeof(object), "%" PRId64, s->id);
    log_warning("dispatch", "schedule %s: %s: %s", object, what, detail);
    return journal_add(d->store, now, "thonbao", what, object, detail);
}

/* It was due and could not be made: the group has become empty, was removed, … */
static int refused(struct dispatch *d, struct schedule *s, const struct plan_event *e,
                   const struct refusal *refusal, int64_t now)
{
    char id[32], date[16], time[16], *to = texts_audience(d->texts, s->audience);
    const struct texts_word words[] = {{"id", id}, {"date", date}, {"to", to}, {NULL, NULL}};

    snprintf(id, sizeof(id), "%" PRId64, s->id);
    dispatch_write_moment(e->occurrence, date, time);
    s->missed++;
    int r = note(d, s, "schedule refused", refusal->message, now);
    if (r == 0)
        r = dispatch_tell_heads(d, d->texts->schedule_refused, words, now);
    free(to);
    return r;
}

static int told_missed(struct dispatch *d, struct schedule *s, int64_t missed, int64_t now)
{
    char id[32], count[32], detail[96];
    const struct texts_word words[] = {{"id", id}, {"count", count}, {NULL, NULL}};

    snprintf(id, sizeof(id), "%" PRId64, s->id);
    snprintf(count, sizeof(count), "%" PRId64, missed);
    snprintf(detail, sizeof(detail),
             "%" PRId64 " came too late to be sent: the box was not at work", missed);
    s->missed += missed;
    int r = note(d, s, "schedule missed", detail, now);
    return r == 0 ? dispatch_tell_heads(d, d->texts->schedule_missed, words, now) : r;
}

static int make_one(struct dispatch *d, struct schedule *s, const struct plan_event *e,
                    struct refusal *refusal, int64_t now)
{
    int64_t announcement;
    int r = occurrence_check(d->store, s->id, e->occurrence, e->reminder);

    if (r != 0)
        return r < 0 ? r : 0; /* the clock was set back: it has been made */
    r = announce(d, s, e, &announcement, refusal);
    if (r == REFUSED)
        return refused(d, s, e, refusal, now);
    if (r == 0)
        r = occurrence_add(d->store, s->id, e->occurrence, e->reminder, announcement);
    if (r == 0)
        s->made++;
    return r;
}

static int fall_due(struct dispatch *d, struct schedule *s, const struct plan *p, int64_t now)
{
    int64_t worth = lasts(d, s) < d->sending->late_ms ? lasts(d, s) : d->sending->late_ms;
    struct falling_due f = {.now = now, .worth_ms = worth};
    struct refusal refusal = {0};
    int r = 0;

    s->next_at = plan_events(p, s->done_until, now, take_event, &f);
    for (size_t i = 0; i < f.count && r == 0; i++)
        r = make_one(d, s, &f.due[i], &refusal, now);
    if (r == 0 && f.missed)
        r = told_missed(d, s, f.missed, now);
    s->done_until = now;
    s->why = refusal.message[0] ? refusal.message : f.missed ? "the box was not at work" : "";
    return r == 0 ? schedule_set(d->store, s) : r;
}

static int do_schedule(struct dispatch *d, int64_t id, int64_t now)
{
    struct schedule s;
    struct plan plan = {0};
    struct refusal refusal = {0};
    int r = schedule_get(d->store, id, &s);

    if (r == 0)
        r = read_plan(d, &s, &plan, &refusal);
    if (r == 0) {
        r = fall_due(d, &s, &plan, now);
    } else if (r == REFUSED) { /* a rule that a newer libical reads otherwise */
        s.next_at = 0;
        s.why = refusal.message;
        r = schedule_set(d->store, &s);
    }
    plan_free(&plan);
    return r;
}

struct doing {
    struct dispatch *d;
    int64_t id, now;
};

static int do_once(void *arg)
{
    const struct doing *doing = arg;

    return do_schedule(doing->d, doing->id, doing->now);
}

/* A schedule of which nothing can be made waits, and keeps no other waiting. */
static int do_or_set_aside(struct dispatch *d, int64_t id, int64_t now)
{
    struct doing doing = {d, id, now};
    struct schedule s;
    bool its_own;
    int r = store_attempt(d->store, do_once, &doing, &its_own);

    if (r == 0 || (r < 0 && !its_own))
        return r;
    log_error("dispatch", "schedule %" PRId64 " cannot be worked on, again in an hour", id);
    r = schedule_get(d->store, id, &s);
    if (r != 0)
        return r;
    s.next_at = now + HOUR;
    return schedule_set(d->store, &s);
}

int calendar_chore(void *arg, int64_t now, int64_t *ret_next)
{
    struct dispatch *d = arg;
    int64_t id;

    *ret_next = now + MINUTE;
    if (d->time.state == CLOCK_UNKNOWN)
        return 0; /* no date can be told */
    int r = schedule_due(d->store, now, &id, ret_next);

    while (r == 0 && id) {
        r = do_or_set_aside(d, id, now);
        if (r == 0)
            r = schedule_due(d->store, now, &id, ret_next);
    }
    return r;
}

/* ---- what people ask ---- */

int calendar_next(struct dispatch *d, const struct schedule *s, int64_t after,
                  int64_t ret[CALENDAR_NEXT_MAX], size_t *ret_count)
{
    struct plan plan = {0};
    int r = read_plan(d, s, &plan, NULL);

    *ret_count = 0;
    if (r == 0)
        *ret_count = plan_next_dates(&plan, after, ret, CALENDAR_NEXT_MAX);
    plan_free(&plan);
    return r < 0 ? r : 0;
}

static int read_request(struct dispatch *d, const struct calendar_request *q, int64_t now,
                        struct plan *ret, int64_t *ret_next_at, struct refusal *ret_refusal)
{
    if (!q->announce.at)
        return refuse(ret_refusal, "missing_key", "at",
                      "what comes again needs \"at\": from which day, and at which hour");
    if (q->announce.replaces || q->announce.bypass)
        return refuse(
            ret_refusal, "bad_repeat", "repeat",
            "what comes again can neither replace an announcement nor bypass the approval");
    const struct plan_terms terms = {q->repeat, q->lunar, q->remind, q->announce.at,
                                     d->sending->evening};
    int r = plan_read(&terms, ret, ret_refusal);
    if (r != 0)
        return r;
    *ret_next_at = plan_next_event(ret, now);
    if (*ret_next_at == 0)
        return refuse(ret_refusal, "never_happens", "at",
                      "it would never be sent: all of its dates lie in the past");
    return 0;
}

/* What its first time takes. */
static int estimate_first(struct dispatch *d, const struct calendar_request *q, int64_t first,
                          struct estimate *ret, struct refusal *ret_refusal)
{
    struct announce_request request = q->announce;

    request.expires = request.expires ? first + (request.expires - request.at) : 0;
    request.at = first;
    return announce_estimate(d, &request, ret, ret_refusal);
}

int calendar_estimate(struct dispatch *d, const struct calendar_request *q, struct estimate *ret,
                      int64_t ret_next[CALENDAR_NEXT_MAX], size_t *ret_count,
                      struct refusal *ret_refusal)
{
    struct plan plan = {0};
    int64_t now = clock_wall_ms(), next_at;
    int r = read_request(d, q, now, &plan, &next_at, ret_refusal);

    if (r == 0) {
        *ret_count = plan_next_dates(&plan, now, ret_next, CALENDAR_NEXT_MAX);
        r = estimate_first(d, q, *ret_count ? ret_next[0] : next_at, ret, ret_refusal);
    }
    plan_free(&plan);
    return r;
}

static int add_journal(struct dispatch *d, int64_t id, const char *author, const char *what,
                       const char *detail)
{
    char object[32];

    snprintf(object, sizeof(object), "%" PRId64, id);
    return journal_add(d->store, clock_wall_ms(), author, what, object, detail);
}

static int add(struct dispatch *d, const struct calendar_request *q, int64_t next_at, int64_t now,
               int64_t *ret_id)
{
    const struct announce_request *a = &q->announce;
    const struct schedule s = {
        .author = a->author,
        .audience = a->to,
        .excepted = a->except ? a->except : "",
        .body = a->text,
        .kind = a->kind,
        .priority = a->priority,
        .help_option = a->options ? a->options->help : 0,
        .accents = a->accents_given ? (int64_t)a->accents : -1,
        .ack = a->ack,
        .flash = a->flash,
        .options = q->options,
        .created_at = now,
        .at = a->at,
        .lasts_ms = a->expires ? a->expires - a->at : 0,
        .rule = q->repeat,
        .lunar = q->lunar,
        .remind = q->remind,
        .done_until = now,
        .next_at = next_at,
    };
    char *detail = xasprintf("%s%s%s%s%s", q->repeat, q->lunar[0] ? "lunar " : "", q->lunar,
                             q->remind[0] ? ", reminders " : "", q->remind);
    int r = schedule_add(d->store, &s, ret_id);

    if (r == 0)
        r = add_journal(d, *ret_id, a->author, "schedule", detail);
    free(detail);
    return r;
}

/* Ends a change made for a person; the chore looks again when it must. */
static int finish(struct dispatch *d, bool mine, int r)
{
    r = requests_finish(d, mine, r);
    if (r == 0)
        dispatch_chore_due(d, calendar_chore, 0);
    return r;
}

int calendar_plan(struct dispatch *d, const struct calendar_request *q, int64_t *ret_id,
                  struct estimate *ret, struct refusal *ret_refusal)
{
    struct plan plan = {0};
    int64_t now = clock_wall_ms(), next_at;
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = read_request(d, q, now, &plan, &next_at, ret_refusal);
    if (r == 0)
        r = estimate_first(d, q, next_at, ret, ret_refusal);
    if (r == 0)
        r = add(d, q, next_at, now, ret_id);
    plan_free(&plan);
    return finish(d, mine, r);
}

static int unknown(int64_t id, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "unknown_schedule", "id", "there is no schedule %" PRId64, id);
}

static int set_paused(struct dispatch *d, int64_t id, bool paused, const char *author,
                      struct refusal *ret_refusal)
{
    struct schedule s;
    struct plan plan = {0};
    int64_t now = clock_wall_ms();
    int r = schedule_get(d->store, id, &s);

    if (r == STORE_NOT_FOUND)
        return unknown(id, ret_refusal);
    if (r == 0)
        r = read_plan(d, &s, &plan, ret_refusal);
    if (r == 0) {
        s.paused = paused;
        s.done_until = now;
        s.next_at = plan_next_event(&plan, now);
        r = schedule_set(d->store, &s);
    }
    plan_free(&plan);
    return r == 0 ? add_journal(d, id, author, paused ? "schedule pause" : "schedule resume", NULL)
                  : r;
}

int calendar_pause(struct dispatch *d, int64_t id, bool paused, const char *author,
                   struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = set_paused(d, id, paused, author, ret_refusal);
    return finish(d, mine, r);
}

int calendar_remove(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = schedule_remove(d->store, id);
    if (r == STORE_NOT_FOUND)
        r = unknown(id, ret_refusal);
    if (r == 0)
        r = add_journal(d, id, author, "schedule remove", NULL);
    return finish(d, mine, r);
}
