/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing a password. */
#include "api/links.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "api/answer.h"
#include "api/door.h"
#include "api/passwords.h"
#include "api/resources.h"
#include "api/signin.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/account.h"
#include "store/journal.h"
#include "store/staff.h"

enum { LINK_LASTS_MS = 3 * 24 * 3600 * 1000, PHONE_MAX = 40 };

/* ---- making one ---- */

/* In a transaction. The secret is behind the #, which browsers keep to themselves. */
static int make(struct api *api, int64_t staff, const char *origin, char **ret_url,
                int64_t *ret_expires)
{
    int64_t now = clock_wall_ms();
    uint8_t hash[SECRET_HASH];
    char secret[SECRET_SIZE];

    secrets_make(secret);
    secrets_hash(secret, hash);
    int r = link_add(api->store, hash, staff, now + LINK_LASTS_MS, now);
    if (r != 0)
        return r;
    *ret_url = xasprintf("%s/#link=%s", origin, secret);
    *ret_expires = now + LINK_LASTS_MS;
    return 0;
}

static int answer_new(struct call *call, int64_t staff, const char *name)
{
    char origin[320];
    char *url;
    int64_t expires;

    if (!call->api->console)
        return refuse(&call->refusal, "no_console", NULL,
                      "this daemon serves no console: console.listen is empty");
    if (call->door == DOOR_CONSOLE)
        gate_origin(call, origin, sizeof(origin));
    else
        door_url(call->api, origin, sizeof(origin));
    int r = make(call->api, staff, origin, &url, &expires);
    if (r == 0)
        call->answer = json_pack("{s:o,s:o,s:o}", "name", *name ? answer_text(name) : json_null(),
                                 "link", answer_text(url), "expires_at", answer_time(expires));
    if (r == 0)
        r = journal_add(call->api->store, clock_wall_ms(), call->author, "link made",
                        *name ? name : "head", NULL);
    if (r == 0)
        free(url);
    return r;
}

int links_post(struct call *call)
{
    int r = call_read(call, NULL, 0, NULL);

    return r == 0 ? answer_new(call, 0, "") : r;
}

int links_invite(struct call *call)
{
    const char *name = call_piece(call, 0);
    int64_t staff;
    int r = staff_find(call->api->store, name, &staff);

    if (r == STORE_NOT_FOUND)
        return call_not_found(call, "there is no \"%s\" among the staff", name);
    if (r == 0)
        r = call_read(call, NULL, 0, NULL);
    return r == 0 ? answer_new(call, staff, name) : r;
}

static int greet(struct api *api, const char *origin, char **ret_url)
{
    int64_t accounts, expires;
    int r = store_begin(api->store);

    if (r == 0)
        r = account_count(api->store, &accounts);
    if (r == 0 && accounts == 0)
        r = make(api, 0, origin, ret_url, &expires);
    if (r == 0)
        r = store_commit(api->store);
    if (r != 0)
        store_rollback(api->store);
    return r;
}

void links_greet(struct api *api)
{
    char origin[320];
    char *url = NULL;

    door_url(api, origin, sizeof(origin));
    int r = greet(api, origin, &url);
    if (r != 0)
        log_warning("api", "making a link for the head: %s", strerror(-r));
    else if (url)
        log_info("api",
                 "nobody can sign in yet; the head makes himself an account at %s (good "
                 "once, for 3 days; `thonbao console-link` makes another)",
                 url);
    free(url);
}

/* ---- using one ---- */

struct link_input {
    const char *link, *name, *phone, *password;
};

static int find(struct call *call, const char *secret, uint8_t hash[SECRET_HASH],
                struct link_row *ret)
{
    secrets_hash(secret, hash);
    int r = link_get(call->api->store, hash, clock_wall_ms(), ret);
    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "link_over", "link",
                      "this link was used already, or is too old; ask for another");
    return r;
}

int links_look(struct call *call)
{
    static const struct field fields[] = {{"link", FIELD_LINE, 0, 1, 100, .required = true}};
    struct link_input input = {0};
    uint8_t hash[SECRET_HASH];
    struct link_row link;

    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);
    if (r == 0)
        r = find(call, input.link, hash, &link);
    if (r != 0)
        return r;
    call->answer =
        json_pack("{s:o,s:s,s:o}", "name", link.staff_id ? answer_text(link.name) : json_null(),
                  "role", staff_role_word(link.role), "expires_at", answer_time(link.expires_at));
    link_clear(&link);
    return 0;
}

/* What waits for the new password's hash. */
struct choice {
    uint8_t link[SECRET_HASH];
    char name[WHO_NAME_SIZE];
    char phone[PHONE_MAX + 1]; /* of a new head, as he wrote it; "": none */
};

/* The head of this name, made when there is none. */
static int ensure_head(struct call *call, const char *name, int64_t *ret_staff)
{
    struct store *store = call->api->store;
    struct staff_row row;
    int r = staff_get(store, name, &row);

    if (r == 0 && row.role != STAFF_HEAD)
        return refuse(&call->refusal, "exists", "name", "\"%s\" is among the staff, as %s", name,
                      staff_role_word(row.role));
    if (r == 0)
        *ret_staff = row.id;
    if (r == STORE_NOT_FOUND)
        r = staff_add(store, name, STAFF_HEAD, 0, "", ret_staff);
    return r;
}

/* Where calls for help are told, and whence he may give orders. */
static int give_phone(struct call *call, const struct choice *choice, int64_t staff)
{
    struct staff_row row;
    int64_t phone;
    int r = choice->phone[0] ? staff_find_phone(call, choice->phone, staff, &phone) : 0;

    if (r != 0 || !choice->phone[0])
        return r;
    r = staff_get(call->api->store, choice->name, &row);
    return r == 0 ? staff_set(call->api->store, staff, row.role, phone, row.cluster) : r;
}

