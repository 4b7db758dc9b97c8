/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A short word with the modem without libGammu: for what libGammu cannot do (count the tries
 * left for a PIN, ask an LTE network for its registration), and before it is started. Only while
 * no libGammu call runs and no part is in flight. */
#pragma once

#include <stdint.h>

#include "base/buf.h"
#include "modem/line.h"

enum at_result {
    AT_OK,
    AT_ERROR,  /* plain ERROR */
    AT_CME,    /* +CME ERROR; the code is in the answer */
    AT_CMS,    /* +CMS ERROR; likewise */
    AT_ENDED,  /* NO CARRIER, BUSY and the like: a call has ended */
    AT_SILENT, /* no final line in time, or the device is gone */
};

struct at_answer {
    enum at_result result;
    int code;         /* of AT_CME and AT_CMS, FAULT_NO_CODE: none that is known */
    struct buf lines; /* what came before the final line, each line ended by '\n' */
};

/* Sends the command (without its end) and waits for the final line. Unsolicited lines on the way
 * go to the line's events. Release the answer with at_release(). An empty command aborts one that
 * was silent, where the modem takes that (dialling: V.250, 5.6.1). */
struct at_answer at_ask(int fd, struct line *line, const char *command, int64_t limit_ms);
void at_release(struct at_answer *answer);

/* The first line that begins with the word, what follows it, without the spaces between; NULL
 * when there is none. Not a copy; ends at '\n' or NUL. */
const char *at_find(const struct at_answer *answer, const char *word);

/* Gets the modem's attention: leaves a prompt that a former process may have left open, turns
 * answers in words, echo and numeric errors on. False when nothing answers. */
bool at_wake(int fd, struct line *line);
