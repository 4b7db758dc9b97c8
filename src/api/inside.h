/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of this room share. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "api/api.h"

struct events;
struct upkeep;
struct imports;
struct server;
struct door;
struct hasher;
struct throttle;

struct api {
    struct loop *loop;
    struct store *store;
    struct dispatch *dispatch;
    struct api_settings settings;
    int64_t started_ms; /* monotonic */
    gid_t group;        /* of the socket file: its members may */
    struct server *server;
    struct door *console; /* NULL: there is none */
    bool tls;             /* at the console */
    struct hasher *hasher;
    struct throttle *throttle;
    char *board; /* as it was made last; NULL: never */
    int64_t board_made;
    struct events *events;
    struct loop_timer *tidy;
    struct upkeep *upkeep; /* that runs now, NULL none */
    struct imports *imports;
};

/* Gives memory back to the system once the answer is out: after a long list, which took many times
 * its size. */
void api_tidy_later(struct api *api);
