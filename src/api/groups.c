/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups: listing, making and unmaking, what they contain. */
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/group.h"
#include "store/household.h"
#include "store/journal.h"
#include "village/group.h"

enum { MEMBERS_MAX = 5000 }; /* households that one request moves */

/* Groups by id while the list is put together. */
struct book {
    int64_t *ids;
    size_t count;
    json_t *rows;
};

static void add_row(const struct group_row *group, void *arg)
{
    struct book *book = arg;
    json_t *row = json_object();

    json_object_set_new(row, "name", answer_text(group->name));
    json_object_set_new(row, "key", answer_text(group->key));
    json_object_set_new(row, "households", json_integer(group->households));
    json_object_set_new(row, "mobiles", json_integer(group->mobiles));
    json_object_set_new(row, "groups", json_array());
    json_array_append_new(book->rows, row);
    book->ids = xreallocarray(book->ids, book->count + 1, sizeof(*book->ids));
    book->ids[book->count++] = group->id;
}

static json_t *row_of(const struct book *book, int64_t id)
{
    for (size_t i = 0; i < book->count; i++)
        if (book->ids[i] == id)
            return json_array_get(book->rows, i);
    return NULL;
}

static void add_child(int64_t group, int64_t child, void *arg)
{
    json_t *parent = row_of(arg, group), *inside = row_of(arg, child);

    if (parent && inside)
        json_array_append(json_object_get(parent, "groups"), json_object_get(inside, "name"));
}

int groups_list(struct call *call)
{
    struct book book = {.rows = json_array()};

    int r = group_list(call->api->store, add_row, &book);
    if (r == 0)
        r = group_subgroups(call->api->store, add_child, &book);
    call->answer = json_object();
    json_object_set_new(call->answer, "groups", book.rows);
    free(book.ids);
    return r;
}

static int find(struct call *call, const char *name, int64_t *ret_id)
{
    int r = group_find(call->api->store, name, ret_id);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no group \"%s\"", name);
    return r;
}

static int record(struct call *call, const char *what, const char *name, const char *detail)
{
    return journal_add(call->api->store, clock_wall_ms(), call->author, what, name, detail);
}

static int check_name(struct call *call, const char *name)
{
    char *key = group_key(name);
    bool nothing = !*key;
    int64_t id;

    free(key);
    if (nothing)
        return refuse(&call->refusal, "bad_name", "name",
                      "a group's name needs a letter or a digit");
    if (strchr(name, ','))
        return refuse(&call->refusal, "bad_name", "name",
                      "a group's name holds no comma: that stands between groups");
    if (group_is_everybody(name))
        return refuse(&call->refusal, "bad_name", "name",
                      "\"%s\" means everybody; no group may be called so", name);
    int r = group_find(call->api->store, name, &id);
    if (r == 0)
        return refuse(&call->refusal, "exists", "name",
                      "there is a group of this name (accents, capitals and blanks do not count)");
    return r == STORE_NOT_FOUND ? 0 : r;
}

int groups_post(struct call *call)
{
    struct {
        const char *name;
    } input = {0};
    static const struct field fields[] = {{"name", FIELD_LINE, 0, 1, 200, .required = true}};
    int64_t id;

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = check_name(call, input.name);
    if (r == 0)
        r = group_ensure(call->api->store, input.name, &id);
    if (r == 0)
        r = record(call, "group added", input.name, NULL);
    if (r == 0)
        call->answer = json_pack("{s:o}", "name", answer_text(input.name));
    return r;
}

int groups_delete(struct call *call)
{
    int64_t id;
    int r = find(call, call_piece(call, 0), &id);

    if (r == 0)
        r = group_remove(call->api->store, id);
    if (r == 0)
        r = record(call, "group removed", call_piece(call, 0), NULL);
    return r;
}

static int find_pair(struct call *call, int64_t *ret_group, int64_t *ret_child)
{
    int r = find(call, call_piece(call, 0), ret_group);

    return r == 0 ? find(call, call_piece(call, 1), ret_child) : r;
}

int groups_put_child(struct call *call)
{
    int64_t group, child;
    int r = find_pair(call, &group, &child);

    if (r == 0)
        r = group_add_subgroup(call->api->store, group, child, &call->refusal);
    if (r == 0)
        r = record(call, "group put into group", call_piece(call, 0), call_piece(call, 1));
    return r;
}

int groups_delete_child(struct call *call)
{
    int64_t group, child;
    int r = find_pair(call, &group, &child);

    if (r == 0)
        r = group_remove_subgroup(call->api->store, group, child);
    if (r == 0)
        r = record(call, "group taken out of group", call_piece(call, 0), call_piece(call, 1));
    return r;
}

/* Puts households into the group (join) or takes them out. */
static int move_members(struct call *call, int64_t group, const json_t *codes, bool join)
{
    const char *name = call_piece(call, 0);
    int r = 0;

    for (size_t i = 0; r == 0 && i < json_array_size(codes); i++) {
        const char *code = json_string_value(json_array_get(codes, i));
        struct household household;
        r = household_find(call->api->store, code, &household);
        if (r == STORE_NOT_FOUND)
            return refuse(&call->refusal, "unknown_household", join ? "join" : "leave",
                          "there is no household \"%s\"", code);
        if (r == 0)
            r = join ? group_add_member(call->api->store, group, household.id)
                     : group_remove_member(call->api->store, group, household.id);
        if (r == 0)
            r = record(call, join ? "household put into group" : "household taken out of group",
                       name, code);
    }
    return r;
}

int groups_members(struct call *call)
{
    struct {
        const json_t *join, *leave;
    } input = {0};
    static const struct field fields[] = {
        {"join", FIELD_LINES, 0, 0, MEMBERS_MAX},
        {"leave", FIELD_LINES, sizeof(json_t *), 0, MEMBERS_MAX},
    };
    int64_t group;

    int r = find(call, call_piece(call, 0), &group);
    if (r == 0)
        r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = move_members(call, group, input.join, true);
    if (r == 0)
        r = move_members(call, group, input.leave, false);
    return r;
}
