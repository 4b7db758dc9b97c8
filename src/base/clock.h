/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Time. Wall-clock times are milliseconds since 1970 UTC in an int64_t and are what the store
 * keeps; monotonic times measure waits and are never stored. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* The time of the house: the machine's, unless the daemon steers (dispatch/timekeeping.c). */
int64_t clock_wall_ms(void);
int64_t clock_monotonic_ms(void);
/* What the machine's own wall clock says, be it right or wrong. */
int64_t clock_system_ms(void);
/* Since the machine started, suspensions counted; nobody can set it. */
int64_t clock_boot_ms(void);
/* From now on it is so late, and as much later as time passes, whatever becomes of the machine's
 * wall clock. */
void clock_steer(int64_t wall_ms);

/* "90s", "250ms", "5min", "6h", "2d", and sums of these such as "1h30min". "0" needs no unit.
 * False when it is not such a text or overflows; *ret_ms is then untouched. */
bool clock_parse_duration(const char *text, int64_t *ret_ms);

/* "21:00" -> minutes after midnight, 0..1439. False when it is not a time of day. */
bool clock_parse_time_of_day(const char *text, int *ret_minutes);

/* An instant as a person writes it, in the local zone of the process: "2026-11-24 06:30",
 * "2026-11-24T06:30", with seconds or an offset ("+07:00", "Z") where wanted, or "06:30" for
 * the next time it is 06:30 after now_ms. False when it is none of these or no such day. */
bool clock_parse_instant(const char *text, int64_t now_ms, int64_t *ret_ms);

/* RFC 3339 in the local zone, to the second: "2026-11-24T06:30:00+07:00". */
void clock_format_rfc3339(int64_t wall_ms, char *out, size_t size);

/* "350 ms", "12 s", "4 min", "2 h 05 min": for people. */
void clock_format_duration(int64_t ms, char *out, size_t size);