/* In a transaction. Another password ends every session that the old one began. */
static int set_password(struct call *call, int64_t staff, const char *name, const char *hash,
                        const uint8_t *session)
{
    struct store *store = call->api->store;
    int64_t now = clock_wall_ms();
    int r = hash[0] ? account_set(store, staff, hash, now) : -ENOMEM;

    if (r == 0)
        r = session_remove_of(store, staff, session);
    if (r == 0)
        r = journal_add(store, now, name, "password chosen", name, NULL);
    return r;
}

static int choose(struct call *call, const struct choice *choice, const char *hash,
                  int64_t *ret_staff)
{
    struct store *store = call->api->store;
    struct link_row link;
    int r = link_get(store, choice->link, clock_wall_ms(), &link);

    if (r == STORE_NOT_FOUND)
        return refuse(&call->refusal, "link_over", "link", "this link was used already");
    if (r != 0)
        return r;
    *ret_staff = link.staff_id;
    if (!link.staff_id)
        r = ensure_head(call, choice->name, ret_staff);
    if (r == 0 && !link.staff_id)
        r = give_phone(call, choice, *ret_staff);
    if (r == 0)
        r = link_remove(store, choice->link);
    if (r == 0)
        r = set_password(call, *ret_staff, choice->name, hash, NULL);
    link_clear(&link);
    return r;
}

static int chosen(struct call *call, bool right, const char *hash, void *arg)
{
    struct store *store = call->api->store;
    int64_t staff;
    int r = store_begin(store);

    if (r == 0)
        r = choose(call, arg, hash, &staff);
    if (r == 0)
        r = store_commit(store);
    if (r != 0) {
        store_rollback(store);
        return r;
    }
    return signin_enter(call, staff);
}

static int read_choice(struct call *call, struct link_input *ret)
{
#define INPUT(member) offsetof(struct link_input, member)
    static const struct field fields[] = {
        {"link", FIELD_LINE, INPUT(link), 1, 100, .required = true},
        {"name", FIELD_LINE, INPUT(name), 0, 200},
        {"phone", FIELD_LINE, INPUT(phone), 0, PHONE_MAX},
        {"password", FIELD_TEXT, INPUT(password), 1, PASSWORD_MAX, .required = true},
    };
#undef INPUT
    *ret = (struct link_input){.name = "", .phone = ""};
    return call_read(call, fields, ARRAY_SIZE(fields), ret);
}

int links_use(struct call *call)
{
    struct link_input input;
    struct link_row link = {0};
    struct choice choice = {0};
    int r = read_choice(call, &input);

    if (r == 0)
        r = find(call, input.link, choice.link, &link);
    if (r != 0)
        return r;
    const char *name = link.staff_id ? link.name : input.name;
    snprintf(choice.name, sizeof(choice.name), "%s", name);
    snprintf(choice.phone, sizeof(choice.phone), "%s", input.phone);
    if (!name[0])
        r = refuse(&call->refusal, "missing_key", "name",
                   "\"name\" is missing: what is the head's?");
    if (r == 0)
        r = password_judge(call, name, input.password);
    link_clear(&link);
    if (r != 0)
        return r;
    struct choice *kept = xmalloc(sizeof(*kept));
    *kept = choice;
    return password_make(call, input.password, chosen, kept);
}

/* ---- another password for oneself ---- */

struct change {
    int64_t staff;
    uint8_t session[SECRET_HASH];
    char password[PASSWORD_MAX + 1]; /* the new one, while the old one is compared */
};

static int changed(struct call *call, bool right, const char *hash, void *arg)
{
    const struct change *change = arg;
    struct store *store = call->api->store;
    int r = store_begin(store);

    if (r == 0)
        r = set_password(call, change->staff, call->author, hash, change->session);
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

static int old_checked(struct call *call, bool right, const char *hash, void *arg)
{
    if (!right)
        return refuse(&call->refusal, "wrong_password", "old", "the old password is not right");
    struct change *change = xmalloc(sizeof(*change));
    memcpy(change, arg, sizeof(*change));
    sodium_memzero(((struct change *)arg)->password, sizeof(change->password));
    return password_make(call, change->password, changed, change);
}

struct change_input {
    const char *old, *new;
};

int links_password(struct call *call)
{
#define INPUT(member) offsetof(struct change_input, member)
    static const struct field fields[] = {
        {"old", FIELD_TEXT, INPUT(old), 1, PASSWORD_MAX, .required = true},
        {"new", FIELD_TEXT, INPUT(new), 1, PASSWORD_MAX, .required = true},
    };
#undef INPUT
    struct change_input input = {0};
    struct account account;
    int r = call_read(call, fields, ARRAY_SIZE(fields), &input);

    if (r == 0 && call->who.kind != WHO_SESSION)
        return refuse(&call->refusal, "not_allowed", NULL, "only who has signed in has a password");
    if (r == 0)
        r = password_judge(call, call->author, input.new);
    if (r == 0)
        r = account_find(call->api->store, call->author, &account);
    if (r != 0)
        return r;
    struct change *change = xcalloc(1, sizeof(*change));
    change->staff = call->who.staff_id;
    memcpy(change->session, call->who.hash, sizeof(change->session));
    snprintf(change->password, sizeof(change->password), "%s", input.new);
    r = password_check(call, input.old, account.password, old_checked, change);
    account_clear(&account);
    return r;
}
