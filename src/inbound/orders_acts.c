/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each order by SMS needs, says and does. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "dispatch/announce.h"
#include "dispatch/approval.h"
#include "dispatch/audience.h"
#include "dispatch/supersede.h"
#include "inbound/orders_inside.h"
#include "store/feedback.h"

/* ---- sending ---- */

static struct announce_request request_of(const struct talk *t, bool bypass)
{
    bool emergency = t->order.act == ORDER_EMERGENCY;

    return (struct announce_request){
        .to = t->order.audience,
        .text = t->order.text,
        .kind = emergency ? ANNOUNCEMENT_ALERT : ANNOUNCEMENT_NOTICE,
        .priority = emergency ? PRIORITY_EMERGENCY : PRIORITY_ROUTINE,
        .author = t->author,
        .by_sms = true,
        .bypass = bypass,
    };
}

static void name_estimate(struct talk *t, const struct estimate *e)
{
    char *to = texts_audience(t->texts, t->order.audience);

    talk_name(t, TALK_TO, "%s", to);
    talk_name_count(t, TALK_HOUSEHOLDS, e->households);
    talk_name_count(t, TALK_PARTS, e->parts);
    talk_name_count(t, TALK_COST, e->cost);
    talk_name_time(t, TALK_FINISH, e->finish_at);
    free(to);
}

static int check_own(struct talk *t)
{
    if (staff_may(t->heard->staff.role, STAFF_ANNOUNCE))
        return 0;
    int r = audience_check_own(t->store, t->heard->staff.id, t->order.audience, &t->refusal);
    if (r != REFUSED)
        return r;
    talk_name_group(t, t->order.audience);
    r = talk_name_groups(t, "");
    return r < 0 ? r : REFUSED;
}

static const char *code_text(const struct talk *t, bool pending)
{
    const struct texts *texts = t->texts;

    if (t->order.act == ORDER_EMERGENCY)
        return pending ? texts->order_code_urgent : texts->order_code_emergency;
    return pending ? texts->order_code_waits : texts->order_code;
}

static int estimate(struct talk *t)
{
    const struct announce_request request = request_of(t, false);
    struct estimate e = {0};
    int r = announce_estimate(t->orders->dispatch, &request, &e, &t->refusal);

    talk_name_group(t, t->order.audience);
    talk_name_count(t, TALK_COUNT, ANNOUNCE_PARTS_MAX);
    if (r != 0)
        return r;
    name_estimate(t, &e);
    talk_name(t, TALK_TEXT, "%s", e.air);
    t->answer = code_text(t, e.pending);
    estimate_clear(&e);
    return 0;
}

static int take_text(struct talk *t, const char *text)
{
    if (!*text)
        return refuse(&t->refusal, "incomplete", "text", "the text is missing");
    t->text = xstrdup(text);
    t->order.text = t->text;
    return 0;
}

static int prepare_send(struct talk *t, const struct order_text *said)
{
    const char *text = said->rest;
    int r = talk_read_groups(t, said->rest, &text);

    if (r == STORE_NOT_FOUND)
        return talk_refuse_group(t, said->rest);
    if (r == 0)
        r = take_text(t, text);
    if (r == 0)
        r = check_own(t);
    return r == 0 ? estimate(t) : r;
}

static int prepare_emergency(struct talk *t, const struct order_text *said)
{
    t->audience = xstrdup("all");
    t->order.audience = t->audience;
    int r = take_text(t, said->rest);

    return r == 0 ? estimate(t) : r;
}

/* The list may have changed since: refused in the middle, nothing of it stays. */
static int carry_out_send(struct talk *t, bool bypass)
{
    const struct announce_request request = request_of(t, bypass);
    struct estimate e = {0};
    int r = check_own(t);

    if (r != 0)
        return r;
    talk_name_group(t, t->order.audience);
    r = store_try(t->store);
    if (r < 0)
        return r;
    r = announce_create(t->orders->dispatch, &request, &t->order.announcement_id, &e, &t->refusal);
    int ended = r < 0 ? 0 : store_try_end(t->store, r == 0);
    if (r != 0 || ended < 0)
        return ended < 0 ? ended : r;
    name_estimate(t, &e);
    talk_name_count(t, TALK_ID, t->order.announcement_id);
    t->answer = e.pending ? t->texts->order_waits : t->texts->order_sent;
    estimate_clear(&e);
    return 0;
}

/* ---- one that there is ---- */

static void take_newest(const struct announcement *a, void *arg_id)
{
    *(int64_t *)arg_id = a->id;
}

/* The announcement named, or the newest. */
static int find(struct talk *t, int64_t id, struct announcement *ret)
{
    int r = 0;

    if (!id)
        r = announcement_list(t->store, 0, 1, take_newest, &id);
    if (r < 0)
        return r;
    if (!id)
        return refuse(&t->refusal, "no_announcement", "id", "there is no announcement yet");
    talk_name_count(t, TALK_ID, id);
    r = announcement_get(t->store, id, ret);
    if (r == STORE_NOT_FOUND)
        return refuse(&t->refusal, "unknown_announcement", "id",
                      "there is no announcement %" PRId64, id);
    if (r != 0)
        return r;
    t->order.announcement_id = id;
    char *author = texts_clip(ret->author);
    talk_name(t, TALK_AUTHOR, "%s", author);
    free(author);
    talk_name(t, TALK_TEXT, "%s", ret->air);
    talk_name_count(t, TALK_HOUSEHOLDS, ret->households);
    talk_name_count(t, TALK_PARTS, ret->parts);
    return 0;
}

