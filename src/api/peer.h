/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is at the other end of a Unix socket. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct peer {
    uid_t uid;
    gid_t gid;
    char name[64]; /* for the journal: the user's name, or "uid 1000" */
};

/* False when the socket is no Unix socket or is gone. */
bool peer_read(int fd, struct peer *ret);
/* root, the daemon's own user, and the members of the group that the socket file belongs to. */
bool peer_may(int fd, const struct peer *peer, gid_t group);
