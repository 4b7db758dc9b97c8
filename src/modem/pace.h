/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How fast libGammu works, and what it hears.
 *
 * libGammu has no hooks for either, but it calls usleep() between its steps, read() for the
 * modem's bytes and write() for its own, and the executable's functions of these names come before
 * the C library's. So here are a usleep(), a read() and a write(). Before pace_attach(), and for
 * every descriptor but libGammu's own of the device, they do what they always do. Afterwards:
 *
 *   - a pause between two looks at the modem ends as soon as the modem says something, and the
 *     long pauses meant for modems of twenty years ago (0.7 s for each part) are cut to half a
 *     millisecond; a modem set as patient keeps every pause in full;
 *   - a modem that is pulled out, a call that takes longer than it may, the end of the core: all
 *     end in a call of `lost`, from within libGammu, which notices none of them;
 *   - a command is written in one piece, not character by character, unless the modem is patient;
 *   - what is read goes through the line first (modem/line.h), which learns of what is written. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "modem/line.h"

enum pace_loss { PACE_UNPLUGGED, PACE_OVERDUE, PACE_ORPHANED };

struct pace {
    int device; /* our own descriptor of the device */
    int core;   /* the socket to the core */
    bool patient;
    struct line *line;
    void (*lost)(enum pace_loss loss, void *arg); /* does not return */
    void *arg;
};

/* Takes a copy. */
void pace_attach(const struct pace *pace);
/* Until pace_end(), and no longer than limit_ms, a libGammu call runs. */
void pace_begin(int64_t limit_ms);
void pace_end(void);

/* True when the device is no longer there (poll() says so; libGammu never does). */
bool pace_unplugged(int device);

/* From now on the parts that libGammu writes go out without their message centre. */
void pace_leave_out_centre(void);
