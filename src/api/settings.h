/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The settings in "console": where browsers find the daemon, and under which conditions. */
#pragma once

#include "base/conf.h"

struct console_settings {
    char *listen;                /* "ADDRESS:PORT"; "" serves no browsers */
    char *certificate, *key;     /* paths of PEM files; "" none */
    char *proxy;                 /* the address of the proxy in front, "" none */
    struct conf_strings names;   /* host names under which the console is reached */
    char *files;                 /* a folder to serve instead of what is built in, "" none */
    bool board;                  /* the public page */
    int64_t idle_ms, longest_ms; /* a session's life */
};

/* Reads the group (NULL: all defaults) and checks what it says together. Beyond loopback the
 * console is encrypted whatever is set, unless a proxy is named: then it serves only the proxy. */
void console_settings_read(const config_setting_t *group, struct console_settings *ret,
                           struct conf_faults *faults);
void console_settings_clear(struct console_settings *settings);
