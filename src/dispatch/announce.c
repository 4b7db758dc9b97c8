/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One announcement: what it will take, and making it. Both walk the audience the same way; an
 * estimate only counts. */
#include "dispatch/announce.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/approval.h"
#include "dispatch/audience.h"
#include "dispatch/estimate.h"
#include "dispatch/inside.h"
#include "dispatch/supersede.h"
#include "dispatch/wording.h"
#include "store/audience.h"
#include "store/journal.h"

/* The walk over the audience. */
struct fanout {
    struct dispatch *d;
    const struct announce_request *request;
    struct wording text, correction;
    enum text_accents accents;
    char date[16], time[16];
    int64_t now, at, expires;
    bool waits;                 /* for a second person, or would without the bypass */
    int64_t id;                 /* of the announcement; 0: an estimate */
    int64_t turn[2];            /* next turn for frail [0] and sturdy [1] households */
    struct message_new message; /* what is the same for all */
    struct estimate estimate;
    struct estimate_load *loads; /* one for each carrier */
    struct refusal *refusal;
};

void estimate_clear(struct estimate *estimate)
{
    free(estimate->air);
    estimate->air = NULL;
}

/* ---- when ---- */

static int64_t goes_out_at(const struct fanout *f)
{
    return f->at > f->now ? f->at : f->now;
}

static int64_t about(const struct fanout *f)
{
    return f->request->about ? f->request->about : goes_out_at(f);
}

/* ---- the text ---- */

static int prepare_correction(struct fanout *f)
{
    const struct announce_request *q = f->request;

    if (!q->replaces)
        return 0;
    if (q->correction && q->correction[0])
        return wording_read(&f->correction, q->correction, f->accents, f->refusal);
    char *text = supersede_text(f->d, q->replaces, q->text, (int)f->accents);
    int r = wording_read(&f->correction, text, f->accents, f->refusal);
    free(text);
    return r;
}

static int prepare_text(struct fanout *f)
{
    const struct announce_request *q = f->request;

    f->accents = q->accents_given ? q->accents : (enum text_accents)f->d->sending->accents;
    dispatch_write_moment(about(f), f->date, f->time);
    int r = wording_read(&f->text, q->text, f->accents, f->refusal);
    if (r == 0)
        r = prepare_correction(f);
    if (r != 0)
        return r;
    f->estimate.ucs2 = f->text.ucs2;
    f->estimate.air = f->text.templated ? NULL : xstrdup(f->text.air);
    return 0;
}

/* The text for one household; NULL means the announcement's own. */
static int text_for(struct fanout *f, const struct audience_phone *phone, char **ret_text,
                    size_t *ret_parts)
{
    struct wording *w = phone->told ? &f->correction : &f->text;
    const struct text_values values = {.of = {
                                           [TEXT_FIELD_HEAD] = phone->head,
                                           [TEXT_FIELD_HOUSEHOLD] = phone->code,
                                           [TEXT_FIELD_CLUSTER] = phone->cluster,
                                           [TEXT_FIELD_ADDRESS] = phone->address,
                                           [TEXT_FIELD_VILLAGE] = f->d->village,
                                           [TEXT_FIELD_DATE] = f->date,
                                           [TEXT_FIELD_TIME] = f->time,
                                       }};

    *ret_text = NULL;
    *ret_parts = w->parts;
    if (w == &f->text && !w->templated)
        return 0;
    int r = wording_fill(w, &values, ret_text, ret_parts, f->refusal);
    f->estimate.ucs2 = f->estimate.ucs2 || w->ucs2;
    return r;
}

/* ---- one phone ---- */

static void count_parts(struct fanout *f, size_t outlet, int64_t parts)
{
    struct estimate *e = &f->estimate;

    e->phones++;
    e->parts += parts;
    if (e->parts_each_min == 0 || parts < e->parts_each_min)
        e->parts_each_min = parts;
    if (parts > e->parts_each_max)
        e->parts_each_max = parts;
    if (outlet != SIZE_MAX)
        f->loads[outlet].own += parts;
    else if (f->d->outlet_count)
        f->loads[0].other += parts;
}

static int visit(const struct audience_phone *phone, void *arg)
{
    struct fanout *f = arg;
    size_t parts, outlet = outlet_of_network(f->d, phone->number);
    char *text;
    int r = text_for(f, phone, &text, &parts);

    if (r != 0)
        return r;
    count_parts(f, outlet, (int64_t)parts);
    if (!f->estimate.air && !phone->told)
        f->estimate.air = xstrdup(text ? text : f->text.air);
    f->estimate.corrected += phone->told;
    if (f->id) {
        struct message_new m = f->message;
        m.correction = phone->told;
        m.phone_id = phone->phone_id;
        m.sturdy = !phone->frail;
        m.turn = f->turn[m.sturdy]++;
        m.hint = f->d->outlet_count > 1 && outlet != SIZE_MAX ? f->d->outlets[outlet].id : 0;
        m.parts = (int64_t)parts;
        m.text = text;
        r = message_add(f->d->store, f->now, &m, NULL);
    }
    free(text);
    return r;
}

