/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pausing an announcement, and letting it go on. */
#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "dispatch/inside.h"
#include "store/announcement.h"
#include "store/journal.h"
#include "store/message.h"

static int record(struct dispatch *d, int64_t id, const char *author, const char *what)
{
    char object[24];

    snprintf(object, sizeof(object), "%" PRId64, id);
    return journal_add(d->store, clock_wall_ms(), author, what, object, NULL);
}

static int pause_it(struct dispatch *d, int64_t id, const char *author, struct refusal *ret_refusal)
{
    struct announcement a;
    int r = requests_find(d, id, &a, ret_refusal);

    if (r == 0 && a.state != ANNOUNCEMENT_OPEN)
        return refuse(ret_refusal, "not_open", "id",
                      "announcement %" PRId64 " is %s: there is nothing to pause", id,
                      announcement_state_word(a.state));
    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_PAUSED);
    if (r == 0)
        r = message_pause_all(d->store, id);
    return r == 0 ? record(d, id, author, "pause") : r;
}

static int resume_it(struct dispatch *d, int64_t id, const char *author,
                     struct refusal *ret_refusal)
{
    struct announcement a;
    int64_t now = clock_wall_ms();
    int r = requests_find(d, id, &a, ret_refusal);

    if (r == 0 && a.state != ANNOUNCEMENT_PAUSED)
        return refuse(ret_refusal, "not_paused", "id", "announcement %" PRId64 " is not paused",
                      id);
    if (r == 0)
        r = announcement_set_state(d->store, id, ANNOUNCEMENT_OPEN);
    if (r == 0)
        r = message_resume_all(d->store, id, a.at > now ? a.at : now);
    return r == 0 ? record(d, id, author, "resume") : r;
}

typedef int (*change_fn)(struct dispatch *d, int64_t id, const char *author,
                         struct refusal *ret_refusal);

static int change(struct dispatch *d, change_fn fn, int64_t id, const char *author,
                  struct refusal *ret_refusal)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = fn(d, id, author, ret_refusal);
    return requests_finish(d, mine, r);
}

int dispatch_pause(struct dispatch *d, int64_t announcement, const char *author,
                   struct refusal *ret_refusal)
{
    return change(d, pause_it, announcement, author, ret_refusal);
}

int dispatch_resume(struct dispatch *d, int64_t announcement, const char *author,
                    struct refusal *ret_refusal)
{
    return change(d, resume_it, announcement, author, ret_refusal);
}
