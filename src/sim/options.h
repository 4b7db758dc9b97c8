/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of thonbao-sim. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "sim/modem.h"
#include "sim/network.h"
#include "sim/subscriber.h"

enum { MODEMS_MAX = 64 };

struct modem_options {
    struct modem_config config;
    struct account account;
};

struct options {
    const char *dir, *households, *script, *control, *log;
    bool verbose;
    struct network_config network;
    struct modem_options modems[MODEMS_MAX];
    size_t modem_count;
};

enum options_result { OPTIONS_GOOD, OPTIONS_HELP_SHOWN, OPTIONS_WRONG };

/* Reads the command line. After OPTIONS_HELP_SHOWN and OPTIONS_WRONG what there was to say has been
 * said. Strings belong to argv. */
enum options_result options_read(int argc, char **argv, struct options *ret_options);

/* "NAME,key=value,..." as modem number `index` (from 0), which gives it its default numbers. */
int options_read_modem(const char *spec, size_t index, struct modem_options *ret_modem,
                       struct refusal *ret_refusal);
