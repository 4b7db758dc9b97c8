/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counting failures by key. */
#include "api/throttle.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/memory.h"

enum { ENTRIES = 512, MARK = 16 };

/* Keys are kept as hashes: a name may be anything that somebody types. */
struct entry {
    uint8_t mark[MARK];
    int64_t failures;
    int64_t last_ms; /* 0: the entry is free */
};

struct throttle {
    struct entry entries[ENTRIES];
};

struct throttle *throttle_new(void)
{
    return xcalloc(1, sizeof(struct throttle));
}

void throttle_free(struct throttle *throttle)
{
    free(throttle);
}

static void mark_of(const char *key, uint8_t out[MARK])
{
    crypto_generichash(out, MARK, (const uint8_t *)key, strlen(key), NULL, 0);
}

static struct entry *find(const struct throttle *throttle, const char *key)
{
    uint8_t mark[MARK];

    mark_of(key, mark);
    for (size_t i = 0; i < ENTRIES; i++) {
        const struct entry *e = &throttle->entries[i];
        if (e->last_ms && memcmp(e->mark, mark, MARK) == 0)
            return (struct entry *)e;
    }
    return NULL;
}

/* A free entry, or the one whose last failure is longest ago. */
static struct entry *oldest(struct throttle *throttle)
{
    struct entry *found = &throttle->entries[0];

    for (size_t i = 1; i < ENTRIES; i++)
        if (throttle->entries[i].last_ms < found->last_ms)
            found = &throttle->entries[i];
    return found;
}

static int64_t wait_after(int64_t failures)
{
    int64_t wait = THROTTLE_FIRST_MS;

    if (failures < THROTTLE_FREE)
        return 0;
    for (int64_t i = THROTTLE_FREE; i < failures && wait < THROTTLE_LONGEST_MS; i++)
        wait *= 2;
    return wait < THROTTLE_LONGEST_MS ? wait : THROTTLE_LONGEST_MS;
}

int64_t throttle_wait_ms(const struct throttle *throttle, const char *key, int64_t now_ms)
{
    const struct entry *e = find(throttle, key);
    int64_t left = e ? e->last_ms + wait_after(e->failures) - now_ms : 0;

    return left > 0 ? left : 0;
}

void throttle_try(struct throttle *throttle, const char *key, int64_t now_ms)
{
    struct entry *e = find(throttle, key);

    if (!e) {
        e = oldest(throttle);
        *e = (struct entry){0};
        mark_of(key, e->mark);
    }
    if (e->last_ms && now_ms - e->last_ms > THROTTLE_FORGET_MS)
        e->failures = 0;
    e->failures++;
    e->last_ms = now_ms > 0 ? now_ms : 1;
}

void throttle_succeeded(struct throttle *throttle, const char *key)
{
    struct entry *e = find(throttle, key);

    if (e)
        *e = (struct entry){0};
}
