/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Missed calls. Several announcements may wait for one household, and a call says no more than that
 * somebody called: nothing is guessed.
 *
 * It is about the newest announcement that a call can answer: the SIM that was called stands for
 * one of its options, or it has none and asks for an acknowledgement or rang the phone. Where this
 * phone has answered that already and a newer announcement asks something that no call can answer,
 * the call may be about either: somebody rings back, as where nothing was asked at all. Only who
 * calls once more at once means the same again: the line was dead before he heard anything. */

#include "base/memory.h"
#include "inbound/receive_inside.h"
#include "inbound/reply/topic.h"

enum {
    WITHHELD_MS =
        24 * 3600 * 1000, /* calls without a number are counted on one record for so long */
    AT_ONCE_MS = 10 * 60 * 1000,
};

static int read_against(struct receiver *receiver, struct origin *o, int64_t announcement)
{
    if (o->awaited && o->announcement.id == announcement)
        return 0;
    options_free(&o->options);
    o->awaited = true;
    int r = announcement_get(receiver->store, announcement, &o->announcement);
    return r == 0 ? announcement_options(receiver->store, &o->announcement, &o->options) : r;
}

/* *ret_choice: the option; *ret_meant: it is an option, or else an acknowledgement, of what *o is
 * now read against. */
static int find_meaning(struct receiver *receiver, struct origin *o, const struct whole *w,
                        int64_t *ret_choice, bool *ret_meant)
{
    const unsigned answers = 1U << REPLY_ANSWER | 1U << REPLY_ACK | 1U << REPLY_HELP;
    struct announcement_called called;
    int r = announcement_called(receiver->store, o->phone_id, w->carrier_id, answers,
                                w->received_at, &called);

    if (r != 0)
        return r < 0 ? r : 0;
    bool again = called.called_at && called.called_at > w->received_at - AT_ONCE_MS;
    *ret_meant = again || !called.answered || o->announcement.id <= called.announcement;
    *ret_choice = called.option;
    return *ret_meant ? read_against(receiver, o, called.announcement) : 0;
}

static void understand_choice(struct receiver *receiver, const struct origin *o, int64_t choice,
                              struct reply *ret)
{
    bool help = choice == o->options.help;

    *ret = (struct reply){
        .kind = help ? REPLY_HELP : REPLY_ANSWER,
        .choice = (int)choice,
        .urgent = help,
        .why = xasprintf("a call to the SIM that stands for option %d", (int)choice)};
    if (help)
        ret->category = topic_of_announcement(reply_rules_keywords(receiver->settings.rules),
                                              o->announcement.body)
                            .category;
    if (help && ret->category == REPLY_CATEGORY_NONE)
        ret->category = REPLY_CATEGORY_OTHER;
}

static int understand(struct receiver *receiver, struct origin *o, const struct whole *w,
                      struct reply *ret)
{
    int64_t choice = 0;
    bool meant = false;
    int r = o->awaited ? find_meaning(receiver, o, w, &choice, &meant) : 0;

    if (r < 0)
        return r;
    if (meant && choice)
        understand_choice(receiver, o, choice, ret);
    else if (meant)
        *ret = (struct reply){.kind = REPLY_ACK,
                              .why = xstrdup(o->announcement.ack
                                                 ? "called while an acknowledgement was awaited"
                                                 : "called back when the announcement had rung")};
    else
        *ret = (struct reply){.kind = REPLY_REPORT,
                              .category = REPLY_CATEGORY_OTHER,
                              .why = xstrdup(w->withheld ? "called with the number withheld: "
                                                           "nobody can be rung back"
                                                         : "called: ring back")};
    return 0;
}

/* Who calls again before somebody has rung back is counted, and nobody is told again. */
static int count_or_save(struct receiver *receiver, const struct origin *o, const struct whole *w,
                         const struct reply *reply, int64_t *ret_id)
{
    struct feedback like = {
        .sender = w->sender,
        .kind = reply->kind,
        .choice = reply->choice,
        .announcement_id = o->awaited ? o->announcement.id : 0,
        .received_at = w->withheld ? w->received_at - WITHHELD_MS : INT64_MAX,
    };
    int r = feedback_called_again(receiver->store, &like, w->received_at, ret_id);

    return r == STORE_NOT_FOUND ? receive_save(receiver, o, w, reply, ret_id) : r;
}

int receive_call(struct receiver *receiver, int64_t carrier_id, const char *raw, int64_t now,
                 int64_t *ret_feedback)
{
    struct origin o = {0};
    struct reply reply = {0};
    char sender[64];

    *ret_feedback = 0;
    receive_number(receiver, raw, sender);
    const struct whole w = {.received_at = now,
                            .carrier_id = carrier_id,
                            .sender = sender[0] ? sender : "?",
                            .text = "☎",
                            .call = true,
                            .withheld = !sender[0]};
    int r = w.withheld ? 0 : origin_find(receiver, sender, now, &o);
    if (r == 0)
        r = understand(receiver, &o, &w, &reply);
    if (r == 0)
        r = count_or_save(receiver, &o, &w, &reply, ret_feedback);
    if (r == 0)
        r = receive_follow_up(receiver, &o, reply.kind, REACH_CALL, now);
    reply_clear(&reply);
    options_free(&o.options);
    return r;
}
