/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The socket that a modem shows to the machine: a pseudo-terminal with a name. What is written
 * while no program has it open is lost, as on a serial line. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct loop;
struct pty;

typedef void (*pty_read_fn)(const char *bytes, size_t len, void *arg);

/* Opens a pseudo-terminal, raw, and makes the symlink link_path to it. A symlink already there is
 * replaced; anything else there is an error. NULL with errno. */
struct pty *pty_new(struct loop *loop, const char *link_path, pty_read_fn fn, void *arg);

/* How many programs have it open. */
int pty_users(struct pty *pty);

/* Never blocks: what the terminal does not take waits, up to 1 MiB, and then is lost. */
void pty_write(struct pty *pty, const void *bytes, size_t len);

/* Pulls the plug: programs that have it open see a hang-up, and the symlink goes. NULL does
 * nothing. Not from inside the read callback. */
void pty_free(struct pty *pty);
