/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thonbao-modem: drives one modem for thonbaod, which starts it with a socket as descriptor
 * WIRE_FD and says there what to drive. It keeps nothing: it may be killed at any time. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "modem/core.h"
#include "modem/worker.h"

enum { CONFIGURE_WITHIN_MS = 10000 };

static void usage(FILE *out)
{
    fprintf(out,
            "thonbao-modem drives one modem. It is started by thonbaod and takes its orders\n"
            "from the socket it inherits as descriptor %d; see thonbao-modem(8).\n",
            WIRE_FD);
}

static void say_hello(struct core *core)
{
    struct wire_message hello = {.type = WIRE_HELLO, .hello = {.version = WIRE_VERSION}};

    core_send(core, &hello);
}

/* False when the core says nothing in time, or something else. */
static bool await_configure(struct core *core, struct wire_message *ret)
{
    struct pollfd fds = {.fd = core_fd(core), .events = POLLIN};

    return poll(&fds, 1, CONFIGURE_WITHIN_MS) > 0 && core_receive(core, ret) &&
           ret->type == WIRE_CONFIGURE;
}

int main(int argc, char **argv)
{
    struct wire_message message;
    struct core *core;

    /* The one argument is the carrier's name, which ps shows; the orders do not depend on it. */
    if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
        bool help = strcmp(argv[1], "--help") == 0;
        usage(help ? stdout : stderr);
        return help ? EXIT_SUCCESS : 2;
    }
    core = core_open();
    if (!core) {
        usage(stderr);
        return 2;
    }
    /* Who ends the daemon (Ctrl-C in a terminal, systemd) ends its children with it, at once and
     * in the middle of a part. The daemon's word, or its end, is what ends this process. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    say_hello(core);
    if (!await_configure(core, &message)) {
        log_error(core_room(core), "the core did not say which modem to drive");
        return EXIT_FAILURE;
    }
    core_set_name(core, message.configure.name);
    if (message.configure.debug)
        log_set_level(LOG_LEVEL_DEBUG);
    worker_run(core, &message.configure);
    wire_clear(&message);
    return EXIT_SUCCESS;
}
