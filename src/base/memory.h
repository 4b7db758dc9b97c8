/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocation that cannot fail: a box out of memory ends the program, and the store, whose
 * commits are already on disk, is found again at the next start. Everything returned is freed
 * with free(). */
#pragma once

#include <stddef.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *ptr, size_t count, size_t size);
/* Room for one more item behind count of them. What it grows, it alone has grown from NULL: the
 * memory doubles. */
void *xgrow(void *items, size_t count, size_t size);
/* NULL gives NULL. */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
