/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts cross: a number may answer another announcement than the newest, which is still on its way
 * to the phone, or one that is cancelled or over by now. What calls for help by either is a call
 * for help; what is an answer to both is neither until a person has read it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "inbound/receive_inside.h"

#define KNOWN_MS (14 * DAY) /* nobody answers what was asked longer ago */

struct crossed {
    struct announcement announcement;
    struct options options;
    struct reply reply;
};

static void crossed_clear(struct crossed *c)
{
    options_free(&c->options);
    reply_clear(&c->reply);
}

static int find(struct receiver *receiver, const struct origin *o, int64_t now, struct crossed *ret)
{
    int64_t primary = o->awaited && o->options.count ? o->announcement.id : 0;
    bool has = false, may;
    int r = primary ? announcement_had(receiver->store, primary, o->phone_id, &has, &may) : 0;

    if (r == 0)
        r = announcement_crossed(receiver->store, o->phone_id, primary, has, now - KNOWN_MS,
                                 &ret->announcement);
    return r == 0 ? announcement_options(receiver->store, &ret->announcement, &ret->options) : r;
}

static void read(struct receiver *receiver, const struct whole *w, struct crossed *c)
{
    const struct reply_context context = {
        .body = c->announcement.body, .options = &c->options, .ack = c->announcement.ack};

    reply_understand(receiver->settings.rules, &context, w->sender, w->text, &c->reply);
}

static void explain(struct reply *reply, int64_t announcement)
{
    char *why = xasprintf("as an answer to announcement %" PRId64 ": %s", announcement, reply->why);

    free(reply->why);
    reply->why = why;
}

/* It is read against that one from now on. */
static void take(struct origin *o, struct crossed *c, struct reply *reply)
{
    struct options before = o->options;
    struct reply first = *reply;

    o->announcement = c->announcement;
    o->options = c->options;
    o->awaited = true;
    *reply = c->reply;
    explain(reply, o->announcement.id);
    c->options = before;
    c->reply = first;
}

static bool says_the_same(const struct origin *o, const struct crossed *c,
                          const struct reply *reply)
{
    const struct option *one = options_find(&o->options, reply->choice);
    const struct option *other = options_find(&c->options, c->reply.choice);

    return one && other && strcmp(one->label, other->label) == 0;
}

static int decide(struct receiver *receiver, struct origin *o, struct crossed *c,
                  struct reply *reply)
{
    bool answers = reply->kind == REPLY_ANSWER && c->reply.kind == REPLY_ANSWER;
    int64_t primary = o->announcement.id;

    if (c->reply.kind == REPLY_HELP && c->reply.choice) {
        take(o, c, reply);
        return 0;
    }
    if (answers && !says_the_same(o, c, reply))
        receive_doubt(reply, "an answer to this announcement, or to another that the phone has: a "
                             "person must read it");
    /* Its strings have been another's meanwhile. */
    return o->awaited ? announcement_get(receiver->store, primary, &o->announcement) : 0;
}

int receive_crossed(struct receiver *receiver, struct origin *o, const struct whole *w,
                    struct reply *reply)
{
    struct crossed c = {0};
    bool other = reply->kind == REPLY_HELP || reply->kind == REPLY_SERVICE;

    if (!o->phone_id || w->partial || other)
        return 0;
    int r = find(receiver, o, w->received_at, &c);
    if (r == 0) {
        read(receiver, w, &c);
        r = decide(receiver, o, &c, reply);
    }
    crossed_clear(&c);
    return r < 0 ? r : 0;
}
