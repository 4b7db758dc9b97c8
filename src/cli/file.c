/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file that a person names, or standard input. */
#include "cli/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

/* 0 or the errno of what failed; one byte beyond max is enough to know. */
static int read_all(FILE *file, size_t max, struct buf *bytes)
{
    char piece[65536];
    size_t len;

    while (bytes->len <= max && (len = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_append(bytes, piece, len);
    return ferror(file) ? errno : 0;
}

int file_read(const char *path, size_t max, const char *too_large, struct buf *bytes)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    int failed = file ? read_all(file, max, bytes) : errno;

    if (file && !is_stdin)
        fclose(file);
    if (failed)
        return refused("cannot read %s: %s", path, strerror(failed));
    if (bytes->len > max)
        return refused("%s %s", path, too_large);
    return EXIT_DONE;
}
