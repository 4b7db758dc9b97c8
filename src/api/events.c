/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers of live events, and what they are still to be told. */
#include "api/events.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/resources.h"
#include "api/server.h"
#include "base/clock.h"
#include "base/memory.h"

enum {
    CLIENTS_MAX = 24,        /* readers at the Unix socket */
    BROWSERS_MAX = 96,       /* and at the console's address */
    BACKLOG_MAX = 64 * 1024, /* bytes that a reader may be behind */
    PENDING_MAX = 256,
    COMMENT_MS = 20 * SECOND,
    PROGRESS_MS = 1 * SECOND,
};

struct reader {
    struct events *events;
    struct call *call;
    int64_t announcement; /* 0: everything */
};

struct pending {
    enum dispatch_event event;
    int64_t id;
};

struct events {
    struct api *api;
    struct reader *readers[CLIENTS_MAX + BROWSERS_MAX];
    size_t reader_count;
    struct pending pending[PENDING_MAX];
    size_t pending_count;
    int64_t progress_told; /* monotonic */
    int64_t progress_wait; /* at least so long until it is told again */
    struct loop_timer *tell, *comment;
};

static const char *event_name(enum dispatch_event event)
{
    switch (event) {
    case DISPATCH_PROGRESS:
        return "announcement";
    case DISPATCH_CARRIER:
        return "carrier";
    case DISPATCH_FEEDBACK:
        return "feedback";
    }
    abort();
}

static json_t *event_json(struct api *api, const struct pending *p)
{
    switch (p->event) {
    case DISPATCH_PROGRESS:
        return announcement_json(api, p->id);
    case DISPATCH_CARRIER:
        return carrier_json(api, p->id);
    case DISPATCH_FEEDBACK:
        return feedback_json(api, p->id);
    }
    abort();
}

static void forget(struct reader *reader)
{
    struct events *events = reader->events;

    for (size_t i = 0; i < events->reader_count; i++) {
        if (events->readers[i] != reader)
            continue;
        events->readers[i] = events->readers[--events->reader_count];
        break;
    }
    if (events->reader_count == 0)
        loop_timer_stop(events->comment);
    server_release(reader->call->http);
    call_drop(reader->call);
    free(reader);
}

static void gone(struct evhttp_connection *connection, void *arg)
{
    forget(arg);
}

static size_t behind(const struct reader *reader)
{
    struct evhttp_connection *connection = evhttp_request_get_connection(reader->call->http);
    struct bufferevent *channel = evhttp_connection_get_bufferevent(connection);

    return evbuffer_get_length(bufferevent_get_output(channel));
}

/* The reader may be gone afterwards. */
static void tell(struct reader *reader, struct evbuffer *frame)
{
    struct evbuffer *chunk = evbuffer_new();

    if (!chunk)
        abort();
    evbuffer_add_buffer_reference(chunk, frame);
    evhttp_send_reply_chunk(reader->call->http, chunk);
    evbuffer_free(chunk);
    if (behind(reader) > BACKLOG_MAX)
        server_break(reader->call->http); /* ends in gone() */
}

/* Every reader gets the same bytes: they are there once. */
static struct evbuffer *frame_new(const char *text)
{
    struct evbuffer *frame = evbuffer_new();

    if (!frame || evbuffer_add(frame, text, strlen(text)) < 0)
        abort();
    return frame;
}

static void frame_free(struct evbuffer *frame)
{
    if (frame)
        evbuffer_free(frame);
}

static struct evbuffer *frame_of(struct api *api, const struct pending *p)
{
    json_t *value = event_json(api, p);
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    char *lines = text ? xasprintf("event: %s\ndata: %s\n\n", event_name(p->event), text) : NULL;
    struct evbuffer *frame = lines ? frame_new(lines) : NULL;

    free(lines);
    free(text);
    json_decref(value);
    return frame;
}

static bool is_for(const struct reader *reader, const struct pending *p)
{
    return reader->announcement == 0 ||
           (p->event == DISPATCH_PROGRESS && p->id == reader->announcement);
}

static void tell_all(struct events *events, const struct pending *p)
{
    struct evbuffer *frame = NULL;

    /* From the end: tell() may take a reader out and put the last in its place. */
    for (size_t i = events->reader_count; i-- > 0;) {
        if (!is_for(events->readers[i], p))
            continue;
        if (!frame)
            frame = frame_of(events->api, p);
        if (!frame)
            break;
        tell(events->readers[i], frame);
    }
    frame_free(frame);
}

/* Progress is told once a second; when counting a hundred thousand messages takes its time, less
 * often, so that no more than a twentieth of ours goes into it. */
