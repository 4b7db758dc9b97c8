/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each order by SMS needs, says and does. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "dispatch/announce.h"
#include "dispatch/approval.h"
#include "dispatch/audience.h"
#include "dispatch/supersede.h"
#include "inbound/orders_inside.h"
#include "inbound/reply.h"
#include "store/feedback.h"
#include "store/group.h"
#include "village/group.h"

enum {
    NAME_WORDS_MAX = 8,
    NEAR_WORDS_MAX = 3, /* of what stands for an unknown group */
    GROUPS_NAMED = 40,
};

static struct store *store_of(const struct talk *t)
{
    return t->orders->store;
}

static const struct texts *texts_of(const struct talk *t)
{
    return dispatch_texts(t->orders->dispatch);
}

/* ---- which groups ---- */

/* The longest beginning of the text that names a group. 0 found, STORE_NOT_FOUND or a negated
 * errno. */
static int read_group(const struct talk *t, const char *at, char **ret_name, const char **ret_end)
{
    int r = STORE_NOT_FOUND;
    int64_t group;

    for (size_t count = NAME_WORDS_MAX; count > 0 && r == STORE_NOT_FOUND; count--) {
        char *name;
        if (!order_text_name(at, count, &name, ret_end))
            continue;
        r = group_is_everybody(name) ? 0 : group_find(store_of(t), name, &group);
        if (r == 0)
            *ret_name = name;
        else
            free(name);
    }
    return r;
}

/* Groups divided by commas, as long as they are groups: what follows is the text. */
static int read_groups(struct talk *t, const char *at, const char **ret_text)
{
    struct buf all = BUF_INIT;
    char *name = NULL;
    const char *end = at;
    int r = read_group(t, at, &name, &end);

    while (r == 0) {
        buf_printf(&all, "%s%s", all.len ? "," : "", name);
        free(name);
        *ret_text = order_text_after(end);
        if (*end != ',' && *end != '+')
            break;
        r = read_group(t, *end == '+' ? end + 1 : *ret_text, &name, &end);
    }
    bool found = all.len > 0;
    t->audience = buf_steal(&all);
    t->order.audience = t->audience;
    return r < 0 ? r : found ? 0 : STORE_NOT_FOUND;
}

struct named_group {
    char *name;
    size_t distance;
};

struct named_groups {
    struct named_group items[GROUPS_NAMED];
    size_t count;
    const char *said; /* what was written in place of one */
};

static size_t distance_to(const char *said, const char *key)
{
    size_t nearest = SIZE_MAX;

    for (size_t count = 1; count <= NEAR_WORDS_MAX; count++) {
        char *name;
        const char *end;
        if (!order_text_name(said, count, &name, &end))
            continue;
        char *said_key = group_key(name);
        size_t distance = group_key_distance(said_key, key);
        if (distance < nearest)
            nearest = distance;
        free(said_key);
        free(name);
    }
    return nearest;
}

static void note_group(const char *name, void *arg)
{
    struct named_groups *groups = arg;

    if (groups->count == GROUPS_NAMED)
        return;
    char *key = group_key(name);
    groups->items[groups->count++] =
        (struct named_group){xstrdup(name), distance_to(groups->said, key)};
    free(key);
}

static void note_group_row(const struct group_row *row, void *arg)
{
    note_group(row->name, arg);
}

static int by_distance(const void *a, const void *b)
{
    const struct named_group *x = a, *y = b;

    return x->distance < y->distance ? -1 : x->distance > y->distance;
}

/* The groups that he may announce to, those first that are written nearly as said. */
static int name_groups(struct talk *t, const char *said)
{
    struct named_groups groups = {.said = said};
    struct buf list = BUF_INIT;
    int r = staff_may(t->heard->staff.role, STAFF_ANNOUNCE)
                ? group_list(store_of(t), note_group_row, &groups)
                : staff_groups(store_of(t), t->heard->staff.id, note_group, &groups);

    qsort(groups.items, groups.count, sizeof(groups.items[0]), by_distance);
    for (size_t i = 0; i < groups.count; i++) {
        buf_printf(&list, "%s%s", i ? ", " : "", groups.items[i].name);
        free(groups.items[i].name);
    }
    talk_name(t, TALK_GROUPS, "%s", list.len ? buf_str(&list) : "-");
    buf_free(&list);
    return r;
}

