/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From what a carrier hands over to feedback records. */
#include "inbound/receive.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "inbound/doors.h"
#include "inbound/enquiry.h"
#include "inbound/receive_inside.h"
#include "store/household.h"
#include "village/sender.h"

void receive_number(const struct receiver *receiver, const char *raw, char out[static 64])
{
    char e164[NUMBER_E164_SIZE];

    if (sender_read(receiver->settings.numbers, raw, e164) == SENDER_NUMBER)
        snprintf(out, 64, "%s", e164);
    else
        snprintf(out, 64, "%s", raw);
}

/* ---- who speaks, and about what ---- */

static void take_first_household(const struct household *household, void *arg)
{
    struct origin *o = arg;

    if (o->household_id)
        return;
    o->household_id = household->id;
    snprintf(o->household, sizeof(o->household), "%s", household->code);
}

int origin_find(struct receiver *receiver, const char *sender, int64_t now, struct origin *ret)
{
    struct store *store = receiver->store;
    int r = phone_find(store, sender, &ret->phone_id);

    if (r != 0)
        return r < 0 ? r : 0; /* a stranger */
    r = phone_households(store, ret->phone_id, take_first_household, ret);
    if (r == 0)
        r = announcement_awaiting(store, ret->phone_id, now, &ret->announcement);
    if (r != 0)
        return r < 0 ? r : 0;
    ret->awaited = true;
    return announcement_options(store, &ret->announcement, &ret->options);
}

/* ---- what follows from what was said ---- */

static bool speaks_for_household(enum reply_kind kind)
{
    return kind != REPLY_SERVICE && kind != REPLY_WRONG_NUMBER;
}

/* The author is his household, as of all that it says by SMS. */
static int stop_phone(struct receiver *receiver, const struct origin *o, bool stop, int64_t now)
{
    const char *author = o->household[0] ? o->household : care_author;

    if (!receiver->care)
        return phone_stop(receiver->store, o->phone_id, stop, now);
    return dispatch_stop_phone(receiver->care->dispatch, o->phone_id, stop, author, "by SMS", now);
}

/* Whether it shows that the household has the announcement. From a phone to which that cannot have
 * come only an answer does: the text may lie with a phone that is off. */
static int shows_reached(struct receiver *receiver, const struct origin *o, enum reply_kind kind,
                         bool *ret)
{
    bool answers = kind == REPLY_ANSWER || kind == REPLY_ACK, has;

    *ret = o->awaited && speaks_for_household(kind);
    if (!*ret || answers)
        return 0;
    return announcement_had(receiver->store, o->announcement.id, o->phone_id, &has, ret);
}

int receive_follow_up(struct receiver *receiver, const struct origin *o, enum reply_kind kind,
                      enum reach_by by, int64_t now)
{
    bool reached = false;
    int r = shows_reached(receiver, o, kind, &reached);

    if (r == 0 && reached)
        r = reach_by_phone(receiver->store, o->announcement.id, o->phone_id, by, now);
    if (r == 0 && o->phone_id && (kind == REPLY_STOP || kind == REPLY_START))
        r = stop_phone(receiver, o, kind == REPLY_STOP, now);
    if (r == 0 && o->phone_id && kind == REPLY_WRONG_NUMBER && receiver->dispatch)
        r = dispatch_judge_again(receiver->dispatch, o->phone_id, now);
    return r;
}

void receive_doubt(struct reply *reply, const char *why)
{
    reply->kind = REPLY_UNCLEAR;
    reply->choice = 0;
    free(reply->why);
    reply->why = xstrdup(why);
}

static void understand(const struct receiver *receiver, const struct origin *o,
                       const struct whole *w, struct reply *ret)
{
    const struct reply_context context = {
        .body = o->awaited ? o->announcement.body : NULL,
        .options = o->awaited ? &o->options : NULL,
        .ack = o->awaited && o->announcement.ack,
    };

    reply_understand(receiver->settings.rules, &context, w->sender, w->text, ret);
    /* Half a text may say the opposite of the whole: only a call for help is believed. */
    if (w->partial && ret->kind != REPLY_HELP && ret->kind != REPLY_SERVICE)
        receive_doubt(ret, "a part of this text has not arrived");
}

