/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon's command line. */
#pragma once

#include <stdbool.h>

struct arguments {
    const char *config;  /* path */
    const char *restore; /* path of a backup, or NULL */
    bool check, debug;
};

/* Ends the program after --help, --version or wrong usage. */
void arguments_parse(int argc, char **argv, struct arguments *ret);
