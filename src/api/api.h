/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon's face to the command line and to the console: HTTP/1.1 and JSON. The routes
 * are in routes.c, one file per resource beside it. */
#pragma once

#include "base/loop.h"
#include "dispatch/dispatch.h"
#include "store/store.h"
#include "village/number_rules.h"
#include "village/vocabulary.h"

struct ambiguous;
struct api;
struct console_settings;

/* Strings and rules stay the caller's and outlive the API. */
struct api_settings {
    const char *socket;       /* path of the Unix socket */
    const char *socket_group; /* system group whose members may use it, "" the daemon's own */
    const char *village;      /* its name */
    const char *database;     /* path */
    const char *program;      /* thonbaod, to be started with --upkeep or --import */
    const char *config;       /* its configuration file */
    const char *language;     /* of the village */
    const struct console_settings *console;
    const char *scratch;               /* folder for the copy that a backup is streamed from: the
                                          database's own */
    const struct ambiguous *ambiguous; /* words that become one another without accents */
    const struct number_rules *numbers;
    struct care *care;                   /* for what clerks do with feedback */
    const struct vocabulary *vocabulary; /* the titles under which villages keep their lists */
};

/* Binds the Unix socket, mode 0660, and becomes the dispatcher's listener. The socket that a dead
 * daemon left is replaced. REFUSED when a living daemon answers on it, when the path is not a
 * socket, too long, or cannot be bound. */
int api_open(struct loop *loop, struct store *store, struct dispatch *dispatch,
             const struct api_settings *settings, struct api **ret, struct refusal *ret_refusal);
/* Ends every connection and removes the socket. Before dispatch_free(). NULL is allowed. */
void api_close(struct api *api);
