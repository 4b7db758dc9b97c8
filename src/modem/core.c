/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The wire to the core, seen from the modem's process. */
#include "modem/core.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"

enum { CORE_SILENT_MS = 30000 };

struct core {
    int fd;
    bool busy; /* the last word was a core_doing() */
    char room[64];
};

struct core *core_open(void)
{
    int type;
    socklen_t size = sizeof(type);

    if (getsockopt(WIRE_FD, SOL_SOCKET, SO_TYPE, &type, &size) < 0 || type != SOCK_SEQPACKET)
        return NULL;

    struct core *core = xcalloc(1, sizeof(*core));
    core->fd = WIRE_FD;
    core_set_name(core, "");
    return core;
}

int core_fd(const struct core *core)
{
    return core->fd;
}

const char *core_room(const struct core *core)
{
    return core->room;
}

void core_set_name(struct core *core, const char *name)
{
    snprintf(core->room, sizeof(core->room), "modem%s%s", name[0] ? " " : "", name);
}

_Noreturn static void core_is_gone(struct core *core, int r)
{
    if (r != -EPIPE)
        log_error(core->room, "the wire to the core broke: %s", strerror(-r));
    exit(r == -EPIPE ? EXIT_SUCCESS : EXIT_FAILURE);
}

void core_send(struct core *core, const struct wire_message *message)
{
    int r = wire_send(core->fd, message);

    while (r == -EAGAIN) {
        struct pollfd fds = {.fd = core->fd, .events = POLLOUT};
        if (poll(&fds, 1, CORE_SILENT_MS) == 0)
            core_is_gone(core, -ETIMEDOUT);
        r = wire_send(core->fd, message);
    }
    if (r < 0)
        core_is_gone(core, r);
}

bool core_receive(struct core *core, struct wire_message *ret)
{
    int r = wire_receive(core->fd, ret);

    if (r == -EAGAIN)
        return false;
    if (r < 0)
        core_is_gone(core, r);
    log_debug(core->room, "core: %s", wire_type_name(ret->type));
    return true;
}

bool core_receive_last(struct core *core, struct wire_message *ret)
{
    shutdown(core->fd, SHUT_RD); /* what was sent before can still be read */
    return wire_receive(core->fd, ret) == 0;
}

static void send_doing(struct core *core, const char *what, int64_t limit_ms)
{
    struct wire_message message = {
        .type = WIRE_DOING,
        .doing = {.what = what, .limit_ms = (uint64_t)limit_ms},
    };

    core_send(core, &message);
}

void core_doing(struct core *core, const char *what, int64_t limit_ms)
{
    core->busy = true;
    send_doing(core, what, limit_ms);
}

void core_idle(struct core *core)
{
    if (!core->busy)
        return;
    core->busy = false;
    send_doing(core, "", 0);
}

void core_fault(struct core *core, const struct fault *fault)
{
    struct wire_message message = {
        .type = WIRE_FAULT,
        .fault = {.origin = fault->origin, .code = fault->code, .message = fault->message},
    };

    log_debug(core->room, "%s: %s", wire_origin_word(fault->origin), fault->message);
    core_send(core, &message);
}

void core_leave(struct core *core, const struct fault *fault)
{
    core_fault(core, fault);
    exit(EXIT_FAILURE);
}
