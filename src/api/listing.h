/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists that may be long. With ?limit=N a client gets one page and where the next begins:
 *     {"households": [...], "next": 500}        (null: that was the last)
 * without it the whole list, page by page as fast as he reads, so that neither the daemon's
 * memory nor its other work suffers. */
#pragma once

#include "api/call.h"
#include "base/buf.h"

struct listing;

/* Reads up to limit rows behind the position `after` and hands each over with listing_row() or
 * listing_line(). 0 or a negated errno. */
typedef int (*listing_page_fn)(struct listing *listing, void *state, int64_t after, int64_t limit);

struct listing_kind {
    const char *name; /* "households" */
    listing_page_fn page;
    void (*free_state)(void *state);
    const char *csv_head;              /* not NULL: lines of CSV instead of JSON, this one first */
    const char *html_head, *html_foot; /* not NULL: a page instead, between these */
};

enum { LISTING_LIMIT_MAX = 10000 };

/* Answers the call; limit 0: the whole list. The state is the listing's from now on. */
int listing_answer(struct call *call, const struct listing_kind *kind, void *state, int64_t after,
                   int64_t limit);
/* Of a list that is asked for by its page alone, ?after=A&limit=N, and has no state. */
int listing_answer_plain(struct call *call, const struct listing_kind *kind);

/* The row is stolen; position is what `after` must be for the rows behind it. */
void listing_row(struct listing *listing, json_t *row, int64_t position);
/* A line of CSV, with its end. */
void listing_line(struct listing *listing, const char *line, int64_t position);
struct api *listing_api(struct listing *listing);
