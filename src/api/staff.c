/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box. */
#include <errno.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/orders.h"
#include "inbound/reply.h"
#include "store/group.h"
#include "store/household.h"
#include "store/journal.h"
#include "store/staff.h"
#include "village/number_cell.h"

struct list {
    struct api *api;
    json_t *rows;
    int64_t ids[1000]; /* of the rows, for their groups */
    size_t count;
};

static void add_row(const struct staff_row *staff, void *arg)
{
    struct list *list = arg;
    json_t *row = json_object();

    if (list->count == ARRAY_SIZE(list->ids))
        return;
    json_object_set_new(row, "name", answer_text(staff->name));
    json_object_set_new(row, "role", json_string(staff_role_word(staff->role)));
    json_object_set_new(row, "phone", answer_text(staff->number));
    json_object_set_new(row, "cluster", answer_text(staff->cluster));
    json_object_set_new(row, "groups", json_array());
    json_object_set_new(row, "categories", json_array());
    json_object_set_new(row, "locked", json_boolean(staff->locked_at != 0));
    json_array_append_new(list->rows, row);
    list->ids[list->count++] = staff->id;
}

static void add_group(const char *name, void *arg_row)
{
    json_array_append_new(json_object_get(arg_row, "groups"), answer_text(name));
}

static void add_category(int category, void *arg_row)
{
    json_array_append_new(json_object_get(arg_row, "categories"),
                          json_string(reply_category_word((enum reply_category)category)));
}

int staff_resource_list(struct call *call)
{
    struct list list = {.api = call->api, .rows = json_array()};
    int r = staff_list(call->api->store, add_row, &list);

    for (size_t i = 0; r == 0 && i < list.count; i++)
        r = staff_groups(call->api->store, list.ids[i], add_group, json_array_get(list.rows, i));
    for (size_t i = 0; r == 0 && i < list.count; i++)
        r = staff_categories(call->api->store, list.ids[i], add_category,
                             json_array_get(list.rows, i));
    call->answer = json_object();
    json_object_set_new(call->answer, "staff", list.rows);
    return r;
}

struct staff_input {
    const char *name, *phone, *cluster;
    int role;
    const json_t *groups, *categories;
};

/* An order by SMS has one author. */
static int check_owner(struct call *call, int64_t phone)
{
    struct staff_row owner;
    int r = staff_by_phone(call->api->store, phone, &owner);

    if (r == 0)
        return refuse(&call->refusal, "exists", "phone", "%s has the phone %s already", owner.name,
                      owner.number);
    return r == STORE_NOT_FOUND ? 0 : r;
}

/* A member of staff is reached by SMS: a land line is of no use. */
static int find_phone(struct call *call, const char *written, int64_t *ret_id)
{
    struct number number;

    *ret_id = 0;
    if (!*written)
        return 0;
    if (number_parse(call->api->settings.numbers, written, &number) == NUMBER_MOBILE) {
        int r = phone_ensure(call->api->store, number.e164, false, ret_id);
        return r == 0 ? check_owner(call, *ret_id) : r;
    }
    return refuse(&call->refusal, "bad_number", "phone", "\"%.40s\" is no mobile number: %s",
                  written,
                  number.kind == NUMBER_FIXED ? "a land line takes no SMS"
                                              : number_fault_sentence(number.fault));
}

static int put_groups(struct call *call, int64_t staff, const json_t *groups)
{
    int r = 0;

    for (size_t i = 0; r == 0 && i < json_array_size(groups); i++) {
        const char *name = json_string_value(json_array_get(groups, i));
        int64_t group = 0;
        r = group_find(call->api->store, name, &group);
        if (r == STORE_NOT_FOUND)
            return refuse(&call->refusal, "unknown_group", "groups", "there is no group \"%s\"",
                          name);
        if (r == 0)
            r = staff_add_group(call->api->store, staff, group);
    }
    return r;
}

static int put_categories(struct call *call, int64_t staff, const json_t *categories)
{
    int r = 0, category;

    for (size_t i = 0; r == 0 && i < json_array_size(categories); i++) {
        const char *word = json_string_value(json_array_get(categories, i));
        r = feedback_read_category(call, word, "categories", &category);
        if (r == 0)
            r = staff_add_category(call->api->store, staff, category);
    }
    return r;
}

static int read_input(struct call *call, struct staff_input *ret)
{
#define STAFF(member) offsetof(struct staff_input, member)
    static const struct field fields[] = {
        {"name", FIELD_LINE, STAFF(name), 1, 200, .required = true},
        {"role", FIELD_WORD, STAFF(role), .words = staff_role_words, .required = true},
        {"phone", FIELD_LINE, STAFF(phone), 0, 40},
        {"cluster", FIELD_LINE, STAFF(cluster), 0, 200},
        {"groups", FIELD_LINES, STAFF(groups), 0, 100},
        {"categories", FIELD_LINES, STAFF(categories), 0, 100},
    };
#undef STAFF
    return call_read(call, fields, ARRAY_SIZE(fields), ret);
}

static int add(struct call *call, const struct staff_input *input)
{
    int64_t phone = 0, id = 0;
    int r = staff_find(call->api->store, input->name, &id);

    if (r == 0)
        return refuse(&call->refusal, "exists", "name", "there is a \"%s\" already", input->name);
    if (r == STORE_NOT_FOUND)
        r = find_phone(call, input->phone, &phone);
    if (r == 0)
        r = staff_add(call->api->store, input->name, (enum staff_role)input->role, phone,
                      input->cluster, &id);
    if (r == 0 && input->groups)
        r = put_groups(call, id, input->groups);
    if (r == 0 && input->categories)
        r = put_categories(call, id, input->categories);
    return r;
}

int staff_resource_post(struct call *call)
{
    struct staff_input input = {.phone = "", .cluster = ""};
    int r = read_input(call, &input);

    if (r == 0)
        r = add(call, &input);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "staff added", input.name,
                        staff_role_word((enum staff_role)input.role));
    if (r == 0)
        call->answer = json_pack("{s:o}", "name", answer_text(input.name));
    return r;
}

int staff_resource_delete(struct call *call)
{
    const char *name = call_piece(call, 0);
    int64_t id;
    int r = staff_find(call->api->store, name, &id);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no \"%s\" among the staff", name);
    if (r == 0)
        r = staff_remove(call->api->store, id);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "staff removed", name,
                        NULL);
    return r;
}

int staff_resource_unlock(struct call *call)
{
    const char *name = call_piece(call, 0);
    int r = orders_unlock(call->api->dispatch, name, call->author, &call->refusal);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no \"%s\" among the staff", name);
    return r;
}
