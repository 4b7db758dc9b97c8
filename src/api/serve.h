/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a request through permission, route, body and transaction to its handler. */
#pragma once

#include "api/inside.h"

struct evhttp_request;

void serve(struct evhttp_request *http, void *arg_api);
