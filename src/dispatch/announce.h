/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One announcement: what it will take, and making it. */
#pragma once

#include "dispatch/dispatch.h"
#include "store/announcement.h"
#include "text/air.h"
#include "village/announcement.h"

struct announce_request {
    const char *to;     /* groups, separated by commas; "all" is everybody */
    const char *except; /* groups left out, "" none */
    const char *text;   /* as written, UTF-8 */
    enum announcement_kind kind;
    enum priority priority;
    const struct options *options; /* NULL: none */
    bool ack, flash;
    bool accents_given; /* else the configuration's */
    enum text_accents accents;
    int64_t at;             /* not before; 0: now */
    int64_t about;          /* the day and hour that {date} and {time} mean; 0: when it goes out */
    int64_t expires;        /* nothing goes out after; 0: the configuration's */
    int64_t replaces;       /* an older announcement whose place it takes; 0: none */
    const char *correction; /* for those who have it; NULL or "": as the house words it */
    const char *author;
    bool by_sms; /* ordered from a phone */
    bool bypass; /* an emergency that goes out though a second person would have to approve it; the
                    heads are told */
};

struct estimate {
    int64_t households;  /* in the audience, and those below that are not */
    int64_t corrected;   /* phones that have, or may have, what it replaces */
    int64_t outside;     /* households of these that are not in the audience */
    int64_t phones;      /* that a first contact goes to */
    int64_t unreachable; /* households without a phone that can take SMS */
    int64_t parts;       /* of all messages together */
    int64_t parts_each_min, parts_each_max;
    int64_t cost;                /* at the carriers' prices, outside of their packages */
    int64_t credit_short;        /* so much is missing of the credit, if that is known; else 0 */
    int64_t start_at, finish_at; /* wall clock, by what the carriers have moved so far */
    int64_t carriers;            /* that are ready; 0: the times assume that one comes back */
    int64_t next_day; /* households that have had their routine messages of its day: it waits for
                         them */
    bool quiet;       /* it waits for the end of quiet hours */
    bool pending;     /* it waits for the approval of a second person */
    bool ucs2;        /* goes with accents: 70 characters a part */
    char *air; /* the text as the handset shows it, with fields that of the first phone; owned */
};
void estimate_clear(struct estimate *estimate);

enum { ANNOUNCE_PARTS_MAX = 10 };

/* Says what the announcement would take and changes nothing. REFUSED: unknown_group,
 * empty_audience, text_empty, text_too_long, text_not_utf8, unknown_field, bad_time, no_bypass, …
 */
int announce_estimate(struct dispatch *dispatch, const struct announce_request *request,
                      struct estimate *ret, struct refusal *ret_refusal);
/* What waited for its approval has it, and takes the place of the older one now: by now others may
 * have that, who hear the correction. In a transaction; when it is REFUSED (already_replaced, …)
 * nothing has changed. Invalidates *a, as announcement_get() does. */
int announce_take_place(struct dispatch *dispatch, const struct announcement *a, const char *author,
                        int64_t now, struct refusal *ret_refusal);
/* Makes it: when it returns 0 everything is committed and the dispatcher has been kicked. */
int announce_create(struct dispatch *dispatch, const struct announce_request *request,
                    int64_t *ret_id, struct estimate *ret, struct refusal *ret_refusal);
