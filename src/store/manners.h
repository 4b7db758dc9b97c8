/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How many routine announcements each household has had on a day, and messages that go out as one.
 */
#pragma once

#include "store/message.h"

/* The most that any household of the phone has had on the local day (yyyymmdd), the one given not
 * counted. */
int manners_count(struct store *store, int64_t phone_id, int64_t day, int64_t announcement,
                  int64_t *ret);
/* Each household of the phone has this one, too. */
int manners_note(struct store *store, int64_t phone_id, int64_t day, int64_t announcement);
/* How many households of the audience in the making have had so many on that day. */
int manners_full(struct store *store, int64_t day, int64_t limit, int64_t *ret);
/* Nothing of it has gone out to them after all. */
int manners_take_back(struct store *store, int64_t phone_id, int64_t announcement);
/* Days before this one are over. */
int manners_forget(struct store *store, int64_t before_day);

struct waiting_text {
    int64_t id, parts, expires_at;
    bool asks; /* for an answer: options, an acknowledgement, an invitation */
    bool flash;
    const char *text;
};
/* Routine announcements to the phone that wait and might go now, of which nothing has gone out and
 * nothing has been tried. In the order in which they were made. */
typedef void (*waiting_text_fn)(const struct waiting_text *w, void *arg);
int manners_waiting(struct store *store, int64_t phone_id, int64_t now, waiting_text_fn fn,
                    void *arg);
/* The text of this queued message goes out inside another one: it is submitting, as that one is. */
int manners_join(struct store *store, int64_t id, int64_t joint);
/* The messages whose texts go out inside this one. */
int manners_joined(struct store *store, int64_t joint, message_id_fn fn, void *arg);
