/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Listening for browsers. */
#include "api/door.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/address.h"
#include "api/gate.h"
#include "api/serve.h"
#include "api/server.h"
#include "api/settings.h"
#include "api/tls.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

enum { AGAIN_MS = 5 * 1000 };

struct door {
    struct api *api;
    struct address address;
    struct server *server;
    struct ssl_ctx_st *tls; /* NULL: in the open */
    struct loop_timer *again;
    bool failed; /* and said so */
};

static void try(void *arg)
{
    struct door *door = arg;
    struct refusal refusal;
    char url[HOST_MAX];
    int fd;

    if (address_listen(&door->address, &fd, &refusal) != 0) {
        if (!door->failed)
            log_warning("api", "%s; the daemon works without its console and tries again",
                        refusal.message);
        door->failed = true;
        loop_timer_set(door->again, AGAIN_MS);
        return;
    }
    server_listen(door->server, fd);
    door_url(door->api, url, sizeof(url));
    log_info("api", "the console is at %s", url);
}

/* Beyond loopback passwords do not cross the network in the open: they are encrypted here, or by
 * the proxy that has been named. */
static int encrypt(struct door *door, struct refusal *ret_refusal)
{
    const struct console_settings *settings = door->api->settings.console;
    const struct tls_settings tls = {
        .certificate = settings->certificate,
        .key = settings->key,
        .folder = door->api->settings.scratch,
        .address = settings->listen,
        .names = &settings->names,
    };

    if (!settings->certificate[0] && (settings->proxy[0] || address_is_loopback(&door->address)))
        return 0;
    int r = tls_open(&tls, &door->tls, ret_refusal);
    door->api->tls = r == 0;
    return r;
}

int door_open(struct api *api, struct door **ret, struct refusal *ret_refusal)
{
    const struct console_settings *settings = api->settings.console;
    struct door *door = xcalloc(1, sizeof(*door));

    door->api = api;
    if (!address_parse(settings->listen, &door->address)) {
        free(door);
        return refuse(ret_refusal, "console_address", "console.listen",
                      "\"%s\" is no address with a port", settings->listen);
    }
    int r = encrypt(door, ret_refusal);
    if (r != 0) {
        free(door);
        return r;
    }
    door->again = loop_timer_new(api->loop, try, door);
    door->server = server_new(loop_base(api->loop), SERVER_BROWSERS_MAX, door->tls, gate_known,
                              serve_console, api);
    try(door);
    *ret = door;
    return 0;
}

void door_close(struct door *door)
{
    if (!door)
        return;
    server_free(door->server);
    tls_close(door->tls);
    loop_timer_free(door->again);
    free(door);
}

void door_url(const struct api *api, char *out, size_t size)
{
    const struct console_settings *settings = api->settings.console;
    bool proxied = settings->proxy[0] != '\0';
    const char *port = strrchr(settings->listen, ':');

    if (settings->names.count > 0)
        snprintf(out, size, "%s://%s%s", api->tls || proxied ? "https" : "http",
                 settings->names.items[0], proxied ? "" : port);
    else
        snprintf(out, size, "%s://%s", api->tls ? "https" : "http", settings->listen);
}
