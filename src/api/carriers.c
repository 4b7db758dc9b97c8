/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Carriers as people see them, and USSD dialogues. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/answer.h"
#include "api/idempotency.h"
#include "api/resources.h"
#include "api/server.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/carrier.h"

/* "2026-12-12"; null for 0. */
static json_t *date(int64_t wall_ms)
{
    char text[40];

    if (!wall_ms)
        return json_null();
    clock_format_rfc3339(wall_ms, text, sizeof(text));
    return json_stringn(text, strcspn(text, "T"));
}

static json_t *proof_json(const struct carrier_view *v)
{
    json_t *proof = json_object();

    json_object_set_new(proof, "state", json_string(v->proof));
    json_object_set_new(proof, "why", answer_text(v->proof_why));
    json_object_set_new(proof, "at", answer_time(v->proof_at));
    json_object_set_new(proof, "ok_at", answer_time(v->proof_ok_at));
    return proof;
}

static json_t *aside_json(const struct carrier_view *v)
{
    json_t *aside = json_array();

    for (size_t i = 0; i < ARRAY_SIZE(v->aside); i++)
        if (*v->aside[i])
            json_array_append_new(aside, answer_text(v->aside[i]));
    return aside;
}

static json_t *to_json(const struct carrier_view *v)
{
    json_t *row = json_object();

    json_object_set_new(row, "name", answer_text(v->name));
    json_object_set_new(row, "state", answer_text(v->state));
    json_object_set_new(row, "why", answer_text(v->why));
    json_object_set_new(row, "device", answer_text(v->device));
    json_object_set_new(row, "number", answer_text(v->number));
    json_object_set_new(row, "model", answer_text(v->model));
    json_object_set_new(row, "imei", answer_text(v->imei));
    json_object_set_new(row, "signal", v->signal >= 0 ? json_integer(v->signal) : json_null());
    json_object_set_new(row, "network", answer_text(v->network));
    json_object_set_new(row, "registration", answer_text(v->registration));
    json_object_set_new(row, "balance", v->has_balance ? json_integer(v->balance) : json_null());
    json_object_set_new(row, "balance_at", answer_time(v->has_balance ? v->balance_at : 0));
    json_object_set_new(row, "balance_low",
                        json_boolean(v->has_balance && v->balance < v->warn_below));
    json_object_set_new(row, "credit", v->has_balance ? json_integer(v->credit) : json_null());
    json_object_set_new(row, "empty_before", date(v->empty_before));
    json_object_set_new(row, "parts_today", json_integer(v->parts_today));
    json_object_set_new(row, "cost_today", json_integer(v->cost_today));
    json_object_set_new(row, "daily_parts", json_integer(v->daily_parts));
    json_object_set_new(row, "parts_month", json_integer(v->parts_month));
    json_object_set_new(row, "cost_month", json_integer(v->cost_month));
    json_object_set_new(row, "monthly_parts", json_integer(v->monthly_parts));
    json_object_set_new(row, "part_price", json_integer(v->part_price));
    json_object_set_new(row, "own_price", json_integer(v->own_price));
    json_object_set_new(row, "package_parts", json_integer(v->package_parts));
    json_object_set_new(row, "package_used", json_integer(v->package_used));
    json_object_set_new(row, "reserve", json_integer(v->reserve));
    json_object_set_new(row, "reserve_parts", json_integer(v->reserve_parts));
    json_object_set_new(row, "proof", proof_json(v));
    json_object_set_new(row, "queued", json_integer(v->queued));
    json_object_set_new(row, "ms_per_part", json_integer(v->ms_per_part));
    json_object_set_new(row, "sim_used",
                        v->stored_used >= 0 ? json_integer(v->stored_used) : json_null());
    json_object_set_new(row, "sim_size",
                        v->stored_size >= 0 ? json_integer(v->stored_size) : json_null());
    json_object_set_new(row, "set_aside", aside_json(v));
    json_object_set_new(row, "restarts", json_integer(v->restarts));
    json_object_set_new(row, "last_fault", answer_text(v->last_fault));
    json_object_set_new(row, "last_fault_at", answer_time(v->last_fault_at));
    return row;
}

static void add_row(const struct carrier_view *view, void *arg_array)
{
    json_array_append_new(arg_array, to_json(view));
}

int carriers_list(struct call *call)
{
    json_t *rows = json_array();
    int r = dispatch_carriers(call->api->dispatch, add_row, rows);

    call->answer = json_object();
    json_object_set_new(call->answer, "carriers", rows);
    return r;
}

struct search {
    int64_t id;
    json_t *found;
};

static void take_if(const struct carrier_view *view, void *arg)
{
    struct search *search = arg;

    if (view->id == search->id && !search->found)
        search->found = to_json(view);
}

