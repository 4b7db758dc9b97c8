/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The local day and its quiet hours. */
#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "dispatch/inside.h"

int64_t dispatch_day(int64_t now)
{
    time_t at = (time_t)(now / 1000);
    struct tm tm;

    localtime_r(&at, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

void dispatch_write_moment(int64_t at, char date[static 16], char hour[static 16])
{
    time_t seconds = (time_t)(at / 1000);
    struct tm tm;

    localtime_r(&seconds, &tm);
    snprintf(date, 16, "%d/%d", tm.tm_mday, tm.tm_mon + 1);
    snprintf(hour, 16, "%02d:%02d", tm.tm_hour, tm.tm_min);
}

int64_t dispatch_next_time(int64_t now, int minutes)
{
    char text[8];
    int64_t at = now + DAY;

    snprintf(text, sizeof(text), "%02d:%02d", minutes / 60 % 24, minutes % 60);
    clock_parse_instant(text, now, &at);
    return at;
}

bool dispatch_is_quiet(const struct sending_settings *sending, int64_t now, int64_t *ret_until)
{
    int from = sending->quiet_from, until = sending->quiet_until;
    time_t at = (time_t)(now / 1000);
    struct tm tm;

    *ret_until = INT64_MAX;
    if (from == until)
        return false;
    localtime_r(&at, &tm);
    int minute = tm.tm_hour * 60 + tm.tm_min;
    bool quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
    *ret_until = dispatch_next_time(now, quiet ? until : from);
    return quiet;
}
