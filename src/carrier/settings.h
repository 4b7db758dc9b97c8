/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One carrier as the configuration describes it. */
#pragma once

#include "base/conf.h"

/* The query that asks the network for the SIM's credit. */
struct balance_settings {
    char *code;    /* "*101#"; "" asks never */
    char *pattern; /* POSIX extended regular expression; group 1 is the amount */
    int64_t every_ms;
    int64_t warn_below; /* in the SIM's currency */
    int64_t warn_days;  /* warn when it will be used up within so many days; 0: never */
};

/* The text that the SIM sends to itself once a day, to prove that all is well. */
struct proof_settings {
    bool daily;
    int at;            /* minutes of the local day */
    int64_t within_ms; /* it must be back */
};

/* Parts paid in advance, which cost nothing while they last. */
struct package_settings {
    int64_t parts;  /* 0: no package */
    int per;        /* enum package_period */
    int64_t resets; /* the day on which it is full again: of the month 1..31, of the week 1 (Monday)
                       to 7 */
};

enum package_period { PACKAGE_DAY, PACKAGE_WEEK, PACKAGE_MONTH };

struct carrier_settings {
    char *name;                   /* "viettel"; unique */
    int type;                     /* CARRIER_TYPE_MODEM */
    char *program;                /* what is started; "" is the modem program beside the daemon */
    char *device;                 /* "/dev/ttyUSB0" */
    char *connection;             /* libGammu's word */
    char *pin;                    /* "" when the SIM has none */
    char *number;                 /* the SIM's own, E.164, "" unknown */
    struct conf_strings prefixes; /* E.164 beginnings of its own network */
    int64_t daily_parts;          /* 0: no limit */
    int64_t monthly_parts;        /* 0: no limit */
    int64_t part_price;           /* in the SIM's currency */
    int64_t own_price;            /* to its own network (prefixes); -1: the same */
    int64_t reserve;              /* credit that only emergencies may spend */
    int64_t reserve_parts;        /* the same of each quota and of the package */
    struct package_settings package;
    int64_t gap_ms;      /* least time from one part to the next */
    int64_t answer_ms;   /* the network's time to accept a part; then it is unknown */
    bool patient;        /* keep libGammu's long pauses, for old modems */
    bool stored_reports; /* the modem keeps delivery reports until they are recorded, if it can */
    struct balance_settings balance;
    struct proof_settings proof; /* only when number is known */
};

enum { CARRIER_TYPE_MODEM };

/* Fills *ret from one { } of the list "carriers"; faults are added. */
void carrier_settings_read(const config_setting_t *group, struct carrier_settings *ret,
                           struct conf_faults *faults);
void carrier_settings_clear(struct carrier_settings *settings);
