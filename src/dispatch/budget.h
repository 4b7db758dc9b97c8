/* SPDX-License-Identifier: GPL-2.0-or-later */
/* May this lane spend on this SIM now? A pure decision on what the SIM has and has used. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "carrier/settings.h"
#include "store/message.h"

/* Parts; limit 0: there is none. */
struct budget_limit {
    int64_t limit, used;
};

struct budget {
    struct budget_limit day, month, package;
    int64_t reserve_parts; /* of each of them only emergencies use so many */
    int64_t reserve;       /* credit that only emergencies spend, in the SIM's currency; 0: none */
    bool heard;            /* credit is known */
    int64_t credit;        /* the last heard, less what was spent since */
    int64_t price, own_price; /* of one part outside of the package; to the SIM's own network */
};

enum budget_stop {
    BUDGET_GOES,
    BUDGET_DAY,     /* today's quota is used up, or only its reserve is left */
    BUDGET_MONTH,   /* the month's */
    BUDGET_PACKAGE, /* only the reserve of the package is left */
    BUDGET_UNHEARD, /* there is a reserve, and the credit has never been heard */
    BUDGET_CREDIT,  /* it would take the credit below the reserve */
};

/* What so many parts cost: those that the package still holds, nothing. */
int64_t budget_cost(const struct budget *budget, int64_t parts, bool own_network);
/* Whether a message of so many parts may be begun. Emergencies always: the network alone stops
 * them. A message longer than a whole quota is begun when one part may go. */
enum budget_stop budget_allows(const struct budget *budget, enum lane lane, int64_t parts,
                               bool own_network);
/* A sentence; "" when it goes. */
const char *budget_sentence(enum budget_stop stop);

/* The first day (yyyymmdd) of the period that holds today; resets is a day of the month (in a
 * shorter month its last), or of the week, 1 for Monday. */
int64_t budget_period_start(enum package_period period, int64_t resets, int64_t today);
