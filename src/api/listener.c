/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making the Unix socket. */
#include "api/listener.h"

#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 64 };

static int refuse_path(const char *path, const char *why, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "socket_path", "socket", "cannot make the socket %s: %s", path, why);
}

/* Whether somebody answers there. */
static bool is_alive(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool alive = fd >= 0 && (connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 ||
                             errno == EAGAIN || errno == EACCES);

    if (fd >= 0)
        close(fd);
    return alive;
}

static int clear_the_way(const struct sockaddr_un *address, struct refusal *ret_refusal)
{
    struct stat st;
    const char *path = address->sun_path;

    if (lstat(path, &st) < 0)
        return 0;
    if (!S_ISSOCK(st.st_mode))
        return refuse_path(path, "something else is there, and it is not a socket", ret_refusal);
    if (is_alive(address))
        return refuse(ret_refusal, "socket_in_use", "socket",
                      "another thonbaod answers on the socket %s", path);
    if (unlink(path) < 0)
        return refuse_path(path, strerror(errno), ret_refusal);
    return 0;
}

static int hand_to_group(const char *path, const char *group, gid_t *ret_group,
                         struct refusal *ret_refusal)
{
    const struct group *entry = *group ? getgrnam(group) : NULL;
    struct stat st;

    if (*group && !entry)
        return refuse(ret_refusal, "socket_group", "socket_group",
                      "there is no group %s on this "
                      "system",
                      group);
    if (entry && chown(path, (uid_t)-1, entry->gr_gid) < 0)
        return refuse(ret_refusal, "socket_group", "socket_group",
                      "cannot hand the socket %s to the group %s: %s", path, group,
                      strerror(errno));
    if (chmod(path, 0660) < 0 || stat(path, &st) < 0)
        return refuse_path(path, strerror(errno), ret_refusal);
    *ret_group = st.st_gid;
    return 0;
}

/* Nobody but the owner can connect until the file has its group: it is made with mode 0600. */
static int bind_and_listen(int fd, const struct sockaddr_un *address, const char *group,
                           gid_t *ret_group, struct refusal *ret_refusal)
{
    mode_t mask = umask(0177);
    int bound = bind(fd, (const struct sockaddr *)address, sizeof(*address));

    umask(mask);
    if (bound < 0)
        return refuse_path(address->sun_path, strerror(errno), ret_refusal);
    int r = hand_to_group(address->sun_path, group, ret_group, ret_refusal);
    if (r == 0 && listen(fd, BACKLOG) < 0)
        r = refuse_path(address->sun_path, strerror(errno), ret_refusal);
    if (r != 0)
        unlink(address->sun_path);
    return r;
}

int listener_open(const char *path, const char *group, int *ret_fd, gid_t *ret_group,
                  struct refusal *ret_refusal)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (strlen(path) >= sizeof(address.sun_path))
        return refuse_path(path, "its path is longer than 107 bytes", ret_refusal);
    strcpy(address.sun_path, path);
    int r = clear_the_way(&address, ret_refusal);
    if (r != 0)
        return r;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return refuse_path(path, strerror(errno), ret_refusal);
    r = bind_and_listen(fd, &address, group, ret_group, ret_refusal);
    if (r != 0)
        close(fd);
    else
        *ret_fd = fd;
    return r;
}
