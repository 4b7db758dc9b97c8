/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modem's serial port. */
#include "modem/device.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"

#define LOCK_FOLDER "/var/lock"

struct device {
    int fd;
    char *path;
    char *lock_file;
};

/* Whether the process has the file open; false too when we may not look. */
static bool process_has_open(const char *pid, const char *path)
{
    char folder[64], link[PATH_MAX];
    bool found = false;
    DIR *dir;

    snprintf(folder, sizeof(folder), "/proc/%.20s/fd", pid);
    dir = opendir(folder);
    if (!dir)
        return false;
    for (struct dirent *entry; !found && (entry = readdir(dir));) {
        ssize_t len = readlinkat(dirfd(dir), entry->d_name, link, sizeof(link) - 1);
        if (len > 0) {
            link[len] = 0;
            found = strcmp(link, path) == 0;
        }
    }
    closedir(dir);
    return found;
}

static bool read_first_line(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "re");
    bool read = file && fgets(out, (int)size, file);

    if (file)
        fclose(file);
    if (read)
        out[strcspn(out, "\n")] = 0;
    return read;
}

/* "another program (ModemManager, process 812)", as far as it can be known. */
static void describe_holder(const char *path, char *out, size_t size)
{
    DIR *dir = opendir("/proc");

    snprintf(out, size, "another program");
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char comm[64], name[64] = "?";
        if (!isdigit((unsigned char)entry->d_name[0]) || atoi(entry->d_name) == getpid() ||
            !process_has_open(entry->d_name, path))
            continue;
        snprintf(comm, sizeof(comm), "/proc/%.20s/comm", entry->d_name);
        read_first_line(comm, name, sizeof(name));
        snprintf(out, size, "another program (%.30s, process %.10s)", name, entry->d_name);
        break;
    }
    if (dir)
        closedir(dir);
}

static int explain_busy(const char *path, struct fault *ret_fault)
{
    char holder[128];

    describe_holder(path, holder, sizeof(holder));
    return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                     "%s uses %s: stop it, or tell it to leave this port alone", holder, path);
}

static int explain_permission(const char *path, struct fault *ret_fault)
{
    struct stat st;
    struct group *group = stat(path, &st) == 0 ? getgrgid(st.st_gid) : NULL;

    return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                     "no permission to open %s: the user of this service must be in the group %s",
                     path, group ? group->gr_name : "dialout");
}

static int explain_open(const char *path, int error, struct fault *ret_fault)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "%s is not there: is the modem plugged in?", path);
    case EACCES:
    case EPERM:
        return explain_permission(path, ret_fault);
    case EBUSY:
        return explain_busy(path, ret_fault);
    default:
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE, "cannot open %s: %s", path,
                         strerror(error));
    }
}

static speed_t speed_of(const char *connection)
{
    static const struct {
        int bits;
        speed_t speed;
    } speeds[] = {
        {4800, B4800},     {9600, B9600},     {19200, B19200},   {38400, B38400},   {57600, B57600},
        {115200, B115200}, {230400, B230400}, {460800, B460800}, {921600, B921600},
    };
    int bits = atoi(connection + strcspn(connection, "0123456789"));

    for (size_t i = 0; i < ARRAY_SIZE(speeds); i++)
        if (speeds[i].bits == bits)
            return speeds[i].speed;
    return B0;
}

static bool set_raw(int fd, const char *connection)
{
    struct termios settings;
    speed_t speed = strncmp(connection, "at", 2) == 0 ? speed_of(connection) : B0;

    if (tcgetattr(fd, &settings) < 0)
        return false;
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD;
    if (speed != B0)
        cfsetspeed(&settings, speed);
    tcflush(fd, TCOFLUSH); /* what was said before we came may be a notice: it is heard */
    return tcsetattr(fd, TCSANOW, &settings) == 0;
}

/* Nothing is touched before the lock is ours: somebody may be in the middle of a command. */
static int prepare(int fd, const char *path, const char *connection, struct fault *ret_fault)
{
    if (isatty(fd) && flock(fd, LOCK_EX | LOCK_NB) < 0)
        return explain_busy(path, ret_fault);
    if (!isatty(fd) || !set_raw(fd, connection))
        return fault_set(ret_fault, WIRE_ORIGIN_DEVICE, FAULT_NO_CODE,
                         "%s is not a serial port: a modem's is called /dev/ttyUSB0, "
                         "/dev/ttyACM0 or the like",
                         path);
    return 0;
}

static char *lock_file_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return xasprintf(LOCK_FOLDER "/LCK..%s", slash ? slash + 1 : path);
}

int device_open(const char *path, const char *connection, struct device **ret,
                struct fault *ret_fault)
{
    char real[PATH_MAX];
    int fd;

    if (!realpath(path, real))
        return explain_open(path, errno, ret_fault);
    fd = open(real, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return explain_open(path, errno, ret_fault);
    if (prepare(fd, real, connection, ret_fault) != 0) {
        close(fd);
        return REFUSED;
    }
    *ret = xcalloc(1, sizeof(**ret));
    (*ret)->fd = fd;
    (*ret)->path = xstrdup(real);
    (*ret)->lock_file = lock_file_of(real);
    return 0;
}

int device_fd(const struct device *device)
{
    return device->fd;
}

const char *device_path(const struct device *device)
{
    return device->path;
}

/* The process that the lock file names: its number without spaces. */
static bool read_lock(const struct device *device, char pid[static 32])
{
    char line[32];

    if (!read_first_line(device->lock_file, line, sizeof(line)))
        return false;
    snprintf(pid, 32, "%d", atoi(line));
    return true;
}

/* The process that wrote the lock died; another may have its number now. That can be told only of
 * processes whose files we may look at, so of all others the lock is believed. */
static bool is_stale(const char *pid, const char *path)
{
    char proc[64];

    if (kill(atoi(pid), 0) < 0 && errno == ESRCH)
        return true;
    snprintf(proc, sizeof(proc), "/proc/%s/fd", pid);
    return access(proc, R_OK) == 0 && !process_has_open(pid, path);
}

bool device_hand_over(struct device *device)
{
    char pid[32];
    bool writable = access(LOCK_FOLDER, W_OK) == 0;

    if (read_lock(device, pid) && is_stale(pid, device->path) && unlink(device->lock_file) < 0)
        writable = false; /* somebody else's, and in our way for nothing */
    flock(device->fd, LOCK_UN);
    return writable;
}

void device_unlock(const struct device *device)
{
    char pid[32];

    if (device && read_lock(device, pid) && atoi(pid) == getpid())
        unlink(device->lock_file);
}
