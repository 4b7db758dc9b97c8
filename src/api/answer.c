/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers and errors. */
#include "api/answer.h"

#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/server.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "text/utf8.h"

/* Codes that do not mean "understood, but it cannot be done" (422). */
static const struct {
    const char *code;
    int status;
} statuses[] = {
    {"not_json", 400},
    {"unknown_key", 400},
    {"wrong_type", 400},
    {"out_of_bounds", 400},
    {"missing_key", 400},
    {"unknown_word", 400},
    {"bad_path", 400},
    {"bad_key", 400},
    {"sign_in", 401},
    {"wrong_password", 401},
    {"not_allowed", 403},
    {"foreign_page", 403},
    {"not_the_proxy", 403},
    {"own_announcement", 403},
    {"foreign_group", 403},
    {"not_found", 404},
    {"unknown_announcement", 404},
    {"unknown_schedule", 404},
    {"unknown_carrier", 404},
    {"method_not_allowed", 405},
    {"exists", 409},
    {"key_reused", 409},
    {"ussd_busy", 409},
    {"proof_running", 409},
    {"no_number", 409},
    {"no_budget", 409},
    {"quiet_hours", 409},
    {"upkeep_running", 409},
    {"import_running", 409},
    {"nothing_to_approve", 409},
    {"not_locked", 409},
    {"expired", 409},
    {"already_cancelled", 409},
    {"not_open", 409},
    {"not_paused", 409},
    {"already_replaced", 409},
    {"last_head", 409},
    {"clock_right", 409},
    {"clock_wrong", 409},
    {"already_closed", 409},
    {"link_over", 410},
    {"nothing_to_correct", 409},
    {"body_too_large", 413},
    {"unknown_host", 421},
    {"too_many_attempts", 429},
    {"busy", 503},
    {"carrier_down", 503},
    {"too_many_readers", 503},
    {"backup_failed", 507},
    {"check_failed", 500},
    {"import_failed", 500},
    {"import_waits", 507},
};

int answer_status(const char *code)
{
    for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
        if (strcmp(statuses[i].code, code) == 0)
            return statuses[i].status;
    return 422;
}

json_t *answer_text(const char *text)
{
    json_t *value = json_string(text ? text : "");

    if (value)
        return value;
    struct buf mended = BUF_INIT;
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c;
        text += utf8_next(text, end, &c);
        utf8_append(&mended, c);
    }
    value = json_string(buf_str(&mended));
    buf_free(&mended);
    return value;
}

json_t *answer_time(int64_t wall_ms)
{
    char text[40];

    if (wall_ms == 0)
        return json_null();
    clock_format_rfc3339(wall_ms, text, sizeof(text));
    return json_string(text);
}

json_t *answer_times(const int64_t *wall_ms, size_t count)
{
    json_t *times = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(times, answer_time(wall_ms[i]));
    return times;
}

void answer_headers(struct evhttp_request *http, const char *type)
{
    struct evkeyvalq *headers = evhttp_request_get_output_headers(http);

    evhttp_add_header(headers, "Content-Type", type);
    evhttp_add_header(headers, "Cache-Control", "no-store");
    if (!evhttp_find_header(headers, "X-Content-Type-Options"))
        evhttp_add_header(headers, "X-Content-Type-Options", "nosniff");
}

static int append(const char *bytes, size_t len, void *arg)
{
    return evbuffer_add(arg, bytes, len);
}

static void send_body(struct evhttp_request *http, int status, struct evbuffer *body)
{
    server_be_patient(http);
    answer_headers(http, "application/json");
    evbuffer_add(body, "\n", 1);
    evhttp_send_reply(http, status, NULL, body);
    evbuffer_free(body);
}

void answer_json(struct evhttp_request *http, int status, const json_t *value)
{
    struct evbuffer *body = evbuffer_new();

    if (!body)
        abort();
    if (!value)
        evbuffer_add(body, "{}", 2);
    else
        json_dump_callback(value, append, body, JSON_COMPACT);
    send_body(http, status, body);
}

void answer_json_text(struct evhttp_request *http, int status, const char *text)
{
    struct evbuffer *body = evbuffer_new();

    if (!body)
        abort();
    evbuffer_add(body, text, strlen(text));
    send_body(http, status, body);
}

void answer_error(struct evhttp_request *http, int status, const struct refusal *refusal)
{
    json_t *error = json_object(), *outer = json_object();

    json_object_set_new(error, "code", answer_text(refusal->code));
    json_object_set_new(error, "message", answer_text(refusal->message));
    json_object_set_new(error, "field", answer_text(refusal->field));
    json_object_set_new(outer, "error", error);
    answer_json(http, status, outer);
    json_decref(outer);
}
