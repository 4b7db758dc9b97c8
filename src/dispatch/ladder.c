/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ladder: a household that an announcement has not reached is tried at its next phone, rung,
 * told by its neighbour, and at last its door is knocked on. Nobody is paid for who is reached.
 *
 * Each household of each announcement stands on one rung (reach.rung). Events only make it due;
 * what follows is judged afresh from what the store says of its phones, so that a crash, a late
 * report or a changed list cannot leave it between two rungs. Being reached ends the climb from
 * any rung, and counts however late it comes.
 *
 *   rung       is taken when                           and is given
 *   first      the announcement is made                until its report is late, or it has failed
 *   second     another phone takes SMS                 the same
 *   ring       an emergency, and a text is out         ring_wait
 *   neighbour  one agreed, and is reached himself      neighbour_...
 *   door       always                                  until somebody says that he was there
 *
 * A phone gets the text once. When it is only off, the network keeps the text until it expires and
 * delivers it the moment it is on again; a second one would cost the same and tell the same. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"
#include "store/ladder.h"
#include "text/air.h"
#include "text/parts.h"
#include "text/template.h"

enum {
    PHONES_MAX = 16,         /* of one household */
    BATCH = 200,             /* of one turn; the next takes more */
    LOOK_MS = 30 * 1000,     /* the phone book may have changed */
    APPROVAL_MS = 60 * 1000, /* while a second person has not approved */
};

/* What is known of one household when the ladder looks at it. */
struct situation {
    struct dispatch *d;
    int64_t now;
    struct ladder_place place;
    enum rung from; /* where it stood before it climbs */
    struct announcement a;
    int64_t lane;
    struct ladder_household household;
    struct ladder_phone phones[PHONES_MAX];
    size_t count;
};

int64_t ladder_waits(const struct dispatch *d, int64_t announcement, int64_t lane)
{
    int64_t second = lane < LANE_COUNT ? d->sending->second_ms[lane] : 0;
    bool comes = announcement && second && second < d->sending->report_window_ms;

    return comes ? second : d->sending->report_window_ms;
}

int ladder_look(struct dispatch *d, const struct message *m, int64_t now)
{
    int r = m->announcement_id ? ladder_touch_phone(d->store, m->announcement_id, m->phone_id, now)
                               : errand_touch(d->store, m->id, now);

    dispatch_chore_due(d, ladder_chore, now);
    return r;
}

int ladder_look_at_all(struct dispatch *d, int64_t announcement, int64_t now)
{
    dispatch_chore_due(d, ladder_chore, now);
    return ladder_touch_all(d->store, announcement, now);
}

void dispatch_book_changed(struct dispatch *d)
{
    dispatch_chore_due(d, ladder_chore, 0);
}

int dispatch_judge_again(struct dispatch *d, int64_t phone_id, int64_t now)
{
    dispatch_book_changed(d);
    return reach_judge_again(d->store, phone_id, now);
}

/* ---- texts to its phones ---- */

/* Whether a text to this phone may still bring a report, in time or after a retry. */
static bool is_fresh(const struct ladder_phone *phone)
{
    if (!phone->message_id || phone->wrong)
        return false;
    switch (phone->state) {
    case MESSAGE_HELD:
    case MESSAGE_QUEUED:
    case MESSAGE_SUBMITTING:
    case MESSAGE_UNKNOWN:
        return true;
    case MESSAGE_SENT:
        return phone->why != MESSAGE_WHY_SECOND;
    default:
        return false;
    }
}

/* A stranger who has the text tells nobody. */
static bool is_told(const struct ladder_phone *phone)
{
    return phone->message_id && phone->state == MESSAGE_DELIVERED && !phone->wrong;
}

/* Its message wakes the ladder. */
static bool text_waits(struct situation *s, int64_t *ret_until)
{
    *ret_until = 0;
    for (size_t i = 0; i < s->count; i++)
        if (is_fresh(&s->phones[i]))
            return true;
    return false;
}

