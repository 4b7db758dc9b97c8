/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Unix socket in the file system. */
#pragma once

#include <sys/types.h>

#include "base/error.h"

/* Binds and listens; mode 0660, owned by the group (a name, "" the process's own). The socket
 * file of a dead daemon is replaced; nothing else ever is. 0 with the descriptor, non-blocking,
 * and the group that the file now has, or REFUSED "socket_in_use", "socket_path". */
int listener_open(const char *path, const char *group, int *ret_fd, gid_t *ret_group,
                  struct refusal *ret_refusal);
