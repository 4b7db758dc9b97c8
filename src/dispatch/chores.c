/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What time brings about: each chore says itself when it is due again. The times are part of the
 * turn's memory: when a turn is undone, its chores are due again.
 *
 * One that fails by itself undoes only what it did, and is tried again; nothing else waits for it.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"

void dispatch_add_chore(struct dispatch *d, const char *name, chore_fn fn, void *arg)
{
    assert(d->chore_count < CHORES);
    d->memory.chore_due[d->chore_count] = 1;
    d->chores[d->chore_count++] = (struct chore){name, fn, arg};
}

void dispatch_chore_due(struct dispatch *d, chore_fn fn, int64_t at)
{
    for (size_t i = 0; i < d->chore_count; i++) {
        int64_t *due = &d->memory.chore_due[i];
        if (d->chores[i].fn == fn && (*due == 0 || at < *due))
            *due = at ? at : 1;
    }
    dispatch_kick(d);
}

int64_t chores_next(const struct dispatch *d)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < d->chore_count; i++)
        if (d->memory.chore_due[i] && d->memory.chore_due[i] < next)
            next = d->memory.chore_due[i];
    return next;
}

struct attempt {
    const struct chore *chore;
    int64_t now, next;
};

static int run(void *arg)
{
    struct attempt *attempt = arg;

    return attempt->chore->fn(attempt->chore->arg, attempt->now, &attempt->next);
}

/* Undone; said once. */
static void set_aside(struct chore *chore, int64_t *due, int error, int64_t now)
{
    if (!chore->failing)
        log_error("dispatch", "\"%s\" failed (%s) and is tried again each minute", chore->name,
                  strerror(-error));
    chore->failing = true;
    *due = now + MINUTE;
}

static int do_one(struct dispatch *d, struct chore *chore, int64_t *due, int64_t now)
{
    struct attempt attempt = {.chore = chore, .now = now};
    bool its_own;

    *due = 0;
    int r = store_attempt(d->store, run, &attempt, &its_own);
    if (r < 0 && !its_own)
        return r;
    if (r < 0) {
        set_aside(chore, due, r, now);
        return 0;
    }
    chore->failing = false;
    if (attempt.next)
        dispatch_chore_due(d, chore->fn, attempt.next); /* unless it has brought itself forward */
    return 0;
}

int chores_do(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->chore_count && r == 0; i++) {
        int64_t *due = &d->memory.chore_due[i];
        if (*due && *due <= now)
            r = do_one(d, &d->chores[i], due, now);
    }
    return r;
}
