/* SPDX-License-Identifier: GPL-2.0-or-later */
/* evhttp and its limits. */
#include "api/server.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <openssl/ssl.h>

#include "base/memory.h"

enum {
    LOOKS_MAX = 2, /* at lines of one request: a cookie and a token */
    TIDY_S = 2,    /* ended connections keep their descriptor no longer */
};

struct server {
    struct event_base *base;
    struct evhttp *http;
    struct evconnlistener *listener; /* NULL before server_listen() */
    struct event *look_again;        /* while the listener rests */
    struct event *tidy;              /* while there are connections */
    /* evhttp has no limit of connections and does not tell when one ends. Of each we hold a
     * reference: when evhttp lets go it takes its callbacks away. */
    size_t connection_count, connections_max;
    SSL_CTX *tls; /* NULL: in the open */
    server_known_fn known;
    server_fn fn;
    void *arg;
    struct connection {
        struct bufferevent *channel;
        unsigned looks; /* for someone known, in the request that arrives */
    } connections[];
};

static bool is_over(struct bufferevent *connection)
{
    bufferevent_data_cb on_read, on_write;
    bufferevent_event_cb on_event;
    void *arg;

    bufferevent_getcb(connection, &on_read, &on_write, &on_event, &arg);
    return !on_read && !on_write && !on_event;
}

static void forget_ended(struct server *server)
{
    size_t kept = 0;

    for (size_t i = 0; i < server->connection_count; i++) {
        if (is_over(server->connections[i].channel))
            bufferevent_decref(server->connections[i].channel);
        else
            server->connections[kept++] = server->connections[i];
    }
    server->connection_count = kept;
}

static void rest(struct server *server)
{
    struct timeval soon = {.tv_usec = 100000};

    evconnlistener_disable(server->listener);
    event_add(server->look_again, &soon);
}

static void look_again(evutil_socket_t fd, short what, void *arg)
{
    struct server *server = arg;

    forget_ended(server);
    if (server->connection_count == server->connections_max) {
        rest(server);
        return;
    }
    evconnlistener_enable(server->listener);
}

static void tidy_later(struct server *server)
{
    const struct timeval later = {.tv_sec = TIDY_S};

    if (server->connection_count && !event_pending(server->tidy, EV_TIMEOUT, NULL))
        event_add(server->tidy, &later);
}

static void tidy_up(evutil_socket_t fd, short what, void *arg)
{
    struct server *server = arg;

    forget_ended(server);
    tidy_later(server);
}

/* The descriptor is closed with the bufferevent, not before: its number is not given to another
 * connection while this one could still read from it. That it has ended the client is told by
 * evhttp's shutdown. */
static struct bufferevent *channel_new(struct server *server)
{
    const int options = BEV_OPT_CLOSE_ON_FREE;

    if (!server->tls)
        return bufferevent_socket_new(server->base, -1, options);
    SSL *ssl = SSL_new(server->tls);
    struct bufferevent *connection =
        ssl ? bufferevent_openssl_socket_new(server->base, -1, ssl, BUFFEREVENT_SSL_ACCEPTING,
                                             options)
            : NULL;
    if (connection)
        bufferevent_openssl_set_allow_dirty_shutdown(connection, 1);
    else
        SSL_free(ssl);
    return connection;
}

/* ---- large bodies only from those who are known ---- */

/* evhttp shows a request only when it is whole; what it hands to its callbacks is the connection.
 * So we look at the lines as they come in, before evhttp does. That a body may hold such a line,
 * too, does no harm: only who knows a secret can write it. */
static bool shows_known(struct server *server, struct connection *connection,
                        struct evbuffer *input)
{
    char text[SERVER_HEADERS_MAX + 1], *line = text, *end;
    ev_ssize_t len = evbuffer_copyout(input, text, SERVER_HEADERS_MAX);

    text[len > 0 ? len : 0] = '\0';
    for (; (end = strchr(line, '\n')) && connection->looks < LOOKS_MAX; line = end + 1) {
        if (strncasecmp(line, "Cookie:", 7) != 0 && strncasecmp(line, "Authorization:", 14) != 0)
            continue;
        end[end > line && end[-1] == '\r' ? -1 : 0] = '\0';
        connection->looks++;
        if (server->known(line, server->arg))
            return true;
    }
    return false;
}

static struct connection *find_connection(struct server *server, const struct evbuffer *input)
{
    for (size_t i = 0; i < server->connection_count; i++)
        if (bufferevent_get_input(server->connections[i].channel) == input)
            return &server->connections[i];
    return NULL;
}

static void limit_body(struct bufferevent *channel, ev_ssize_t limit)
{
    bufferevent_data_cb on_read, on_write;
    bufferevent_event_cb on_event;
    void *arg;

    bufferevent_getcb(channel, &on_read, &on_write, &on_event, &arg);
    if (arg)
        evhttp_connection_set_max_body_size(arg, limit);
}

static void came_in(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
    struct server *server = arg;
    struct connection *connection = info->n_added > 0 ? find_connection(server, input) : NULL;

    if (!connection || connection->looks == LOOKS_MAX || !shows_known(server, connection, input))
        return;
    connection->looks = LOOKS_MAX;
    limit_body(connection->channel, SERVER_BODY_MAX);
}

