/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many strings that live and die together, and a table that finds them. */
#include "village/pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

enum { BLOCK = 256 * 1024 }; /* large enough to go back to the system when freed */

struct pool_block {
    struct pool_block *next;
    size_t used, room;
    char bytes[];
};

static struct pool_block *add_block(struct pool *pool, size_t room)
{
    struct pool_block *block = xmalloc(sizeof(*block) + room);

    *block = (struct pool_block){.next = pool->blocks, .room = room};
    pool->blocks = block;
    return block;
}

const char *pool_string_n(struct pool *pool, const char *s, size_t len)
{
    struct pool_block *block = pool->blocks;

    if (len == 0)
        return "";
    if (!block || block->room - block->used <= len)
        block = add_block(pool, len < BLOCK ? BLOCK : len + 1);
    char *copy = block->bytes + block->used;
    memcpy(copy, s, len);
    copy[len] = '\0';
    block->used += len + 1;
    return copy;
}

const char *pool_string(struct pool *pool, const char *s)
{
    return pool_string_n(pool, s, strlen(s));
}

void pool_free(struct pool *pool)
{
    while (pool->blocks) {
        struct pool_block *next = pool->blocks->next;
        free(pool->blocks);
        pool->blocks = next;
    }
}

/* Where the key is or would be. */
static size_t place(const struct string_index *index, const char *key)
{
    uint64_t hash = hash_string(HASH_BEGIN, key);
    size_t at = (hash ^ hash >> 32) & (index->room - 1);

    while (index->keys[at] && strcmp(index->keys[at], key) != 0)
        at = (at + 1) & (index->room - 1);
    return at;
}

static void grow(struct string_index *index)
{
    struct string_index larger = {.room = index->room ? index->room * 2 : 64};

    larger.keys = xcalloc(larger.room, sizeof(*larger.keys));
    larger.values = xcalloc(larger.room, sizeof(*larger.values));
    for (size_t i = 0; i < index->room; i++) {
        if (!index->keys[i])
            continue;
        size_t at = place(&larger, index->keys[i]);
        larger.keys[at] = index->keys[i];
        larger.values[at] = index->values[i];
    }
    larger.count = index->count;
    string_index_free(index);
    *index = larger;
}

size_t string_index_find(const struct string_index *index, const char *key)
{
    if (index->room == 0)
        return SIZE_MAX;
    size_t at = place(index, key);
    return index->keys[at] ? index->values[at] : SIZE_MAX;
}

void string_index_set(struct string_index *index, const char *key, size_t value)
{
    if (index->count * 2 >= index->room)
        grow(index);
    size_t at = place(index, key);
    if (!index->keys[at]) {
        index->keys[at] = key;
        index->count++;
    }
    index->values[at] = value;
}

void string_index_free(struct string_index *index)
{
    free(index->keys);
    free(index->values);
    *index = (struct string_index){0};
}
