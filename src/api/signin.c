/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sessions. */
#include "api/signin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/http.h>

#include "api/answer.h"
#include "api/passwords.h"
#include "api/settings.h"
#include "api/throttle.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/account.h"
#include "store/journal.h"
#include "store/staff.h"
#include "text/accents.h"

enum { AGENT_MAX = 200 };

/* ---- what a session is ---- */

static void add_group(const char *name, void *arg_array)
{
    json_array_append_new(arg_array, answer_text(name));
}

int signin_get(struct call *call)
{
    const struct who *who = &call->who;
    json_t *groups = json_array(), *row = json_object();
    int r = who->staff_id ? staff_groups(call->api->store, who->staff_id, add_group, groups) : 0;

    json_object_set_new(row, "name", answer_text(call->author));
    json_object_set_new(row, "role", json_string(staff_role_word(who->role)));
    json_object_set_new(row, "cluster", answer_text(who->cluster));
    json_object_set_new(row, "groups", groups);
    json_object_set_new(row, "village", answer_text(call->api->settings.village));
    json_object_set_new(row, "language", answer_text(call->api->settings.language));
    json_object_set_new(row, "board", json_boolean(call->api->settings.console->board));
    json_object_set_new(row, "csrf", who->csrf[0] ? json_string(who->csrf) : json_null());
    json_object_set_new(row, "until", answer_time(who->until));
    call->answer = row;
    return r;
}

static const char *agent_of(const struct call *call)
{
    const char *agent =
        evhttp_find_header(evhttp_request_get_input_headers(call->http), "User-Agent");

    return agent && strlen(agent) <= AGENT_MAX && text_utf8_valid(agent, strlen(agent)) ? agent
                                                                                        : "";
}

static int begin_session(struct call *call, int64_t staff, char secret[SECRET_SIZE])
{
    const struct console_settings *console = call->api->settings.console;
    int64_t now = clock_wall_ms();
    struct session session;

    secrets_make(secret);
    secrets_hash(secret, call->who.hash);
    int r = session_forget(call->api->store, now - console->idle_ms, now - console->longest_ms);
    if (r == 0)
        r = session_add(call->api->store, call->who.hash, staff, agent_of(call), now);
    if (r == 0)
        r = session_get(call->api->store, call->who.hash, &session);
    if (r != 0)
        return r;
    gate_take_session(call, &session, secret);
    session_clear(&session);
    return journal_add(call->api->store, now, call->author, "signed in", call->author, NULL);
}

int signin_delete(struct call *call)
{
    int r = 0;

    if (call->who.kind == WHO_SESSION)
        r = session_remove(call->api->store, call->who.hash);
    if (r == 0)
        gate_set_cookie(call, NULL);
    return r;
}

/* ---- signing in ---- */

/* One try: failures are counted by the name that was typed and by the address. */
struct attempt {
    int64_t staff_id; /* 0: there is no such account */
    char by_name[WHO_NAME_SIZE + 8], by_address[72];
    const char *address;
};

int signin_enter(struct call *call, int64_t staff)
{
    struct store *store = call->api->store;
    char secret[SECRET_SIZE];
    int r = store_begin(store);

    if (r == 0)
        r = begin_session(call, staff, secret);
    if (r == 0)
        r = store_commit(store);
    if (r != 0) {
        store_rollback(store);
        return r;
    }
    gate_set_cookie(call, secret);
    return signin_get(call);
}

static int checked(struct call *call, bool right, const char *hash, void *arg)
{
    const struct attempt *attempt = arg;

    if (!right || !attempt->staff_id) {
        log_warning("api", "somebody at %s tried a wrong name or password", attempt->address);
        return refuse(&call->refusal, "wrong_password", NULL,
                      "the name or the password is not right");
    }
    throttle_succeeded(call->api->throttle, attempt->by_name);
    throttle_succeeded(call->api->throttle, attempt->by_address);
    return signin_enter(call, attempt->staff_id);
}

/* Too many failures, by this name or from this address. */
static int check_patience(struct call *call, const struct attempt *attempt)
{
    const struct throttle *throttle = call->api->throttle;
    int64_t now = clock_monotonic_ms();
    int64_t by_name = throttle_wait_ms(throttle, attempt->by_name, now);
    int64_t by_address = throttle_wait_ms(throttle, attempt->by_address, now);
    int64_t wait = by_name > by_address ? by_name : by_address;
    char text[40], seconds[24];

    if (wait == 0) {
        throttle_try(call->api->throttle, attempt->by_name, now);
        throttle_try(call->api->throttle, attempt->by_address, now);
        return 0;
    }
    clock_format_duration(wait, text, sizeof(text));
    snprintf(seconds, sizeof(seconds), "%" PRId64, (wait + SECOND - 1) / SECOND);
    evhttp_add_header(evhttp_request_get_output_headers(call->http), "Retry-After", seconds);
    return refuse(&call->refusal, "too_many_attempts", NULL,
                  "too many wrong passwords; the next try is in %s", text);
}

static void describe(struct call *call, const char *name, struct attempt *attempt)
{
    static const char from[] = "from ";
    char *folded = text_fold(name);

    snprintf(attempt->by_name, sizeof(attempt->by_name), "name %s", folded);
    free(folded);
    strcpy(attempt->by_address, from);
    attempt->address = attempt->by_address + strlen(from);
    gate_address(call, attempt->by_address + strlen(from),
                 sizeof(attempt->by_address) - sizeof(from));
}

struct credentials {
    const char *name, *password;
};

int signin_post(struct call *call)
{
#define CREDENTIALS(member) offsetof(struct credentials, member)
    static const struct field fields[] = {
        {"name", FIELD_LINE, CREDENTIALS(name), 1, 200, .required = true},
        {"password", FIELD_TEXT, CREDENTIALS(password), 1, PASSWORD_MAX, .required = true},
    };
#undef CREDENTIALS
    struct credentials input = {0};
    struct account account = {0};
    struct attempt *attempt = xcalloc(1, sizeof(*attempt));

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0) {
        describe(call, input.name, attempt);
        r = check_patience(call, attempt);
    }
    if (r == 0)
        r = account_find(call->api->store, input.name, &account);
    if (r == 0 || r == STORE_NOT_FOUND) {
        attempt->staff_id = account.staff_id;
        r = password_check(call, input.password, account.password, checked, attempt);
        account_clear(&account);
    } else {
        free(attempt);
    }
    return r;
}
