/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback: the records made of replies, and the clerks' work on them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/csv.h"
#include "api/listing.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply.h"
#include "store/feedback.h"
#include "store/journal.h"
#include "store/staff.h"

static json_t *to_json(const struct feedback *f)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(f->id));
    json_object_set_new(row, "received_at", answer_time(f->received_at));
    json_object_set_new(row, "kind", json_string(reply_kind_word((enum reply_kind)f->kind)));
    json_object_set_new(row, "choice", f->choice ? json_integer(f->choice) : json_null());
    json_object_set_new(row, "category",
                        json_string(reply_category_word((enum reply_category)f->category)));
    json_object_set_new(row, "urgent", json_boolean(f->urgent));
    json_object_set_new(row, "sender", answer_text(f->sender));
    json_object_set_new(row, "household", answer_text(f->household));
    json_object_set_new(row, "head", answer_text(f->head));
    json_object_set_new(row, "cluster", answer_text(f->cluster));
    json_object_set_new(row, "announcement",
                        f->announcement_id ? json_integer(f->announcement_id) : json_null());
    json_object_set_new(row, "text", answer_text(f->text));
    json_object_set_new(row, "note", answer_text(f->note));
    json_object_set_new(row, "understood", answer_text(f->understood));
    json_object_set_new(row, "partial", json_boolean(f->partial));
    json_object_set_new(row, "state", json_string(f->state == FEEDBACK_OPEN ? "open" : "closed"));
    json_object_set_new(row, "staff", answer_text(f->staff));
    json_object_set_new(row, "closed_at", answer_time(f->closed_at));
    json_object_set_new(row, "closed_by", answer_text(f->closed_by));
    return row;
}

/* ---- CSV ---- */

#define CSV_HEAD                                                                                   \
    CSV_BOM "id,received_at,kind,choice,category,urgent,sender,household,head,cluster,"            \
            "announcement,text,note,state,staff,closed_at,closed_by\r\n"

static void add_number(struct buf *line, int64_t number, bool first)
{
    char text[24] = "";

    if (number)
        snprintf(text, sizeof(text), "%" PRId64, number);
    csv_field(line, text, first);
}

static void add_time(struct buf *line, int64_t wall_ms)
{
    char text[40] = "";

    if (wall_ms)
        clock_format_rfc3339(wall_ms, text, sizeof(text));
    csv_field(line, text, false);
}

static void csv_row(struct listing *listing, const struct feedback *f)
{
    struct buf line = BUF_INIT;

    add_number(&line, f->id, true);
    add_time(&line, f->received_at);
    csv_field(&line, reply_kind_word((enum reply_kind)f->kind), false);
    add_number(&line, f->choice, false);
    csv_field(&line, reply_category_word((enum reply_category)f->category), false);
    csv_field(&line, f->urgent ? "yes" : "", false);
    csv_field(&line, f->sender, false);
    csv_field(&line, f->household, false);
    csv_field(&line, f->head, false);
    csv_field(&line, f->cluster, false);
    add_number(&line, f->announcement_id, false);
    csv_field(&line, f->text, false);
    csv_field(&line, f->note, false);
    csv_field(&line, f->state == FEEDBACK_OPEN ? "open" : "closed", false);
    csv_field(&line, f->staff, false);
    add_time(&line, f->closed_at);
    csv_field(&line, f->closed_by, false);
    buf_puts(&line, "\r\n");
    listing_line(listing, buf_str(&line), f->id);
    buf_free(&line);
}

/* ---- the list, oldest first ---- */

struct feedback_query {
    int64_t announcement, after, limit;
    const char *kind;
    bool open, csv;
};

struct feedback_state_of_list {
    int64_t announcement;
    int kind;
    bool open, csv;
    struct listing *listing;
};

static void one_row(const struct feedback *f, void *arg)
{
    struct feedback_state_of_list *state = arg;

    if (state->csv)
        csv_row(state->listing, f);
    else
        listing_row(state->listing, to_json(f), f->id);
}

static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct feedback_state_of_list *state = arg;

    state->listing = listing;
    return feedback_list(listing_api(listing)->store, state->announcement, state->kind, state->open,
                         after, (int)limit, one_row, state);
}