/* ---- what goes before ---- */

static void sum_queue(int64_t hint, int64_t lane, int64_t messages, int64_t parts, void *arg)
{
    struct fanout *f = arg;

    if (lane > f->message.lane)
        return;
    for (size_t i = 0; i < f->d->outlet_count; i++) {
        if (f->d->outlets[i].id == hint) {
            f->loads[i].ahead += parts;
            return;
        }
    }
    if (f->d->outlet_count)
        f->loads[0].ahead += parts;
}

/* ---- making it ---- */

enum lane dispatch_lane(enum priority priority)
{
    return priority == PRIORITY_EMERGENCY   ? LANE_EMERGENCY
           : priority == PRIORITY_IMPORTANT ? LANE_IMPORTANT
                                            : LANE_ROUTINE;
}

static int check_times(struct fanout *f)
{
    const struct announce_request *q = f->request;
    const struct sending_settings *s = f->d->sending;
    int64_t lasts = q->priority == PRIORITY_EMERGENCY ? s->emergency_expires_ms : s->expires_ms;

    f->at = q->at ? q->at : f->now;
    f->expires = q->expires ? q->expires : goes_out_at(f) + lasts;
    if (q->at && q->at < f->now - DAY)
        return refuse(f->refusal, "bad_time", "at", "the time to send lies in the past");
    if (f->expires <= f->now)
        return refuse(f->refusal, "bad_time", "expires", "the time to expire lies in the past");
    if (f->expires <= f->at)
        return refuse(f->refusal, "bad_time", "expires", "it would expire before it is sent");
    return 0;
}

static void prepare_message(struct fanout *f)
{
    int64_t until;
    enum lane lane = dispatch_lane(f->request->priority);
    bool pending = f->estimate.pending;
    bool later = f->at > f->now;
    bool quiet = lane > LANE_EMERGENCY && dispatch_is_quiet(f->d->sending, f->now, &until);

    f->message = (struct message_new){
        .state = pending || later || quiet ? MESSAGE_HELD : MESSAGE_QUEUED,
        .lane = lane,
        .flash = f->request->flash,
        .due_at = pending ? f->expires
                  : later ? f->at
                  : quiet ? until
                          : f->now,
        .expires_at = f->expires,
        .why = pending ? MESSAGE_WHY_APPROVAL
               : later ? MESSAGE_WHY_TIME
               : quiet ? MESSAGE_WHY_QUIET
                       : MESSAGE_WHY_NONE,
    };
}

/* Whether a second person is asked first; only an emergency may go out without him. */
static int check_approval(struct fanout *f)
{
    const struct announce_request *q = f->request;
    const struct announcement a = {.priority = q->priority, .households = f->estimate.households};

    if (q->bypass && q->priority != PRIORITY_EMERGENCY)
        return refuse(f->refusal, "no_bypass", "bypass",
                      "only an emergency may go out without the approval of a second person");
    f->waits = approval_needed(&f->d->sending->approval, &a, q->by_sms);
    f->estimate.pending = f->waits && !q->bypass;
    return 0;
}

/* Whether it goes to those, too, who want no messages. */
static bool tells_stopped(const struct fanout *f)
{
    return f->request->priority == PRIORITY_EMERGENCY && f->d->sending->emergency_to_stopped;
}

static int walk(struct fanout *f)
{
    int64_t reachable = 0;
    int r = audience_phones(f->d->store, tells_stopped(f), visit, f, &reachable);

    f->estimate.unreachable = f->estimate.households - reachable;
    if (!f->estimate.air) /* nobody gets it */
        f->estimate.air = text_for_air(f->request->text, f->accents);
    return r;
}

static char *option_spec(const struct option *option)
{
    struct buf spec = BUF_INIT;

    buf_printf(&spec, "%d=%s", option->number, option->label);
    for (size_t i = 0; i < option->synonym_count; i++)
        buf_printf(&spec, "%c%s", i ? ',' : '|', option->synonyms[i]);
    return buf_steal(&spec);
}

static int add_options(struct fanout *f)
{
    const struct options *options = f->request->options;
    int r = 0;

    for (size_t i = 0; options && i < options->count && r == 0; i++) {
        char *spec = option_spec(&options->items[i]);
        r = announcement_add_option(f->d->store, f->id, options->items[i].number, spec,
                                    options->items[i].call ? options->items[i].call : "");
        free(spec);
    }
    return r;
}

