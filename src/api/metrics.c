/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures for monitoring: Prometheus text, and whether the daemon does its work. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "api/answer.h"
#include "api/events.h"
#include "api/resources.h"
#include "base/buf.h"
#include "base/clock.h"
#include "inbound/reply/reply.h"
#include "store/feedback.h"
#include "store/figures.h"
#include "store/household.h"
#include "store/message.h"

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP thonbao_%s %s\n# TYPE thonbao_%s %s\n", name, help, name, type);
}

/* A label's value: backslash, quote and line break escaped. */
static void label(struct buf *out, const char *text)
{
    for (const char *s = text; *s; s++) {
        if (*s == '\\' || *s == '"')
            buf_putc(out, '\\');
        if (*s == '\n')
            buf_puts(out, "\\n");
        else
            buf_putc(out, *s);
    }
}

static void value(struct buf *out, const char *name, const char *label_name, const char *word,
                  int64_t number)
{
    buf_printf(out, "thonbao_%s{%s=\"", name, label_name);
    label(out, word);
    buf_printf(out, "\"} %" PRId64 "\n", number);
}

static int add_messages(struct api *api, struct buf *out)
{
    int64_t counts[MESSAGE_STATE_COUNT] = {0};
    int r = figures_totals(api->store, counts);

    head(out, "messages", "gauge", "Messages in the database by state.");
    for (int state = 0; state < MESSAGE_STATE_COUNT; state++)
        value(out, "messages", "state", message_state_word((enum message_state)state),
              counts[state]);
    return r;
}

static int add_parts(struct api *api, struct buf *out)
{
    static const char *const words[PART_STATE_COUNT] = {
        [PART_SUBMITTING] = "submitting", [PART_UNKNOWN] = "unknown", [PART_SENT] = "sent",
        [PART_DELIVERED] = "delivered",   [PART_FAILED] = "failed",   [PART_LOST] = "lost",
    };
    int64_t counts[PART_STATE_COUNT] = {0};
    int r = figures_parts(api->store, clock_wall_ms() - DAY, counts);

    head(out, "parts_day", "gauge", "Parts handed to carriers in the last 24 hours by state.");
    for (int state = 0; state < PART_STATE_COUNT; state++)
        value(out, "parts_day", "state", words[state], counts[state]);
    return r;
}

static void sum_lane(int64_t hint, int64_t lane, int64_t messages, int64_t parts, void *arg)
{
    if (lane >= 0 && lane < LANE_COUNT)
        ((int64_t *)arg)[lane] += parts;
}

static int add_queue(struct api *api, struct buf *out)
{
    static const char *const lanes[LANE_COUNT] = {"emergency", "important", "routine"};
    int64_t parts[LANE_COUNT] = {0};
    int r = message_queue(api->store, sum_lane, parts);

    head(out, "queue_parts", "gauge", "Parts waiting for a carrier by lane.");
    for (int lane = 0; lane < LANE_COUNT; lane++)
        value(out, "queue_parts", "lane", lanes[lane], parts[lane]);
    return r;
}

/* Which figure of a carrier a pass writes: a metric's lines must stand together. */
struct carrier_figure {
    const char *name, *type, *help;
    int64_t (*of)(const struct carrier_view *v);
    bool (*known)(const struct carrier_view *v);
};

static bool always(const struct carrier_view *v)
{
    return true;
}

static int64_t ready_of(const struct carrier_view *v)
{
    return strcmp(v->state, "ready") == 0;
}

static int64_t signal_of(const struct carrier_view *v)
{
    return v->signal;
}

static bool signal_known(const struct carrier_view *v)
{
    return v->signal >= 0;
}

static int64_t balance_of(const struct carrier_view *v)
{
    return v->balance;
}

static bool balance_known(const struct carrier_view *v)
{
    return v->has_balance;
}

static int64_t parts_of(const struct carrier_view *v)
{
    return v->parts_today;
}

static int64_t restarts_of(const struct carrier_view *v)
{
    return v->restarts;
}

static int64_t pace_of(const struct carrier_view *v)
{
    return v->ms_per_part;
}