static bool may_be_told(const struct situation *s, const struct ladder_phone *phone)
{
    bool stopped = s->lane == LANE_EMERGENCY && s->d->sending->emergency_to_stopped;

    return !phone->fixed && !phone->wrong && (!phone->stopped || stopped);
}

/* The text as it goes to this household; the caller frees. */
static char *text_for(const struct situation *s)
{
    const struct ladder_household *h = &s->household;
    char date[16], hour[16];
    const struct text_values values = {.of = {
                                           [TEXT_FIELD_HEAD] = h->head,
                                           [TEXT_FIELD_HOUSEHOLD] = h->code,
                                           [TEXT_FIELD_CLUSTER] = h->cluster,
                                           [TEXT_FIELD_ADDRESS] = h->address,
                                           [TEXT_FIELD_VILLAGE] = s->d->village,
                                           [TEXT_FIELD_DATE] = date,
                                           [TEXT_FIELD_TIME] = hour,
                                       }};
    struct text_template *template = NULL;

    if (!s->a.templated || text_template_parse(s->a.air, &template, NULL) != 0)
        return text_for_air(s->a.air, TEXT_ACCENTS_KEEP);
    dispatch_write_moment(s->a.about_at, date, hour);
    char *plain = text_template_expand(template, &values);
    char *air = text_for_air(plain, (enum text_accents)s->a.accents);
    free(plain);
    text_template_free(template);
    return air;
}

/* None of its phones has had the text: its numbers have changed since, or they had another before
 * and were told how it has changed. */
static int tell_anew(const struct situation *s, const struct ladder_phone *phone)
{
    char *air = text_for(s);
    struct message_new m = {
        .announcement_id = s->a.id,
        .phone_id = phone->phone_id,
        .state = MESSAGE_HELD,
        .lane = s->lane,
        .sturdy = !s->household.frail,
        .hint = outlet_hint(s->d, phone->number),
        .parts = (int64_t)text_count_parts(air),
        .flash = s->a.flash,
        .text = s->a.templated ? air : NULL,
        .due_at = s->now,
        .expires_at = s->a.expires_at,
    };
    int r = message_current_turn(s->d->store, s->lane, m.sturdy, &m.turn);

    if (r == 0)
        r = message_add(s->d->store, s->now, &m, NULL);
    free(air);
    return r;
}

/* A correction says too little to a phone that never had what it corrects. */
static int64_t any_text(const struct situation *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->phones[i].message_id && !s->phones[i].correction)
            return s->phones[i].message_id;
    return 0;
}

static int take_second(struct situation *s, bool *ret_taken, int64_t *ret_until)
{
    int64_t first = any_text(s);

    for (size_t i = 0; i < s->count && !*ret_taken; i++) {
        const struct ladder_phone *phone = &s->phones[i];
        if (phone->message_id || !may_be_told(s, phone))
            continue;
        *ret_taken = true;
        return first ? message_add_second(s->d->store, s->now, first, phone->phone_id,
                                          outlet_hint(s->d, phone->number))
                     : tell_anew(s, phone);
    }
    return 0;
}

/* ---- rings ---- */

/* The network has the text, or may: there is something to look at. */
static bool has_text(const struct ladder_phone *phone)
{
    return phone->message_id &&
           (phone->state == MESSAGE_SENT || phone->state == MESSAGE_UNKNOWN ||
            (phone->state == MESSAGE_EXPIRED && phone->why == MESSAGE_WHY_NO_REPORT));
}

static int take_ring(struct situation *s, bool *ret_taken, int64_t *ret_until)
{
    int r = 0;

    if (s->lane != LANE_EMERGENCY || s->d->sending->ring_ms == 0)
        return 0;
    for (size_t i = 0; i < s->count && r == 0; i++) {
        const struct ladder_phone *phone = &s->phones[i];
        if (!has_text(phone) || !may_be_told(s, phone) || (phone->rung && phone->ring >= RING_RUNG))
            continue;
        *ret_taken = true; /* another household's ring at the same phone is this one's, too */
        r = ring_add(s->d->store, s->a.id, phone->phone_id, !s->household.frail, s->now);
    }
    return r;
}

