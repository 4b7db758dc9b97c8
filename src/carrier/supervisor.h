/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps one carrier process alive: starts it with one socket, hands on what it says, kills it
 * when it overruns the time that it asked for, and starts it again with growing delay, or as soon
 * as a device that was not there is back. */
#pragma once

#include <stdbool.h>

#include "base/loop.h"
#include "carrier/settings.h"
#include "carrier/wire.h"

struct supervisor;

/* All are called from the loop, never from inside a call of ours. */
struct supervisor_events {
    /* A process has greeted: fill the configuration (strings live until the call returns).
     * false: it must do nothing (a wrong PIN); it is ended, and the next one asks again. */
    bool (*configure)(void *arg, struct wire_configure *configure);
    /* One message, cleared afterwards; who keeps it copies the struct and zeroes the original.
     * hello, doing and fetching are not handed on. */
    void (*message)(void *arg, struct wire_message *message);
    /* All messages of this wake-up have been handed on. */
    void (*drained)(void *arg);
    /* It has read the stored message there, or found none, and lives. */
    void (*fetched)(void *arg, const char *place);
    /* The process is gone and reaped, all it had said was handed on. killer: the stored message
     * that this process and the one before it died of ("SM:3"), or "". */
    void (*gone)(void *arg, const char *why, const char *killer);
};

/* settings outlive the supervisor; program is a path. */
struct supervisor *supervisor_new(struct loop *loop, const struct carrier_settings *settings,
                                  const char *program, const struct supervisor_events *events,
                                  void *arg);
/* Starts the process in the next turn of the loop. */
void supervisor_start(struct supervisor *s);
/* Asks the process to leave; it answers what it has in hand first, and is not started again. */
void supervisor_stop(struct supervisor *s);
/* Ends a process that is still there. */
void supervisor_free(struct supervisor *s);

bool supervisor_running(const struct supervisor *s);
/* Starts after the first. */
int64_t supervisor_restarts(const struct supervisor *s);
/* 0, or a negated errno: it has not got the message, it is on its way out and gone() follows. */
int supervisor_send(struct supervisor *s, const struct wire_message *message);