static void name_group(struct talk *t, const char *name)
{
    char *clipped = texts_audience(texts_of(t), name);

    talk_name(t, TALK_GROUP, "%s", clipped);
    free(clipped);
}

static int refuse_unknown_group(struct talk *t, const char *said)
{
    const char *end;
    char *word = NULL;

    if (order_text_name(said, 1, &word, &end))
        name_group(t, word);
    refuse(&t->refusal, "unknown_group", "to", "there is no group \"%s\"", word ? word : "");
    free(word);
    int r = name_groups(t, said);
    return r < 0 ? r : REFUSED;
}

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
    char *to = texts_audience(texts_of(t), t->order.audience);

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
    int r = audience_check_own(store_of(t), t->heard->staff.id, t->order.audience, &t->refusal);
    if (r != REFUSED)
        return r;
    name_group(t, t->order.audience);
    r = name_groups(t, "");
    return r < 0 ? r : REFUSED;
}

static const char *code_text(const struct talk *t, bool pending)
{
    const struct texts *texts = texts_of(t);

    if (t->order.act == ORDER_EMERGENCY)
        return pending ? texts->order_code_urgent : texts->order_code_emergency;
    return pending ? texts->order_code_waits : texts->order_code;
}

static int estimate(struct talk *t)
{
    const struct announce_request request = request_of(t, false);
    struct estimate e = {0};
    int r = announce_estimate(t->orders->dispatch, &request, &e, &t->refusal);

    name_group(t, t->order.audience);
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
    int r = read_groups(t, said->rest, &text);

    if (r == STORE_NOT_FOUND)
        return refuse_unknown_group(t, said->rest);
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
    name_group(t, t->order.audience);
    r = store_try(store_of(t));
    if (r < 0)
        return r;
    r = announce_create(t->orders->dispatch, &request, &t->order.announcement_id, &e, &t->refusal);
    int ended = r < 0 ? 0 : store_try_end(store_of(t), r == 0);
    if (r != 0 || ended < 0)
        return ended < 0 ? ended : r;
    name_estimate(t, &e);
    talk_name_count(t, TALK_ID, t->order.announcement_id);
    t->answer = e.pending ? texts_of(t)->order_waits : texts_of(t)->order_sent;
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
        r = announcement_list(store_of(t), 0, 1, take_newest, &id);
    if (r < 0)
        return r;
    if (!id)
        return refuse(&t->refusal, "no_announcement", "id", "there is no announcement yet");
    talk_name_count(t, TALK_ID, id);
    r = announcement_get(store_of(t), id, ret);
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
    int r = message_counts(store_of(t), id, &counts);

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
    t->answer = texts_of(t)->order_code_cancel;
    return name_waiting(t, a.id);
}

static int carry_out_cancel(struct talk *t, bool bypass)
{
    int r = name_waiting(t, t->order.announcement_id);

    talk_name_count(t, TALK_ID, t->order.announcement_id);
    t->answer = texts_of(t)->order_cancelled;
    if (r < 0)
        return r;
    return dispatch_cancel(t->orders->dispatch, t->order.announcement_id, t->author, &t->refusal);
}

static int prepare_approve(struct talk *t, const struct order_text *said)
{
    struct announcement a;
    int r = find(t, said->announcement, &a);

    t->answer = texts_of(t)->order_code_approve;
    if (r == 0)
        r = approval_check(&a, t->author, t->heard->at, &t->refusal);
    return r == 0 ? supersede_check(t->orders->dispatch, a.replaces, &t->refusal) : r;
}

static int carry_out_approve(struct talk *t, bool bypass)
{
    struct announcement a;
    int r = find(t, t->order.announcement_id, &a);

    t->answer = texts_of(t)->order_approved;
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
    t->answer = a.state == ANNOUNCEMENT_OPEN      ? texts_of(t)->order_status
                : a.state == ANNOUNCEMENT_PENDING ? texts_of(t)->order_status_waits
                                                  : texts_of(t)->order_status_cancelled;
    r = reach_counts(store_of(t), a.id, counts);
    if (r >= 0)
        r = feedback_kinds(store_of(t), a.id, sum_replies, &replies);
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
    r = reach_list(store_of(t), a.id, true, all ? NULL : staff->cluster, note_door, &doors);
    talk_name(t, TALK_CODES, "%s", buf_str(&doors.codes));
    talk_name_count(t, TALK_UNREACHED, doors.count);
    t->answer = doors.count ? texts_of(t)->order_doors : texts_of(t)->order_doors_none;
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
