/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a request through permission, route, body and transaction to its handler. */
#pragma once

#include "api/inside.h"

struct evhttp_request;

/* A request to the Unix socket, and one to the console's address. */
void serve_socket(struct evhttp_request *http, void *arg_api);
void serve_console(struct evhttp_request *http, void *arg_api);