/* The request is whole; who sends the next has to show himself again. */
static void forget_known(struct server *server, struct bufferevent *channel)
{
    struct connection *connection = find_connection(server, bufferevent_get_input(channel));

    if (!server->known || !connection)
        return;
    connection->looks = 0;
    limit_body(channel, SERVER_STRANGER_MAX);
}

static struct bufferevent *accept_one(struct event_base *base, void *arg)
{
    struct server *server = arg;

    forget_ended(server);
    struct bufferevent *connection = channel_new(server);
    /* Several may be accepted in one turn, before the resting listener takes effect; those are
     * not counted, and end by themselves. */
    if (!connection || server->connection_count == server->connections_max)
        return connection;
    bufferevent_incref(connection);
    server->connections[server->connection_count++] = (struct connection){.channel = connection};
    if (server->known && !evbuffer_add_cb(bufferevent_get_input(connection), came_in, server))
        abort();
    tidy_later(server);
    if (server->connection_count == server->connections_max)
        rest(server);
    return connection;
}

static struct bufferevent *channel(struct evhttp_request *http)
{
    return evhttp_connection_get_bufferevent(evhttp_request_get_connection(http));
}

static void arrived(struct evhttp_request *http, void *arg)
{
    struct server *server = arg;

    forget_known(server, channel(http));
    server->fn(http, server->arg);
}

struct server *server_new(struct event_base *base, size_t connections_max, struct ssl_ctx_st *tls,
                          server_known_fn known, server_fn fn, void *arg)
{
    struct server *server =
        xcalloc(1, sizeof(*server) + connections_max * sizeof(server->connections[0]));

    server->connections_max = connections_max;
    server->tls = tls;

    server->base = base;
    server->known = known;
    server->fn = fn;
    server->arg = arg;
    server->http = evhttp_new(base);
    server->look_again = event_new(base, -1, 0, look_again, server);
    server->tidy = event_new(base, -1, 0, tidy_up, server);
    if (!server->http || !server->look_again || !server->tidy)
        abort();
    evhttp_set_max_headers_size(server->http, SERVER_HEADERS_MAX);
    evhttp_set_max_body_size(server->http, known ? SERVER_STRANGER_MAX : SERVER_BODY_MAX);
    evhttp_set_timeout(server->http, SERVER_IDLE_S);
    evhttp_set_allowed_methods(server->http, EVHTTP_REQ_GET | EVHTTP_REQ_POST | EVHTTP_REQ_PUT |
                                                 EVHTTP_REQ_DELETE);
    evhttp_set_default_content_type(server->http, NULL);
    evhttp_set_bevcb(server->http, accept_one, server);
    evhttp_set_gencb(server->http, arrived, server);
    return server;
}

void server_listen(struct server *server, int fd)
{
    struct evconnlistener *listener = evconnlistener_new(
        server->base, NULL, NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd);

    assert(!server->listener);
    if (!listener || !evhttp_bind_listener(server->http, listener))
        abort();
    server->listener = listener;
}

void server_free(struct server *server)
{
    if (!server)
        return;
    evhttp_free(server->http);
    for (size_t i = 0; i < server->connection_count; i++)
        bufferevent_decref(server->connections[i].channel);
    event_free(server->look_again);
    event_free(server->tidy);
    free(server);
}

int server_fd(struct evhttp_request *http)
{
    return bufferevent_getfd(channel(http));
}

void server_be_prompt(struct evhttp_request *http)
{
    const struct timeval limit = {.tv_sec = SERVER_IDLE_S};

    bufferevent_set_timeouts(channel(http), &limit, &limit);
}

static void answered(struct evhttp_request *http, void *arg)
{
    if (evhttp_request_get_connection(http))
        server_be_prompt(http);
}

void server_be_patient(struct evhttp_request *http)
{
    const struct timeval limit = {.tv_sec = SERVER_IDLE_S};

    bufferevent_set_timeouts(channel(http), NULL, &limit);
    evhttp_request_set_on_complete_cb(http, answered, NULL);
}

/* While a request waits for its answer evhttp does not read, and would not see the client go. We
 * read, but without its callback, which takes whatever comes now for a broken state and ends the
 * program; it finds the bytes when the answer is out. */
static void watch_for_end(struct evhttp_request *http)
{
    bufferevent_data_cb on_read, on_write;
    bufferevent_event_cb on_event;
    void *arg;

    bufferevent_getcb(channel(http), &on_read, &on_write, &on_event, &arg);
    bufferevent_setcb(channel(http), NULL, on_write, on_event, arg);
    bufferevent_enable(channel(http), EV_READ);
}

void server_on_gone(struct evhttp_request *http, server_gone_fn fn, void *arg)
{
    evhttp_connection_set_closecb(evhttp_request_get_connection(http), fn, arg);
    if (fn)
        watch_for_end(http);
}

void server_release(struct evhttp_request *http)
{
    if (!evhttp_request_get_connection(http))
        evhttp_request_free(http);
}

void server_break(struct evhttp_request *http)
{
    evhttp_connection_free(evhttp_request_get_connection(http));
}
