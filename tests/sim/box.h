/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A running thonbao-sim for a test: its own folder, its modems' terminals, its control socket.
 * Whatever does not come within the patience fails the test. */
#pragma once

#include <stddef.h>
#include <sys/types.h>

enum { BOX_ARGS_MAX = 24, BOX_PATIENCE_MS = 20000 };

struct box {
    pid_t pid;
    char dir[128];
};

/* Starts the program that THONBAO_SIM names, with --dir and the arguments (NULL at the end), and
 * waits until it listens. */
void box_start(struct box *box, const char *const args[]);
/* Asks it to end, and fails the test unless it ends well. */
void box_stop(struct box *box);

/* Sends a line to the control socket and returns the whole answer, which lasts until the next
 * call. */
const char *box_control(const struct box *box, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, and fails the test unless the last line begins with "ok". */
const char *box_order(const struct box *box, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Opens the terminal of a modem, raw. */
int box_open(const struct box *box, const char *modem);
void box_say(int fd, const char *text);
/* Reads until the text has come, and returns all that came since the last call; lasts until the
 * next call. */
const char *box_hear(int fd, const char *text);
/* Says a line, with its end, and hears it through to OK or an ERROR. */
const char *box_ask(int fd, const char *line);
/* Waits until the terminal hangs up. */
void box_hear_hang_up(int fd);