static void rest(struct events *events, int64_t began)
{
    int64_t now = clock_monotonic_ms(), wait = 20 * (now - began);

    events->progress_told = now;
    events->progress_wait = wait > PROGRESS_MS ? wait : PROGRESS_MS;
}

/* Tells what is due; progress of announcements waits for its time. */
static void tell_due(void *arg)
{
    struct events *events = arg;
    int64_t now = clock_monotonic_ms();
    int64_t wait = events->progress_told + events->progress_wait - now;
    size_t kept = 0;

    for (size_t i = 0; i < events->pending_count; i++) {
        struct pending p = events->pending[i];
        if (p.event == DISPATCH_PROGRESS && wait > 0)
            events->pending[kept++] = p;
        else
            tell_all(events, &p);
    }
    events->pending_count = kept;
    if (wait <= 0)
        rest(events, now);
    if (kept > 0)
        loop_timer_set(events->tell, wait);
}

/* Who has signed out meanwhile, or whose token was revoked, reads no more. */
static bool may_still(struct call *call)
{
    return gate_recognise(call) == 0 && call->who.kind != WHO_NOBODY;
}

static void comment_all(void *arg)
{
    struct events *events = arg;
    struct evbuffer *comment = frame_new(": still here\n\n");

    for (size_t i = events->reader_count; i-- > 0;) {
        if (may_still(events->readers[i]->call))
            tell(events->readers[i], comment);
        else
            server_break(events->readers[i]->call->http); /* ends in gone() */
    }
    frame_free(comment);
    if (events->reader_count > 0)
        loop_timer_set(events->comment, COMMENT_MS);
}

struct events *events_new(struct api *api)
{
    struct events *events = xcalloc(1, sizeof(*events));

    events->api = api;
    events->tell = loop_timer_new(api->loop, tell_due, events);
    events->comment = loop_timer_new(api->loop, comment_all, events);
    return events;
}

void events_free(struct events *events)
{
    if (!events)
        return;
    while (events->reader_count > 0)
        server_break(events->readers[0]->call->http);
    loop_timer_free(events->tell);
    loop_timer_free(events->comment);
    free(events);
}

void events_note(struct events *events, enum dispatch_event event, int64_t id)
{
    if (events->reader_count == 0)
        return;
    for (size_t i = 0; i < events->pending_count; i++)
        if (events->pending[i].event == event && events->pending[i].id == id)
            return;
    if (events->pending_count == PENDING_MAX)
        return; /* a reader who needs every record asks the resource */
    events->pending[events->pending_count++] = (struct pending){event, id};
    if (event != DISPATCH_PROGRESS || !loop_timer_pending(events->tell))
        loop_timer_set(events->tell, 0);
}

void events_from_dispatch(enum dispatch_event event, int64_t id, void *arg)
{
    events_note(arg, event, id);
}

static void begin(struct reader *reader)
{
    struct evhttp_request *http = reader->call->http;

    answer_headers(http, "text/event-stream");
    server_be_patient(http);
    server_on_gone(http, gone, reader);
    evhttp_send_reply_start(http, 200, NULL);
    if (!loop_timer_pending(reader->events->comment))
        loop_timer_set(reader->events->comment, COMMENT_MS);
}

static int check_room(struct call *call)
{
    const struct events *events = call->api->events;
    size_t max = call->door == DOOR_CONSOLE ? BROWSERS_MAX : CLIENTS_MAX, count = 0;

    for (size_t i = 0; i < events->reader_count; i++)
        count += events->readers[i]->call->door == call->door;
    if (count < max)
        return 0;
    return refuse(&call->refusal, "too_many_readers", NULL,
                  "%zu clients are reading live events already", max);
}

int events_get(struct call *call)
{
    struct events *events = call->api->events;
    struct {
        int64_t announcement;
    } query = {0};
    static const struct field fields[] = {{"announcement", FIELD_INT, 0, 1, INT64_MAX}};
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    call_query_clear(&kept);
    r = check_room(call);
    if (r != 0)
        return r;
    struct pending first = {DISPATCH_PROGRESS, query.announcement};
    struct evbuffer *frame = query.announcement ? frame_of(call->api, &first) : NULL;
    if (query.announcement && !frame)
        return call_not_found(call, "there is no announcement %" PRId64, query.announcement);

    struct reader *reader = xcalloc(1, sizeof(*reader));
    *reader = (struct reader){events, call, query.announcement};
    events->readers[events->reader_count++] = reader;
    begin(reader);
    if (!frame)
        frame = frame_new(": welcome\n\n");
    tell(reader, frame);
    frame_free(frame);
    return CALL_LATER;
}

int64_t events_readers(const struct events *events)
{
    return (int64_t)events->reader_count;
}
