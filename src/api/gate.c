/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognising who asks, and letting through what he may. */
#include "api/gate.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <event2/http.h>

#include "api/address.h"
#include "api/call.h"
#include "api/peer.h"
#include "api/server.h"
#include "api/settings.h"
#include "base/clock.h"
#include "store/account.h"

enum { SEEN_EVERY_MS = 60 * 1000 }; /* how exactly "last seen" is kept */

static const char *header(const struct call *call, const char *name)
{
    const char *value = evhttp_find_header(evhttp_request_get_input_headers(call->http), name);

    return value ? value : "";
}

static const struct console_settings *console(const struct call *call)
{
    return call->api->settings.console;
}

static int recognise_peer(struct call *call)
{
    int fd = server_fd(call->http);
    struct peer peer;

    if (!peer_read(fd, &peer) || !peer_may(fd, &peer, call->api->group))
        return refuse(&call->refusal, "not_allowed", NULL,
                      "only root and members of the socket's group may do this");
    snprintf(call->author, sizeof(call->author), "%s", peer.name);
    call->who = (struct who){.kind = WHO_PEER, .role = STAFF_HEAD};
    return 0;
}

/* ---- the console's address ---- */

static bool is_the_proxy(const struct call *call)
{
    char peer[64], proxy[HOST_MAX];

    return address_host(console(call)->proxy, proxy) &&
           address_of_peer(server_fd(call->http), peer, sizeof(peer)) && strcmp(peer, proxy) == 0;
}

void gate_address(struct call *call, char *out, size_t size)
{
    const char *behind = header(call, "X-Forwarded-For");
    const char *last = strrchr(behind, ',');

    /* The last one is what the proxy itself saw; those before it anybody may have made up. */
    if (console(call)->proxy[0] && is_the_proxy(call) && behind[0]) {
        last = last ? last + 1 : behind;
        snprintf(out, size, "%s", last + strspn(last, " "));
    } else if (!address_of_peer(server_fd(call->http), out, size)) {
        snprintf(out, size, "?");
    }
}

static bool is_encrypted(const struct api *api)
{
    return api->tls || api->settings.console->proxy[0];
}

void gate_origin(struct call *call, char *out, size_t size)
{
    snprintf(out, size, "%s://%s", is_encrypted(call->api) ? "https" : "http",
             header(call, "Host"));
}

/* A page elsewhere may have its name answered with our address, and then speak to us as if it were
 * ours (DNS rebinding). Its name stands in Host: only names that are ours are answered. A number is
 * nobody's name. */
static int check_host(struct call *call)
{
    const struct conf_strings *names = &console(call)->names;
    char host[HOST_MAX];

    if (!address_host(header(call, "Host"), host))
        return refuse(&call->refusal, "unknown_host", "Host", "the request has no usable Host");
    bool known = strcmp(host, "localhost") == 0 || address_host_is_number(host);
    for (size_t i = 0; i < names->count && !known; i++)
        known = strcasecmp(names->items[i], host) == 0;
    if (known)
        return 0;
    return refuse(&call->refusal, "unknown_host", "Host",
                  "the console is not called \"%.100s\"; if it is, add that to console.names",
                  host);
}

bool gate_cookie(const char *text, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);

    for (const char *at = text; *at;) {
        at += strspn(at, " ;");
        size_t pair = strcspn(at, ";");
        if (pair > len && strncmp(at, name, len) == 0 && at[len] == '=') {
            size_t value = pair - len - 1;
            if (value >= size)
                return false;
            memcpy(out, at + len + 1, value);
            out[value] = '\0';
            return true;
        }
        at += pair;
    }
    return false;
}

/* With TLS the browser itself sees to it that no other host has set the cookie. */
static const char *cookie_name(const struct api *api)
{
    return is_encrypted(api) ? "__Host-thonbao" : "thonbao";
}

