/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements: how far they are, and what a person decides later. announce.c makes them. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/listing.h"
#include "api/may.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply/reply.h"
#include "store/announcement.h"
#include "store/ladder.h"
#include "store/feedback.h"
#include "store/message.h"

/* ---- one announcement as JSON ---- */

static json_t *basics(const struct announcement *a)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(a->id));
    json_object_set_new(row, "kind", json_string(announcement_kind_word(a->kind)));
    json_object_set_new(row, "priority", json_string(priority_word(a->priority)));
    json_object_set_new(row, "state", json_string(announcement_state_word(a->state)));
    json_object_set_new(row, "paused", json_boolean(a->state == ANNOUNCEMENT_PAUSED));
    json_object_set_new(row, "text", answer_text(a->body));
    json_object_set_new(row, "air", answer_text(a->air));
    json_object_set_new(row, "to", answer_text(a->audience));
    json_object_set_new(row, "except", answer_text(a->excepted));
    json_object_set_new(row, "ack", json_boolean(a->ack));
    json_object_set_new(row, "flash", json_boolean(a->flash));
    json_object_set_new(row, "author", answer_text(a->author));
    json_object_set_new(row, "created_at", answer_time(a->created_at));
    json_object_set_new(row, "at", answer_time(a->at));
    json_object_set_new(row, "expires_at", answer_time(a->expires_at));
    json_object_set_new(row, "answer_until", answer_time(a->answer_until));
    json_object_set_new(row, "households", json_integer(a->households));
    json_object_set_new(row, "phones", json_integer(a->phones));
    json_object_set_new(row, "parts", json_integer(a->parts));
    json_object_set_new(row, "replaces", json_integer(a->replaces));
    json_object_set_new(row, "replaced_by", json_integer(a->replaced_by));
    return row;
}

static json_t *option_json(const struct option *option)
{
    json_t *row = json_object(), *synonyms = json_array();

    json_object_set_new(row, "number", json_integer(option->number));
    json_object_set_new(row, "label", answer_text(option->label));
    for (size_t i = 0; i < option->synonym_count; i++)
        json_array_append_new(synonyms, answer_text(option->synonyms[i]));
    json_object_set_new(row, "synonyms", synonyms);
    json_object_set_new(row, "call", option->call ? answer_text(option->call) : json_null());
    return row;
}

static int add_options(struct api *api, const struct announcement *a, json_t *row)
{
    struct options options = {0};
    json_t *array = json_array();
    int r = announcement_options(api->store, a, &options);

    for (size_t i = 0; i < options.count; i++)
        json_array_append_new(array, option_json(&options.items[i]));
    json_object_set_new(row, "options", array);
    json_object_set_new(row, "help_option", json_integer(options.help));
    options_free(&options);
    return r;
}

/* How far its messages are; adds those that will still move by themselves to *moving. */
static int add_messages(struct api *api, int64_t id, json_t *row, int64_t *moving)
{
    struct message_counts counts = {0};
    json_t *messages = json_object(), *parts = json_object();
    int r = message_counts(api->store, id, &counts);

    for (int state = 0; state < MESSAGE_STATE_COUNT; state++) {
        const char *word = message_state_word((enum message_state)state);
        json_object_set_new(messages, word, json_integer(counts.messages[state]));
        json_object_set_new(parts, word, json_integer(counts.parts[state]));
        if (!message_state_is_end((enum message_state)state))
            *moving += counts.messages[state];
    }
    json_object_set_new(row, "messages", messages);
    json_object_set_new(row, "parts_by_state", parts);
    return r;
}

/* In households: how many are reached, and how many have answered (null: it asks nothing). counts:
 * as reach_counts() gives them. */
static int add_response(struct api *api, int64_t id, json_t *row, int64_t counts[REACH_BY_COUNT])
{
    int64_t reached = 0, answered = 0;
    int r = reach_counts(api->store, id, counts);

    for (int by = REACH_NONE + 1; by < REACH_BY_COUNT; by++)
        reached += counts[by];
    if (r == 0)
        r = answered_count(api->store, id, REPLY_ACK, &answered);
    json_object_set_new(row, "reached", json_integer(reached));
    json_object_set_new(row, "answered", answered < 0 ? json_null() : json_integer(answered));
    return r;
}

static int add_reach(struct api *api, int64_t id, json_t *row)
{
    int64_t counts[REACH_BY_COUNT] = {0};
    json_t *reach = json_object();
    int r = add_response(api, id, row, counts);

    for (int by = REACH_NONE + 1; by < REACH_BY_COUNT; by++)
        json_object_set_new(reach, reach_by_word((enum reach_by)by), json_integer(counts[by]));
    json_object_set(reach, "reached", json_object_get(row, "reached"));
    json_object_set_new(reach, "unreached", json_integer(counts[REACH_NONE]));
    json_object_set_new(row, "reach", reach);
    return r;
}

/* How far the ladder is with those who are unreached; of a cancelled announcement nobody is on it.
 * A door waits for a person, the rungs before it move by themselves. */