/* Its households, and where its messages join those that are going out. */
static int add_audience(struct fanout *f)
{
    int r = 0;

    f->message.announcement_id = f->id;
    for (int sturdy = 0; sturdy < 2 && r == 0; sturdy++)
        r = message_current_turn(f->d->store, f->message.lane, sturdy, &f->turn[sturdy]);
    return r == 0 ? reach_add_audience(f->d->store, f->id, tells_stopped(f), goes_out_at(f)) : r;
}

static int add_announcement(struct fanout *f)
{
    const struct announce_request *q = f->request;
    struct announcement a = {
        .kind = q->kind,
        .priority = q->priority,
        .state = f->estimate.pending ? ANNOUNCEMENT_PENDING : ANNOUNCEMENT_OPEN,
        .body = q->text,
        .air = f->text.templated ? q->text : f->text.air,
        .templated = f->text.templated,
        .flash = q->flash,
        .ack = q->ack,
        .help_option = q->options ? q->options->help : 0,
        .audience = q->to,
        .excepted = q->except ? q->except : "",
        .author = q->author,
        .created_at = f->now,
        .at = f->at,
        .expires_at = f->expires,
        .answer_until = f->expires + f->d->sending->answer_window_ms,
        .about_at = about(f),
        .accents = (int)f->accents,
        .replaces = q->replaces,
        .correction = q->correction ? q->correction : "",
    };
    int r = announcement_add(f->d->store, &a, &f->id);

    if (r == 0)
        r = add_options(f);
    if (r == 0)
        r = add_audience(f);
    return r;
}

static int set_counts(const struct fanout *f)
{
    const struct estimate *e = &f->estimate;

    return announcement_set_counts(f->d->store, f->id, e->households, e->phones, e->parts);
}

static int add_journal(struct fanout *f)
{
    char object[32], detail[160];

    snprintf(object, sizeof(object), "%" PRId64, f->id);
    snprintf(detail, sizeof(detail),
             "%s to %" PRId64 " households, %" PRId64 " phones, %" PRId64 " parts%s",
             priority_word(f->request->priority), f->estimate.households, f->estimate.phones,
             f->estimate.parts,
             f->estimate.pending ? ", waits for approval"
             : f->waits          ? ", WITHOUT the approval that it needs"
                                 : "");
    return journal_add(f->d->store, f->now, f->request->author, "announce", object, detail);
}

static int tell_heads(struct fanout *f)
{
    struct announcement a;
    int r = f->waits ? announcement_get(f->d->store, f->id, &a) : 0;

    if (r != 0 || !f->waits)
        return r;
    return f->estimate.pending ? approval_ask(f->d, &a, f->estimate.cost, f->now)
                               : approval_bypassed(f->d, &a, f->estimate.cost, f->now);
}

/* Options that are chosen by a call need a carrier that hears it. */
static int check_calls(struct fanout *f)
{
    const struct options *options = f->request->options;

    for (size_t i = 0; options && i < options->count; i++) {
        const char *call = options->items[i].call;
        bool known = !call;
        for (size_t j = 0; j < f->d->outlet_count && !known; j++)
            known = strcmp(f->d->outlets[j].settings->name, call) == 0;
        if (!known)
            return refuse(f->refusal, "unknown_carrier", "calls", "there is no carrier \"%s\"",
                          call);
    }
    return 0;
}

/* Whom it is for, whether it may go out so, and its text. */
static int prepare(struct fanout *f)
{
    int r = check_times(f);

    if (r == 0)
        r = audience_gather(f->d->store, f->request->to, f->request->except,
                            &f->estimate.households, f->refusal);
    if (r == 0)
        r = supersede_gather(f->d, f->request->replaces, &f->estimate.outside, f->refusal);
    f->estimate.households += f->estimate.outside;
    if (r == 0)
        r = check_approval(f);
    if (r == 0)
        r = check_calls(f);
    if (r == 0)
        r = prepare_text(f);
    if (r == 0)
        prepare_message(f);
    return r;
}

/* Before its messages are made. */
static int begin(struct fanout *f)
{
    const struct announce_request *q = f->request;
    int r = add_announcement(f);

    if (r == 0 && q->replaces && !f->estimate.pending)
        r = supersede_cancel(f->d, q->replaces, f->id, q->author, f->now);
    return r;
}

/* When they are. */
static int conclude(struct fanout *f)
{
    int r = set_counts(f);

    if (r == 0)
        r = add_journal(f);
    return r == 0 ? tell_heads(f) : r;
}

