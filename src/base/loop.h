/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The event loop: descriptors, timers, signals. libevent stands behind it; only this file and
 * the room api speak to it. Callbacks never run inside a call of these functions, with one
 * exception: loop_run(). Freeing a watch from inside its own callback is allowed. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct loop;
struct loop_watch;
struct loop_timer;
struct event_base;

enum loop_ready { LOOP_READ = 1, LOOP_WRITE = 2 };

typedef void (*loop_watch_fn)(int fd, unsigned ready, void *arg);
typedef void (*loop_timer_fn)(void *arg);
typedef void (*loop_signal_fn)(int signo, void *arg);

/* NULL with errno when the system has no descriptors left. */
struct loop *loop_new(void);
void loop_free(struct loop *loop);
/* Runs until loop_stop(). */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);
/* For the room api, whose HTTP server lives on the same base. */
struct event_base *loop_base(struct loop *loop);

/* Watches fd for the readiness in `ready` (LOOP_READ | LOOP_WRITE) until freed. The descriptor
 * stays the caller's; free the watch before closing it. */
struct loop_watch *loop_watch_new(struct loop *loop, int fd, unsigned ready, loop_watch_fn fn,
                                  void *arg);
void loop_watch_set(struct loop_watch *watch, unsigned ready);
void loop_watch_free(struct loop_watch *watch);

/* A timer at rest. loop_timer_set() starts it, or starts it anew, to fire once after delay_ms
 * (0: in the next turn of the loop). */
struct loop_timer *loop_timer_new(struct loop *loop, loop_timer_fn fn, void *arg);
void loop_timer_set(struct loop_timer *timer, int64_t delay_ms);
void loop_timer_stop(struct loop_timer *timer);
bool loop_timer_pending(const struct loop_timer *timer);
void loop_timer_free(struct loop_timer *timer);

/* Freed with loop_watch_free(). */
struct loop_watch *loop_signal_new(struct loop *loop, int signo, loop_signal_fn fn, void *arg);
