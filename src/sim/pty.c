/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The socket that a modem shows to the machine: a pseudo-terminal with a name. */
#include "sim/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/memory.h"

enum { WAITING_MAX = 1024 * 1024 };

struct pty {
    int master;
    int slave;  /* held open, so that the master does not see a hang-up when a program leaves */
    int notify; /* inotify on the slave: who opens and closes it */
    int users;  /* programs that have it open */
    char *link_path;
    char slave_path[64];
    struct loop_watch *master_watch, *notify_watch;
    struct buf waiting;
    pty_read_fn fn;
    void *arg;
};

/* Inotify is asked before every read and write: a program's opening is always queued before what
 * it sends arrives. */
static void count_users(struct pty *pty)
{
    _Alignas(struct inotify_event) char events[4096];
    ssize_t len;

    while ((len = read(pty->notify, events, sizeof(events))) > 0) {
        const struct inotify_event *event;
        for (char *p = events; p < events + len; p += sizeof(*event) + event->len) {
            event = (const struct inotify_event *)p;
            if (event->mask & IN_OPEN)
                pty->users++;
            else if (event->mask & IN_CLOSE && pty->users)
                pty->users--;
            if (!pty->users) {
                tcflush(pty->slave, TCIFLUSH);
                buf_clear(&pty->waiting);
            }
        }
    }
}

int pty_users(struct pty *pty)
{
    count_users(pty);
    return pty->users;
}

static void users_changed(int fd, unsigned ready, void *arg)
{
    count_users(arg);
}

static void watch_master(struct pty *pty)
{
    loop_watch_set(pty->master_watch, LOOP_READ | (pty->waiting.len ? LOOP_WRITE : 0));
}

static void write_waiting(struct pty *pty)
{
    ssize_t len = write(pty->master, pty->waiting.data, pty->waiting.len);

    if (len > 0)
        buf_consume(&pty->waiting, (size_t)len);
    if (!pty->waiting.len)
        watch_master(pty);
}

static void master_ready(int fd, unsigned ready, void *arg)
{
    struct pty *pty = arg;
    char bytes[4096];

    count_users(pty);
    if (ready & LOOP_WRITE)
        write_waiting(pty);
    if (!(ready & LOOP_READ))
        return;
    ssize_t len = read(fd, bytes, sizeof(bytes));
    if (len > 0)
        pty->fn(bytes, (size_t)len, pty->arg);
}

void pty_write(struct pty *pty, const void *bytes, size_t len)
{
    count_users(pty);
    if (!pty->users)
        return;
    if (!pty->waiting.len) {
        ssize_t done = write(pty->master, bytes, len);
        if (done > 0) {
            bytes = (const char *)bytes + done;
            len -= (size_t)done;
        }
    }
    if (!len || pty->waiting.len + len > WAITING_MAX)
        return;
    buf_append(&pty->waiting, bytes, len);
    watch_master(pty);
}

static int make_link(const struct pty *pty)
{
    struct stat st;

    if (!lstat(pty->link_path, &st) && S_ISLNK(st.st_mode))
        unlink(pty->link_path);
    return symlink(pty->slave_path, pty->link_path);
}

static int open_terminal(struct pty *pty)
{
    struct termios termios;

    pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (pty->master < 0 || grantpt(pty->master) || unlockpt(pty->master) ||
        ptsname_r(pty->master, pty->slave_path, sizeof(pty->slave_path)))
        return -1;
    pty->slave = open(pty->slave_path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (pty->slave < 0 || tcgetattr(pty->slave, &termios))
        return -1;
    cfmakeraw(&termios);
    if (tcsetattr(pty->slave, TCSANOW, &termios))
        return -1;
    pty->notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (pty->notify < 0 || inotify_add_watch(pty->notify, pty->slave_path, IN_OPEN | IN_CLOSE) < 0)
        return -1;
    return make_link(pty);
}

static void close_terminal(struct pty *pty)
{
    if (pty->notify >= 0)
        close(pty->notify);
    if (pty->slave >= 0)
        close(pty->slave);
    if (pty->master >= 0)
        close(pty->master);
}

struct pty *pty_new(struct loop *loop, const char *link_path, pty_read_fn fn, void *arg)
{
    struct pty *pty = xcalloc(1, sizeof(*pty));

    pty->master = pty->slave = pty->notify = -1;
    pty->link_path = xstrdup(link_path);
    pty->fn = fn;
    pty->arg = arg;
    if (open_terminal(pty)) {
        int error = errno;
        close_terminal(pty);
        free(pty->link_path);
        free(pty);
        errno = error;
        return NULL;
    }
    pty->master_watch = loop_watch_new(loop, pty->master, LOOP_READ, master_ready, pty);
    pty->notify_watch = loop_watch_new(loop, pty->notify, LOOP_READ, users_changed, pty);
    return pty;
}

/* Another simulator, or a person, may have put something else under the name meanwhile. */
static bool link_is_ours(const struct pty *pty)
{
    char target[PATH_MAX];
    ssize_t len = readlink(pty->link_path, target, sizeof(target) - 1);

    return len > 0 && (size_t)len == strlen(pty->slave_path) &&
           !memcmp(target, pty->slave_path, (size_t)len);
}

void pty_free(struct pty *pty)
{
    if (!pty)
        return;
    loop_watch_free(pty->master_watch);
    loop_watch_free(pty->notify_watch);
    if (link_is_ours(pty))
        unlink(pty->link_path);
    close_terminal(pty);
    buf_free(&pty->waiting);
    free(pty->link_path);
    free(pty);
}
