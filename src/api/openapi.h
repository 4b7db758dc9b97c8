/* SPDX-License-Identifier: GPL-2.0-or-later */
/* GET /api/openapi.json: every path, method and parameter with the roles that may use it, as
 * OpenAPI 3.1 writes it. */
#pragma once

#include "api/call.h"

int openapi_get(struct call *call);
