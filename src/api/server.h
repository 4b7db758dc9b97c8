/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The HTTP server: libevent's evhttp with limits on everything a client could make large. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event_base;
struct evhttp_connection;
struct evhttp_request;
struct server;

enum {
    SERVER_HEADERS_MAX = 8192,
    SERVER_BODY_MAX = 16 * 1024 * 1024,
    SERVER_STRANGER_MAX = 8192, /* of a body, before anybody has signed in */
    SERVER_CLIENTS_MAX = 64,    /* connections to the Unix socket; the others wait to be accepted */
    SERVER_BROWSERS_MAX = 160,  /* connections to the console; a browser makes up to six */
    SERVER_IDLE_S = 30,         /* for a request to arrive, and for an answer to be read */
};

/* A whole request has arrived. It is answered now or later. */
typedef void (*server_fn)(struct evhttp_request *http, void *arg);

/* Whether this line of a request shows that someone known asks. */
typedef bool (*server_known_fn)(const char *line, void *arg);

struct ssl_ctx_st; /* OpenSSL's SSL_CTX */

/* tls NULL: in the open. It stays the caller's and outlives the server. known NULL: everybody may
 * send bodies of SERVER_BODY_MAX; else whoever is not known SERVER_STRANGER_MAX. A body that its
 * headers say is larger is not read: evhttp answers 413 and closes. */
struct server *server_new(struct event_base *base, size_t connections_max, struct ssl_ctx_st *tls,
                          server_known_fn known, server_fn fn, void *arg);
/* Takes the listening descriptor over; once. */
void server_listen(struct server *server, int fd);
/* Ends every connection. */
void server_free(struct server *server);

/* The descriptor that a request came in on. */
int server_fd(struct evhttp_request *http);
/* For an answer that comes late or is long: the client need say nothing meanwhile, and loses the
 * connection only when it reads nothing for SERVER_IDLE_S. Ends with the answer. */
void server_be_patient(struct evhttp_request *http);
void server_be_prompt(struct evhttp_request *http);
/* Calls fn when the client goes away before the answer is out; NULL ends that. fn must call
 * server_release(). */
typedef void (*server_gone_fn)(struct evhttp_connection *connection, void *arg);
void server_on_gone(struct evhttp_request *http, server_gone_fn fn, void *arg);
/* The client has gone away: evhttp may have let go of the request, which is then ours to free. */
void server_release(struct evhttp_request *http);
/* Ends the connection under an answer that cannot be finished. */
void server_break(struct evhttp_request *http);