int receive_calls_for_help(struct receiver *receiver, const struct whole *w, bool *ret)
{
    struct origin o = {0};
    struct reply reply = {0};
    struct staff_row staff;
    int r = origin_find(receiver, w->sender, w->received_at, &o);

    if (r == 0)
        r = o.phone_id ? staff_by_phone(receiver->store, o.phone_id, &staff) : STORE_NOT_FOUND;
    if (r == STORE_NOT_FOUND) {
        understand(receiver, &o, w, &reply);
        *ret = reply.kind == REPLY_HELP;
        reply_clear(&reply);
    }
    options_free(&o.options);
    return r < 0 ? r : 0;
}

int receive_save(struct receiver *receiver, const struct origin *o, const struct whole *w,
                 const struct reply *reply, int64_t *ret_id)
{
    bool needed =
        !o->about_id && !w->withheld && care_needs_person(reply->kind, reply->urgent, w->partial);
    struct feedback f = {
        .id = w->feedback_id,
        .received_at = w->received_at,
        .carrier_id = w->carrier_id,
        .sender = w->sender,
        .phone_id = o->phone_id,
        .household_id = o->household_id,
        .announcement_id = o->awaited ? o->announcement.id : 0,
        .kind = reply->kind,
        .choice = reply->choice,
        .category = reply->category,
        .urgent = reply->urgent,
        .text = w->text,
        .note = reply->note,
        .understood = reply->why,
        .partial = w->partial,
        .about_id = o->about_id,
        .calls = w->call,
        .state = needed ? FEEDBACK_OPEN : FEEDBACK_CLOSED,
    };

    *ret_id = w->feedback_id;
    int r = w->feedback_id ? feedback_set(receiver->store, &f)
                           : feedback_add(receiver->store, &f, ret_id);
    if (r == 0 && receiver->care)
        r = care_route(receiver->care, *ret_id, w->received_at);
    return r;
}

/* Whether it asks about an earlier record; else, what clerks have taught about such reports. */
static int look_back(struct receiver *receiver, struct origin *o, const struct whole *w,
                     struct reply *reply)
{
    bool awaited = o->awaited && (o->announcement.ack || o->options.count > 0);

    if (!receiver->care || w->partial || w->feedback_id)
        return 0;
    int r = enquiry_find(receiver->care, receiver->settings.rules, reply, awaited, w->text,
                         o->phone_id, o->household_id, w->received_at, &o->about_id);
    if (r == 0 && o->about_id)
        return enquiry_read(receiver->care, o->about_id, reply);
    return r == 0 ? care_learnt(receiver->care, w->text, reply) : r;
}

static int hear_code(struct receiver *receiver, const struct heard *heard, char **ret_why)
{
    return receiver->orders ? orders_hear_code(receiver->orders, heard, ret_why) : 0;
}

static int hear_order(struct receiver *receiver, const struct heard *heard, char **ret_why)
{
    return receiver->orders ? orders_hear(receiver->orders, heard, ret_why) : 0;
}

/* Who reads a text from the phone of a member of staff, in this order, before it is read as his
 * household's reply: the first who takes it keeps it. */
static int (*const staff_readers[])(struct receiver *, const struct heard *, char **ret_why) = {
    hear_code,  /* "1234", when an order waits for its code */
    hear_order, /* "GUI nongdan ..." */
};

/* *ret_why: how it was taken, to be freed; NULL when it was not. Half a text orders nothing. */
static int read_as_staff(struct receiver *receiver, const struct origin *o, const struct whole *w,
                         char **ret_why)
{
    struct heard heard = {.text = w->text, .at = w->received_at};

    if (!o->phone_id || w->partial || w->binary)
        return 0;
    int r = staff_by_phone(receiver->store, o->phone_id, &heard.staff);
    if (r != 0)
        return r < 0 ? r : 0;
    char *name = xstrdup(heard.staff.name), *cluster = xstrdup(heard.staff.cluster);
    heard.staff.name = name;
    heard.staff.cluster = cluster;
    for (size_t i = 0; i < ARRAY_SIZE(staff_readers) && r == 0 && !*ret_why; i++)
        r = staff_readers[i](receiver, &heard, ret_why);
    free(name);
    free(cluster);
    return r;
}

