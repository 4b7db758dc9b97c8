/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How often one may try a password. Failures are counted for each name and for each address: a few
 * are free, then every further one doubles the wait. In memory: whoever can restart the daemon need
 * not guess, and what a stranger tries writes nothing to the disk. No clock: the time comes in. */
#pragma once

#include <stdint.h>

struct throttle;

enum {
    THROTTLE_FREE = 5,             /* failures in a row before one has to wait */
    THROTTLE_FIRST_MS = 30 * 1000, /* the first wait */
    THROTTLE_LONGEST_MS = 900 * 1000,
    THROTTLE_FORGET_MS = 3600 * 1000, /* without a further failure */
};

struct throttle *throttle_new(void);
void throttle_free(struct throttle *throttle);
/* For how long the key has to wait, 0: it may try. */
int64_t throttle_wait_ms(const struct throttle *throttle, const char *key, int64_t now_ms);
/* A try begins. It counts as a failure until throttle_succeeded(), so that many at the same time
 * are not all free. */
void throttle_try(struct throttle *throttle, const char *key, int64_t now_ms);
void throttle_succeeded(struct throttle *throttle, const char *key);
