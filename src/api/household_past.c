/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The past of one household, and merging two. */
#include "api/household_past.h"

#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply/reply.h"
#include "store/announcement.h"
#include "store/feedback.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/past.h"
#include "village/message.h"

enum { HISTORY = 200, HISTORY_MAX = 1000 };

static int find(struct call *call, const char *code, const char *field, struct household *ret)
{
    int r = household_find(call->api->store, code, ret);

    if (r != STORE_NOT_FOUND)
        return r;
    if (field)
        return refuse(&call->refusal, "unknown_household", field, "there is no household \"%s\"",
                      code);
    return call_not_found(call, "there is no household \"%s\"", code);
}

static void describe(json_t *row, const struct past *past)
{
    switch (past->what) {
    case PAST_SAID:
        json_object_set_new(row, "what", json_string("said"));
        json_object_set_new(row, "message", json_integer(past->id));
        json_object_set_new(row, "state",
                            json_string(message_state_word((enum message_state)past->state)));
        json_object_set_new(row, "why",
                            json_string(message_why_sentence((enum message_why)past->why)));
        break;
    case PAST_HEARD:
        json_object_set_new(row, "what", json_string("heard"));
        json_object_set_new(row, "feedback", json_integer(past->id));
        json_object_set_new(row, "state",
                            json_string(past->state == FEEDBACK_OPEN ? "open" : "closed"));
        json_object_set_new(row, "kind", json_string(reply_kind_word((enum reply_kind)past->why)));
        break;
    case PAST_REACHED:
        json_object_set_new(row, "what", json_string("reached"));
        json_object_set_new(row, "by", json_string(reach_by_word((enum reach_by)past->state)));
        break;
    }
}

static void add_row(const struct past *past, void *arg_rows)
{
    json_t *row = json_object();

    json_object_set_new(row, "at", answer_time(past->at));
    describe(row, past);
    json_object_set_new(row, "announcement",
                        past->announcement ? json_integer(past->announcement) : json_null());
    json_object_set_new(row, "number", answer_text(past->number));
    json_object_set_new(row, "text", answer_text(past->text));
    json_array_append_new(arg_rows, row);
}

int household_history(struct call *call)
{
    struct {
        int64_t limit;
    } query = {HISTORY};
    static const struct field fields[] = {{"limit", FIELD_INT, 0, 1, HISTORY_MAX}};
    struct household household;
    struct call_query kept;
    int r = find(call, call_piece(call, 0), NULL, &household);

    if (r == 0)
        r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    call_query_clear(&kept);
    json_t *rows = json_array();
    call->answer = json_pack("{s:o}", "history", rows);
    return past_list(call->api->store, household.id, (int)query.limit, add_row, rows);
}

int household_merge_post(struct call *call)
{
    struct {
        const char *household;
    } input = {0};
    static const struct field fields[] = {{"household", FIELD_LINE, 0, 1, 200, .required = true}};
    const char *code = call_piece(call, 0);
    struct household into, from;

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = find(call, code, NULL, &into);
    int64_t id = r == 0 ? into.id : 0;
    if (r == 0)
        r = find(call, input.household, "household", &from);
    if (r == 0 && from.id == id)
        return refuse(&call->refusal, "same_household", "household",
                      "\"%s\" is this household itself", code);
    if (r == 0)
        r = household_merge(call->api->store, id, from.id);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "households merged", code,
                        input.household);
    return r == 0 ? households_get(call) : r;
}
