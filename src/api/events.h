/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Live events (server-sent events): announcements on their way, carriers, feedback. Each event
 * carries the same JSON that the resource answers. Readers too slow to follow are dropped; a
 * comment every 20 s tells the others that the line still stands. */
#pragma once

#include "api/call.h"

struct events;

struct events *events_new(struct api *api);
/* Before the server is freed. */
void events_free(struct events *events);

/* Something changed. Readers are told in a later turn of the loop, of one announcement at most
 * once a second. For dispatch_set_listener() too: arg is the struct events. */
void events_note(struct events *events, enum dispatch_event event, int64_t id);
void events_from_dispatch(enum dispatch_event event, int64_t id, void *arg);

/* GET /api/events[?announcement=ID]: with the announcement, what is known of it now comes first
 * and only its own events follow. */
int events_get(struct call *call);

int64_t events_readers(const struct events *events);
