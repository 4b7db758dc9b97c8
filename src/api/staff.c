/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box. */
#include <errno.h>
#include <stdlib.h>

#include "api/answer.h"
#include "api/resources.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/orders.h"
#include "inbound/reply/reply.h"
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

/* An order by SMS has one author. staff: whose phone it is to be, 0: of somebody new. */
static int check_owner(struct call *call, int64_t phone, int64_t staff)
{
    struct staff_row owner;
    int r = staff_by_phone(call->api->store, phone, &owner);

    if (r == 0 && owner.id != staff)
        return refuse(&call->refusal, "exists", "phone", "%s has the phone %s already", owner.name,
                      owner.number);
    return r == STORE_NOT_FOUND ? 0 : r;
}

/* Somebody must be left who may do everything. */
static int check_heads(struct call *call, const struct staff_row *staff)
{
    int64_t heads = 0;
    int r = staff->role == STAFF_HEAD ? staff_count(call->api->store, STAFF_HEAD, &heads) : 0;

    if (r == 0 && staff->role == STAFF_HEAD && heads < 2)
        return refuse(&call->refusal, "last_head", "role",
                      "%s is the only head: make another one first", staff->name);
    return r;
}

int staff_find_phone(struct call *call, const char *written, int64_t staff, int64_t *ret_id)
{
    struct number number;

    *ret_id = 0;
    if (!*written)
        return 0;
    if (number_parse(call->api->settings.numbers, written, &number) == NUMBER_MOBILE) {
        int r = phone_ensure(call->api->store, number.e164, false, ret_id);
        return r == 0 ? check_owner(call, *ret_id, staff) : r;
    }
    return refuse(&call->refusal, "bad_number", "phone", "\"%.40s\" is no mobile number: %s",
                  written,
                  number.kind == NUMBER_FIXED ? "a land line takes no SMS"
                                              : number_fault_sentence(number.fault));
}

/* What he had goes. */
static int put_groups(struct call *call, int64_t staff, const json_t *groups)
{
    int r = staff_clear_groups(call->api->store, staff);

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
    int r = staff_clear_categories(call->api->store, staff), category;

    for (size_t i = 0; r == 0 && i < json_array_size(categories); i++) {
        const char *word = json_string_value(json_array_get(categories, i));
        r = feedback_read_category(call, word, "categories", &category);
        if (r == 0)
            r = staff_add_category(call->api->store, staff, category);
    }
    return r;
}

#define STAFF(member) offsetof(struct staff_input, member)
#define STAFF_HAS                                                                                  \
    {"phone", FIELD_LINE, STAFF(phone), 0, 40}, {"cluster", FIELD_LINE, STAFF(cluster), 0, 200},   \
        {"groups", FIELD_LINES, STAFF(groups), 0, 100},                                            \
        {"categories", FIELD_LINES, STAFF(categories), 0, 100},

static const struct field new_fields[] = {
    {"name", FIELD_LINE, STAFF(name), 1, 200, .required = true},
    {"role", FIELD_WORD, STAFF(role), .words = staff_role_words, .required = true},
    STAFF_HAS};
/* Not the name: the journal and what he has made know him by it. */
static const struct field changed_fields[] = {
    {"role", FIELD_WORD, STAFF(role), .words = staff_role_words}, STAFF_HAS};

static int add(struct call *call, const struct staff_input *input)
{
    int64_t phone = 0, id = 0;
    int r = staff_find(call->api->store, input->name, &id);

    if (r == 0)
        return refuse(&call->refusal, "exists", "name", "there is a \"%s\" already", input->name);
    if (r == STORE_NOT_FOUND)
        r = staff_find_phone(call, input->phone, 0, &phone);
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
    int r = call_read(call, new_fields, ARRAY_SIZE(new_fields), &input);

    if (r == 0)
        r = add(call, &input);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "staff added", input.name,
                        staff_role_word((enum staff_role)input.role));
    if (r == 0)
        call->answer = json_pack("{s:o}", "name", answer_text(input.name));
    return r;
}

static int find_staff(struct call *call, struct staff_row *ret)
{
    const char *name = call_piece(call, 0);
    int r = staff_get(call->api->store, name, ret);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no \"%s\" among the staff", name);
    return r;
}

/* What the body says; the rest stays as it is. */
static int change(struct call *call, struct staff_row staff, const struct staff_input *input)
{
    char *cluster = xstrdup(input->cluster ? input->cluster : staff.cluster);
    int r = 0;

    if (input->role >= 0 && input->role != (int)staff.role)
        r = check_heads(call, &staff);
    if (r == 0 && input->phone)
        r = staff_find_phone(call, input->phone, staff.id, &staff.phone_id);
    if (input->role >= 0)
        staff.role = (enum staff_role)input->role;
    if (r == 0)
        r = staff_set(call->api->store, staff.id, staff.role, staff.phone_id, cluster);
    free(cluster);
    if (r == 0 && input->groups)
        r = put_groups(call, staff.id, input->groups);
    if (r == 0 && input->categories)
        r = put_categories(call, staff.id, input->categories);
    return r;
}

/* "role clerk, phone, categories" */
static int journal_change(struct call *call, const struct staff_input *input)
{
    struct buf detail = BUF_INIT;
    const struct {
        bool changed;
        const char *what;
    } pieces[] = {{input->phone, "phone"},
                  {input->cluster, "cluster"},
                  {input->groups, "groups"},
                  {input->categories, "categories"}};

    if (input->role >= 0)
        buf_printf(&detail, "role %s", staff_role_word((enum staff_role)input->role));
    for (size_t i = 0; i < ARRAY_SIZE(pieces); i++)
        if (pieces[i].changed)
            buf_printf(&detail, "%s%s", detail.len ? ", " : "", pieces[i].what);
    int r = journal_add(call->api->store, clock_wall_ms(), call->author, "staff changed",
                        call_piece(call, 0), buf_str(&detail));
    buf_free(&detail);
    return r;
}

int staff_resource_put(struct call *call)
{
    struct staff_input input = {.role = -1};
    struct staff_row staff;
    int r = call_read(call, changed_fields, ARRAY_SIZE(changed_fields), &input);

    if (r == 0)
        r = find_staff(call, &staff);
    if (r == 0)
        r = change(call, staff, &input);
    return r == 0 ? journal_change(call, &input) : r;
}

int staff_resource_delete(struct call *call)
{
    const char *name = call_piece(call, 0);
    struct staff_row staff;
    int r = find_staff(call, &staff);

    if (r == 0)
        r = check_heads(call, &staff);
    if (r == 0)
        r = staff_remove(call->api->store, staff.id);
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