static int add_ladder(struct api *api, const struct announcement *a, json_t *row, int64_t *moving)
{
    int64_t counts[RUNG_COUNT] = {0};
    json_t *ladder = json_object();
    int r = a->state == ANNOUNCEMENT_CANCELLED ? 0 : ladder_counts(api->store, a->id, counts);

    for (int rung = 0; rung < RUNG_COUNT; rung++) {
        json_object_set_new(ladder, rung_word((enum rung)rung), json_integer(counts[rung]));
        if (rung != RUNG_DOOR)
            *moving += counts[rung];
    }
    json_object_set_new(row, "ladder", ladder);
    return r;
}

static void add_kind(int kind, int64_t count, int64_t open, void *arg_object)
{
    json_object_set_new(arg_object, reply_kind_word((enum reply_kind)kind), json_integer(count));
}

static void add_choice(int choice, int64_t count, int64_t open, void *arg_object)
{
    char number[16];

    snprintf(number, sizeof(number), "%d", choice);
    json_object_set_new(arg_object, number, json_integer(count));
}

static int add_replies(struct api *api, int64_t id, json_t *row)
{
    json_t *kinds = json_object(), *choices = json_object();
    int r = feedback_kinds(api->store, id, add_kind, kinds);

    if (r == 0)
        r = feedback_choices(api->store, id, REPLY_HELP, add_choice, choices);
    json_object_set_new(row, "replies", kinds);
    json_object_set_new(row, "answers", choices);
    return r;
}

/* 0 with *ret owned, STORE_NOT_FOUND, or a negated errno. */
static int read_one(struct api *api, int64_t id, json_t **ret)
{
    struct announcement a;
    int64_t moving = 0;
    int r = announcement_get(api->store, id, &a);

    if (r != 0)
        return r;
    json_t *row = basics(&a);
    r = add_options(api, &a, row);
    if (r == 0)
        r = add_messages(api, id, row, &moving);
    if (r == 0)
        r = add_reach(api, id, row);
    if (r == 0)
        r = add_ladder(api, &a, row, &moving);
    json_object_set_new(row, "done", json_boolean(moving == 0));
    if (r == 0)
        r = add_replies(api, id, row);
    if (r == 0)
        *ret = row;
    else
        json_decref(row);
    return r;
}

json_t *announcement_json(struct api *api, int64_t id)
{
    json_t *row = NULL;

    read_one(api, id, &row);
    return row;
}

static int answer_one(struct call *call, int64_t id)
{
    int r = read_one(call->api, id, &call->answer);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no announcement %" PRId64, id);
    return r;
}

int announcements_get(struct call *call)
{
    int64_t id;
    int r = call_id(call, &id);

    return r == 0 ? answer_one(call, id) : r;
}

/* ---- the list, newest first ---- */

struct announcements_query {
    int64_t after, limit;
    bool counts;
};

struct announcements_state {
    bool counts; /* with what has come of each */
    struct listing *listing;
    int failed;
};

static void one_row(const struct announcement *a, void *arg)
{
    struct announcements_state *state = arg;
    json_t *row = basics(a);
    int64_t counts[REACH_BY_COUNT];
    int r = state->counts ? add_response(listing_api(state->listing), a->id, row, counts) : 0;

    if (r != 0)
        state->failed = r < 0 ? r : -EIO;
    listing_row(state->listing, row, a->id);
}

static int page(struct listing *listing, void *arg, int64_t before, int64_t limit)
{
    struct announcements_state *state = arg;

    state->listing = listing;
    int r = announcement_list(listing_api(listing)->store, before, (int)limit, one_row, state);
    return r < 0 ? r : state->failed;
}

int announcements_list(struct call *call)
{
#define QUERY(member) offsetof(struct announcements_query, member)
    static const struct field fields[] = {
        {"counts", FIELD_BOOL, QUERY(counts)},
        {"after", FIELD_INT, QUERY(after), 0, INT64_MAX},
        {"limit", FIELD_INT, QUERY(limit), 1, LISTING_LIMIT_MAX},
    };
#undef QUERY
    static const struct listing_kind kind = {"announcements", page, free};
    struct announcements_query query = {0};
    struct call_query kept;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    call_query_clear(&kept);
    struct announcements_state *state = xcalloc(1, sizeof(*state));
    state->counts = query.counts;
    return listing_answer(call, &kind, state, query.after, query.limit);
}

/* ---- what a person decides later ---- */

typedef int (*decide_fn)(struct dispatch *dispatch, int64_t announcement, const char *author,
                         struct refusal *ret_refusal);

static int decide(struct call *call, decide_fn fn)
{
    int64_t id;
    int r = call_id(call, &id);

    if (r == 0)
        r = call_read(call, NULL, 0, NULL);
    if (r == 0)
        r = fn(call->api->dispatch, id, call->author, &call->refusal);
    if (r == 0)
        r = answer_one(call, id);
    if (r == 0)
        call_notify(call, DISPATCH_PROGRESS, id);
    return r;
}

/* The same for those who made it themselves only. */
static int decide_own(struct call *call, decide_fn fn)
{
    int64_t id;
    int r = call_id(call, &id);

    if (r == 0)
        r = may_cancel(call, id);
    return r == 0 ? decide(call, fn) : r;
}

int announcements_cancel(struct call *call)
{
    return decide_own(call, dispatch_cancel);
}

int announcements_pause(struct call *call)
{
    return decide_own(call, dispatch_pause);
}

int announcements_resume(struct call *call)
{
    return decide_own(call, dispatch_resume);
}

int announcements_approve(struct call *call)
{
    return decide(call, dispatch_approve);
}
