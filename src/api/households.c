/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Households: listing, one, adding or changing one, taking one out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/household_csv.h"
#include "api/listing.h"
#include "api/reach.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/group.h"
#include "store/household.h"
#include "store/journal.h"
#include "village/number_cell.h"

enum { PHONES_MAX = 20, GROUPS_MAX = 200 };

static void add_phone(const struct holding *holding, void *arg_array)
{
    json_t *phone = json_object();

    json_object_set_new(phone, "number", answer_text(holding->number));
    json_object_set_new(phone, "kind", json_string(holding->fixed ? "fixed" : "mobile"));
    json_object_set_new(phone, "person", answer_text(holding->person));
    json_object_set_new(phone, "stopped", json_boolean(holding->stopped));
    json_array_append_new(arg_array, phone);
}

static void add_group(const char *name, const char *key, void *arg_array)
{
    json_array_append_new(arg_array, answer_text(name));
}

/* NULL when the database failed. */
static json_t *household_json(struct api *api, const struct household *h)
{
    json_t *row = json_object(), *phones = json_array(), *groups = json_array();

    json_object_set_new(row, "code", answer_text(h->code));
    json_object_set_new(row, "head", answer_text(h->head));
    json_object_set_new(row, "cluster", answer_text(h->cluster));
    json_object_set_new(row, "address", answer_text(h->address));
    json_object_set_new(row, "note", answer_text(h->note));
    json_object_set_new(row, "frail", json_boolean(h->frail));
    json_object_set_new(row, "walk", json_integer(h->walk));
    json_object_set_new(row, "neighbour", *h->neighbour ? answer_text(h->neighbour) : json_null());
    int r = household_phones(api->store, h->id, add_phone, phones);
    if (r == 0)
        r = household_groups(api->store, h->id, add_group, groups);
    json_object_set_new(row, "phones", phones);
    json_object_set_new(row, "groups", groups);
    if (r == 0)
        return row;
    json_decref(row);
    return NULL;
}

struct households_query {
    const char *group, *cluster, *search;
    int64_t after, limit;
    bool csv;
};

struct households_state {
    int64_t group;
    char *cluster, *search;
    bool csv;
    int64_t phones; /* columns of CSV */
    struct buf head;
    struct listing *listing;
    int failed;
};

static void free_state(void *arg)
{
    struct households_state *state = arg;

    free(state->cluster);
    free(state->search);
    buf_free(&state->head);
    free(state);
}

static void one_line(const struct household *household, struct households_state *state)
{
    struct buf line = BUF_INIT;
    int r = household_csv_line(listing_api(state->listing)->store, household, state->phones, &line);

    if (r < 0)
        state->failed = r;
    else
        listing_line(state->listing, buf_str(&line), household->id);
    buf_free(&line);
}

static void one_row(const struct household *household, void *arg)
{
    struct households_state *state = arg;

    if (state->csv) {
        one_line(household, state);
        return;
    }
    json_t *row = household_json(listing_api(state->listing), household);

    if (row)
        listing_row(state->listing, row, household->id);
    else
        state->failed = -EIO;
}

static int page(struct listing *listing, void *arg, int64_t after, int64_t limit)
{
    struct households_state *state = arg;

    state->listing = listing;
    const struct household_filter filter = {state->group, state->cluster, state->search};
    int r = household_list(listing_api(listing)->store, &filter, after, limit, one_row, state);
    return r < 0 ? r : state->failed;
}

static int answer_list(struct call *call, const struct households_query *query, int64_t group)
{
    struct listing_kind kind = {"households", page, free_state};
    int64_t phones = 0;
    int r = query->csv ? household_most_phones(call->api->store, &phones) : 0;

    if (r < 0)
        return r;
    if (phones == 0)
        phones = 1; /* the import takes no list without a column for telephones */
    struct households_state *state = xcalloc(1, sizeof(*state));
    *state = (struct households_state){.group = group,
                                       .cluster = xstrdup(query->cluster),
                                       .search = xstrdup(query->search),
                                       .csv = query->csv,
                                       .phones = phones};
    if (query->csv) {
        household_csv_head(phones, &state->head);
        kind.csv_head = buf_str(&state->head);
    }
    return listing_answer(call, &kind, state, query->after, query->limit);
}

