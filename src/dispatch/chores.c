/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What time brings about: each chore says itself when it is due again. The times are part of the
 * turn's memory: when a turn is undone, its chores are due again. */
#include <assert.h>
#include <stdint.h>

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

int chores_do(struct dispatch *d, int64_t now)
{
    int r = 0;

    for (size_t i = 0; i < d->chore_count && r == 0; i++) {
        const struct chore *chore = &d->chores[i];
        if (d->memory.chore_due[i] == 0 || d->memory.chore_due[i] > now)
            continue;
        d->memory.chore_due[i] = 0;
        int64_t next = 0;
        r = chore->fn(chore->arg, now, &next);
        if (next)
            dispatch_chore_due(d, chore->fn, next); /* unless it has brought itself forward */
        if (r < 0)
            log_error("dispatch", "the chore \"%s\" failed", chore->name);
    }
    return r;
}
