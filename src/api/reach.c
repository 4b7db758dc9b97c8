/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reach: what is known of each household for one announcement; doors that were knocked on. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/answer.h"
#include "api/listing.h"
#include "api/may.h"
#include "api/reach.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/announcement.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/ladder.h"
#include "village/report_status.h"

enum { VISITED_MAX = 2000 };

/* What came of the text that says most. */
static void add_text(struct buf *out, const struct reach_row *row)
{
    const char *why = message_why_sentence(row->why);

    if (row->phones == 0)
        buf_puts(out, "no phone");
    else if (row->mobiles == 0)
        buf_puts(out, "a land line only, which takes no SMS");
    else if (!row->tried)
        buf_puts(out, "nothing was sent: its phones want no messages");
    else if (row->state == MESSAGE_SENT && !*why)
        buf_puts(out, "sent, no report yet");
    else
        buf_printf(out, "%s%s%s", message_state_word(row->state), *why ? ": " : "", why);
    if (!row->tried || row->code_number <= 0 || !*why)
        return;
    if (row->why == MESSAGE_WHY_REPORTED && *report_status_words(row->code_number).english)
        buf_printf(out, ": %s", report_status_words(row->code_number).english);
    buf_printf(out, " (%" PRId64 ")", row->code_number);
}

/* What was tried and what came of it, as one sentence for whoever knocks; the caller frees. */
char *reach_tried(const struct reach_row *row)
{
    static const char *const rings[RING_STATE_COUNT] = {"is to be rung", "is being rung",
                                                        "was rung", "could not be rung"};
    struct buf out = BUF_INIT;

    add_text(&out, row);
    if (row->rang && row->ring < RING_STATE_COUNT)
        buf_printf(&out, "; %s", rings[row->ring]);
    if (row->asked_at)
        buf_printf(&out, "; neighbour %s asked (%s)", row->neighbour,
                   message_state_word(row->errand));
    return buf_steal(&out);
}

/* Exactly one of: reached, cancelled, or the rung that the household stands on. */
static const char *stands(const struct reach_row *row, bool cancelled)
{
    if (row->by != REACH_NONE)
        return "reached";
    return cancelled ? "cancelled" : rung_word((enum rung)row->rung);
}

json_t *reach_json(const struct reach_row *row, bool cancelled)
{
    json_t *object = json_object();
    char *sentence = reach_tried(row);

    json_object_set_new(object, "household", answer_text(row->code));
    json_object_set_new(object, "head", answer_text(row->head));
    json_object_set_new(object, "cluster", answer_text(row->cluster));
    json_object_set_new(object, "address", answer_text(row->address));
    json_object_set_new(object, "note", answer_text(row->note));
    json_object_set_new(object, "frail", json_boolean(row->frail));
    json_object_set_new(object, "walk", json_integer(row->walk));
    json_object_set_new(object, "stands", json_string(stands(row, cancelled)));
    json_object_set_new(object, "since", answer_time(row->by ? row->reached_at : row->rung_at));
    json_object_set_new(object, "neighbour",
                        *row->neighbour ? answer_text(row->neighbour) : json_null());
    json_object_set_new(object, "by", json_string(reach_by_word(row->by)));
    json_object_set_new(object, "reached_at", answer_time(row->reached_at));
    json_object_set_new(object, "number", answer_text(row->number));
    json_object_set_new(object, "state",
                        json_string(row->tried ? message_state_word(row->state) : ""));
    json_object_set_new(object, "tried", answer_text(sentence));
    free(sentence);
    return object;
}

struct reach_state {
    int64_t announcement;
    bool unreached, cancelled, done;
    char *cluster;
    struct listing *listing;
};

static void free_state(void *arg)
{
    struct reach_state *state = arg;

    free(state->cluster);
    free(state);
}

static void one_row(const struct reach_row *row, void *arg)
{
    const struct reach_state *state = arg;

    listing_row(state->listing, reach_json(row, state->cancelled), 0);
}

/* All rows at once: their order is no column that a second page could begin behind. */
static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct reach_state *state = arg;

    if (state->done)
        return 0;
    state->done = true;
    state->listing = listing;
    api_tidy_later(listing_api(listing));
    return reach_list(listing_api(listing)->store, state->announcement, state->unreached,
                      state->cluster, one_row, state);
}

