/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stored messages that are left on the SIM because the modem program dies of them. Each is tried
 * again after a day: it may have been the modem after all, and another message may lie there. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "dispatch/inside.h"

enum { ASIDE_MS = DAY };

static struct outlet_aside *find(struct outlet *o, const char *place)
{
    for (size_t i = 0; i < ARRAY_SIZE(o->aside); i++)
        if (strcmp(o->aside[i].place, place) == 0)
            return &o->aside[i];
    return NULL;
}

static struct outlet_aside *oldest(struct outlet *o)
{
    struct outlet_aside *oldest = &o->aside[0];

    for (size_t i = 1; i < ARRAY_SIZE(o->aside); i++)
        if (o->aside[i].at < oldest->at)
            oldest = &o->aside[i];
    return oldest;
}

static void load(const char *place, int64_t at, void *arg)
{
    struct outlet_aside *aside = oldest(arg); /* a free one is older than any */

    snprintf(aside->place, sizeof(aside->place), "%s", place);
    aside->at = at;
}

int aside_load(struct outlet *o)
{
    return carrier_asides(o->dispatch->store, o->id, load, o);
}

void aside_write(const struct outlet *o, int64_t now, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < ARRAY_SIZE(o->aside) && len < size; i++) {
        int64_t left = o->aside[i].at + ASIDE_MS - now;
        if (left < 0 || left > ASIDE_MS) /* or the clock was wrong then */
            left = 0;
        if (o->aside[i].at)
            len += (size_t)snprintf(out + len, size - len, "%s%s=%" PRId64, len ? " " : "",
                                    o->aside[i].place, left);
    }
}

bool aside_is(struct outlet *o, const char *place)
{
    return find(o, place) != NULL;
}

int aside_killed(struct outlet *o, const char *place, int64_t now)
{
    struct outlet_aside *aside = find(o, place);
    int r = 0;

    if (!aside)
        aside = oldest(o);
    if (aside->at) /* of more than these one is tried again before its time */
        r = carrier_aside_forget(o->dispatch->store, o->id, aside->place);
    snprintf(aside->place, sizeof(aside->place), "%s", place);
    aside->at = now;
    snprintf(o->fault, sizeof(o->fault),
             "the message stored at %s has killed the modem program twice; it is set aside on "
             "the SIM for a day, everything else goes on",
             place);
    log_error("dispatch", "carrier %s: %s", o->settings->name, o->fault);
    return r < 0 ? r : carrier_aside_add(o->dispatch->store, o->id, place, now);
}

int aside_fetched(struct outlet *o, const char *place)
{
    struct outlet_aside *aside = find(o, place);

    if (!aside)
        return 0;
    *aside = (struct outlet_aside){0};
    log_info("dispatch", "carrier %s: what was set aside at %s is set aside no more",
             o->settings->name, place);
    dispatch_tell_carrier(o);
    return carrier_aside_forget(o->dispatch->store, o->id, place);
}
