/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing lists page by page. */
#include "api/listing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/server.h"
#include "base/log.h"
#include "base/memory.h"

enum { PAGE = 200 }; /* rows read in one go when the whole list is wanted */

struct listing {
    struct call *call;
    struct listing_kind kind;
    void *state;
    int64_t after;
    int64_t rows; /* of this page */
    bool first;   /* no row was written yet */
    struct evbuffer *out;
};

struct api *listing_api(struct listing *listing)
{
    return listing->call->api;
}

static int append(const char *bytes, size_t len, void *arg)
{
    return evbuffer_add(arg, bytes, len);
}

void listing_row(struct listing *listing, json_t *row, int64_t position)
{
    if (!listing->first)
        evbuffer_add(listing->out, ",\n", 2);
    listing->first = false;
    json_dump_callback(row, append, listing->out, JSON_COMPACT);
    json_decref(row);
    listing->after = position;
    listing->rows++;
}

void listing_line(struct listing *listing, const char *line, int64_t position)
{
    evbuffer_add(listing->out, line, strlen(line));
    listing->after = position;
    listing->rows++;
}

static void listing_free(struct listing *listing)
{
    if (listing->kind.free_state)
        listing->kind.free_state(listing->state);
    evbuffer_free(listing->out);
    if (listing->call)
        call_drop(listing->call);
    free(listing);
}

static void write_head(struct listing *listing)
{
    if (listing->kind.html_head)
        evbuffer_add_printf(listing->out, "%s", listing->kind.html_head);
    else if (listing->kind.csv_head)
        evbuffer_add_printf(listing->out, "%s", listing->kind.csv_head);
    else
        evbuffer_add_printf(listing->out, "{\"%s\":[", listing->kind.name);
}

static void write_foot(struct listing *listing, bool more)
{
    if (listing->kind.html_foot)
        evbuffer_add_printf(listing->out, "%s", listing->kind.html_foot);
    if (listing->kind.csv_head || listing->kind.html_head)
        return;
    if (more)
        evbuffer_add_printf(listing->out, "],\"next\":%" PRId64 "}\n", listing->after);
    else
        evbuffer_add_printf(listing->out, "],\"next\":null}\n");
}

static int read_page(struct listing *listing, int64_t limit)
{
    listing->rows = 0;
    return listing->kind.page(listing, listing->state, listing->after, limit);
}

static const char *content_type(const struct listing *listing)
{
    if (listing->kind.html_head)
        return "text/html; charset=utf-8";
    return listing->kind.csv_head ? "text/csv; charset=utf-8" : "application/json";
}

static void gone(struct evhttp_connection *connection, void *arg)
{
    struct listing *listing = arg;

    server_release(listing->call->http);
    listing_free(listing);
}

static void end(struct listing *listing)
{
    struct evhttp_request *http = listing->call->http;

    server_on_gone(http, NULL, NULL);
    evhttp_send_reply_chunk(http, listing->out);
    listing_free(listing);
    evhttp_send_reply_end(http);
}

/* Writes the next page once the client has read the last one. What has begun as a good answer
 * cannot become an error: the connection ends instead, and the client sees an answer cut off. */
static void write_next(struct evhttp_connection *connection, void *arg)
{
    struct listing *listing = arg;
    int r = read_page(listing, PAGE);

    if (r < 0) {
        log_error("api", "reading %s: %s", listing->kind.name, strerror(-r));
        server_break(listing->call->http); /* ends in gone() */
        return;
    }
    if (listing->rows < PAGE) {
        write_foot(listing, false);
        end(listing);
        return;
    }
    evhttp_send_reply_chunk_with_cb(listing->call->http, listing->out, write_next, listing);
}

static int answer_whole(struct listing *listing)
{
    struct evhttp_request *http = listing->call->http;
    int r = read_page(listing, PAGE);

    if (r < 0)
        return r;
    answer_headers(http, content_type(listing));
    if (listing->rows < PAGE) {
        write_foot(listing, false);
        evhttp_send_reply(http, 200, NULL, listing->out);
        listing_free(listing);
        return CALL_LATER;
    }
    server_be_patient(http);
    server_on_gone(http, gone, listing);
    evhttp_send_reply_start(http, 200, NULL);
    evhttp_send_reply_chunk_with_cb(http, listing->out, write_next, listing);
    return CALL_LATER;
}

static int answer_page(struct listing *listing, int64_t limit)
{
    int r = read_page(listing, limit);

    if (r < 0)
        return r;
    write_foot(listing, listing->rows == limit);
    answer_headers(listing->call->http, content_type(listing));
    evhttp_send_reply(listing->call->http, 200, NULL, listing->out);
    listing_free(listing);
    return CALL_LATER;
}

int listing_answer(struct call *call, const struct listing_kind *kind, void *state, int64_t after,
                   int64_t limit)
{
    struct listing *listing = xcalloc(1, sizeof(*listing));

    *listing = (struct listing){call, *kind, state, after, 0, true, evbuffer_new()};
    if (!listing->out)
        abort();
    write_head(listing);
    int r = limit ? answer_page(listing, limit) : answer_whole(listing);
    if (r < 0) {
        listing->call = NULL;
        listing_free(listing);
    }
    return r;
}

int listing_answer_plain(struct call *call, const struct listing_kind *kind)
{
    struct {
        int64_t after, limit;
    } query = {0};
    static const struct field fields[] = {
        {"after", FIELD_INT, 0, 0, INT64_MAX},
        {"limit", FIELD_INT, sizeof(int64_t), 1, LISTING_LIMIT_MAX},
    };
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    call_query_clear(&kept);
    return listing_answer(call, kind, NULL, query.after, query.limit);
}
