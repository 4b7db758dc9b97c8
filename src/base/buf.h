/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing run of bytes. The byte after the last is always NUL, so that data is a C string
 * whenever no NUL was appended. Zero-initialise; release with buf_free(). */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *data; /* NULL while nothing was ever appended */
    size_t len; /* bytes, without the final NUL */
    size_t cap;
};

#define BUF_INIT                                                                                   \
    {                                                                                              \
        0                                                                                          \
    }

void buf_append(struct buf *b, const void *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0), nonnull(2)));
/* Appends len bytes whose content is undefined and returns where they begin. */
char *buf_grow(struct buf *b, size_t len);
/* Drops the first len bytes (at most all). */
void buf_consume(struct buf *b, size_t len);
/* Empties, keeping the memory. */
void buf_clear(struct buf *b);
/* The content as a string, "" when empty; belongs to the buffer. */
const char *buf_str(const struct buf *b);
/* Hands the content over as a string to be freed by the caller and empties the buffer. */
char *buf_steal(struct buf *b);
void buf_free(struct buf *b);
