/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The configuration file as one structure: each room reads its own group by its own table. */
#pragma once

#include "api/settings.h"
#include "carrier/settings.h"
#include "dispatch/settings.h"
#include "dispatch/texts.h"
#include "inbound/care.h"
#include "inbound/orders.h"
#include "text/ambiguous.h"
#include "village/number_rules.h"
#include "village/vocabulary.h"

struct village_settings {
    char *name, *timezone, *language;
};

struct configuration {
    char *database;     /* path */
    char *socket;       /* path of the API's Unix socket */
    char *socket_group; /* system group that may use it, "" root and the daemon's own */
    char *keywords;     /* path of keywords.vi.conf */
    int log_level;      /* enum log_level */
    struct village_settings village;
    struct console_settings console;
    struct sending_settings sending;
    struct care_settings care;
    struct order_settings orders;
    struct carrier_settings *carriers;
    size_t carrier_count;
    struct texts texts; /* what the box itself says by SMS */
    struct number_rules numbers;
    struct ambiguous ambiguous;   /* words that become one another without accents */
    struct vocabulary vocabulary; /* of the lists that villages keep */
};

/* Reads the file. Every fault is added to faults; the configuration is usable only when none was.
 * Free it in either case. Paths that do not begin with / are meant from the file's folder. */
void configuration_read(const char *path, struct configuration *ret, struct conf_faults *faults);
void configuration_free(struct configuration *config);
