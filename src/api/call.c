/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From request to answer. */
#include "api/call.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>

#include "api/answer.h"
#include "api/events.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

const char *call_piece(const struct call *call, size_t n)
{
    return call->match.pieces[n];
}

int call_id(struct call *call, int64_t *ret)
{
    const char *text = call_piece(call, 0);
    char *end;

    errno = 0;
    long long id = strtoll(text, &end, 10);
    if (*end || errno || id <= 0 || text[0] < '1' || text[0] > '9')
        return call_not_found(call, "\"%s\" is no number such as 12", text);
    *ret = id;
    return 0;
}

int call_read(struct call *call, const struct field *table, size_t count, void *ret_struct)
{
    return fields_read(call->body, table, count, ret_struct, &call->refusal);
}

/* Decodes one piece of a query; NULL when it hides a NUL. */
static char *decode(const char *text, size_t len)
{
    char *encoded = xstrndup(text, len);
    size_t size = 0;
    char *decoded = evhttp_uridecode(encoded, 1, &size);

    free(encoded);
    if (decoded && strlen(decoded) == size)
        return decoded;
    free(decoded);
    return NULL;
}

static int take_pair(struct call *call, const char *pair, size_t len, struct call_query *query)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals ? (size_t)(equals - pair) : len;
    size_t i = query->count;

    if (i == ARRAY_SIZE(query->names))
        return refuse(&call->refusal, "out_of_bounds", NULL, "the query has too many parameters");
    query->names[i] = decode(pair, name_len);
    query->values[i] = equals ? decode(equals + 1, len - name_len - 1) : xstrdup("1");
    query->count++;
    if (!query->names[i] || !query->values[i])
        return refuse(&call->refusal, "bad_path", NULL, "the query is not plain text");
    for (size_t k = 0; k < i; k++)
        if (strcmp(query->names[k], query->names[i]) == 0)
            return refuse(&call->refusal, "wrong_type", query->names[i], "\"%.60s\" is given twice",
                          query->names[i]);
    return 0;
}

int call_read_query(struct call *call, const struct field *table, size_t count, void *ret_struct,
                    struct call_query *ret_query)
{
    const char *text = evhttp_uri_get_query(evhttp_request_get_evhttp_uri(call->http));
    int r = 0;

    *ret_query = (struct call_query){0};
    while (text && *text && r == 0) {
        size_t len = strcspn(text, "&");
        if (len > 0)
            r = take_pair(call, text, len, ret_query);
        if (r == 0 && len > 0)
            r = fields_read_text(table, count, ret_query->names[ret_query->count - 1],
                                 ret_query->values[ret_query->count - 1], ret_struct,
                                 &call->refusal);
        text += len + (text[len] == '&');
    }
    if (r != 0)
        call_query_clear(ret_query);
    return r;
}

void call_query_clear(struct call_query *query)
{
    for (size_t i = 0; i < query->count; i++) {
        free(query->names[i]);
        free(query->values[i]);
    }
    query->count = 0;
}

int call_read_time(struct call *call, const char *field, const char *text, int64_t now,
                   int64_t from, int64_t *ret)
{
    int64_t duration;

    *ret = 0;
    if (!*text || clock_parse_instant(text, now, ret))
        return 0;
    if (clock_parse_duration(text, &duration) && duration <= 365 * DAY) {
        *ret = from + duration;
        return 0;
    }
    return refuse(&call->refusal, "bad_time", field,
                  "\"%s\" is no time; write 06:30, 2026-11-24 06:30 or 6h", text);
}

int call_not_found(struct call *call, const char *fmt, ...)
{
    char sentence[sizeof(call->refusal.message)];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(sentence, sizeof(sentence), fmt, ap);
    va_end(ap);
    return refuse(&call->refusal, "not_found", NULL, "%s", sentence);
}

void call_notify(struct call *call, enum dispatch_event event, int64_t id)
{
    if (call->notice_count < CALL_NOTICES)
        call->notices[call->notice_count++] = (struct call_notice){event, id};
}

/* The database could not do it. */
static void answer_failure(struct call *call, int error)
{
    struct refusal refusal;

    log_error("api", "%s for %s: %s", evhttp_request_get_uri(call->http), call->author,
              strerror(-error));
    if (error == -ENOSPC || error == -EDQUOT) {
        refuse(&refusal, "disk_full", NULL, "the disk is full; nothing was changed");
        answer_error(call->http, 507, &refusal);
        return;
    }
    refuse(&refusal, "database_failed", NULL,
           "the database failed (%s); nothing was changed; the daemon's log says more",
           strerror(-error));
    answer_error(call->http, error == -EBUSY ? 503 : 500, &refusal);
}

void call_finish(struct call *call, int result)
{
    if (result == STORE_NOT_FOUND) {
        call_not_found(call, "there is nothing at %.100s",
                       evhttp_uri_get_path(evhttp_request_get_evhttp_uri(call->http)));
        result = REFUSED;
    }
    if (result == 0) {
        for (size_t i = 0; i < call->notice_count; i++)
            events_note(call->api->events, call->notices[i].event, call->notices[i].id);
        if (call->answer_text)
            answer_json_text(call->http, call->status, call->answer_text);
        else
            answer_json(call->http, call->status, call->answer);
    } else if (result < 0) {
        answer_failure(call, result);
    } else {
        answer_error(call->http, answer_status(call->refusal.code), &call->refusal);
    }
    call_drop(call);
}

void call_drop(struct call *call)
{
    route_match_clear(&call->match);
    json_decref(call->body);
    json_decref(call->answer);
    free(call->answer_text);
    free(call->key);
    free(call->what);
    free(call);
}
