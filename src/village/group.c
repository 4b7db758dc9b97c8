/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of groups, and groups that contain groups. */
#include "village/group.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"

char *group_key(const char *name)
{
    char *fold = text_fold(name);
    size_t len = strlen(fold);
    struct buf key = BUF_INIT;

    for (size_t i = 0; i < len;) {
        ucs4_t c;
        int used = u8_mbtouc(&c, (const uint8_t *)fold + i, len - i);
        if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                    UC_CATEGORY_MASK_N))
            buf_append(&key, fold + i, (size_t)used);
        i += (size_t)used;
    }
    free(fold);
    return buf_steal(&key);
}

bool group_is_everybody(const char *name)
{
    char *key = group_key(name);
    bool everybody = strcmp(key, "tatca") == 0 || strcmp(key, "all") == 0;

    free(key);
    return everybody;
}

/* Where id stands or would stand. */
static size_t ids_place(const struct group_ids *ids, int64_t id)
{
    size_t low = 0, high = ids->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids->items[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool group_ids_have(const struct group_ids *ids, int64_t id)
{
    size_t at = ids_place(ids, id);

    return at < ids->count && ids->items[at] == id;
}

/* False when it was there already. */
static bool ids_add(struct group_ids *ids, int64_t id)
{
    size_t at = ids_place(ids, id);

    if (at < ids->count && ids->items[at] == id)
        return false;
    ids->items = xreallocarray(ids->items, ids->count + 1, sizeof(*ids->items));
    memmove(ids->items + at + 1, ids->items + at, (ids->count - at) * sizeof(*ids->items));
    ids->items[at] = id;
    ids->count++;
    return true;
}

struct group_ids group_expand(const struct group_edge *edges, size_t count, const int64_t *groups,
                              size_t group_count)
{
    struct group_ids found = {0};
    bool more = true;

    for (size_t i = 0; i < group_count; i++)
        ids_add(&found, groups[i]);
    while (more) {
        more = false;
        for (size_t i = 0; i < count; i++) {
            if (group_ids_have(&found, edges[i].parent) && ids_add(&found, edges[i].child))
                more = true;
        }
    }
    return found;
}

bool group_would_cycle(const struct group_edge *edges, size_t count, int64_t parent, int64_t child)
{
    struct group_ids below = group_expand(edges, count, &child, 1);
    bool cycle = group_ids_have(&below, parent);

    free(below.items);
    return cycle;
}
