/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens to every request. */
#include "api/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/call.h"
#include "api/console.h"
#include "api/idempotency.h"
#include "api/routes.h"
#include "api/server.h"
#include "api/settings.h"
#include "base/memory.h"

enum { BODY_MAX = 256 * 1024 }; /* of a JSON object; files may be SERVER_BODY_MAX */

static enum method method_of(struct evhttp_request *http)
{
    switch (evhttp_request_get_command(http)) {
    case EVHTTP_REQ_POST:
        return METHOD_POST;
    case EVHTTP_REQ_PUT:
        return METHOD_PUT;
    case EVHTTP_REQ_DELETE:
        return METHOD_DELETE;
    default:
        return METHOD_GET;
    }
}

static int find_route(struct call *call)
{
    const char *path = evhttp_uri_get_path(evhttp_request_get_evhttp_uri(call->http));

    return route_find(routes, route_count, method_of(call->http), path ? path : "", &call->match,
                      &call->refusal);
}

/* Whoever is not allowed learns nothing else, not even which paths there are. */
static int find_and_permit(struct call *call)
{
    int found = find_route(call);
    struct refusal unfound = call->refusal;
    int r = gate_permit(call);

    if (r == 0 && found != 0)
        call->refusal = unfound;
    return r == 0 ? found : r;
}

static int take_body(struct call *call)
{
    struct evbuffer *in = evhttp_request_get_input_buffer(call->http);
    bool bytes = call->match.route->flags & ROUTE_BYTES;

    call->len = evbuffer_get_length(in);
    if (!bytes && call->len > BODY_MAX)
        return refuse(&call->refusal, "body_too_large", NULL,
                      "a request may hold %d kB, this one has %zu", BODY_MAX / 1024,
                      call->len / 1024);
    call->bytes = call->len ? (const char *)evbuffer_pullup(in, -1) : "";
    if (bytes)
        return 0;
    return fields_parse(call->bytes, call->len, &call->body, &call->refusal);
}

/* Runs a handler that changes something: the change and the answer to its key are written
 * together or not at all. */
static int change(struct call *call)
{
    struct store *store = call->api->store;
    int r = store_begin(store);

    if (r == 0)
        r = call->match.route->handler(call);
    if (r == 0)
        r = idempotency_store(call);
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

/* One of the console's files; everybody may have those. */
static bool serve_file(struct call *call)
{
    const char *path = evhttp_uri_get_path(evhttp_request_get_evhttp_uri(call->http));

    if (path && strcmp(path, "/board") == 0)
        path = "/board.html";
    if (call->door != DOOR_CONSOLE || method_of(call->http) != METHOD_GET || !path ||
        !console_serve(call->http, call->api->settings.console->files, path))
        return false;
    call_drop(call);
    return true;
}

static int run(struct call *call, int *ret_status, char **ret_answer)
{
    int r = gate_check_door(call);

    if (r == 0 && serve_file(call))
        return CALL_LATER;
    if (r == 0)
        r = gate_recognise(call);
    if (r == 0)
        r = find_and_permit(call);
    if (r == 0)
        r = take_body(call);
    if (r == 0)
        r = idempotency_read(call);
    if (r == 0)
        r = idempotency_find(call, ret_status, ret_answer);
    if (r != 0)
        return r;
    return call->match.route->flags & ROUTE_CHANGES ? change(call)
                                                    : call->match.route->handler(call);
}

static void name_methods(struct call *call)
{
    unsigned allowed = call->match.allowed;
    char text[32];

    if (call->match.route || !allowed)
        return;
    snprintf(text, sizeof(text), "%s%s%s%s", allowed & METHOD_GET ? "GET, " : "",
             allowed & METHOD_POST ? "POST, " : "", allowed & METHOD_PUT ? "PUT, " : "",
             allowed & METHOD_DELETE ? "DELETE, " : "");
    text[strlen(text) - 2] = '\0';
    evhttp_add_header(evhttp_request_get_output_headers(call->http), "Allow", text);
}

static void serve(struct evhttp_request *http, struct api *api, enum door_kind door)
{
    struct call *call = xcalloc(1, sizeof(*call));
    char *answer = NULL;
    int status = 0;

    call->api = api;
    call->http = http;
    call->door = door;
    call->status = 200;
    server_be_prompt(http);
    int r = run(call, &status, &answer);
    if (r == CALL_LATER)
        return;
    if (r == CALL_REPEATED) {
        idempotency_answer(call, status, answer);
        return;
    }
    name_methods(call);
    call_finish(call, r);
}

void serve_socket(struct evhttp_request *http, void *arg_api)
{
    serve(http, arg_api, DOOR_SOCKET);
}

void serve_console(struct evhttp_request *http, void *arg_api)
{
    console_headers(http);
    serve(http, arg_api, DOOR_CONSOLE);
}
