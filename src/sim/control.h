/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The control socket: lines that a person or a test types, each answered by lines of data, if any,
 * and then one line "ok ..." or "error ...". The commands are in control_commands.c. */
#pragma once

#include <stddef.h>

struct control;
struct loop;
struct modem;
struct network;

/* Listens on the Unix socket at path; a socket already there is replaced. The modems stay the
 * caller's. NULL with errno. */
struct control *control_new(struct loop *loop, const char *path, struct network *network,
                            struct modem *const *modems, size_t modem_count);
void control_free(struct control *control);
