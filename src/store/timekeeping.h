/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The latest time known, and times that move when the clock was wrong. In a transaction. */
#pragma once

#include "store/message.h"

/* 0 when none was written yet. */
int clock_mark_get(struct store *store, int64_t *ret);
int clock_mark_set(struct store *store, int64_t now);
/* Whatever waits for a while (a retry, a report, the ladder, a leader's answer, a proof, a code, an
 * open record) waits for the rest of it. */
int clock_shift_waits(struct store *store, int64_t delta);
/* What was made since then, and goes out by `now`, keeps what is left of its life. */
int clock_shift_lives(struct store *store, int64_t since, int64_t now, int64_t delta);
/* The clock was ahead: schedules are looked at anew; what they have made they do not make again. */
int clock_shift_schedules(struct store *store, int64_t now);
/* Holds what is routine, queued and not begun. */
int clock_hold_routine(struct store *store, enum message_why why, int64_t due_at);
