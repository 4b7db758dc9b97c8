/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the status of a delivery report (TP-ST, 3GPP TS 23.040 9.2.3.15) says of a message that was
 * not delivered, for people. */
#pragma once

#include <stdint.h>

struct report_words {
    const char *english, *vietnamese;
};

/* "" in both for a status that says no such thing. */
struct report_words report_status_words(int64_t status);
