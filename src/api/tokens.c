/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tokens of other programs. */
#include "api/tokens.h"

#include <errno.h>

#include "api/answer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/account.h"
#include "store/journal.h"

static json_t *to_json(const struct token_row *token)
{
    json_t *row = json_object();

    json_object_set_new(row, "name", answer_text(token->name));
    json_object_set_new(row, "role", json_string(staff_role_word(token->role)));
    json_object_set_new(row, "created_at", answer_time(token->created_at));
    json_object_set_new(row, "created_by", answer_text(token->created_by));
    json_object_set_new(row, "expires_at", answer_time(token->expires_at));
    json_object_set_new(row, "used_at", answer_time(token->used_at));
    return row;
}

static void add_row(const struct token_row *token, void *arg_array)
{
    json_array_append_new(arg_array, to_json(token));
}

int tokens_list(struct call *call)
{
    json_t *rows = json_array();

    call->answer = json_object();
    json_object_set_new(call->answer, "tokens", rows);
    return token_list(call->api->store, add_row, rows);
}

struct token_input {
    const char *name, *expires;
    int role;
};

static int read_input(struct call *call, struct token_input *ret)
{
#define TOKEN(member) offsetof(struct token_input, member)
    static const struct field fields[] = {
        {"name", FIELD_LINE, TOKEN(name), 1, 100, .required = true},
        {"role", FIELD_WORD, TOKEN(role), .words = staff_role_words, .required = true},
        {"expires", FIELD_LINE, TOKEN(expires), 1, 60},
    };
#undef TOKEN
    *ret = (struct token_input){.expires = "90d"};
    return call_read(call, fields, ARRAY_SIZE(fields), ret);
}

static int add(struct call *call, const struct token_input *input, const char *secret,
               struct token_row *row)
{
    uint8_t hash[SECRET_HASH];

    secrets_hash(secret, hash);
    int r = token_add(call->api->store, hash, row->name, row->role, call->author, row->expires_at,
                      row->created_at, &row->id);
    if (r == -EEXIST)
        return refuse(&call->refusal, "exists", "name", "there is a token \"%s\" already",
                      input->name);
    return r;
}

int tokens_post(struct call *call)
{
    struct token_input input;
    struct token_row row = {.created_at = clock_wall_ms(), .created_by = call->author};
    char secret[SECRET_SIZE];

    int r = read_input(call, &input);
    if (r == 0)
        r = call_read_time(call, "expires", input.expires, row.created_at, row.created_at,
                           &row.expires_at);
    if (r == 0 && row.expires_at <= row.created_at)
        r = refuse(&call->refusal, "bad_time", "expires", "the token would be too old at once");
    if (r != 0)
        return r;
    row.name = input.name;
    row.role = (enum staff_role)input.role;
    secrets_make(secret);
    r = add(call, &input, secret, &row);
    if (r == 0)
        r = journal_add(call->api->store, row.created_at, call->author, "token made", row.name,
                        staff_role_word(row.role));
    if (r == 0) {
        call->answer = to_json(&row);
        json_object_set_new(call->answer, "token", json_string(secret));
    }
    return r;
}

int tokens_delete(struct call *call)
{
    const char *name = call_piece(call, 0);
    int r = token_remove(call->api->store, name);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no token \"%s\"", name);
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "token revoked", name,
                        NULL);
    return r;
}
