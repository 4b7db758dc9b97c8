/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Time, and times as people write them. */
#include "base/clock.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

static int64_t read_clock(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct {
    bool steered;
    int64_t boot; /* the wall clock time at which the machine started, by the house's reckoning */
} house;

int64_t clock_system_ms(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t clock_boot_ms(void)
{
    return read_clock(CLOCK_BOOTTIME);
}

void clock_steer(int64_t wall_ms)
{
    house.steered = true;
    house.boot = wall_ms - clock_boot_ms();
}

int64_t clock_wall_ms(void)
{
    return house.steered ? house.boot + clock_boot_ms() : clock_system_ms();
}

int64_t clock_monotonic_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

static bool take_number(const char **p, int64_t *ret)
{
    int64_t value = 0;

    if (!isdigit((unsigned char)**p))
        return false;
    for (; isdigit((unsigned char)**p); (*p)++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, **p - '0', &value))
            return false;
    *ret = value;
    return true;
}

static bool take_unit(const char **p, int64_t *ret_ms)
{
    /* The longer word first where one begins another. */
    static const struct {
        const char *word;
        int64_t ms;
    } units[] = {{"ms", 1}, {"min", MINUTE}, {"m", MINUTE}, {"s", SECOND}, {"h", HOUR}, {"d", DAY}};

    for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
        size_t len = strlen(units[i].word);
        if (strncmp(*p, units[i].word, len) == 0 && !isalpha((unsigned char)(*p)[len])) {
            *p += len;
            *ret_ms = units[i].ms;
            return true;
        }
    }
    return false;
}

bool clock_parse_duration(const char *text, int64_t *ret_ms)
{
    int64_t total = 0;
    const char *p = text;

    if (strcmp(text, "0") == 0) {
        *ret_ms = 0;
        return true;
    }
    do {
        int64_t value, unit;
        while (*p == ' ')
            p++;
        if (!take_number(&p, &value))
            return false;
        while (*p == ' ')
            p++;
        if (!take_unit(&p, &unit) || __builtin_mul_overflow(value, unit, &value) ||
            __builtin_add_overflow(total, value, &total))
            return false;
    } while (*p);
    *ret_ms = total;
    return true;
}

static bool two_digits(const char *p, int *ret)
{
    if (!isdigit((unsigned char)p[0]) || !isdigit((unsigned char)p[1]))
        return false;
    *ret = (p[0] - '0') * 10 + (p[1] - '0');
    return true;
}

bool clock_parse_time_of_day(const char *text, int *ret_minutes)
{
    int hour, minute;
    char padded[8];

    if (strlen(text) == 4 && text[1] == ':') { /* "6:30" */
        snprintf(padded, sizeof(padded), "0%s", text);
        text = padded;
    }
    if (strlen(text) != 5 || text[2] != ':' || !two_digits(text, &hour) ||
        !two_digits(text + 3, &minute) || hour > 23 || minute > 59)
        return false;
    *ret_minutes = hour * 60 + minute;
    return true;
}

static bool next_time_of_day(int minutes, int64_t now_ms, int64_t *ret_ms)
{
    time_t now = (time_t)(now_ms / 1000);
    struct tm tm;

    for (int days = 0; days < 2; days++) {
        localtime_r(&now, &tm);
        tm.tm_mday += days;
        tm.tm_hour = minutes / 60;
        tm.tm_min = minutes % 60;
        tm.tm_sec = 0;
        tm.tm_isdst = -1;
        time_t at = mktime(&tm);
        if ((int64_t)at * 1000 > now_ms) {
            *ret_ms = (int64_t)at * 1000;
            return true;
        }
    }
    return false;
}

static bool take_offset(const char *p, bool *ret_given, long *ret_seconds)
{
    int hours, minutes;

    *ret_given = *p != '\0';
    *ret_seconds = 0;
    if (*p == '\0' || strcmp(p, "Z") == 0)
        return true;
    if ((*p != '+' && *p != '-') || !two_digits(p + 1, &hours))
        return false;
    const char *rest = p + 3 + (p[3] == ':');
    if (!two_digits(rest, &minutes) || rest[2] || hours > 14 || minutes > 59)
        return false;
    *ret_seconds = (hours * 3600L + minutes * 60L) * (*p == '-' ? -1 : 1);
    return true;
}

bool clock_parse_instant(const char *text, int64_t now_ms, int64_t *ret_ms)
{
    int minutes, century, year, month, day, hour, minute, second = 0;
    long offset;
    bool given;

    if (clock_parse_time_of_day(text, &minutes))
        return next_time_of_day(minutes, now_ms, ret_ms);
    if (strlen(text) < 16 || !two_digits(text, &century) || !two_digits(text + 2, &year) ||
        text[4] != '-' || !two_digits(text + 5, &month) || text[7] != '-' ||
        !two_digits(text + 8, &day) || (text[10] != 'T' && text[10] != ' ') ||
        !two_digits(text + 11, &hour) || text[13] != ':' || !two_digits(text + 14, &minute))
        return false;
    const char *rest = text + 16;
    if (*rest == ':') {
        if (!two_digits(rest + 1, &second))
            return false;
        rest += 3;
    }
    if (hour > 23 || minute > 59 || second > 59 || !take_offset(rest, &given, &offset))
        return false;

    struct tm tm = {.tm_year = century * 100 + year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute,
                    .tm_sec = second,
                    .tm_isdst = -1};
    time_t at = given ? timegm(&tm) - offset : mktime(&tm);
    if (tm.tm_mday != day || tm.tm_mon != month - 1) /* 31 February was carried over */
        return false;
    *ret_ms = (int64_t)at * 1000;
    return true;
}

void clock_format_rfc3339(int64_t wall_ms, char *out, size_t size)
{
    time_t at = (time_t)(wall_ms / 1000);
    struct tm tm;
    char stamp[32], zone[8];

    localtime_r(&at, &tm);
    strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
    strftime(zone, sizeof(zone), "%z", &tm); /* +0700 */
    snprintf(out, size, "%s%.3s:%s", stamp, zone, zone + 3);
}

void clock_format_duration(int64_t ms, char *out, size_t size)
{
    if (ms < SECOND)
        snprintf(out, size, "%" PRId64 " ms", ms);
    else if (ms < 2 * MINUTE)
        snprintf(out, size, "%" PRId64 " s", ms / SECOND);
    else if (ms < 2 * HOUR)
        snprintf(out, size, "%" PRId64 " min", (ms + MINUTE / 2) / MINUTE);
    else
        snprintf(out, size, "%" PRId64 " h %02" PRId64 " min", ms / HOUR, ms % HOUR / MINUTE);
}
