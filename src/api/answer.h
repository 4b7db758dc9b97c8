/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing answers. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/error.h"

struct evhttp_request;

/* A JSON text. What is not UTF-8 (no database of ours should hold it) has its broken bytes
 * replaced, so that an answer never fails. NULL is "". */
json_t *answer_text(const char *text);
/* RFC 3339, or null for 0. */
json_t *answer_time(int64_t wall_ms);
/* An array of them. */
json_t *answer_times(const int64_t *wall_ms, size_t count);

/* Headers that every answer has. */
void answer_headers(struct evhttp_request *http, const char *type);
/* Sends the value (NULL: an empty object). */
void answer_json(struct evhttp_request *http, int status, const json_t *value);
/* Sends text that is JSON already. */
void answer_json_text(struct evhttp_request *http, int status, const char *text);
/* {"error": {"code", "message", "field"}} */
void answer_error(struct evhttp_request *http, int status, const struct refusal *refusal);
/* The status that goes with a refusal's code. */
int answer_status(const char *code);
