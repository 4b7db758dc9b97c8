/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocation that ends the program when there is no memory left. */
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *ptr)
{
    if (!ptr) {
        fputs("out of memory\n", stderr);
        abort();
    }
    return ptr;
}

void *xmalloc(size_t size)
{
    return must(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return must(calloc(count ? count : 1, size ? size : 1));
}

void *xreallocarray(void *ptr, size_t count, size_t size)
{
    return must(reallocarray(ptr, count ? count : 1, size ? size : 1));
}

void *xgrow(void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return items; /* a power of two is full */
    return xreallocarray(items, count ? 2 * count : 1, size);
}

char *xstrdup(const char *s)
{
    return s ? must(strdup(s)) : NULL;
}

char *xstrndup(const char *s, size_t len)
{
    return must(strndup(s, len));
}

char *xasprintf(const char *fmt, ...)
{
    va_list ap;
    char *s;

    va_start(ap, fmt);
    if (vasprintf(&s, fmt, ap) < 0)
        s = NULL;
    va_end(ap);
    return must(s);
}