struct reach_query {
    const char *cluster;
    bool unreached;
};

int reach_announcement(struct call *call, int64_t *ret_id, struct announcement *ret)
{
    int r = call_id(call, ret_id);

    if (r == 0)
        r = announcement_get(call->api->store, *ret_id, ret);
    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no announcement %" PRId64, *ret_id);
    return r;
}

int reach_cluster(struct call *call, const char *cluster)
{
    int r = cluster && *cluster ? household_cluster_check(call->api->store, cluster) : 0;

    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "unknown_cluster", "cluster",
                      "there is no cluster \"%s\": no household has it", cluster);
    return r;
}

static int answer_rows(struct call *call, const struct listing_kind *kind,
                       const struct field *fields, size_t field_count, struct reach_query *query)
{
    struct call_query kept;
    struct announcement a;
    int64_t id;

    int r = reach_announcement(call, &id, &a);
    if (r == 0)
        r = call_read_query(call, fields, field_count, query, &kept);
    if (r != 0)
        return r;
    struct reach_state *state = xcalloc(1, sizeof(*state));
    *state = (struct reach_state){.announcement = id,
                                  .unreached = query->unreached,
                                  .cancelled = a.state == ANNOUNCEMENT_CANCELLED,
                                  .cluster = xstrdup(query->cluster)};
    call_query_clear(&kept);
    return listing_answer(call, kind, state, 0, 0);
}

static const struct field reach_fields[] = {
    {"cluster", FIELD_LINE, offsetof(struct reach_query, cluster), 0, 200},
    {"unreached", FIELD_BOOL, offsetof(struct reach_query, unreached)},
};

int reach_get(struct call *call)
{
    static const struct listing_kind kind = {"reach", page, free_state};
    struct reach_query query = {0};

    return answer_rows(call, &kind, reach_fields, ARRAY_SIZE(reach_fields), &query);
}

static void add_cluster(const char *cluster, int64_t households, int64_t reached, void *arg_array)
{
    json_t *row = json_object();

    json_object_set_new(row, "cluster", answer_text(cluster));
    json_object_set_new(row, "households", json_integer(households));
    json_object_set_new(row, "reached", json_integer(reached));
    json_array_append_new(arg_array, row);
}

int reach_clusters_get(struct call *call)
{
    struct announcement a;
    int64_t id;

    int r = reach_announcement(call, &id, &a);
    if (r != 0)
        return r;
    json_t *rows = json_array();
    call->answer = json_object();
    json_object_set_new(call->answer, "clusters", rows);
    return reach_clusters(call->api->store, id, add_cluster, rows);
}

/* Counts into *visited or *already. */
static int visit(struct call *call, int64_t announcement, const char *code, int64_t now,
                 int64_t *visited, int64_t *already)
{
    struct household household;
    int r = household_find(call->api->store, code, &household);

    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "unknown_household", "households",
                      "there is no household \"%s\"", code);
    if (r == 0)
        r = may_visit(call, code, household.cluster);
    if (r == 0)
        r = reach_by_person(call->api->store, announcement, household.id, REACH_VISIT, now);
    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "not_in_audience", "households",
                      "announcement %" PRId64 " is not for household \"%s\"", announcement, code);
    if (r == STORE_EXISTS) {
        (*already)++;
        return 0;
    }
    if (r != 0)
        return r;
    (*visited)++;
    char detail[40];
    snprintf(detail, sizeof(detail), "announcement %" PRId64, announcement);
    return journal_add(call->api->store, now, call->author, "visited", code, detail);
}

int visited_post(struct call *call)
{
    struct {
        const json_t *households;
    } input = {0};
    static const struct field fields[] = {
        {"households", FIELD_LINES, 0, 0, VISITED_MAX, .required = true},
    };
    int64_t id, visited = 0, already = 0, now = clock_wall_ms();
    struct announcement a;

    int r = reach_announcement(call, &id, &a);
    if (r == 0)
        r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    for (size_t i = 0; r == 0 && i < json_array_size(input.households); i++)
        r = visit(call, id, json_string_value(json_array_get(input.households, i)), now, &visited,
                  &already);
    if (r != 0)
        return r;
    call->answer =
        json_pack("{s:I,s:I}", "visited", (json_int_t)visited, "already", (json_int_t)already);
    call_notify(call, DISPATCH_PROGRESS, id);
    return 0;
}
