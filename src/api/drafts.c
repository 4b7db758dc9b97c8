/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drafts and templates. */
#include "api/drafts.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/draft.h"
#include "store/journal.h"

enum { CONTENT_MAX = 16 * 1024, DRAFTS_MAX = 100 };

static void add_row(const struct draft *draft, void *arg_rows)
{
    json_t *row = json_object(), *content = json_loads(draft->content, 0, NULL);

    json_object_set_new(row, "id", json_integer(draft->id));
    if (draft->name[0])
        json_object_set_new(row, "name", answer_text(draft->name));
    json_object_set_new(row, "content", content ? content : json_object());
    json_object_set_new(row, "changed_by", answer_text(draft->changed_by));
    json_object_set_new(row, "changed_at", answer_time(draft->changed_at));
    json_array_append_new(arg_rows, row);
}

static int answer_list(struct call *call, const char *name, const char *owner)
{
    json_t *rows = json_array();

    call->answer = json_object();
    json_object_set_new(call->answer, name, rows);
    return draft_list(call->api->store, owner, add_row, rows);
}

struct draft_input {
    const char *name;
    const json_t *content;
};

static int read_input(struct call *call, bool named, struct draft_input *ret)
{
#define INPUT(member) offsetof(struct draft_input, member)
    static const struct field fields[] = {
        {"content", FIELD_OBJECT, INPUT(content), .required = true},
        {"name", FIELD_LINE, INPUT(name), 1, 100, .required = true},
    };
#undef INPUT
    *ret = (struct draft_input){.name = ""};
    return call_read(call, fields, named ? 2 : 1, ret);
}

static int check_room(struct call *call, const char *owner)
{
    int64_t count = 0;
    int r = draft_count(call->api->store, owner, &count);

    if (r == 0 && count >= DRAFTS_MAX)
        return refuse(&call->refusal, "out_of_bounds", NULL,
                      "there are %d already; remove one first", DRAFTS_MAX);
    return r;
}

/* Writes it and answers its number. */
static int write(struct call *call, struct draft *draft, const json_t *content)
{
    char *text = json_dumps(content, JSON_COMPACT);
    int r = 0;

    if (!text || strlen(text) > CONTENT_MAX)
        r = refuse(&call->refusal, "out_of_bounds", "content", "a draft holds at most %d kB",
                   CONTENT_MAX / 1024);
    draft->content = text;
    draft->changed_by = call->author;
    draft->changed_at = clock_wall_ms();
    if (r == 0)
        r = draft_put(call->api->store, draft, &draft->id);
    free(text);
    if (r == -EEXIST)
        return refuse(&call->refusal, "exists", "name", "there is a template \"%s\" already",
                      draft->name);
    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no %s %" PRId64,
                              draft->owner[0] ? "draft of yours" : "template", draft->id);
    if (r == 0)
        call->answer = json_pack("{s:I}", "id", (json_int_t)draft->id);
    return r;
}

static int put(struct call *call, struct draft *draft)
{
    struct draft_input input;
    int r = read_input(call, !draft->owner[0], &input);

    draft->name = input.name;
    if (r == 0 && draft->id == 0)
        r = check_room(call, draft->owner);
    return r == 0 ? write(call, draft, input.content) : r;
}

static int change(struct call *call, const char *owner)
{
    struct draft draft = {.owner = owner};
    int r = call_id(call, &draft.id);

    return r == 0 ? put(call, &draft) : r;
}

static int take_away(struct call *call, const char *owner)
{
    int64_t id;
    int r = call_id(call, &id);

    if (r == 0)
        r = draft_remove(call->api->store, id, owner);
    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no %s %" PRId64,
                              owner[0] ? "draft of yours" : "template", id);
    return r;
}

int drafts_list(struct call *call)
{
    return answer_list(call, "drafts", call->author);
}

int drafts_post(struct call *call)
{
    struct draft draft = {.owner = call->author};

    return put(call, &draft);
}

int drafts_put(struct call *call)
{
    return change(call, call->author);
}

int drafts_delete(struct call *call)
{
    return take_away(call, call->author);
}

int templates_list(struct call *call)
{
    return answer_list(call, "templates", "");
}

/* Templates are the village's: who changed them stands in the journal. */
static int record(struct call *call, int r, const char *what)
{
    char object[24];

    if (r != 0)
        return r;
    snprintf(object, sizeof(object), "%" JSON_INTEGER_FORMAT,
             json_integer_value(json_object_get(call->answer, "id")));
    return journal_add(call->api->store, clock_wall_ms(), call->author, what, object, NULL);
}

int templates_post(struct call *call)
{
    struct draft draft = {.owner = ""};

    return record(call, put(call, &draft), "template added");
}

int templates_put(struct call *call)
{
    return record(call, change(call, ""), "template changed");
}

int templates_delete(struct call *call)
{
    int r = take_away(call, "");

    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "template removed",
                        call_piece(call, 0), NULL);
    return r;
}