int households_list(struct call *call)
{
#define QUERY(member) offsetof(struct households_query, member)
    static const struct field fields[] = {
        {"group", FIELD_LINE, QUERY(group), 1, 200},
        {"cluster", FIELD_LINE, QUERY(cluster), 0, 200},
        {"search", FIELD_LINE, QUERY(search), 1, 200},
        {"csv", FIELD_BOOL, QUERY(csv)},
        {"after", FIELD_INT, QUERY(after), 0, INT64_MAX},
        {"limit", FIELD_INT, QUERY(limit), 1, LISTING_LIMIT_MAX},
    };
#undef QUERY
    struct households_query query = {0};
    struct call_query kept;
    int64_t group = 0;

    int r = call_read_query(call, fields, ARRAY_SIZE(fields), &query, &kept);
    if (r != 0)
        return r;
    if (query.group)
        r = group_find(call->api->store, query.group, &group);
    if (r == STORE_NOT_FOUND)
        r = refuse(&call->refusal, "unknown_group", "group", "there is no group \"%s\"",
                   query.group);
    if (r == 0)
        r = reach_cluster(call, query.cluster);
    if (r == 0)
        r = answer_list(call, &query, group);
    call_query_clear(&kept);
    return r;
}

static void add_cluster(const char *cluster, int64_t households, void *arg_array)
{
    json_t *row = json_object();

    json_object_set_new(row, "cluster", answer_text(cluster));
    json_object_set_new(row, "households", json_integer(households));
    json_array_append_new(arg_array, row);
}

int clusters_list(struct call *call)
{
    json_t *rows = json_array();

    call->answer = json_object();
    json_object_set_new(call->answer, "clusters", rows);
    return household_clusters(call->api->store, add_cluster, rows);
}

static int find(struct call *call, const char *code, struct household *ret)
{
    int r = household_find(call->api->store, code, ret);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no household \"%s\"", code);
    return r;
}

static int answer_one(struct call *call, const char *code)
{
    struct household household;
    int r = find(call, code, &household);

    if (r != 0)
        return r;
    call->answer = household_json(call->api, &household);
    return call->answer ? 0 : -EIO;
}

int households_get(struct call *call)
{
    return answer_one(call, call_piece(call, 0));
}

struct phone_input {
    const char *number, *person;
    bool stopped;
    const char *kind; /* read back from what we answer ourselves; the number decides */
};

/* The number as E.164 and its place in the phone book. */
static int ensure_phone(struct call *call, const char *written, int64_t *ret_id)
{
    struct number number;

    switch (number_parse(call->api->settings.numbers, written, &number)) {
    case NUMBER_MOBILE:
    case NUMBER_FIXED:
        return phone_ensure(call->api->store, number.e164, number.kind == NUMBER_FIXED, ret_id);
    case NUMBER_UNUSABLE:
        break;
    }
    return refuse(&call->refusal, "bad_number", "number", "\"%.40s\" is no telephone number: %s",
                  written, number_fault_sentence(number.fault));
}

static int put_phone(struct call *call, int64_t household, int64_t rank, const json_t *object)
{
#define PHONE(member) offsetof(struct phone_input, member)
    static const struct field fields[] = {
        {"number", FIELD_LINE, PHONE(number), 1, 40, .required = true},
        {"person", FIELD_LINE, PHONE(person), 0, 200},
        {"stopped", FIELD_BOOL, PHONE(stopped)},
        {"kind", FIELD_LINE, PHONE(kind), 0, 20},
    };
#undef PHONE
    struct phone_input input = {.person = ""};
    int64_t phone = 0;

    int r = fields_read(object, fields, ARRAY_SIZE(fields), &input, &call->refusal);
    if (r == 0)
        r = ensure_phone(call, input.number, &phone);
    if (r == 0)
        r = household_hold(call->api->store, household, rank, phone, input.person);
    if (r == 0 && json_object_get(object, "stopped"))
        r = phone_stop(call->api->store, phone, input.stopped, clock_wall_ms());
    return r;
}

static int put_phones(struct call *call, int64_t household, const json_t *phones)
{
    int r = household_clear_phones(call->api->store, household);

    for (size_t i = 0; r == 0 && i < json_array_size(phones); i++)
        r = put_phone(call, household, (int64_t)i + 1, json_array_get(phones, i));
    return r;
}

static int put_groups(struct call *call, int64_t household, const json_t *groups)
{
    int r = group_clear_household(call->api->store, household);

    for (size_t i = 0; r == 0 && i < json_array_size(groups); i++) {
        int64_t group = 0;
        const char *name = json_string_value(json_array_get(groups, i));
        r = group_find(call->api->store, name, &group);
        if (r == STORE_NOT_FOUND)
            return refuse(&call->refusal, "unknown_group", "groups", "there is no group \"%s\"",
                          name);
        if (r == 0)
            r = group_add_member(call->api->store, group, household);
    }
    return r;
}

