/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happened: every part that the message centre accepted, in order, and counters of all else.
 * With a log file each accepted part is one line, written before the modem hears that it was
 * accepted, so that losses and duplicates can be counted after any crash. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/tpdu.h"

enum counter {
    COUNT_SUBMITTED,       /* parts accepted from modems */
    COUNT_DISTINCT,        /* of these, seen for the first time */
    COUNT_DUPLICATES,      /* same number, place in the message and text as an earlier one */
    COUNT_REFUSED,         /* parts refused with a CMS error */
    COUNT_DELIVERED,       /* parts that reached a handset or a SIM */
    COUNT_FAILED,          /* parts given up */
    COUNT_EXPIRED,         /* of these, for their validity had ended */
    COUNT_REPORTS,         /* status reports offered to modems */
    COUNT_REPORTS_LOST,    /* by command */
    COUNT_REPORTS_HELD,    /* waiting for release, now */
    COUNT_IN_TRANSIT,      /* parts on their way, both directions, now */
    COUNT_MESSAGES,        /* whole messages that handsets have put together */
    COUNT_ANSWERS,         /* messages that handsets have sent */
    COUNT_ANSWERS_TO_COME, /* handsets that are still thinking, now */
    COUNT_INBOUND,         /* parts offered to modems, reports not counted */
    COUNT_INBOUND_TAKEN,   /* of these, taken */
    COUNT_CALLS_IN,        /* calls to modems */
    COUNT_CALLS_ANSWERED,  /* by a modem */
    COUNT_CALLS_REJECTED,  /* by a modem */
    COUNT_CALLS_MISSED,
    COUNT_CALLS_OUT, /* calls by modems */
    COUNT_USSD,      /* requests and replies from modems */
    COUNTERS
};
extern const char *const counter_names[COUNTERS];

struct ledger_entry {
    int64_t when; /* wall clock, ms */
    char *modem, *to, *text;
    enum tpdu_coding coding;
    int class; /* -1: none */
    bool report_wanted;
    uint8_t reference;
    struct udh_concat concat; /* total 0 for a message of one part */
};

struct ledger;

/* log_path may be NULL; the file is appended to. NULL with errno when it cannot be opened. */
struct ledger *ledger_new(const char *log_path);
void ledger_free(struct ledger *ledger);

void ledger_count(struct ledger *ledger, enum counter counter, int64_t by);
int64_t ledger_value(const struct ledger *ledger, enum counter counter);

/* Records a part accepted at `when` from a modem. */
void ledger_accept(struct ledger *ledger, int64_t when, const char *modem, const char *to,
                   uint8_t reference, const struct tpdu_submit *submit);
size_t ledger_length(const struct ledger *ledger);
const struct ledger_entry *ledger_at(const struct ledger *ledger, size_t index);
/* One line, tabs between: time in ms, modem, number, reference, "REF/TOTAL/SEQUENCE" or "-",
 * coding, class or "-", "report" or "-", text. In the text \\ \n \r \t are escaped. */
void ledger_format(const struct ledger_entry *entry, struct buf *out);

/* Called after each change of a counter. One listener. */
void ledger_listen(struct ledger *ledger, void (*changed)(void *arg), void *arg);
/* Appends text with \\ \n \r \t escaped. */
void ledger_escape(const char *text, struct buf *out);
