/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Schedules: what is announced again. announce.c makes them. */
#include <inttypes.h>

#include "api/answer.h"
#include "api/listing.h"
#include "api/may.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dispatch/calendar.h"
#include "village/announcement.h"

static json_t *dates(struct api *api, const struct schedule *s)
{
    int64_t next[CALENDAR_NEXT_MAX];
    size_t count = 0;

    calendar_next(api->dispatch, s, clock_wall_ms(), next, &count);
    return answer_times(next, count);
}

static json_t *schedule_json(struct api *api, const struct schedule *s)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(s->id));
    json_object_set_new(row, "author", answer_text(s->author));
    json_object_set_new(row, "to", answer_text(s->audience));
    json_object_set_new(row, "except", answer_text(s->excepted));
    json_object_set_new(row, "text", answer_text(s->body));
    json_object_set_new(row, "kind",
                        json_string(announcement_kind_word((enum announcement_kind)s->kind)));
    json_object_set_new(row, "priority", json_string(priority_word((enum priority)s->priority)));
    json_object_set_new(row, "ack", json_boolean(s->ack));
    json_object_set_new(row, "created_at", answer_time(s->created_at));
    json_object_set_new(row, "at", answer_time(s->at));
    json_object_set_new(row, "repeat", answer_text(s->rule));
    json_object_set_new(row, "lunar", answer_text(s->lunar));
    json_object_set_new(row, "remind", answer_text(s->remind));
    json_object_set_new(row, "paused", json_boolean(s->paused));
    json_object_set_new(row, "ended", json_boolean(s->next_at == 0));
    json_object_set_new(row, "next_at", answer_time(s->next_at));
    json_object_set_new(row, "next", dates(api, s));
    json_object_set_new(row, "made", json_integer(s->made));
    json_object_set_new(row, "missed", json_integer(s->missed));
    json_object_set_new(row, "announcement", json_integer(s->last_made));
    json_object_set_new(row, "why", answer_text(s->why));
    return row;
}

static void one_row(const struct schedule *s, void *arg)
{
    listing_row(arg, schedule_json(listing_api(arg), s), s->id);
}

static int page(struct listing *listing, void *state, int64_t after, int64_t limit)
{
    return schedule_list(listing_api(listing)->store, after, limit, one_row, listing);
}

int schedules_list(struct call *call)
{
    static const struct listing_kind kind = {"schedules", page};

    return listing_answer_plain(call, &kind);
}

static int answer_one(struct call *call, int64_t id)
{
    struct schedule s;
    int r = schedule_get(call->api->store, id, &s);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no schedule %" PRId64, id);
    if (r == 0)
        call->answer = schedule_json(call->api, &s);
    return r;
}

int schedules_get(struct call *call)
{
    int64_t id;
    int r = call_id(call, &id);

    return r == 0 ? answer_one(call, id) : r;
}

int schedules_put(struct call *call)
{
    struct {
        bool paused;
    } input = {0};
    static const struct field fields[] = {{"paused", FIELD_BOOL, 0, .required = true}};
    int64_t id;

    int r = call_id(call, &id);
    if (r == 0)
        r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = may_plan(call, id);
    if (r == 0)
        r = calendar_pause(call->api->dispatch, id, input.paused, call->author, &call->refusal);
    return r == 0 ? answer_one(call, id) : r;
}

int schedules_delete(struct call *call)
{
    int64_t id;
    int r = call_id(call, &id);

    if (r == 0)
        r = may_plan(call, id);
    return r == 0 ? calendar_remove(call->api->dispatch, id, call->author, &call->refusal) : r;
}
