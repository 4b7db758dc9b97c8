/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which handler a request goes to: a table of methods and paths. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "village/staff.h"

struct call;

enum method { METHOD_GET = 1, METHOD_POST = 2, METHOD_PUT = 4, METHOD_DELETE = 8 };

enum route_flag {
    ROUTE_CHANGES = 1, /* runs in a transaction that is committed when the handler returns 0 */
    ROUTE_BYTES = 2,   /* the body is bytes of any kind, up to 16 MB, and not a JSON object */
    ROUTE_OPEN = 4,    /* for those too who have not signed in */
    ROUTE_WHOLE = 8,   /* whoever may do the act to his own only may not */
    ROUTE_PERSON = 16, /* not for programs: what it gives would outlive their token */
};

enum { ROUTE_PIECES = 3 };

struct route {
    enum method method;
    const char *pattern; /* "/api/feedback/N/close": a piece in capitals stands for any piece */
    int (*handler)(struct call *call);
    enum staff_act act; /* what whoever asks must be allowed, at least where it is his own */
    unsigned flags;
};

/* The pieces of a path that stood where the pattern has capitals, decoded; owned. */
struct route_match {
    const struct route *route;
    char *pieces[ROUTE_PIECES];
    unsigned allowed; /* methods that the path knows, when the route is NULL */
};

/* Finds the route; path is still percent-encoded. 0, or REFUSED "bad_path" when a piece does not
 * decode to UTF-8 text, "not_found" or "method_not_allowed" (ret->allowed is then filled). Clear
 * *ret in every case. */
int route_find(const struct route *table, size_t count, enum method method, const char *path,
               struct route_match *ret, struct refusal *ret_refusal);
void route_match_clear(struct route_match *match);
