/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file that a person names, or standard input. */
#pragma once

#include "base/buf.h"

/* Appends all of the file ("-": standard input), which may have `max` bytes. EXIT_DONE, or
 * EXIT_REFUSED, the reason having been said: too_large says what is too large and what to do. */
int file_read(const char *path, size_t max, const char *too_large, struct buf *bytes);