json_t *carrier_json(struct api *api, int64_t id)
{
    struct search search = {.id = id};

    dispatch_carriers(api->dispatch, take_if, &search);
    return search.found;
}

/* ---- what a SIM has moved and what its credit was ---- */

enum { HISTORY_DAYS = 90 };

struct name_search {
    const char *name;
    int64_t id; /* 0: not found */
};

static void take_id(const struct carrier_view *view, void *arg)
{
    struct name_search *search = arg;

    if (strcmp(view->name, search->name) == 0)
        search->id = view->id;
}

/* 20261128 as "2026-11-28". */
static json_t *day_json(int64_t day)
{
    return json_sprintf("%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                        (int)(day % 100));
}

static void add_day(int64_t day, const struct carrier_use *use, void *arg_array)
{
    json_t *row = json_object();

    json_object_set_new(row, "day", day_json(day));
    json_object_set_new(row, "parts", json_integer(use->parts));
    json_object_set_new(row, "cost", json_integer(use->cost));
    json_array_append_new(arg_array, row);
}

static void add_balance(int64_t at, int64_t amount, void *arg_array)
{
    json_t *row = json_object();

    json_object_set_new(row, "at", answer_time(at));
    json_object_set_new(row, "balance", json_integer(amount));
    json_array_append_new(arg_array, row);
}

/* yyyymmdd in the local zone. */
static int64_t local_day(int64_t wall_ms)
{
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm tm;

    localtime_r(&seconds, &tm);
    return (tm.tm_year + 1900) * 10000LL + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

int carriers_history(struct call *call)
{
    struct name_search search = {.name = call_piece(call, 0)};
    json_t *days = json_array(), *balances = json_array();
    int64_t since = clock_wall_ms() - HISTORY_DAYS * DAY;

    call->answer = json_object();
    json_object_set_new(call->answer, "days", days);
    json_object_set_new(call->answer, "balances", balances);
    int r = dispatch_carriers(call->api->dispatch, take_id, &search);
    if (r == 0 && search.id == 0)
        r = call_not_found(call, "there is no carrier \"%s\"", search.name);
    if (r == 0)
        r = carrier_days(call->api->store, search.id, local_day(since), add_day, days);
    if (r == 0)
        r = carrier_balances(call->api->store, search.id, since, add_balance, balances);
    return r;
}

/* ---- USSD: the answer comes when the network has answered ---- */

/* Nothing of a dialogue is in the database, so its answer is kept for a repeated request in a
 * transaction of its own: a top-up code must not be dialled twice. */
static void keep_answer(struct call *call)
{
    int r = call->key ? store_begin(call->api->store) : 0;

    if (!call->key)
        return;
    if (r == 0)
        r = idempotency_store(call);
    if (r == 0)
        r = store_commit(call->api->store);
    if (r == 0)
        return;
    store_rollback(call->api->store);
    log_warning("api", "keeping the answer of a USSD dialogue: %s", strerror(-r));
}

static void answered(enum wire_ussd_state state, const char *text, void *arg)
{
    static const char *const words[] = {
        [WIRE_USSD_DONE] = "done",
        [WIRE_USSD_REPLY_WANTED] = "reply_wanted",
        [WIRE_USSD_FAILED] = "failed",
    };
    struct call *call = arg;

    server_on_gone(call->http, NULL, NULL);
    call->answer = json_object();
    json_object_set_new(call->answer, "state", json_string(words[state]));
    json_object_set_new(call->answer, "text", answer_text(text));
    keep_answer(call);
    call_finish(call, 0);
}

/* Nobody waits for the network's answer any more: the next one may dial. */
static void gone(struct evhttp_connection *connection, void *arg)
{
    struct call *call = arg;

    dispatch_ussd_forget(call->api->dispatch, call);
    dispatch_ussd_cancel(call->api->dispatch, call_piece(call, 0), NULL);
    server_release(call->http);
    call_drop(call);
}

int carriers_ussd(struct call *call)
{
    struct {
        const char *code;
    } input = {0};
    static const struct field fields[] = {{"code", FIELD_LINE, 0, 1, 180, .required = true}};

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = dispatch_ussd(call->api->dispatch, call_piece(call, 0), input.code, answered, call,
                          &call->refusal);
    if (r != 0)
        return r;
    server_be_patient(call->http);
    server_on_gone(call->http, gone, call);
    return CALL_LATER;
}

int carriers_ussd_cancel(struct call *call)
{
    return dispatch_ussd_cancel(call->api->dispatch, call_piece(call, 0), &call->refusal);
}

int carriers_proof(struct call *call)
{
    int r = dispatch_proof(call->api->dispatch, call_piece(call, 0), call->author, &call->refusal);

    if (r != 0)
        return r;
    call->answer = json_object();
    json_object_set_new(call->answer, "state", json_string("awaited"));
    return 0;
}