static bool ring_waits(struct situation *s, int64_t *ret_until)
{
    bool rang = false;

    for (size_t i = 0; i < s->count; i++) {
        if (!s->phones[i].rung)
            continue;
        if (s->phones[i].ring < RING_RUNG && s->a.expires_at > s->now) {
            *ret_until = s->a.expires_at; /* the ring wakes the ladder, if ever it is made */
            return true;
        }
        rang = rang || s->phones[i].ring == RING_RUNG;
    }
    *ret_until = s->place.since + s->d->sending->ring_wait_ms;
    return rang && *ret_until > s->now;
}

/* ---- the neighbour ---- */

/* Whether his own text may still reach him, or just has. By its time that ends, so that two who
 * wait for each other do not wait for ever. */
static int neighbour_is_open(const struct situation *s, bool *ret)
{
    struct ladder_phone his[PHONES_MAX];
    enum reach_by by = REACH_NONE;
    size_t count = 0;
    int r = reach_get_by(s->d->store, s->a.id, s->household.neighbour_id, &by);

    *ret = false;
    if (r == 0 && by == REACH_NONE)
        r = ladder_phones(s->d->store, s->a.id, s->household.neighbour_id, his, PHONES_MAX, &count);
    for (size_t i = 0; i < count; i++)
        *ret = *ret || is_fresh(&his[i]) || is_told(&his[i]);
    return r < 0 ? r : 0;
}

/* What becomes of the neighbour's text wakes the ladder. */
static int take_neighbour(struct situation *s, bool *ret_taken, int64_t *ret_until)
{
    int64_t lasts = s->d->sending->neighbour_ms[s->lane];
    bool open = false;

    if (lasts == 0 || !s->household.neighbour_id)
        return 0;
    int r = neighbour_is_open(s, &open);
    if (open)
        *ret_until = s->now + LOOK_MS;
    if (r < 0 || open)
        return r;
    char *text = text_for(s);
    r = errand_ask(s->d, &s->a, s->place.household, &s->household, text, s->lane, s->now,
                   ret_taken);
    free(text);
    if (*ret_taken)
        *ret_until = s->now + lasts;
    return r;
}

/* His time begins when the text is out, or was a moment ago. */
static bool neighbour_waits(struct situation *s, int64_t *ret_until)
{
    int64_t lasts = s->d->sending->neighbour_ms[s->lane];
    struct errand e;

    if (errand_get(s->d->store, s->a.id, s->place.household, &e) != 0 || e.done_at)
        return false;
    if (e.state == MESSAGE_FAILED || e.state == MESSAGE_EXPIRED || e.state == MESSAGE_CANCELLED)
        return false;
    if (e.state == MESSAGE_HELD || e.state == MESSAGE_QUEUED) {
        bool later = e.state == MESSAGE_HELD && e.due_at > s->now;
        s->place.since = later ? e.due_at : s->now;
        *ret_until = s->place.since + LOOK_MS;
        return true;
    }
    *ret_until = s->place.since + lasts;
    return *ret_until > s->now;
}

/* ---- the door ---- */

static int take_door(struct situation *s, bool *ret_taken, int64_t *ret_until)
{
    *ret_taken = true;
    return doors_add(s->d, s->a.id, s->household.cluster, s->from != RUNG_DOOR, s->now);
}

/* ---- the climb ---- */

/* take: does what the rung is for, where it can be done; *ret_until without *ret_taken: not yet,
 * the household stays where it is until then. waits: whether it is to be given more time;
 * *ret_until 0: until something happens. */
static const struct step {
    int (*take)(struct situation *s, bool *ret_taken, int64_t *ret_until);
    bool (*waits)(struct situation *s, int64_t *ret_until);
} steps[RUNG_COUNT] = {
    [RUNG_FIRST] = {NULL, text_waits},     [RUNG_SECOND] = {take_second, text_waits},
    [RUNG_RING] = {take_ring, ring_waits}, [RUNG_NEIGHBOUR] = {take_neighbour, neighbour_waits},
    [RUNG_DOOR] = {take_door, NULL},
};

