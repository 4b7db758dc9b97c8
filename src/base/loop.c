/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The event loop on libevent. */
#include "base/loop.h"

#include <stdlib.h>

#include <event2/event.h>

#include "base/memory.h"

struct loop {
    struct event_base *base;
};

struct loop_watch {
    struct event *event;
    struct event_base *base;
    int fd;
    loop_watch_fn fn;
    loop_signal_fn signal_fn;
    void *arg;
};

struct loop_timer {
    struct event *event;
    loop_timer_fn fn;
    void *arg;
};

/* Without the flag libevent reads the kernel's coarse clock, which lags by up to 4 ms. */
static struct event_base *new_base(void)
{
    struct event_config *config = event_config_new();

    if (!config)
        return NULL;
    event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER);
    struct event_base *base = event_base_new_with_config(config);
    event_config_free(config);
    return base;
}

struct loop *loop_new(void)
{
    struct event_base *base = new_base();

    if (!base)
        return NULL;
    struct loop *loop = xcalloc(1, sizeof(*loop));
    loop->base = base;
    return loop;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    event_base_free(loop->base);
    free(loop);
}

void loop_run(struct loop *loop)
{
    event_base_loop(loop->base, EVLOOP_NO_EXIT_ON_EMPTY);
}

void loop_stop(struct loop *loop)
{
    event_base_loopbreak(loop->base);
}

struct event_base *loop_base(struct loop *loop)
{
    return loop->base;
}

static void watch_ready(evutil_socket_t fd, short what, void *arg)
{
    struct loop_watch *watch = arg;
    unsigned ready = (what & EV_READ ? LOOP_READ : 0u) | (what & EV_WRITE ? LOOP_WRITE : 0u);

    watch->fn(fd, ready, watch->arg);
}

static short event_flags(unsigned ready)
{
    return (short)((ready & LOOP_READ ? EV_READ : 0) | (ready & LOOP_WRITE ? EV_WRITE : 0) |
                   EV_PERSIST);
}

struct loop_watch *loop_watch_new(struct loop *loop, int fd, unsigned ready, loop_watch_fn fn,
                                  void *arg)
{
    struct loop_watch *watch = xcalloc(1, sizeof(*watch));

    *watch = (struct loop_watch){.base = loop->base, .fd = fd, .fn = fn, .arg = arg};
    watch->event = event_new(loop->base, fd, event_flags(ready), watch_ready, watch);
    if (!watch->event)
        abort();
    if (ready)
        event_add(watch->event, NULL);
    return watch;
}

void loop_watch_set(struct loop_watch *watch, unsigned ready)
{
    event_del(watch->event);
    if (!ready)
        return;
    event_assign(watch->event, watch->base, watch->fd, event_flags(ready), watch_ready, watch);
    event_add(watch->event, NULL);
}

void loop_watch_free(struct loop_watch *watch)
{
    if (!watch)
        return;
    event_free(watch->event);
    free(watch);
}

static void timer_due(evutil_socket_t fd, short what, void *arg)
{
    struct loop_timer *timer = arg;

    timer->fn(timer->arg);
}

struct loop_timer *loop_timer_new(struct loop *loop, loop_timer_fn fn, void *arg)
{
    struct loop_timer *timer = xcalloc(1, sizeof(*timer));

    timer->fn = fn;
    timer->arg = arg;
    timer->event = event_new(loop->base, -1, 0, timer_due, timer);
    if (!timer->event)
        abort();
    return timer;
}

void loop_timer_set(struct loop_timer *timer, int64_t delay_ms)
{
    if (delay_ms < 0)
        delay_ms = 0;
    struct timeval tv = {.tv_sec = (time_t)(delay_ms / 1000),
                         .tv_usec = (suseconds_t)(delay_ms % 1000 * 1000)};

    event_add(timer->event, &tv);
}

void loop_timer_stop(struct loop_timer *timer)
{
    event_del(timer->event);
}

bool loop_timer_pending(const struct loop_timer *timer)
{
    return event_pending(timer->event, EV_TIMEOUT, NULL);
}

void loop_timer_free(struct loop_timer *timer)
{
    if (!timer)
        return;
    event_free(timer->event);
    free(timer);
}

static void signal_caught(evutil_socket_t signo, short what, void *arg)
{
    struct loop_watch *watch = arg;

    watch->signal_fn(signo, watch->arg);
}

struct loop_watch *loop_signal_new(struct loop *loop, int signo, loop_signal_fn fn, void *arg)
{
    struct loop_watch *watch = xcalloc(1, sizeof(*watch));

    *watch = (struct loop_watch){.base = loop->base, .fd = signo, .signal_fn = fn, .arg = arg};
    watch->event = evsignal_new(loop->base, signo, signal_caught, watch);
    if (!watch->event)
        abort();
    event_add(watch->event, NULL);
    return watch;
}
