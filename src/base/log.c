/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Log lines on standard error. */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct {
    const char *word;
    int syslog;
} levels[] = {
    [LOG_LEVEL_ERROR] = {"error", 3},
    [LOG_LEVEL_WARNING] = {"warning", 4},
    [LOG_LEVEL_INFO] = {"info", 6},
    [LOG_LEVEL_DEBUG] = {"debug", 7},
};

static enum log_level threshold = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
    threshold = level;
}

static int prefix(char *line, size_t size, enum log_level level, const char *room)
{
    if (getenv("JOURNAL_STREAM"))
        return snprintf(line, size, "<%d>%s: ", levels[level].syslog, room);

    struct timespec now;
    struct tm tm;
    char stamp[32];
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &tm);
    strftime(stamp, sizeof(stamp), "%Y-%m-%d %H:%M:%S", &tm);
    return snprintf(line, size, "%s.%03ld %s %s: ", stamp, now.tv_nsec / 1000000,
                    levels[level].word, room);
}

void log_line(enum log_level level, const char *room, const char *fmt, ...)
{
    if (level > threshold)
        return;

    int saved = errno;
    char line[1024];
    size_t len = (size_t)prefix(line, sizeof(line), level, room);
    va_list ap;

    va_start(ap, fmt);
    errno = saved; /* for %m */
    int more = vsnprintf(line + len, sizeof(line) - len - 1, fmt, ap);
    va_end(ap);
    len += more < 0 ? 0 : (size_t)more;
    if (len > sizeof(line) - 2)
        len = sizeof(line) - 2;
    for (size_t i = 0; i < len; i++) /* one fact, one line: nothing foreign forges a second */
        if ((unsigned char)line[i] < ' ')
            line[i] = ' ';
    line[len++] = '\n';
    if (write(STDERR_FILENO, line, len) < 0) {
        /* There is nowhere left to say so. */
    }
    errno = saved;
}