static int read_kind(struct call *call, const char *word, int *ret)
{
    enum reply_kind kind;

    *ret = -1;
    if (!word)
        return 0;
    if (!reply_kind_parse(word, &kind))
        return refuse(&call->refusal, "unknown_word", "kind",
                      "\"%.60s\" is no kind of feedback; they are answer, ack, help, report, stop, "
                      "start, wrong_number, service, unclear",
                      word);
    *ret = (int)kind;
    return 0;
}

int feedback_resource_list(struct call *call)
{
#define QUERY(member) offsetof(struct feedback_query, member)
    static const struct field fields[] = {
        {"announcement", FIELD_INT, QUERY(announcement), 1, INT64_MAX},
        {"kind", FIELD_LINE, QUERY(kind), 1, 60},
        {"open", FIELD_BOOL, QUERY(open)},
        {"csv", FIELD_BOOL, QUERY(csv)},
        {"after", FIELD_INT, QUERY(after), 0, INT64_MAX},
        {"limit", FIELD_INT, QUERY(limit), 1, LISTING_LIMIT_MAX},
    };
#undef QUERY
    struct feedback_query query = {0};
    struct call_query kept;
    int kind;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = read_kind(call, query.kind, &kind);
    call_query_clear(&kept);
    if (r != 0)
        return r;
    struct feedback_state_of_list *state = xcalloc(1, sizeof(*state));
    *state = (struct feedback_state_of_list){query.announcement, kind, query.open, query.csv, NULL};
    struct listing_kind list = {"feedback", page, free, query.csv ? CSV_HEAD : NULL};
    return listing_answer(call, &list, state, query.after, query.limit);
}

/* ---- one record ---- */

static void take_json(const struct feedback *f, void *arg)
{
    *(json_t **)arg = to_json(f);
}

json_t *feedback_json(struct api *api, int64_t id)
{
    json_t *row = NULL;

    feedback_get(api->store, id, take_json, &row);
    return row;
}

static int answer_one(struct call *call, int64_t id)
{
    int r = feedback_get(call->api->store, id, take_json, &call->answer);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no feedback %" PRId64, id);
    return r;
}

int feedback_resource_get(struct call *call)
{
    int64_t id;
    int r = call_id(call, &id);

    return r == 0 ? answer_one(call, id) : r;
}

/* Looks, before it is changed, whether it is there and still open. */
static int check_open(struct call *call, int64_t *ret_id)
{
    int r = call_id(call, ret_id);

    if (r == 0)
        r = answer_one(call, *ret_id);
    if (r != 0)
        return r;
    bool open = strcmp(json_string_value(json_object_get(call->answer, "state")), "open") == 0;
    json_decref(call->answer);
    call->answer = NULL;
    if (open)
        return 0;
    return refuse(&call->refusal, "already_closed", NULL, "feedback %" PRId64 " is closed already",
                  *ret_id);
}

static int record(struct call *call, int64_t id, const char *what, const char *detail)
{
    char object[24];

    snprintf(object, sizeof(object), "%" PRId64, id);
    int r = journal_add(call->api->store, clock_wall_ms(), call->author, what, object, detail);
    if (r == 0)
        r = answer_one(call, id);
    if (r == 0)
        call_notify(call, DISPATCH_FEEDBACK, id);
    return r;
}

int feedback_resource_close(struct call *call)
{
    int64_t id;
    int r = check_open(call, &id);

    if (r == 0)
        r = call_read(call, NULL, 0, NULL);
    if (r == 0)
        r = feedback_close(call->api->store, id, call->author, clock_wall_ms());
    return r == 0 ? record(call, id, "feedback closed", NULL) : r;
}

int feedback_resource_assign(struct call *call)
{
    struct {
        const char *staff;
    } input = {0};
    static const struct field fields[] = {{"staff", FIELD_LINE, 0, 1, 200, .required = true}};
    int64_t id, staff;

    int r = check_open(call, &id);
    if (r == 0)
        r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = staff_find(call->api->store, input.staff, &staff);
    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "unknown_staff", "staff",
                      "there is no \"%s\" among the staff", input.staff);
    if (r == 0)
        r = feedback_assign(call->api->store, id, staff);
    return r == 0 ? record(call, id, "feedback assigned", input.staff) : r;
}
