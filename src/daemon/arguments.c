/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon's command line. */
#include "daemon/arguments.h"

#include <argp.h>

const char *argp_program_version = "thonbaod " THONBAO_VERSION;

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
    struct arguments *a = state->input;

    switch (key) {
    case 'c':
        a->config = arg;
        return 0;
    case 'k':
        a->check = true;
        return 0;
    case 'r':
        a->restore = arg;
        return 0;
    case 'd':
        a->debug = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_usage(state);
        return EINVAL;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option argp_options[] = {
    {"config", 'c', "FILE", 0, "Configuration (default " THONBAO_CONFIG ")", 0},
    {"check", 'k', NULL, 0, "Read the configuration, name every fault, and leave", 0},
    {"restore", 'r', "FILE", 0,
     "Put a backup in the database's place, keep what was there, and leave", 0},
    {"debug", 'd', NULL, 0, "Log everything, whatever the configuration says", 0},
    {0},
};

static const struct argp argp = {
    .options = argp_options,
    .parser = parse_option,
    .doc = "thonbaod: the village crier in a box. Runs in the foreground.",
};

void arguments_parse(int argc, char **argv, struct arguments *ret)
{
    *ret = (struct arguments){.config = THONBAO_CONFIG};
    argp_parse(&argp, argc, argv, 0, NULL, ret);
}