struct household_input {
    const char *code, *head, *cluster, *address, *note, *neighbour;
    bool frail;
    int64_t walk;
    const json_t *phones, *groups;
};

static int read_input(struct call *call, struct household_input *ret)
{
#define INPUT(member) offsetof(struct household_input, member)
    static const struct field fields[] = {
        {"code", FIELD_LINE, INPUT(code), 1, 60},
        {"head", FIELD_LINE, INPUT(head), 1, 200},
        {"cluster", FIELD_LINE, INPUT(cluster), 0, 200},
        {"address", FIELD_LINE, INPUT(address), 0, 500},
        {"note", FIELD_LINE, INPUT(note), 0, 1000},
        {"neighbour", FIELD_LINE, INPUT(neighbour), 0, 60},
        {"frail", FIELD_BOOL, INPUT(frail)},
        {"walk", FIELD_INT, INPUT(walk), 0, 1000000},
        {"phones", FIELD_OBJECTS, INPUT(phones), 0, PHONES_MAX},
        {"groups", FIELD_LINES, INPUT(groups), 0, GROUPS_MAX},
    };
#undef INPUT
    int r = call_read(call, fields, ARRAY_SIZE(fields), ret);

    if (r == 0 && strcmp(ret->code, call_piece(call, 0)) != 0)
        return refuse(&call->refusal, "wrong_type", "code",
                      "the code in the path and the code inside differ");
    return r;
}

/* "": none. */
static int find_neighbour(struct call *call, const struct household_input *input, int64_t *ret_id)
{
    if (!*input->neighbour)
        return 0;
    if (strcmp(input->neighbour, input->code) == 0)
        return refuse(&call->refusal, "own_neighbour", "neighbour",
                      "household \"%s\" cannot be its own neighbour", input->code);
    int r = household_find_id(call->api->store, input->neighbour, ret_id);
    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "unknown_household", "neighbour",
                      "there is no household \"%s\"", input->neighbour);
    return r;
}

static int write_household(struct call *call, bool is_new, struct household *h,
                           const struct household_input *input)
{
    struct household row = {.id = h->id,
                            .code = input->code,
                            .head = input->head,
                            .cluster = input->cluster,
                            .address = input->address,
                            .note = input->note,
                            .frail = input->frail,
                            .walk = input->walk};
    int64_t now = clock_wall_ms();
    int r = find_neighbour(call, input, &row.neighbour_id);
    if (r == 0)
        r = is_new ? household_add(call->api->store, now, &row, &h->id)
                   : household_set(call->api->store, now, &row);

    if (r == 0 && input->phones)
        r = put_phones(call, h->id, input->phones);
    if (r == 0 && input->groups)
        r = put_groups(call, h->id, input->groups);
    if (r == 0)
        r = journal_add(call->api->store, now, call->author,
                        is_new ? "household added" : "household changed", input->code, NULL);
    return r;
}

/* What the object leaves out stays as it was. */
int households_put(struct call *call)
{
    struct household household = {0};
    const char *code = call_piece(call, 0);

    int r = household_find(call->api->store, code, &household);
    bool is_new = r == STORE_NOT_FOUND;
    if (r != 0 && !is_new)
        return r;
    struct household_input input = {code, "", "", "", "", "", false, 0, NULL, NULL};
    if (!is_new)
        input = (struct household_input){code,
                                         household.head,
                                         household.cluster,
                                         household.address,
                                         household.note,
                                         household.neighbour,
                                         household.frail,
                                         household.walk,
                                         NULL,
                                         NULL};
    r = read_input(call, &input);
    if (r == 0 && !*input.head)
        return refuse(&call->refusal, "missing_key", "head", "a new household needs its \"head\"");
    if (r == 0)
        r = write_household(call, is_new, &household, &input);
    if (r == 0)
        r = answer_one(call, code);
    if (r == 0)
        dispatch_book_changed(call->api->dispatch);
    return r;
}

int households_delete(struct call *call)
{
    struct household household;
    int r = find(call, call_piece(call, 0), &household);

    if (r == 0)
        r = household_remove(call->api->store, household.id);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "household removed",
                        call_piece(call, 0), NULL);
    return r;
}
