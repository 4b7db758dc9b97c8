/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The usleep(), the read() and the write() that libGammu gets. */
#include "modem/pace.h"

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "modem/centre.h"

enum { LONG_PAUSE_US = 100000, SHORT_PAUSE_US = 500, GONE = POLLHUP | POLLERR | POLLNVAL };

static struct pace attached = {.device = -1};
static dev_t device_number;
static int64_t deadline_ms; /* 0: no call runs */
static bool without_centre;
static struct centre_cut centre;
static struct buf unsent; /* written by libGammu, not yet by us */
static struct buf heard;  /* sorted by the line, not yet read by libGammu */

void pace_attach(const struct pace *pace)
{
    struct stat st;

    attached = *pace;
    device_number = fstat(pace->device, &st) == 0 ? st.st_rdev : 0;
}

void pace_begin(int64_t limit_ms)
{
    deadline_ms = clock_monotonic_ms() + limit_ms;
}

void pace_end(void)
{
    deadline_ms = 0;
}

bool pace_unplugged(int device)
{
    struct pollfd fds = {.fd = device};

    return poll(&fds, 1, 0) > 0 && fds.revents & GONE;
}

static void check_deadline(void)
{
    if (deadline_ms && clock_monotonic_ms() > deadline_ms)
        attached.lost(PACE_OVERDUE, attached.arg);
}

/* Waits us microseconds; with POLLIN in events only until the modem speaks. */
static void wait_for(int64_t us, short events)
{
    struct pollfd fds[] = {{.fd = attached.device, .events = events}, {.fd = attached.core}};
    struct timespec timeout = {us / 1000000, us % 1000000 * 1000};

    if (ppoll(fds, 2, &timeout, NULL) <= 0)
        return;
    if (fds[0].revents & GONE)
        attached.lost(PACE_UNPLUGGED, attached.arg);
    if (fds[1].revents & GONE)
        attached.lost(PACE_ORPHANED, attached.arg);
}

int usleep(useconds_t us)
{
    struct timespec pause = {us / 1000000, us % 1000000 * 1000};

    if (attached.device < 0)
        return nanosleep(&pause, NULL);
    check_deadline();
    if (attached.patient)
        wait_for(us, 0);
    else if (us >= LONG_PAUSE_US)
        wait_for(SHORT_PAUSE_US, 0);
    else
        wait_for(us, POLLIN);
    return 0;
}

/* libGammu opens the device by its path and tells nobody the descriptor. */
static bool is_libgammus(int fd)
{
    struct stat st;

    return attached.device >= 0 && fd != attached.device && fstat(fd, &st) == 0 &&
           S_ISCHR(st.st_mode) && st.st_rdev == device_number;
}

static ssize_t take_heard(void *bytes, size_t size)
{
    size_t len = heard.len < size ? heard.len : size;

    if (len) {
        __builtin_memcpy(bytes, heard.data, len);
        buf_consume(&heard, len);
    }
    return (ssize_t)len;
}

void pace_leave_out_centre(void)
{
    without_centre = true;
}

/* Waits where libGammu, which tries a few times and no more, would give up. */
static bool send_unsent(int fd)
{
    while (unsent.len) {
        ssize_t len = syscall(SYS_write, fd, unsent.data, unsent.len);
        if (len > 0)
            buf_consume(&unsent, (size_t)len);
        else if (len < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        else
            usleep(LONG_PAUSE_US);
    }
    return true;
}

ssize_t read(int fd, void *bytes, size_t size)
{
    char raw[4096];
    ssize_t len;

    if (!is_libgammus(fd))
        return syscall(SYS_read, fd, bytes, size);
    check_deadline();
    if (!send_unsent(fd))
        return -1;
    len = syscall(SYS_read, fd, raw, size < sizeof(raw) ? size : sizeof(raw));
    if (len < 0 && errno != EAGAIN)
        return len;
    if (len > 0)
        line_feed(attached.line, raw, (size_t)len, &heard);
    return take_heard(bytes, size);
}

/* libGammu writes character by character, and each is a transfer of its own on the USB and wakes
 * the modem: a command goes out when it is whole, or when its answer is looked for. */
ssize_t write(int fd, const void *bytes, size_t size)
{
    if (!is_libgammus(fd))
        return syscall(SYS_write, fd, bytes, size);
    line_ask(attached.line, bytes, size);
    if (without_centre)
        centre_cut(&centre, bytes, size, &unsent);
    else
        buf_append(&unsent, bytes, size);
    if (attached.patient || size != 1 || line_ends_command(*(const char *)bytes))
        return send_unsent(fd) ? (ssize_t)size : -1;
    return (ssize_t)size;
}
