/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words numbered in the order in which they came. */
#include "inbound/reply/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

struct terms {
    char *bytes; /* the words one behind the other, each with its end */
    size_t len, room;
    uint32_t *starts; /* of each word, in bytes */
    size_t count;
    uint32_t *slots; /* open addressing: a word's number + 1, or 0; size is a power of two */
    size_t size;
};

static size_t find_slot(const struct terms *v, const char *word)
{
    uint64_t hash = hash_string(HASH_BEGIN, word);
    size_t i = (hash ^ hash >> 29) & (v->size - 1);

    while (v->slots[i] && strcmp(terms_word(v, v->slots[i] - 1), word) != 0)
        i = (i + 1) & (v->size - 1);
    return i;
}

static void grow(struct terms *v)
{
    free(v->slots);
    v->size *= 2;
    v->slots = xcalloc(v->size, sizeof(*v->slots));
    for (uint32_t number = 0; number < v->count; number++)
        v->slots[find_slot(v, terms_word(v, number))] = number + 1;
}

struct terms *terms_new(void)
{
    struct terms *v = xcalloc(1, sizeof(*v));

    v->size = 256;
    v->slots = xcalloc(v->size, sizeof(*v->slots));
    return v;
}

void terms_free(struct terms *v)
{
    if (!v)
        return;
    free(v->bytes);
    free(v->starts);
    free(v->slots);
    free(v);
}

static void keep(struct terms *v, const char *word)
{
    size_t len = strlen(word) + 1;

    v->starts = xgrow(v->starts, v->count, sizeof(*v->starts));
    if (v->len + len > v->room) {
        v->room = 2 * (v->len + len);
        v->bytes = xreallocarray(v->bytes, v->room, 1);
    }
    memcpy(v->bytes + v->len, word, len);
    v->starts[v->count++] = (uint32_t)v->len;
    v->len += len;
}

uint32_t terms_add(struct terms *v, const char *word)
{
    size_t slot = find_slot(v, word);

    if (v->slots[slot])
        return v->slots[slot] - 1;
    keep(v, word);
    v->slots[slot] = (uint32_t)v->count;
    if (4 * v->count >= 3 * v->size)
        grow(v);
    return (uint32_t)v->count - 1;
}

uint32_t terms_find(const struct terms *v, const char *word)
{
    return v->slots[find_slot(v, word)] - 1; /* 0 - 1 is TERMS_NONE */
}

const char *terms_word(const struct terms *v, uint32_t number)
{
    return v->bytes + v->starts[number];
}

size_t terms_count(const struct terms *v)
{
    return v->count;
}
