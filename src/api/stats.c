/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures on one page: how much went out, how much arrived, what waits. */
#include <inttypes.h>
#include <time.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/clock.h"
#include "inbound/reply/reply.h"
#include "store/feedback.h"
#include "store/figures.h"
#include "store/household.h"
#include "store/message.h"

enum { WEEK_MAX = 50000 }; /* messages looked at for the delivery rate */

static int64_t midnight(void)
{
    time_t now = time(NULL);
    struct tm day;

    localtime_r(&now, &day);
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return (int64_t)mktime(&day) * 1000;
}

static json_t *states_json(const int64_t counts[MESSAGE_STATE_COUNT])
{
    json_t *object = json_object();

    for (int state = 0; state < MESSAGE_STATE_COUNT; state++)
        json_object_set_new(object, message_state_word((enum message_state)state),
                            json_integer(counts[state]));
    return object;
}

static int add_households(struct api *api, json_t *answer)
{
    struct household_counts counts = {0};
    int r = household_counts(api->store, &counts);

    json_object_set_new(answer, "households", json_integer(counts.households));
    json_object_set_new(answer, "mobiles", json_integer(counts.mobiles));
    json_object_set_new(answer, "fixed", json_integer(counts.fixed));
    json_object_set_new(answer, "stopped", json_integer(counts.stopped));
    return r;
}

static int add_parts_today(struct api *api, json_t *answer)
{
    static const char *const words[PART_STATE_COUNT] = {
        [PART_SUBMITTING] = "submitting", [PART_UNKNOWN] = "unknown", [PART_SENT] = "sent",
        [PART_DELIVERED] = "delivered",   [PART_FAILED] = "failed",   [PART_LOST] = "lost",
    };
    int64_t counts[PART_STATE_COUNT] = {0};
    json_t *object = json_object();
    int r = figures_parts(api->store, midnight(), counts);

    for (int state = 0; state < PART_STATE_COUNT; state++)
        json_object_set_new(object, words[state], json_integer(counts[state]));
    json_object_set_new(answer, "parts_today", object);
    return r;
}

/* Of the last seven days' messages; the rate among those whose fate is known, in percent. */
static int add_week(struct api *api, json_t *answer)
{
    int64_t counts[MESSAGE_STATE_COUNT] = {0};
    int r = figures_messages(api->store, clock_wall_ms() - 7 * DAY, WEEK_MAX, counts);
    int64_t settled = counts[MESSAGE_DELIVERED] + counts[MESSAGE_FAILED] + counts[MESSAGE_EXPIRED];

    json_object_set_new(answer, "messages_week", states_json(counts));
    json_object_set_new(answer, "delivery_rate",
                        settled
                            ? json_real((double)(counts[MESSAGE_DELIVERED] * 1000 / settled) / 10)
                            : json_null());
    return r;
}

static void add_lane(int64_t hint, int64_t lane, int64_t messages, int64_t parts, void *arg_object)
{
    static const char *const lanes[LANE_COUNT] = {"emergency", "important", "routine"};

    if (lane < 0 || lane >= LANE_COUNT)
        return;
    json_t *sum = json_object_get(arg_object, lanes[lane]);
    json_int_t m = json_integer_value(json_object_get(sum, "messages")) + messages;
    json_int_t p = json_integer_value(json_object_get(sum, "parts")) + parts;
    json_object_set_new(arg_object, lanes[lane], json_pack("{s:I,s:I}", "messages", m, "parts", p));
}

static int add_queue(struct api *api, json_t *answer)
{
    json_t *queue = json_object();

    for (int64_t lane = 0; lane < LANE_COUNT; lane++)
        add_lane(0, lane, 0, 0, queue);
    json_object_set_new(answer, "queue", queue);
    return message_queue(api->store, add_lane, queue);
}

struct replies {
    json_t *kinds;
    int64_t open;
};

static void add_kind(int kind, int64_t count, int64_t open, void *arg)
{
    struct replies *replies = arg;

    json_object_set_new(replies->kinds, reply_kind_word((enum reply_kind)kind),
                        json_integer(count));
    replies->open += open;
}

static int add_replies(struct api *api, json_t *answer)
{
    struct replies replies = {.kinds = json_object()};
    int r = feedback_kinds(api->store, 0, add_kind, &replies);

    json_object_set_new(answer, "replies", replies.kinds);
    json_object_set_new(answer, "feedback_open", json_integer(replies.open));
    return r;
}

static int add_clock(struct api *api, json_t *answer)
{
    struct clock_view view = dispatch_clock(api->dispatch);
    json_t *clock = json_object();

    json_object_set_new(clock, "state", json_string(clock_state_word(view.state)));
    json_object_set_new(clock, "at", answer_time(view.house));
    json_object_set_new(clock, "machine", answer_time(view.machine));
    json_object_set_new(answer, "clock", clock);
    return 0;
}

static int add_disk(struct api *api, json_t *answer)
{
    int64_t size = 0, left = 0;
    int r = figures_disk(api->store, &size, &left);

    json_object_set_new(answer, "database_size", json_integer(size));
    json_object_set_new(answer, "disk_free", json_integer(left));
    return r;
}

int clock_confirm(struct call *call)
{
    int r = call_read(call, NULL, 0, NULL);

    if (r == 0)
        r = dispatch_clock_confirm(call->api->dispatch, call->author, &call->refusal);
    if (r == 0) {
        call->answer = json_object();
        r = add_clock(call->api, call->answer);
    }
    return r;
}

int stats_get(struct call *call)
{
    static int (*const pages[])(struct api * api, json_t * answer) = {
        add_households, add_clock, add_disk, add_parts_today, add_week, add_queue, add_replies,
    };
    int r = 0;

    call->answer = json_object();
    json_object_set_new(call->answer, "village", answer_text(call->api->settings.village));
    json_object_set_new(call->answer, "uptime_s",
                        json_integer((clock_monotonic_ms() - call->api->started_ms) / SECOND));
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]) && r == 0; i++)
        r = pages[i](call->api, call->answer);
    return r;
}
