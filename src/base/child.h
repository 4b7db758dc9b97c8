/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that does one long thing beside the loop, and says on its standard output what came of
 * it. It does not outlive us. */
#pragma once

#include <stddef.h>

#include "base/loop.h"

struct child;

enum {
    CHILD_OUTPUT_MAX = 1024 * 1024, /* what it says beyond is thrown away */
    CHILD_FILES_MAX = 8,
};

/* Called once, when it has ended and all it said was read. status is its exit status, -1 when a
 * signal ended it. The child is freed when this returns. */
typedef void (*child_fn)(const char *output, int status, void *arg);

/* What a child has open beside its standard output: descriptors of ours, which it finds as 3, 4 and
 * so on. They stay ours. */
struct child_files {
    const int *fds;
    size_t count; /* at most CHILD_FILES_MAX */
};

/* argv ends with NULL; argv[0] is the program's path; files may be NULL. NULL with errno when it
 * cannot be started. */
struct child *child_start(struct loop *loop, const char *const *argv,
                          const struct child_files *files, child_fn done, void *arg);
/* Ends it at once, without a word to its callback. NULL is allowed. */
void child_end(struct child *child);