static int stay(struct situation *s, int64_t until)
{
    return ladder_set(s->d->store, &s->place, until);
}

/* A phone that is new to the household is tried from any rung; else it only goes up. What has
 * expired is no longer told: only the door is left. */
static int climb(struct situation *s)
{
    enum rung from = s->place.rung;
    bool taken = false;
    int64_t until = 0;
    int r = 0;

    s->from = from;
    for (enum rung to = RUNG_SECOND; to < RUNG_COUNT && r == 0 && !taken && !until; to++) {
        bool repeats = to == RUNG_SECOND || to == RUNG_DOOR;
        if ((to <= from && !repeats) || (s->a.expires_at <= s->now && to != RUNG_DOOR))
            continue;
        s->place.rung = to;
        r = steps[to].take(s, &taken, &until);
    }
    if (until && !taken)
        s->place.rung = from;
    if (r == 0 && s->place.rung != from)
        s->place.since = s->now;
    return r < 0 ? r : stay(s, until);
}

/* It holds a phone now that has the text. */
static int64_t told_phone(const struct situation *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (is_told(&s->phones[i]))
            return s->phones[i].phone_id;
    return 0;
}

static int judge(struct situation *s)
{
    int64_t until = 0, told = told_phone(s);

    if (told)
        return reach_by_phone(s->d->store, s->a.id, told, REACH_REPORT, s->now);
    if (s->a.state == ANNOUNCEMENT_CANCELLED)
        return stay(s, 0);
    if ((s->a.state == ANNOUNCEMENT_PENDING || s->a.state == ANNOUNCEMENT_PAUSED) &&
        s->a.expires_at > s->now)
        return stay(s, s->now + APPROVAL_MS);
    if (text_waits(s, &until)) /* on whatever rung: a phone that has just come to it */
        return stay(s, 0);
    if (s->place.rung != RUNG_DOOR && steps[s->place.rung].waits(s, &until))
        return stay(s, until);
    return climb(s);
}

static int look_at(struct dispatch *d, const struct ladder_place *place, int64_t now)
{
    struct situation s = {.d = d, .now = now, .place = *place};
    int r = announcement_get(d->store, place->announcement, &s.a);

    if (r == 0)
        r = ladder_household(d->store, place->household, &s.household);
    if (r == 0)
        r = ladder_phones(d->store, place->announcement, place->household, s.phones, PHONES_MAX,
                          &s.count);
    if (r != 0)
        return r;
    s.lane = dispatch_lane(s.a.priority);
    dispatch_note_moved(d, place->announcement);
    return judge(&s);
}

struct look {
    struct dispatch *d;
    const struct ladder_place *place;
    int64_t now;
};

static int look_once(void *arg)
{
    const struct look *look = arg;

    return look_at(look->d, look->place, look->now);
}

/* A household that cannot be looked at waits, and keeps nobody else waiting. */
static int look(struct dispatch *d, const struct ladder_place *place, int64_t now)
{
    struct look look = {d, place, now};
    bool its_own;
    int r = store_attempt(d->store, look_once, &look, &its_own);

    if (r == 0 || (r < 0 && !its_own))
        return r;
    log_error("dispatch",
              "announcement %" PRId64 ": a household cannot be looked at, again in an "
              "hour (%s)",
              place->announcement, r < 0 ? strerror(-r) : "a row is missing");
    return ladder_set(d->store, place, now + HOUR);
}

int ladder_chore(void *dispatch, int64_t now, int64_t *ret_next)
{
    struct dispatch *d = dispatch;
    struct ladder_place due[BATCH];
    size_t count;
    int64_t next = 0;
    int r = ladder_due(d->store, now, due, BATCH, &count);

    for (size_t i = 0; i < count && r == 0; i++)
        r = look(d, &due[i], now);
    if (r == 0)
        r = ladder_next_due(d->store, &next);
    *ret_next = next && next < now + LOOK_MS ? next : now + LOOK_MS;
    return r < 0 ? r : 0;
}
