/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords. argon2id takes a tenth of a second on a small computer, in which no part would go out:
 * it is worked out in a thread of its own, one password at a time, while the loop goes on. The
 * thread touches nothing but its copies. */
#pragma once

#include <stdbool.h>

#include "base/loop.h"

enum {
    HASHER_MEMORY = 16 * 1024 * 1024, /* bytes, for as long as one takes */
    HASHER_PASSES = 3,
    HASHER_TEXT = 128, /* of a hash, with its salt and cost */
    HASHER_WAITING = 16,
};

struct hasher;

/* right: the password was the one; hash: what to keep (when a new one was made, else ""). */
typedef void (*hasher_fn)(bool right, const char *hash, void *arg);

struct hasher *hasher_new(struct loop *loop);
/* Calls back nobody that still waits. */
void hasher_free(struct hasher *hasher);

/* Works the hash of a new password out. False when too many wait already; fn is then not called,
 * else exactly once, from the loop. */
bool hasher_make(struct hasher *hasher, const char *password, hasher_fn fn, void *arg);
/* Compares a password with what was kept. NULL: there is nothing to compare with, which takes as
 * long as a wrong password does. */
bool hasher_check(struct hasher *hasher, const char *password, const char *hash, hasher_fn fn,
                  void *arg);
/* Whoever asked with this arg is gone. */
void hasher_forget(struct hasher *hasher, void *arg);
