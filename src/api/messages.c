/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages: where each is and why, and one message to one number. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/listing.h"
#include "api/resources.h"
#include "base/memory.h"
#include "store/announcement.h"
#include "store/message.h"
#include "village/number_cell.h"
#include "village/report_status.h"

static const char *const lane_words[] = {"emergency", "important", "routine"};

/* Of a message that the network reported as not delivered, what it reported. */
static json_t *why_json(const struct message_row *m)
{
    const char *sentence = message_why_sentence(m->why);
    const char *reported =
        m->why == MESSAGE_WHY_REPORTED ? report_status_words(m->code).english : "";

    return json_sprintf("%s%s%s", sentence, *reported ? ": " : "", reported);
}

static void one_row(const struct message_row *m, void *arg)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(m->id));
    json_object_set_new(row, "announcement",
                        m->announcement_id ? json_integer(m->announcement_id) : json_null());
    json_object_set_new(row, "number", answer_text(m->number));
    json_object_set_new(row, "state", json_string(message_state_word(m->state)));
    json_object_set_new(row, "why", why_json(m));
    json_object_set_new(row, "code", m->code >= 0 ? json_integer(m->code) : json_null());
    json_object_set_new(
        row, "lane", json_string(m->lane >= 0 && m->lane < LANE_COUNT ? lane_words[m->lane] : ""));
    json_object_set_new(row, "parts", json_integer(m->parts));
    json_object_set_new(row, "attempts", json_integer(m->attempts));
    json_object_set_new(row, "carrier", answer_text(m->carrier));
    json_object_set_new(row, "created_at", answer_time(m->created_at));
    json_object_set_new(row, "due_at", answer_time(m->due_at));
    json_object_set_new(row, "settled_at", answer_time(m->settled_at));
    listing_row(arg, row, m->id);
}

struct messages_state {
    int64_t announcement;
    int state;
};

static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct messages_state *state = arg;

    return message_list(listing_api(listing)->store, state->announcement, state->state, after,
                        (int)limit, one_row, listing);
}

struct messages_query {
    const char *state;
    int64_t after, limit;
};

/* -1 when no state was asked for. */
static int read_state(struct call *call, const char *word, int *ret)
{
    *ret = -1;
    if (!word)
        return 0;
    for (int state = 0; state < MESSAGE_STATE_COUNT; state++)
        if (strcmp(message_state_word((enum message_state)state), word) == 0)
            *ret = state;
    if (*ret >= 0)
        return 0;
    return refuse(&call->refusal, "unknown_word", "state",
                  "\"%.60s\" is no state of a message; they are held, queued, submitting, unknown, "
                  "sent, delivered, failed, expired, cancelled",
                  word);
}

static int answer_list(struct call *call, int64_t announcement)
{
#define QUERY(member) offsetof(struct messages_query, member)
    static const struct field fields[] = {
        {"state", FIELD_LINE, QUERY(state), 1, 60},
        {"after", FIELD_INT, QUERY(after), 0, INT64_MAX},
        {"limit", FIELD_INT, QUERY(limit), 1, LISTING_LIMIT_MAX},
    };
#undef QUERY
    static const struct listing_kind kind = {"messages", page, free};
    struct messages_query query = {0};
    struct call_query kept;
    int state;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    r = read_state(call, query.state, &state);
    call_query_clear(&kept);
    if (r != 0)
        return r;
    struct messages_state *list = xcalloc(1, sizeof(*list));
    *list = (struct messages_state){announcement, state};
    return listing_answer(call, &kind, list, query.after, query.limit);
}

int messages_list(struct call *call)
{
    return answer_list(call, 0);
}

int messages_of_announcement(struct call *call)
{
    struct announcement a;
    int64_t id;
    int r = call_id(call, &id);

    if (r == 0)
        r = announcement_get(call->api->store, id, &a);
    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no announcement %" PRId64, id);
    return r == 0 ? answer_list(call, id) : r;
}

/* Short codes ("191", "9029") go as they are; everything else must be a mobile number. */
static bool is_short_code(const struct number_rules *rules, const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits > 0 && !text[digits] && text[0] != '0' && (int64_t)digits <= rules->short_max;
}

static int read_number(struct call *call, const char *written, char out[NUMBER_E164_SIZE])
{
    const struct number_rules *rules = call->api->settings.numbers;
    struct number number;

    if (is_short_code(rules, written)) {
        strcpy(out, written);
        return 0;
    }
    switch (number_parse(rules, written, &number)) {
    case NUMBER_MOBILE:
        strcpy(out, number.e164);
        return 0;
    case NUMBER_FIXED:
        return refuse(&call->refusal, "bad_number", "number",
                      "\"%.40s\" is a land line, which takes no SMS", written);
    case NUMBER_UNUSABLE:
        break;
    }
    return refuse(&call->refusal, "bad_number", "number", "\"%.40s\" cannot be sent to: %s",
                  written, number_fault_sentence(number.fault));
}

int messages_post(struct call *call)
{
    struct {
        const char *number, *text;
    } input = {0};
    static const struct field fields[] = {
        {"number", FIELD_LINE, 0, 1, 40, .required = true},
        {"text", FIELD_TEXT, sizeof(char *), 0, 0, .required = true},
    };
    char number[NUMBER_E164_SIZE];
    int64_t id;

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = read_number(call, input.number, number);
    if (r == 0)
        r = dispatch_send(call->api->dispatch, number, input.text, call->author, &id,
                          &call->refusal);
    if (r == 0)
        call->answer = json_pack("{s:I,s:s}", "id", (json_int_t)id, "number", number);
    return r;
}
