/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers kept by key. */
#include "api/idempotency.h"

#include <stdlib.h>
#include <string.h>

#include <event2/http.h>
#include <sodium.h>

#include "api/answer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/idempotency.h"

enum { KEY_MAX = 128 };

/* The request itself: "POST /api/announcements " and the hash of its body. */
static char *describe(const struct call *call)
{
    uint8_t hash[crypto_generichash_BYTES];
    char hex[2 * sizeof(hash) + 1];

    crypto_generichash(hash, sizeof(hash), (const uint8_t *)call->bytes, call->len, NULL, 0);
    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
    return xasprintf("POST %s %s", evhttp_request_get_uri(call->http), hex);
}

int idempotency_read(struct call *call)
{
    const char *key =
        evhttp_find_header(evhttp_request_get_input_headers(call->http), "Idempotency-Key");

    if (!key || call->match.route->method != METHOD_POST)
        return 0;
    size_t len = strlen(key);
    bool fine = len > 0 && len <= KEY_MAX;
    for (size_t i = 0; i < len; i++)
        fine = fine && key[i] > 0x20 && key[i] < 0x7f;
    if (!fine)
        return refuse(&call->refusal, "bad_key", "Idempotency-Key",
                      "an Idempotency-Key is 1 to %d letters, digits and signs without blanks",
                      KEY_MAX);
    call->key = xstrdup(key);
    call->what = describe(call);
    return 0;
}

int idempotency_find(struct call *call, int *ret_status, char **ret_answer)
{
    char *what, *answer;
    int status;

    if (!call->key)
        return 0;
    int r = idempotency_get(call->api->store, call->key, &what, &status, &answer);
    if (r != 0)
        return r == STORE_NOT_FOUND ? 0 : r;
    bool same = strcmp(what, call->what) == 0;
    free(what);
    if (!same) {
        free(answer);
        return refuse(&call->refusal, "key_reused", "Idempotency-Key",
                      "this Idempotency-Key came with another request before");
    }
    *ret_status = status;
    *ret_answer = answer;
    return CALL_REPEATED;
}

void idempotency_answer(struct call *call, int status, char *answer)
{
    evhttp_add_header(evhttp_request_get_output_headers(call->http), "Idempotency-Replayed",
                      "true");
    answer_json_text(call->http, status, answer);
    free(answer);
    call_drop(call);
}

static char *answer_of(const struct call *call)
{
    if (call->answer_text)
        return xstrdup(call->answer_text);
    return call->answer ? json_dumps(call->answer, JSON_COMPACT) : xstrdup("{}");
}

int idempotency_store(struct call *call)
{
    int64_t now = clock_wall_ms();

    if (!call->key || (call->answer_text && strlen(call->answer_text) > IDEMPOTENCY_ANSWER_MAX))
        return 0;
    int r = idempotency_forget(call->api->store, now - 7 * DAY);
    if (r < 0)
        return r;
    char *answer = answer_of(call);
    r = idempotency_add(call->api->store, call->key, call->what, call->status, answer, now);
    free(answer);
    return r;
}
