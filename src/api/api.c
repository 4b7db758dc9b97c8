/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening and closing the API. */
#include "api/api.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/door.h"
#include "api/events.h"
#include "api/hasher.h"
#include "api/imports.h"
#include "api/inside.h"
#include "api/links.h"
#include "api/listener.h"
#include "api/resources.h"
#include "api/serve.h"
#include "api/server.h"
#include "api/settings.h"
#include "api/throttle.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

enum { TIDY_MS = 2000 };

static void tidy(void *arg)
{
    malloc_trim(0);
}

void api_tidy_later(struct api *api)
{
    loop_timer_set(api->tidy, TIDY_MS);
}

static int open_console(struct api *api, struct refusal *ret_refusal)
{
    if (!api->settings.console->listen[0])
        return 0;
    int r = door_open(api, &api->console, ret_refusal);
    if (r == 0)
        links_greet(api);
    return r;
}

int api_open(struct loop *loop, struct store *store, struct dispatch *dispatch,
             const struct api_settings *settings, struct api **ret, struct refusal *ret_refusal)
{
    gid_t group;
    int fd;

    int r = listener_open(settings->socket, settings->socket_group, &fd, &group, ret_refusal);
    if (r != 0)
        return r;
    struct api *api = xcalloc(1, sizeof(*api));
    *api = (struct api){
        .loop = loop,
        .store = store,
        .dispatch = dispatch,
        .settings = *settings,
        .started_ms = clock_monotonic_ms(),
        .group = group,
    };
    api->tidy = loop_timer_new(loop, tidy, api);
    api->events = events_new(api);
    upkeep_tidy(api);
    api->imports = imports_new(api);
    api->hasher = hasher_new(loop);
    api->throttle = throttle_new();
    api->server = server_new(loop_base(loop), SERVER_CLIENTS_MAX, NULL, NULL, serve_socket, api);
    server_listen(api->server, fd);
    r = open_console(api, ret_refusal);
    if (r != 0) {
        api_close(api);
        return r;
    }
    dispatch_set_listener(dispatch, events_from_dispatch, api->events);
    log_info("api", "answering on %s", settings->socket);
    *ret = api;
    return 0;
}

void api_close(struct api *api)
{
    if (!api)
        return;
    dispatch_set_listener(api->dispatch, NULL, NULL);
    unlink(api->settings.socket);
    upkeep_end(api);
    imports_free(api->imports);
    events_free(api->events);
    door_close(api->console);
    server_free(api->server);
    hasher_free(api->hasher);
    throttle_free(api->throttle);
    free(api->board);
    loop_timer_free(api->tidy);
    free(api);
}
