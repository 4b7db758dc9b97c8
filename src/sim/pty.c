/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The socket that a modem shows to the machine: a pseudo-terminal with a name. */
#include "sim/pty.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/queue.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/loop.h"
#include "base/memory.h"

enum { WAITING_MAX = 1024 * 1024 };

struct pty {
    LIST_ENTRY(pty) all;
    int master;
    int slave; /* held open, so that the master does not see a hang-up when a program leaves */
    int wd;    /* inotify's watch on the slave: who opens and closes it */
    int users; /* programs that have it open */
    char *link_path;
    char slave_path[64];
    struct loop_watch *master_watch;
    struct buf waiting;
    pty_read_fn fn;
    void *arg;
};

/* One inotify for all of them: a user may have 128 and no more. */
static struct {
    int fd;
    struct loop_watch *watch;
    LIST_HEAD(, pty) ptys;
} lookout = {.fd = -1};

static bool is_number(const char *name)
{
    return name[0] && strspn(name, "0123456789") == strlen(name);
}

/* How many descriptors of a process are the terminal. */
static int open_in(const char *process, const char *path)
{
    char link[PATH_MAX], target[PATH_MAX];
    const struct dirent *entry;
    int count = 0;

    snprintf(link, sizeof(link), "/proc/%.32s/fd", process);
    DIR *fds = opendir(link);
    while (fds && (entry = readdir(fds))) {
        snprintf(link, sizeof(link), "/proc/%.32s/fd/%.32s", process, entry->d_name);
        ssize_t len = readlink(link, target, sizeof(target) - 1);
        target[len > 0 ? len : 0] = '\0';
        count += strcmp(target, path) == 0;
    }
    if (fds)
        closedir(fds);
    return count;
}

/* Looked up among the processes whose files we may see. Events cannot be counted: inotify makes one
 * of two closings in a row, as when a program that had the terminal open twice is killed. */
static int look_up_users(const struct pty *pty)
{
    DIR *processes = opendir("/proc");
    const struct dirent *entry;
    int count = -1; /* not ourselves */

    while (processes && (entry = readdir(processes)))
        if (is_number(entry->d_name))
            count += open_in(entry->d_name, pty->slave_path);
    if (processes)
        closedir(processes);
    return count > 0 ? count : 0;
}

static void note(const struct inotify_event *event)
{
    struct pty *pty;

    LIST_FOREACH(pty, &lookout.ptys, all)
    {
        if (pty->wd == event->wd)
            break;
    }
    if (!pty)
        return;
    if (event->mask & IN_OPEN)
        pty->users++;
    else if (event->mask & IN_CLOSE)
        pty->users = look_up_users(pty);
    if (!pty->users) {
        ioctl(pty->slave, TIOCNXCL); /* a port forgets with its last user that it was exclusive */
        tcflush(pty->slave, TCIFLUSH);
        buf_clear(&pty->waiting);
    }
}

/* Asked before every read and write: a program's opening is always queued before what it sends
 * arrives. */
static void count_users(void)
{
    _Alignas(struct inotify_event) char events[4096];
    ssize_t len;

    while ((len = read(lookout.fd, events, sizeof(events))) > 0) {
        const struct inotify_event *event;
        for (char *p = events; p < events + len; p += sizeof(*event) + event->len) {
            event = (const struct inotify_event *)p;
            note(event);
        }
    }
}

int pty_users(struct pty *pty)
{
    count_users();
    return pty->users;
}

static void users_changed(int fd, unsigned ready, void *arg)
{
    count_users();
}

static bool be_on_the_lookout(struct loop *loop)
{
    if (lookout.fd >= 0)
        return true;
    lookout.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (lookout.fd < 0)
        return false;
    lookout.watch = loop_watch_new(loop, lookout.fd, LOOP_READ, users_changed, NULL);
    return true;
}

/* After the last one, so that the next loop begins anew. */
static void look_no_more(void)
{
    if (!LIST_EMPTY(&lookout.ptys) || lookout.fd < 0)
        return;
    loop_watch_free(lookout.watch);
    close(lookout.fd);
    lookout.fd = -1;
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

    count_users();
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
    count_users();
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
    pty->wd = inotify_add_watch(lookout.fd, pty->slave_path, IN_OPEN | IN_CLOSE);
    return pty->wd < 0 ? -1 : make_link(pty);
}

static void close_terminal(struct pty *pty)
{
    if (pty->wd >= 0)
        inotify_rm_watch(lookout.fd, pty->wd);
    if (pty->slave >= 0)
        close(pty->slave);
    if (pty->master >= 0)
        close(pty->master);
}

struct pty *pty_new(struct loop *loop, const char *link_path, pty_read_fn fn, void *arg)
{
    struct pty *pty = xcalloc(1, sizeof(*pty));

    pty->master = pty->slave = pty->wd = -1;
    pty->link_path = xstrdup(link_path);
    pty->fn = fn;
    pty->arg = arg;
    if (!be_on_the_lookout(loop) || open_terminal(pty)) {
        int error = errno;
        close_terminal(pty);
        look_no_more();
        free(pty->link_path);
        free(pty);
        errno = error;
        return NULL;
    }
    pty->master_watch = loop_watch_new(loop, pty->master, LOOP_READ, master_ready, pty);
    LIST_INSERT_HEAD(&lookout.ptys, pty, all);
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
    if (link_is_ours(pty))
        unlink(pty->link_path);
    close_terminal(pty);
    LIST_REMOVE(pty, all);
    look_no_more();
    buf_free(&pty->waiting);
    free(pty->link_path);
    free(pty);
}