void gate_set_cookie(struct call *call, const char *secret)
{
    char text[256];

    snprintf(text, sizeof(text), "%s=%s; Path=/; HttpOnly; SameSite=Strict%s; Max-Age=%lld",
             cookie_name(call->api), secret ? secret : "",
             is_encrypted(call->api) ? "; Secure" : "",
             secret ? (long long)(console(call)->longest_ms / SECOND) : 0);
    evhttp_add_header(evhttp_request_get_output_headers(call->http), "Set-Cookie", text);
}

/* Not at every request: it is a write. */
static int note_seen(struct call *call, const struct session *session, int64_t now)
{
    struct store *store = call->api->store;

    if (now - session->seen_at < SEEN_EVERY_MS)
        return 0;
    int r = store_begin(store);
    if (r == 0)
        r = session_seen(store, call->who.hash, now);
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

static bool is_over(const struct api *api, const struct session *session, int64_t now)
{
    return now - session->seen_at > api->settings.console->idle_ms ||
           now - session->created_at > api->settings.console->longest_ms;
}

int gate_take_session(struct call *call, const struct session *session, const char *secret)
{
    int64_t now = clock_wall_ms();

    if (is_over(call->api, session, now))
        return 0;
    call->who.kind = WHO_SESSION;
    call->who.role = session->role;
    call->who.staff_id = session->staff_id;
    call->who.until = session->created_at + console(call)->longest_ms;
    snprintf(call->who.cluster, sizeof(call->who.cluster), "%s", session->cluster);
    secrets_derive(secret, "thonbao csrf token", call->who.csrf);
    snprintf(call->author, sizeof(call->author), "%s", session->name);
    return note_seen(call, session, now);
}

/* A token's last use is kept as exactly as a session's. */
static int note_used(struct call *call, int64_t id, int64_t used_at, int64_t now)
{
    struct store *store = call->api->store;

    if (now - used_at < SEEN_EVERY_MS)
        return 0;
    int r = store_begin(store);
    if (r == 0)
        r = token_used(store, id, now);
    if (r == 0)
        r = store_commit(store);
    if (r != 0)
        store_rollback(store);
    return r;
}

struct found_token {
    struct call *call;
    int64_t id, expires_at, used_at;
};

static void take_token(const struct token_row *row, void *arg)
{
    struct found_token *found = arg;
    struct call *call = found->call;

    *found = (struct found_token){call, row->id, row->expires_at, row->used_at};
    call->who = (struct who){.kind = WHO_TOKEN, .role = row->role, .until = row->expires_at};
    snprintf(call->author, sizeof(call->author), "token %s", row->name);
}

static int recognise_program(struct call *call, const char *secret)
{
    struct found_token found = {.call = call};
    uint8_t hash[SECRET_HASH];
    int64_t now = clock_wall_ms();

    secrets_hash(secret, hash);
    int r = token_get(call->api->store, hash, take_token, &found);
    if (r == STORE_NOT_FOUND || (r == 0 && found.expires_at <= now)) {
        call->who.kind = WHO_NOBODY;
        return refuse(&call->refusal, "sign_in", NULL, "this token is unknown, revoked or too old");
    }
    return r == 0 ? note_used(call, found.id, found.used_at, now) : r;
}

static int recognise_browser(struct call *call)
{
    char secret[SECRET_SIZE];
    struct session session;

    if (!gate_cookie(header(call, "Cookie"), cookie_name(call->api), secret, sizeof(secret)))
        return 0;
    secrets_hash(secret, call->who.hash);
    int r = session_get(call->api->store, call->who.hash, &session);
    if (r == STORE_NOT_FOUND)
        return 0;
    if (r != 0)
        return r;
    r = gate_take_session(call, &session, secret);
    session_clear(&session);
    return r;
}

int gate_recognise(struct call *call)
{
    static const char bearer[] = "Bearer ";

    call->who = (struct who){0};
    const char *authorization = header(call, "Authorization");

    if (call->door == DOOR_SOCKET)
        return recognise_peer(call);
    if (strncasecmp(authorization, bearer, strlen(bearer)) == 0)
        return recognise_program(call, authorization + strlen(bearer));
    return recognise_browser(call);
}

/* ---- before the request is whole ---- */

static void take_end(const struct token_row *row, void *arg_until)
{
    *(int64_t *)arg_until = row->expires_at;
}

static bool is_token(struct api *api, const char *secret)
{
    uint8_t hash[SECRET_HASH];
    int64_t until = 0;

    secrets_hash(secret, hash);
    return token_get(api->store, hash, take_end, &until) == 0 && until > clock_wall_ms();
}

static bool is_session(struct api *api, const char *cookies)
{
    char secret[SECRET_SIZE];
    uint8_t hash[SECRET_HASH];
    struct session session;

    if (!gate_cookie(cookies, cookie_name(api), secret, sizeof(secret)))
        return false;
    secrets_hash(secret, hash);
    if (session_get(api->store, hash, &session) != 0)
        return false;
    bool good = !is_over(api, &session, clock_wall_ms());
    session_clear(&session);
    return good;
}

bool gate_known(const char *line, void *arg_api)
{
    static const char bearer[] = "Bearer ";
    const char *value = strchr(line, ':') + 1;
    size_t name = (size_t)(value - line) - 1;

    value += strspn(value, " \t");
    if (name == strlen("Cookie"))
        return is_session(arg_api, value);
    return strncasecmp(value, bearer, strlen(bearer)) == 0 &&
           is_token(arg_api, value + strlen(bearer));
}

int gate_check_door(struct call *call)
{
    if (call->door == DOOR_SOCKET)
        return 0;
    int r = check_host(call);
    if (r == 0 && console(call)->proxy[0] && !is_the_proxy(call))
        return refuse(&call->refusal, "not_the_proxy", NULL,
                      "the console is reached through its proxy only");
    return r;
}

/* ---- what he may do ---- */

/* Another site's page cannot ask for something in the name of whoever is signed in here: its
 * browser sends no cookie (SameSite), says whose page it is (Origin), and the page does not know
 * the session's second secret. */
static int check_page(struct call *call)
{
    const char *origin = header(call, "Origin");
    const char *behind = strstr(origin, "://");
    bool foreign = origin[0] && (!behind || strcasecmp(behind + 3, header(call, "Host")) != 0);

    if (foreign || strcmp(header(call, "Sec-Fetch-Site"), "cross-site") == 0)
        return refuse(&call->refusal, "foreign_page", "Origin",
                      "the request comes from another site's page");
    if (call->who.kind == WHO_SESSION &&
        !secrets_equal(header(call, "X-CSRF-Token"), call->who.csrf))
        return refuse(&call->refusal, "foreign_page", "X-CSRF-Token",
                      "the request does not show the token of its session (GET /api/session)");
    return 0;
}

static int check_act(struct call *call, const struct route *route)
{
    enum staff_role role = call->who.role;
    bool may =
        route->flags & ROUTE_WHOLE ? staff_may(role, route->act) : staff_may_own(role, route->act);

    if (route->flags & ROUTE_PERSON && call->who.kind == WHO_TOKEN)
        return refuse(&call->refusal, "not_allowed", NULL, "a person does this, not a program");
    if (may)
        return 0;
    return refuse(&call->refusal, "not_allowed", NULL, "a %s may not do this",
                  staff_role_word(role));
}

int gate_permit(struct call *call)
{
    const struct route *route = call->match.route;
    bool open = route && route->flags & ROUTE_OPEN;
    int r = 0;

    if (call->who.kind == WHO_NOBODY && !open)
        return refuse(&call->refusal, "sign_in", NULL, "sign in first");
    if (route && call->door == DOOR_CONSOLE && route->method != METHOD_GET)
        r = check_page(call);
    return r == 0 && route && !open ? check_act(call, route) : r;
}
