/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback: the records made of replies. */
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
#include "inbound/reply/reply.h"
#include "store/announcement.h"
#include "store/feedback.h"
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
    json_object_set_new(row, "calls", json_integer(f->calls));
    json_object_set_new(row, "called_at",
                        answer_time(f->called_at ? f->called_at
                                    : f->calls   ? f->received_at
                                                 : 0));
    json_object_set_new(row, "partial", json_boolean(f->partial));
    json_object_set_new(row, "state", json_string(f->state == FEEDBACK_OPEN ? "open" : "closed"));
    json_object_set_new(row, "staff", answer_text(f->staff));
    json_object_set_new(row, "about", f->about_id ? json_integer(f->about_id) : json_null());
    json_object_set_new(row, "closed_at", answer_time(f->closed_at));
    json_object_set_new(row, "closed_by", answer_text(f->closed_by));
    return row;
}

/* ---- CSV ---- */

#define CSV_HEAD                                                                                   \
    CSV_BOM "id,received_at,kind,choice,category,urgent,sender,household,head,cluster,"            \
            "announcement,text,note,state,staff,closed_at,closed_by,calls\r\n"

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

static void csv_row(struct listing *listing, const struct feedback *f, int64_t position)
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
    add_number(&line, f->calls, false);
    buf_puts(&line, "\r\n");
    listing_line(listing, buf_str(&line), position);
    buf_free(&line);
}

/* ---- the list ---- */

static const char *const state_words[] = {"open", "closed", NULL};
static const char *const order_words[] = {"oldest", "newest", "urgent", NULL};

struct feedback_query {
    int64_t announcement, after, limit;
    const char *kind, *category, *staff, *since;
    int state, order;
    bool open, urgent, csv;
};

struct feedback_state_of_list {
    struct feedback_filter filter;
    bool csv;
    struct listing *listing;
};

static void one_row(const struct feedback *f, void *arg)
{
    struct feedback_state_of_list *state = arg;

    int64_t position = feedback_position(f, state->filter.order);
    if (state->csv)
        csv_row(state->listing, f, position);
    else
        listing_row(state->listing, to_json(f), position);
}

static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct feedback_state_of_list *state = arg;

    state->listing = listing;
    return feedback_list(listing_api(listing)->store, &state->filter, after, (int)limit, one_row,
                         state);
}

int feedback_read_kind(struct call *call, const char *word, int *ret)
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

int feedback_read_category(struct call *call, const char *word, const char *field, int *ret)
{
    enum reply_category category;

    *ret = -1;
    if (!word)
        return 0;
    if (!*word || !reply_category_parse(word, &category))
        return refuse(&call->refusal, "unknown_word", field,
                      "\"%.60s\" is no category; they are disaster, health, environment, "
                      "agriculture, livestock, infrastructure, security, policy, meeting, other",
                      word);
    *ret = (int)category;
    return 0;
}

static int read_staff(struct call *call, const char *name, int64_t *ret)
{
    int r = name ? staff_find(call->api->store, name, ret) : 0;

    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "unknown_staff", "staff",
                      "there is no \"%s\" among the staff", name);
    return r;
}

/* "7d" is seven days ago; else a day, or an instant. */
int feedback_read_since(struct call *call, const char *text, int64_t *ret)
{
    int64_t ago, now = clock_wall_ms();

    if (!text)
        return 0;
    char *midnight = xasprintf("%s 00:00", text);
    bool good = clock_parse_duration(text, &ago);
    if (good)
        *ret = now - ago;
    else
        good =
            clock_parse_instant(strlen(text) == strlen("2026-11-24") ? midnight : text, now, ret);
    free(midnight);
    return good
               ? 0
               : refuse(&call->refusal, "bad_time", "since",
                        "\"%.40s\" is no time: write 2026-11-24, \"2026-11-24 06:30\" or 7d", text);
}

static int check_announcement(struct call *call, int64_t id)
{
    struct announcement a;
    int r = id ? announcement_get(call->api->store, id, &a) : 0;

    return r == STORE_NOT_FOUND ? call_not_found(call, "there is no announcement %" PRId64, id) : r;
}

static int read_filter(struct call *call, const struct feedback_query *query,
                       struct feedback_filter *ret)
{
    *ret = (struct feedback_filter){.announcement = query->announcement,
                                    .state = query->open ? FEEDBACK_OPEN : query->state,
                                    .urgent = query->urgent,
                                    .order = (enum feedback_order)query->order};
    int r = feedback_read_kind(call, query->kind, &ret->kind);
    if (r == 0)
        r = feedback_read_category(call, query->category, "category", &ret->category);
    if (r == 0)
        r = read_staff(call, query->staff, &ret->staff);
    if (r == 0)
        r = check_announcement(call, query->announcement);
    if (r == 0)
        r = feedback_read_since(call, query->since, &ret->since);
    return r;
}

int feedback_resource_list(struct call *call)
{
#define QUERY(member) offsetof(struct feedback_query, member)
    static const struct field fields[] = {
        {"announcement", FIELD_INT, QUERY(announcement), 1, INT64_MAX},
        {"kind", FIELD_LINE, QUERY(kind), 1, 60},
        {"category", FIELD_LINE, QUERY(category), 1, 60},
        {"state", FIELD_WORD, QUERY(state), .words = state_words},
        {"staff", FIELD_LINE, QUERY(staff), 1, 200},
        {"urgent", FIELD_BOOL, QUERY(urgent)},
        {"since", FIELD_LINE, QUERY(since), 1, 40},
        {"sort", FIELD_WORD, QUERY(order), .words = order_words},
        {"open", FIELD_BOOL, QUERY(open)},
        {"csv", FIELD_BOOL, QUERY(csv)},
        {"after", FIELD_INT, QUERY(after), 0, INT64_MAX},
        {"limit", FIELD_INT, QUERY(limit), 1, LISTING_LIMIT_MAX},
    };
#undef QUERY
    struct feedback_query query = {.state = -1};
    struct feedback_filter filter;
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = read_filter(call, &query, &filter);
    call_query_clear(&kept);
    if (r != 0)
        return r;
    struct feedback_state_of_list *state = xcalloc(1, sizeof(*state));
    *state = (struct feedback_state_of_list){filter, query.csv, NULL};
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
