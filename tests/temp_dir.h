/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A folder of a test's own, gone when the test's program ends well. */
#pragma once

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline int temp_dir_remove_one(const char *path, const struct stat *st, int flag,
                                      struct FTW *ftw)
{
    return remove(path);
}

/* path must hold at least 64 bytes. */
static inline void temp_dir_make(char *path, size_t size)
{
    snprintf(path, size, "%s/thonbao-test-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(path))
        abort();
}

static inline void temp_dir_remove(const char *path)
{
    nftw(path, temp_dir_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