static int name_waiting(struct talk *t, int64_t id)
{
    struct message_counts counts = {0};
    int r = message_counts(t->store, id, &counts);

    talk_name_count(t, TALK_WAITING,
                    counts.messages[MESSAGE_HELD] + counts.messages[MESSAGE_QUEUED] +
                        counts.messages[MESSAGE_SUBMITTING]);
    return r < 0 ? r : 0;
}

static int prepare_cancel(struct talk *t, const struct order_text *said)
{
    struct announcement a;
    int r = find(t, said->announcement, &a);

    if (r != 0)
        return r;
    if (!staff_may(t->heard->staff.role, STAFF_CANCEL) && !staff_same_person(a.author, t->author))
        return refuse(&t->refusal, "not_yours", "id", "announcement %" PRId64 " is not yours",
                      a.id);
    if (a.state == ANNOUNCEMENT_CANCELLED)
        return refuse(&t->refusal, "already_cancelled", "id",
                      "announcement %" PRId64 " is cancelled already", a.id);
    t->answer = t->texts->order_code_cancel;
    return name_waiting(t, a.id);
}

static int carry_out_cancel(struct talk *t, bool bypass)
{
    int r = name_waiting(t, t->order.announcement_id);

    talk_name_count(t, TALK_ID, t->order.announcement_id);
    t->answer = t->texts->order_cancelled;
    if (r < 0)
        return r;
    return dispatch_cancel(t->orders->dispatch, t->order.announcement_id, t->author, &t->refusal);
}

static int prepare_approve(struct talk *t, const struct order_text *said)
{
    struct announcement a;
    int r = find(t, said->announcement, &a);

    t->answer = t->texts->order_code_approve;
    if (r == 0)
        r = approval_check(&a, t->author, t->heard->at, &t->refusal);
    return r == 0 ? supersede_check(t->orders->dispatch, a.replaces, &t->refusal) : r;
}

static int carry_out_approve(struct talk *t, bool bypass)
{
    struct announcement a;
    int r = find(t, t->order.announcement_id, &a);

    t->answer = t->texts->order_approved;
    if (r != 0)
        return r;
    return dispatch_approve(t->orders->dispatch, t->order.announcement_id, t->author, &t->refusal);
}

/* ---- questions ---- */

static void sum_replies(int kind, int64_t count, int64_t open, void *arg_sum)
{
    *(int64_t *)arg_sum += count;
}

static int prepare_status(struct talk *t, const struct order_text *said)
{
    int64_t counts[REACH_BY_COUNT] = {0}, replies = 0;
    struct announcement a;
    int r = find(t, said->announcement, &a);

    if (r != 0)
        return r;
    t->answer = a.state == ANNOUNCEMENT_OPEN      ? t->texts->order_status
                : a.state == ANNOUNCEMENT_PENDING ? t->texts->order_status_waits
                                                  : t->texts->order_status_cancelled;
    r = reach_counts(t->store, a.id, counts);
    if (r >= 0)
        r = feedback_kinds(t->store, a.id, sum_replies, &replies);
    if (r >= 0)
        r = name_waiting(t, a.id);
    talk_name_count(t, TALK_UNREACHED, counts[REACH_NONE]);
    talk_name_count(t, TALK_REACHED, a.households - counts[REACH_NONE]);
    talk_name_count(t, TALK_REPLIES, replies);
    return r < 0 ? r : 0;
}

struct doors {
    struct buf codes;
    int64_t count;
};

static void note_door(const struct reach_row *row, void *arg)
{
    struct doors *doors = arg;

    buf_printf(&doors->codes, "%s%s", doors->count ? " " : "", row->code);
    doors->count++;
}

/* A leader asks for the doors of his cluster. */
static int prepare_doors(struct talk *t, const struct order_text *said)
{
    const struct staff_row *staff = &t->heard->staff;
    bool all = staff->role != STAFF_LEADER || !staff->cluster[0];
    struct announcement a;
    struct doors doors = {.codes = BUF_INIT};
    int r = find(t, said->announcement, &a);

    if (r != 0)
        return r;
    r = reach_list(t->store, a.id, true, all ? NULL : staff->cluster, note_door, &doors);
    talk_name(t, TALK_CODES, "%s", buf_str(&doors.codes));
    talk_name_count(t, TALK_UNREACHED, doors.count);
    t->answer = doors.count ? t->texts->order_doors : t->texts->order_doors_none;
    buf_free(&doors.codes);
    return r < 0 ? r : 0;
}

/* clang-format off */
const struct order_kind order_kinds[ORDER_ACT_COUNT] = {
    /*                    right            coded  maybe_talk */
    [ORDER_SEND]      = {STAFF_ANNOUNCE,  true,  true,  prepare_send,      carry_out_send},
    [ORDER_EMERGENCY] = {STAFF_EMERGENCY, true,  true,  prepare_emergency, carry_out_send},
    [ORDER_CANCEL]    = {STAFF_CANCEL,    true,  false, prepare_cancel,    carry_out_cancel},
    [ORDER_APPROVE]   = {STAFF_APPROVE,   true,  false, prepare_approve,   carry_out_approve},
    [ORDER_STATUS]    = {STAFF_LOOK,      false, false, prepare_status,    NULL},
    [ORDER_DOORS]     = {STAFF_LOOK,      false, false, prepare_doors,     NULL},
};
/* clang-format on */
