/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readiness and watchdog for systemd. */
#include "daemon/supervision.h"

#include <stdint.h>
#include <stdlib.h>

#include <systemd/sd-daemon.h>

#include "base/memory.h"

struct supervision {
    struct loop_timer *timer;
    int64_t every_ms;
};

static void still_alive(void *arg)
{
    struct supervision *s = arg;

    sd_notify(0, "WATCHDOG=1");
    loop_timer_set(s->timer, s->every_ms);
}

struct supervision *supervision_start(struct loop *loop)
{
    struct supervision *s = xcalloc(1, sizeof(*s));
    uint64_t limit_us;

    sd_notify(0, "READY=1");
    if (sd_watchdog_enabled(0, &limit_us) > 0) {
        s->every_ms = (int64_t)(limit_us / 1000 / 2);
        s->timer = loop_timer_new(loop, still_alive, s);
        loop_timer_set(s->timer, s->every_ms);
    }
    return s;
}

void supervision_stop(struct supervision *s)
{
    sd_notify(0, "STOPPING=1");
    loop_timer_free(s->timer);
    free(s);
}
