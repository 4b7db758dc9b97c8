/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many strings that live and die together, and a table that finds them. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Zero-initialise; everything in it is freed at once by pool_free(). */
struct pool {
    struct pool_block *blocks;
};

const char *pool_string(struct pool *pool, const char *s);
const char *pool_string_n(struct pool *pool, const char *s, size_t len);
void pool_free(struct pool *pool);

/* From strings to numbers. Zero-initialise; the keys stay the caller's and must outlive it. */
struct string_index {
    const char **keys;
    size_t *values;
    size_t count, room; /* room is a power of two, at most half full */
};

/* The value under the key; SIZE_MAX when there is none. */
size_t string_index_find(const struct string_index *index, const char *key);
/* Adds the key, or gives it another value. */
void string_index_set(struct string_index *index, const char *key, size_t value);
void string_index_free(struct string_index *index);
