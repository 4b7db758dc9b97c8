/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Peer credentials. */
#include "api/peer.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

static void read_name(uid_t uid, char *out, size_t size)
{
    char space[4096];
    struct passwd entry, *found = NULL;

    if (getpwuid_r(uid, &entry, space, sizeof(space), &found) == 0 && found)
        snprintf(out, size, "%s", found->pw_name);
    else
        snprintf(out, size, "uid %u", uid);
}

bool peer_read(int fd, struct peer *ret)
{
    struct ucred credentials;
    socklen_t len = sizeof(credentials);

    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &len) < 0 ||
        credentials.uid == (uid_t)-1)
        return false;
    *ret = (struct peer){.uid = credentials.uid, .gid = credentials.gid};
    read_name(ret->uid, ret->name, sizeof(ret->name));
    return true;
}

/* The supplementary groups that the peer had when it connected. */
static bool in_supplementary(int fd, gid_t group)
{
    socklen_t len = 0;
    bool found = false;

    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, NULL, &len) == 0 || errno != ERANGE)
        return false;
    gid_t *groups = xmalloc(len);
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &len) == 0)
        for (size_t i = 0; i < len / sizeof(gid_t) && !found; i++)
            found = groups[i] == group;
    free(groups);
    return found;
}

bool peer_may(int fd, const struct peer *peer, gid_t group)
{
    return peer->uid == 0 || peer->uid == geteuid() || peer->gid == group ||
           in_supplementary(fd, group);
}
