/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The loop calls back for descriptors, timers and signals, and a watch may free itself. */
#include "base/loop.h"

#include <signal.h>
#include <unistd.h>

#include "check_main.h"

struct world {
    struct loop *loop;
    struct loop_watch *watch;
    int order[4], count;
};

static void timer_fires(void *arg)
{
    struct world *w = arg;

    w->order[w->count++] = 'T';
    kill(getpid(), SIGUSR1);
}

static void signal_comes(int signo, void *arg)
{
    struct world *w = arg;

    w->order[w->count++] = 'S';
    ck_assert_int_eq(signo, SIGUSR1);
    loop_stop(w->loop);
}

static void pipe_readable(int fd, unsigned ready, void *arg)
{
    struct world *w = arg;
    char c;

    ck_assert_uint_eq(ready, LOOP_READ);
    ck_assert_int_eq(read(fd, &c, 1), 1);
    w->order[w->count++] = c;
    loop_watch_free(w->watch);
}

START_TEST(descriptor_timer_and_signal_each_call_back_once)
{
    struct world w = {.loop = loop_new()};
    int fds[2];

    ck_assert_int_eq(pipe(fds), 0);
    w.watch = loop_watch_new(w.loop, fds[0], LOOP_READ, pipe_readable, &w);
    struct loop_watch *signal = loop_signal_new(w.loop, SIGUSR1, signal_comes, &w);
    struct loop_timer *timer = loop_timer_new(w.loop, timer_fires, &w);
    ck_assert(!loop_timer_pending(timer));
    loop_timer_set(timer, 5);
    ck_assert(loop_timer_pending(timer));
    ck_assert_int_eq(write(fds[1], "P", 1), 1);
    loop_run(w.loop);
    ck_assert_int_eq(w.count, 3);
    ck_assert_int_eq(w.order[0], 'P');
    ck_assert_int_eq(w.order[1], 'T');
    ck_assert_int_eq(w.order[2], 'S');
    loop_timer_free(timer);
    loop_watch_free(signal);
    loop_free(w.loop);
}
END_TEST

TEST_MAIN("base: loop", descriptor_timer_and_signal_each_call_back_once)
