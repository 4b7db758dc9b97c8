/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who asks, and whether he may: peer credentials on the Unix socket; on the console's address a
 * session's cookie, or the token of another program. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/secrets.h"
#include "village/staff.h"

struct call;
struct evhttp_request;

/* By which address a request came in. */
enum door_kind { DOOR_SOCKET, DOOR_CONSOLE };

enum who_kind {
    WHO_NOBODY,  /* has not signed in */
    WHO_PEER,    /* of the Unix socket: does what a head does */
    WHO_SESSION, /* a member of staff in a browser */
    WHO_TOKEN,   /* another program */
};

enum { WHO_NAME_SIZE = 208 };

struct who {
    enum who_kind kind;
    enum staff_role role;
    int64_t staff_id;            /* of a session, else 0 */
    char cluster[WHO_NAME_SIZE]; /* of a leader, "" none */
    uint8_t hash[SECRET_HASH];   /* of the session's cookie */
    char csrf[SECRET_SIZE];      /* what the session's changes must show */
    int64_t until;               /* the session ends then at the latest, wall clock */
};

/* Whether the door may be used so: the console under its own names, and by its proxy if it has one.
 * REFUSED "unknown_host", "not_the_proxy". */
int gate_check_door(struct call *call);
/* Finds out who asks. 0 also for nobody; REFUSED "not_allowed" (a stranger on the socket); or a
 * negated errno. */
int gate_recognise(struct call *call);
/* Whether a line "Cookie: ..." or "Authorization: ..." holds a good secret. For large bodies, which
 * nobody else may send; that the request is permitted is found out when it is whole. */
bool gate_known(const char *line, void *arg_api);
/* Whether he may do what the route does. REFUSED "sign_in", "not_allowed", "foreign_page". */
int gate_permit(struct call *call);

/* From now on the call is the session's: whose secret this is, and is not too old. 0 or a negated
 * errno. */
struct session;
int gate_take_session(struct call *call, const struct session *session, const char *secret);

/* Sets the cookie of a new session, or (NULL) takes it away. */
void gate_set_cookie(struct call *call, const char *secret);
/* The address of whoever asks, as the proxy names it. */
void gate_address(struct call *call, char *out, size_t size);
/* "https://thon.example:8443", as the browser that asks sees the console. */
void gate_origin(struct call *call, char *out, size_t size);
/* The value of a cookie in a Cookie header; false when it is not there or longer than size. */
bool gate_cookie(const char *header, const char *name, char *out, size_t size);
