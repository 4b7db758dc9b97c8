/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One request on its way through a handler to its answer.
 *
 * A handler reads call->body or the query, does its work and returns
 *   0                 call->answer (or nothing) goes out with call->status,
 *   REFUSED           call->refusal says why,
 *   STORE_NOT_FOUND   the thing named in the path is not there,
 *   a negated errno   the database could not do it,
 *   CALL_LATER        it has taken the call over and ends it with call_finish() or call_drop().
 * A route that changes something runs inside a transaction: whatever is not 0 undoes it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "api/fields.h"
#include "api/gate.h"
#include "api/inside.h"
#include "api/router.h"

struct evhttp_request;

enum { CALL_LATER = 100 };

enum { CALL_NOTICES = 4 };

/* What the readers of live events are told once the change is on the disk. */
struct call_notice {
    enum dispatch_event event;
    int64_t id;
};

struct call {
    struct api *api;
    struct evhttp_request *http;
    struct route_match match;
    enum door_kind door;
    struct who who;             /* asks */
    char author[WHO_NAME_SIZE]; /* his name, for the journal */
    json_t *body;               /* an object; NULL when the route takes bytes */
    const char *bytes;          /* the raw body */
    size_t len;
    int status;        /* of a good answer; 200 unless the handler says otherwise */
    json_t *answer;    /* owned */
    char *answer_text; /* owned; instead of answer: JSON written already */
    struct refusal refusal;
    struct call_notice notices[CALL_NOTICES];
    size_t notice_count;
    char *key, *what; /* of an idempotent request, or NULL */
};

/* The piece of the path under the n-th capitals. */
const char *call_piece(const struct call *call, size_t n);
/* The same as a number above 0; REFUSED "not_found" when it is none. */
int call_id(struct call *call, int64_t *ret);
/* Reads the body through a table, or the query. */
int call_read(struct call *call, const struct field *table, size_t count, void *ret_struct);
/* Strings that the query holds last as long as the call: struct call_query keeps them. */
struct call_query {
    char *names[16], *values[16];
    size_t count;
};
int call_read_query(struct call *call, const struct field *table, size_t count, void *ret_struct,
                    struct call_query *ret_query);
void call_query_clear(struct call_query *query);

/* An instant as a person writes it, or how long from `from` on ("6h"); "" is 0. REFUSED "bad_time".
 */
int call_read_time(struct call *call, const char *field, const char *text, int64_t now,
                   int64_t from, int64_t *ret);

/* Refuses with 404. */
int call_not_found(struct call *call, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Tells the readers of live events after the commit. */
void call_notify(struct call *call, enum dispatch_event event, int64_t id);

/* Ends a call by what the handler returned, and frees it. */
void call_finish(struct call *call, int result);
/* Frees a call whose client is gone, or whose answer was sent by other means. */
void call_drop(struct call *call);