/* An order is kept like all that comes in, but says nothing of a household. */
static int record_order(struct receiver *receiver, struct origin *o, const struct whole *w,
                        struct reply *reply, int64_t *ret_id)
{
    reply->kind = REPLY_ORDER;
    o->awaited = false;
    o->household_id = 0;
    int r = receive_save(receiver, o, w, reply, ret_id);
    reply_clear(reply);
    options_free(&o->options);
    return r;
}

/* A whole text of somebody who was asked to tell others is read as that first; it says nothing of
 * his own household. */
static int read_doors(struct receiver *receiver, struct origin *o, const struct whole *w,
                      struct reply *ret_reply, bool *ret_taken)
{
    const struct doors_speaker speaker = {
        .phone_id = o->phone_id,
        .household = o->household,
        .options = o->awaited ? &o->options : NULL,
        .now = w->received_at,
    };

    *ret_taken = false;
    if (w->partial || !o->phone_id)
        return 0;
    int r = doors_hear(receiver, &speaker, w->text, ret_reply, ret_taken);
    if (r == 0 && *ret_taken)
        o->awaited = false;
    return r;
}

/* An answer is not believed where it may be about doors. */
static int doubt_answer(struct receiver *receiver, const struct origin *o, const struct whole *w,
                        struct reply *reply)
{
    const struct doors_speaker speaker = {.phone_id = o->phone_id, .now = w->received_at};
    bool doubtful = false;
    int r = 0;

    if (o->phone_id && (reply->kind == REPLY_ANSWER || reply->kind == REPLY_ACK))
        r = doors_doubt(receiver, &speaker, w->text, &doubtful);
    if (r == 0 && doubtful)
        receive_doubt(reply, "an answer, or doors that were knocked on: a person must read it");
    return r;
}

/* What the text says, when it is no order. */
static int read_text(struct receiver *receiver, struct origin *o, const struct whole *w,
                     struct reply *reply)
{
    bool taken = false;

    if (w->binary) {
        reply->why = xstrdup("this is not a text; its octets stand here in hex");
        return 0;
    }
    int r = read_doors(receiver, o, w, reply, &taken);
    if (r != 0 || taken)
        return r;
    understand(receiver, o, w, reply);
    r = receive_crossed(receiver, o, w, reply);
    if (r == 0)
        r = doubt_answer(receiver, o, w, reply);
    return r == 0 ? look_back(receiver, o, w, reply) : r;
}

int receive_record(struct receiver *receiver, const struct whole *w, int64_t *ret_id)
{
    struct origin o = {0};
    struct reply reply = {.kind = REPLY_UNCLEAR};
    int r = origin_find(receiver, w->sender, w->received_at, &o);

    if (r == 0)
        r = read_as_staff(receiver, &o, w, &reply.why);
    if (r == 0 && reply.why)
        return record_order(receiver, &o, w, &reply, ret_id);
    if (r == 0)
        r = read_text(receiver, &o, w, &reply);
    if (r == 0)
        r = receive_save(receiver, &o, w, &reply, ret_id);
    if (r == 0 && o.about_id)
        r = enquiry_answer(receiver->care, *ret_id, o.about_id, o.phone_id, w->received_at);
    if (r == 0)
        r = receive_follow_up(receiver, &o, reply.kind, REACH_REPLY, w->received_at);
    reply_clear(&reply);
    options_free(&o.options);
    return r;
}

int receive_text(struct receiver *receiver, const struct inbound *raw, int64_t *ret_feedback)
{
    struct inbound in = *raw;
    char sender[64];

    *ret_feedback = 0;
    receive_number(receiver, raw->sender, sender);
    in.sender = sender;
    bool alone = in.bits == 0 || in.total < 2 || in.total > RECEIVE_PARTS_MAX;
    if (alone)
        in.bits = in.ref = in.total = in.seq = 0;
    int r = inbound_add(receiver->store, &in);
    if (r != 0)
        return r < 0 ? r : 0; /* it came in before: the SIM may forget it again */
    if (!alone)
        return receive_part(receiver, &in, ret_feedback);
    struct whole w = {.received_at = in.received_at,
                      .carrier_id = in.carrier_id,
                      .sender = sender,
                      .text = in.text,
                      .binary = in.binary};
    r = receive_record(receiver, &w, ret_feedback);
    return r < 0 ? r : inbound_join(receiver->store, in.id, *ret_feedback);
}