/* Inside a transaction, because the audience in the making is a table. */
static int run(struct fanout *f, bool make)
{
    int r = prepare(f);

    if (r == 0)
        r = message_queue(f->d->store, sum_queue, f); /* before its own messages join it */
    if (r == 0 && make)
        r = begin(f);
    if (r == 0)
        r = walk(f);
    if (r == 0)
        estimate_reckon(f->d, (enum lane)f->message.lane, goes_out_at(f), f->loads, &f->estimate);
    if (r == 0)
        r = estimate_manners(f->d, (enum lane)f->message.lane, goes_out_at(f), &f->estimate);
    return r == 0 && make ? conclude(f) : r;
}

static int run_in_transaction(struct dispatch *d, const struct announce_request *request, bool make,
                              int64_t *ret_id, struct estimate *ret, struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    struct fanout f = {.d = d, .request = request, .now = clock_wall_ms(), .refusal = ret_refusal};
    int r = mine ? store_begin(d->store) : 0;

    if (r < 0)
        return r;
    f.loads = xcalloc(d->outlet_count + 1, sizeof(*f.loads));
    r = run(&f, make);
    if (mine && make && r == 0)
        r = store_commit(d->store);
    if (mine)
        store_rollback(d->store); /* an estimate leaves nothing; after a commit there is nothing */
    wording_clear(&f.text);
    wording_clear(&f.correction);
    free(f.loads);
    if (r != 0) {
        estimate_clear(&f.estimate);
        return r;
    }
    *ret = f.estimate;
    if (make) {
        *ret_id = f.id;
        for (size_t i = 0; i < d->outlet_count && request->priority == PRIORITY_EMERGENCY; i++)
            outlet_hurry(&d->outlets[i]);
        dispatch_chore_due(d, ladder_chore, f.at); /* households without a phone */
    }
    return 0;
}

int announce_estimate(struct dispatch *dispatch, const struct announce_request *request,
                      struct estimate *ret, struct refusal *ret_refusal)
{
    return run_in_transaction(dispatch, request, false, NULL, ret, ret_refusal);
}

int announce_create(struct dispatch *dispatch, const struct announce_request *request,
                    int64_t *ret_id, struct estimate *ret, struct refusal *ret_refusal)
{
    return run_in_transaction(dispatch, request, true, ret_id, ret, ret_refusal);
}

/* ---- approved ---- */

/* A first look changes nothing: what is refused half-way would leave its half behind. */
static int walk_again(struct fanout *f, int64_t id, const char *author)
{
    struct estimate empty = {.households = f->estimate.households};
    int r = walk(f);

    estimate_clear(&f->estimate);
    f->estimate = empty;
    f->id = id;
    if (r == 0)
        r = message_forget_all(f->d->store, id);
    if (r == 0)
        r = supersede_cancel(f->d, f->request->replaces, id, author, f->now);
    if (r == 0)
        r = add_audience(f);
    if (r == 0)
        r = walk(f);
    return r == 0 ? set_counts(f) : r;
}

static int renew(struct fanout *f, int64_t id, const char *author)
{
    struct store *store = f->d->store;
    int r = audience_clear(store);

    f->at = f->request->at;
    f->expires = f->request->expires;
    if (r == 0)
        r = audience_add_announcement(store, id);
    if (r == 0)
        r = audience_count(store, &f->estimate.households);
    if (r == 0)
        r = supersede_gather(f->d, f->request->replaces, &f->estimate.outside, f->refusal);
    f->estimate.households += f->estimate.outside;
    if (r == 0)
        r = prepare_text(f);
    if (r != 0)
        return r;
    prepare_message(f);
    return walk_again(f, id, author);
}

int announce_take_place(struct dispatch *d, const struct announcement *a, const char *author,
                        int64_t now, struct refusal *ret_refusal)
{
    char *text = xstrdup(a->body), *correction = xstrdup(a->correction);
    const struct announce_request request = {
        .text = text,
        .correction = correction,
        .priority = a->priority,
        .flash = a->flash,
        .accents_given = true,
        .accents = (enum text_accents)a->accents,
        .at = a->at,
        .about = a->about_at,
        .expires = a->expires_at,
        .replaces = a->replaces,
    };
    struct fanout f = {.d = d, .request = &request, .now = now, .refusal = ret_refusal};

    f.loads = xcalloc(d->outlet_count + 1, sizeof(*f.loads));
    int r = renew(&f, a->id, author);
    estimate_clear(&f.estimate);
    wording_clear(&f.text);
    wording_clear(&f.correction);
    free(f.loads);
    free(text);
    free(correction);
    return r;
}
