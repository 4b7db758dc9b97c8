/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clerks' work on feedback: looking at one record with its history, giving it to somebody,
 * answering, closing, putting right; and what came in by day. */
#include <inttypes.h>

#include "api/answer.h"
#include "api/may.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/clerk.h"
#include "store/care.h"
#include "village/message.h"

/* ---- one record ---- */

static void add_event(const struct feedback_event *event, void *arg_rows)
{
    json_t *row = json_object();
    bool sent = event->message_state >= 0;

    json_object_set_new(row, "at", answer_time(event->at));
    json_object_set_new(row, "author", answer_text(event->author));
    json_object_set_new(row, "what", answer_text(event->what));
    json_object_set_new(row, "text", answer_text(event->text));
    json_object_set_new(row, "message", sent ? json_integer(event->message_id) : json_null());
    json_object_set_new(
        row, "message_state",
        sent ? json_string(message_state_word((enum message_state)event->message_state))
             : json_null());
    json_array_append_new(arg_rows, row);
}

static int answer_one(struct call *call, int64_t id)
{
    json_t *history = json_array();

    call->answer = feedback_json(call->api, id);
    if (!call->answer) {
        json_decref(history);
        return call_not_found(call, "there is no feedback %" PRId64, id);
    }
    json_object_set_new(call->answer, "history", history);
    return feedback_events(call->api->store, id, add_event, history);
}

int feedback_resource_get(struct call *call)
{
    int64_t id;
    int r = call_id(call, &id);

    return r == 0 ? answer_one(call, id) : r;
}

/* ---- what a clerk does ---- */

/* The record in the path, which whoever asks may work at. */
static int case_id(struct call *call, int64_t *ret)
{
    int r = call_id(call, ret);

    return r == 0 ? may_handle(call, *ret) : r;
}

/* Ends a change: what the record is now, and who watches is told. */
static int done(struct call *call, int64_t id, int r)
{
    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no feedback %" PRId64, id);
    if (r == 0)
        r = answer_one(call, id);
    if (r == 0)
        call_notify(call, DISPATCH_FEEDBACK, id);
    return r;
}

enum { ANSWER_MAX = 4000 }; /* bytes */

/* The record of the path, and the one text that the body may hold. */
static int read_text(struct call *call, const struct field *field, int64_t *ret_id,
                     const char **ret_text)
{
    int r = case_id(call, ret_id);

    return r == 0 ? call_read(call, field, 1, ret_text) : r;
}

int feedback_resource_close(struct call *call)
{
    static const struct field answer = {"answer", FIELD_TEXT, 0, 1, ANSWER_MAX};
    const char *text = NULL;
    int64_t id;
    int r = read_text(call, &answer, &id, &text);

    if (r != 0)
        return r;
    r = clerk_close(call->api->settings.care, id, text, call->author, &call->refusal);
    return done(call, id, r);
}

int feedback_resource_answer(struct call *call)
{
    static const struct field field = {"text", FIELD_TEXT, 0, 1, ANSWER_MAX, .required = true};
    const char *text = NULL;
    int64_t id;
    int r = read_text(call, &field, &id, &text);

    if (r != 0)
        return r;
    r = clerk_answer(call->api->settings.care, id, text, call->author, &call->refusal);
    return done(call, id, r);
}

int feedback_resource_assign(struct call *call)
{
    static const struct field field = {"staff", FIELD_LINE, 0, 1, 200, .required = true};
    const char *staff = NULL;
    int64_t id;
    int r = read_text(call, &field, &id, &staff);

    if (r != 0)
        return r;
    r = clerk_assign(call->api->settings.care, id, staff, call->author, &call->refusal);
    return done(call, id, r);
}

struct correct_input {
    const char *kind, *category;
    int64_t choice;
    bool urgent;
};

static int read_correction(struct call *call, struct correction *ret)
{
#define CORRECT(member) offsetof(struct correct_input, member)
    static const struct field fields[] = {
        {"kind", FIELD_LINE, CORRECT(kind), 1, 60},
        {"category", FIELD_LINE, CORRECT(category), 1, 60},
        {"choice", FIELD_INT, CORRECT(choice), 0, OPTION_NUMBER_MAX},
        {"urgent", FIELD_BOOL, CORRECT(urgent)},
    };
#undef CORRECT
    struct correct_input input = {.choice = -1};
    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);

    if (r == 0)
        r = feedback_read_kind(call, input.kind, &ret->kind);
    if (r == 0)
        r = feedback_read_category(call, input.category, "category", &ret->category);
    ret->choice = (int)input.choice;
    ret->urgent = json_object_get(call->body, "urgent") ? input.urgent : -1;
    return r;
}

int feedback_resource_correct(struct call *call)
{
    struct correction correction;
    int64_t id;
    int r = case_id(call, &id);

    if (r == 0)
        r = read_correction(call, &correction);
    if (r != 0)
        return r;
    r = clerk_correct(call->api->settings.care, id, &correction, call->author, &call->refusal);
    return done(call, id, r);
}

/* ---- by day ---- */

static void add_day(const char *day, int category, int64_t count, int64_t open, void *arg_rows)
{
    json_t *row = json_object();

    json_object_set_new(row, "day", json_string(day));
    json_object_set_new(row, "category",
                        json_string(reply_category_word((enum reply_category)category)));
    json_object_set_new(row, "count", json_integer(count));
    json_object_set_new(row, "open", json_integer(open));
    json_array_append_new(arg_rows, row);
}

enum { SUMMARY_DAYS = 30 }; /* unless it is asked since when */

int feedback_resource_summary(struct call *call)
{
    static const char *const words[] = {"day", "month", NULL};
    static const char *const formats[] = {"%Y-%m-%d", "%Y-%m"};
    struct summary_query {
        int by;
        const char *since;
    } query = {0};
    static const struct field fields[] = {
        {"by", FIELD_WORD, offsetof(struct summary_query, by), .words = words},
        {"since", FIELD_LINE, offsetof(struct summary_query, since), 1, 40},
    };
    int64_t since = clock_wall_ms() - SUMMARY_DAYS * DAY;
    struct call_query kept;
    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);

    if (r != 0)
        return r;
    r = feedback_read_since(call, query.since, &since);
    call_query_clear(&kept);
    if (r != 0)
        return r;
    json_t *rows = json_array();
    call->answer = json_pack("{s:o}", "summary", rows);
    return feedback_days(call->api->store, formats[query.by], since, add_day, rows);
}
