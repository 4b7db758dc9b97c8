/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the network and the village will do later. Times here are network times: the agenda's
 * speed divides them. One timer of the loop serves any number of appointments, and two for the same
 * moment are kept in the order in which they were made. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct agenda;
struct appointment;
struct loop;

typedef void (*agenda_fn)(void *arg);

/* speed > 0; 10 makes a minute last six seconds. */
struct agenda *agenda_new(struct loop *loop, double speed);
/* Appointments not yet kept are forgotten. */
void agenda_free(struct agenda *agenda);

/* fn(arg) after delay_ms of network time. The appointment is gone once it is kept or cancelled. */
struct appointment *agenda_after(struct agenda *agenda, int64_t delay_ms, agenda_fn fn, void *arg);
/* The same, and arg is released with free() if the appointment is forgotten or cancelled. */
struct appointment *agenda_after_owning(struct agenda *agenda, int64_t delay_ms, agenda_fn fn,
                                        void *arg);
/* NULL does nothing. */
void agenda_cancel(struct agenda *agenda, struct appointment *appointment);

/* Milliseconds of network time since the agenda was made. */
int64_t agenda_now(const struct agenda *agenda);
