/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core's side of the wire, for tests: starts a thonbao-modem as the daemon would and talks
 * with it. */
#pragma once

#include <stdio.h>
#include <sys/types.h>

#include "carrier/wire.h"

enum { DRIVER_PATIENCE_MS = 30000 };

struct driver {
    pid_t pid;
    int fd;
};

/* Starts the program, takes its hello, tells it what to drive. Aborts when it cannot. */
void driver_start(struct driver *driver, const char *program,
                  const struct wire_configure *configure);
/* False when the process is gone. */
bool driver_send(struct driver *driver, const struct wire_message *message);
/* The next message within limit_ms; 0, -EAGAIN when there was none, -EPIPE when it has ended. */
int driver_receive(struct driver *driver, int64_t limit_ms, struct wire_message *ret);
/* Waits for its end; returns what waitpid() gives, -1 when it does not end by itself and had to
 * be killed. */
int driver_reap(struct driver *driver);
/* Ends it at once. */
void driver_kill(struct driver *driver);

/* One line for a person; without what is merely "doing". */
void driver_print(FILE *out, const struct wire_message *message);