static const struct carrier_figure carrier_figures[] = {
    {"carrier_ready", "gauge", "1 when the carrier can move parts.", ready_of, always},
    {"carrier_signal_percent", "gauge", "Signal of the radio.", signal_of, signal_known},
    {"carrier_balance", "gauge", "Credit of the SIM as last heard.", balance_of, balance_known},
    {"carrier_parts_today", "gauge", "Parts that the SIM has moved today.", parts_of, always},
    {"carrier_restarts_total", "counter", "Starts of the carrier's process after the first.",
     restarts_of, always},
    {"carrier_ms_per_part", "gauge", "Time that one part takes.", pace_of, always},
};

struct carrier_pass {
    const struct carrier_figure *figure;
    struct buf *out;
};

static void add_carrier(const struct carrier_view *view, void *arg)
{
    struct carrier_pass *pass = arg;

    if (pass->figure->known(view))
        value(pass->out, pass->figure->name, "carrier", view->name, pass->figure->of(view));
}

static int add_carriers(struct api *api, struct buf *out)
{
    int r = 0;

    for (size_t i = 0; i < sizeof(carrier_figures) / sizeof(carrier_figures[0]) && r == 0; i++) {
        const struct carrier_figure *figure = &carrier_figures[i];
        struct carrier_pass pass = {figure, out};
        head(out, figure->name, figure->type, figure->help);
        r = dispatch_carriers(api->dispatch, add_carrier, &pass);
    }
    return r;
}

struct feedback_pass {
    struct buf *out;
    int64_t open;
};

static void add_kind(int kind, int64_t count, int64_t open, void *arg)
{
    struct feedback_pass *pass = arg;

    value(pass->out, "feedback", "kind", reply_kind_word((enum reply_kind)kind), count);
    pass->open += open;
}

static int add_feedback(struct api *api, struct buf *out)
{
    struct feedback_pass pass = {out, 0};

    head(out, "feedback", "gauge", "Feedback records by kind.");
    int r = feedback_kinds(api->store, 0, add_kind, &pass);
    head(out, "feedback_open", "gauge", "Feedback records that nobody has closed.");
    buf_printf(out, "thonbao_feedback_open %" PRId64 "\n", pass.open);
    return r;
}

static int add_rest(struct api *api, struct buf *out)
{
    struct household_counts counts = {0};
    int r = household_counts(api->store, &counts);

    head(out, "households", "gauge", "Households in the phone book.");
    buf_printf(out, "thonbao_households %" PRId64 "\n", counts.households);
    head(out, "event_readers", "gauge", "Clients that read live events.");
    buf_printf(out, "thonbao_event_readers %" PRId64 "\n", events_readers(api->events));
    head(out, "uptime_seconds", "gauge", "Seconds since the daemon's start.");
    buf_printf(out, "thonbao_uptime_seconds %" PRId64 "\n",
               (clock_monotonic_ms() - api->started_ms) / SECOND);
    return r;
}

static int answer_plain(struct call *call, struct buf *text)
{
    struct evbuffer *body = evbuffer_new();

    if (!body)
        abort();
    evbuffer_add(body, text->data, text->len);
    answer_headers(call->http, "text/plain; version=0.0.4; charset=utf-8");
    evhttp_send_reply(call->http, 200, NULL, body);
    evbuffer_free(body);
    call_drop(call);
    return CALL_LATER;
}

int metrics_get(struct call *call)
{
    static int (*const pages[])(struct api * api, struct buf * out) = {
        add_messages, add_parts, add_queue, add_carriers, add_feedback, add_rest,
    };
    struct buf text = BUF_INIT;
    int r = 0;

    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]) && r == 0; i++)
        r = pages[i](call->api, &text);
    if (r == 0)
        r = answer_plain(call, &text);
    buf_free(&text);
    return r;
}

static void count_ready(const struct carrier_view *view, void *arg)
{
    int64_t *counts = arg;

    counts[0]++;
    counts[1] += strcmp(view->state, "ready") == 0;
}

/* Good as long as the database answers: a box without a modem is not broken, and restarting it
 * would not help. */
int healthz_get(struct call *call)
{
    struct household any;
    int64_t counts[2] = {0};
    int r = household_find(call->api->store, "", &any);

    if (r == 0 || r == STORE_NOT_FOUND)
        r = dispatch_carriers(call->api->dispatch, count_ready, counts);
    if (r == 0)
        call->answer =
            json_pack("{s:s,s:I,s:I,s:s}", "status", "ok", "carriers", (json_int_t)counts[0],
                      "carriers_ready", (json_int_t)counts[1], "clock",
                      clock_state_word(dispatch_clock(call->api->dispatch).state));
    return r;
}
