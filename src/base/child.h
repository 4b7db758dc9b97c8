/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that does one long thing beside the loop, and says on its standard output what came of
 * it. It does not outlive us. */
#pragma once

#include "base/loop.h"

struct child;

enum { CHILD_OUTPUT_MAX = 1024 * 1024 }; /* what it says beyond is thrown away */

/* Called once, when it has ended and all it said was read. status is its exit status, -1 when a
 * signal ended it. The child is freed when this returns. */
typedef void (*child_fn)(const char *output, int status, void *arg);

/* argv ends with NULL; argv[0] is the program's path. NULL with errno when it cannot be started. */
struct child *child_start(struct loop *loop, const char *const *argv, child_fn done, void *arg);
/* Ends it at once, without a word to its callback. NULL is allowed. */
void child_end(struct child *child);
