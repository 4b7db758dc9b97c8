/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that wait for the hasher. */
#include "api/passwords.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "api/hasher.h"
#include "api/server.h"
#include "base/memory.h"
#include "text/accents.h"

struct waiting {
    struct call *call;
    password_then_fn then;
    void *arg;
};

static void waiting_free(struct waiting *waiting)
{
    free(waiting->arg);
    free(waiting);
}

static void hashed(bool right, const char *hash, void *arg)
{
    struct waiting *waiting = arg;
    struct call *call = waiting->call;

    server_on_gone(call->http, NULL, NULL);
    int r = waiting->then(call, right, hash, waiting->arg);
    waiting_free(waiting);
    if (r != CALL_LATER)
        call_finish(call, r);
}

static void gone(struct evhttp_connection *connection, void *arg)
{
    struct waiting *waiting = arg;

    hasher_forget(waiting->call->api->hasher, waiting);
    server_release(waiting->call->http);
    call_drop(waiting->call);
    waiting_free(waiting);
}

/* The same letters are the same bytes, whichever keyboard they were typed on. */
static int hand_over(struct waiting *waiting, const char *password, bool check, const char *kept)
{
    struct call *call = waiting->call;
    char *composed = text_nfc(password);
    bool taken = check ? hasher_check(call->api->hasher, composed, kept, hashed, waiting)
                       : hasher_make(call->api->hasher, composed, hashed, waiting);

    sodium_memzero(composed, strlen(composed));
    free(composed);
    if (!taken) {
        waiting_free(waiting);
        return refuse(&call->refusal, "busy", NULL,
                      "too many people are signing in just now; try again in a moment");
    }
    server_be_patient(call->http);
    server_on_gone(call->http, gone, waiting);
    return CALL_LATER;
}

static struct waiting *waiting_new(struct call *call, password_then_fn then, void *arg)
{
    struct waiting *waiting = xmalloc(sizeof(*waiting));

    *waiting = (struct waiting){call, then, arg};
    return waiting;
}

int password_check(struct call *call, const char *password, const char *kept, password_then_fn then,
                   void *arg)
{
    return hand_over(waiting_new(call, then, arg), password, true, kept);
}

int password_make(struct call *call, const char *password, password_then_fn then, void *arg)
{
    return hand_over(waiting_new(call, then, arg), password, false, NULL);
}

int password_judge(struct call *call, const char *name, const char *password)
{
    const char first[] = {password[0], '\0'};
    char *a = text_fold(name), *b = text_fold(password);
    bool same = strcmp(a, b) == 0 || password[strspn(password, first)] == '\0';

    free(a);
    free(b);
    if (strlen(password) < PASSWORD_MIN)
        return refuse(&call->refusal, "weak_password", "password",
                      "a password has at least %d letters, digits or signs", PASSWORD_MIN);
    if (same)
        return refuse(&call->refusal, "weak_password", "password",
                      "this password is the first that anybody would try");
    return 0;
}
