/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How messages are sent, as the configuration group "sending" says. */
#pragma once

#include "base/conf.h"
#include "dispatch/approval.h"

struct sending_settings {
    int accents;                 /* enum text_accents, when an announcement does not say */
    int quiet_from, quiet_until; /* minutes of the local day; equal: no quiet hours */
    int64_t report_window_ms;    /* how long a delivery report is awaited */
    int64_t second_ms[3];        /* by enum lane: after so long without a report the household's
                                    next phone is tried; 0: only when the first has failed */
    int64_t ring_ms;             /* an emergency rings a phone that does not report; 0: never */
    int64_t ring_wait_ms;        /* and is given so long to be seen */
    int64_t neighbour_ms[3];     /* by enum lane: a neighbour is given so long; 0: none is asked */
    int64_t doors_wait_ms;       /* before a leader is asked again about his doors; 0: never */
    int64_t doors_reminders;     /* how often at most */
    int64_t attempts;            /* tries for one message that a recipient's side refuses */
    int64_t retry_ms;            /* before the second try; doubles with each */
    int64_t expires_ms;          /* an announcement goes out within this, when it does not say */
    int64_t emergency_expires_ms;
    int64_t late_ms;           /* what was due while the box was off still goes out within this */
    int evening;               /* minutes of the day: when "the evening before" is */
    int64_t answer_window_ms;  /* replies are read against an announcement for this long */
    int64_t join_wait_ms;      /* a long reply is shown incomplete after this */
    int64_t stuck_ms;          /* a half-sent message leaves a dead carrier after this */
    int64_t spill_parts;       /* this many parts waiting for one SIM let the others help */
    int64_t routine_a_day;     /* announcements that a household gets at most; 0: no limit */
    bool emergency_to_stopped; /* emergencies reach those who opted out */
    struct approval_settings approval; /* of a configuration group of its own */
};

/* group may be NULL: defaults. */
void sending_settings_read(const config_setting_t *group, struct sending_settings *ret,
                           struct conf_faults *faults);
