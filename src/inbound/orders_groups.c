/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which groups an order by SMS names. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "inbound/orders_inside.h"
#include "store/group.h"
#include "village/group.h"

enum {
    NAME_WORDS_MAX = 8,
    NEAR_WORDS_MAX = 3, /* of what stands for an unknown group */
    GROUPS_NAMED = 40,
};

/* The longest beginning of the text that names a group. 0 found, STORE_NOT_FOUND or a negated
 * errno. */
static int read_group(const struct talk *t, const char *at, char **ret_name, const char **ret_end)
{
    int r = STORE_NOT_FOUND;
    int64_t group;

    for (size_t count = NAME_WORDS_MAX; count > 0 && r == STORE_NOT_FOUND; count--) {
        char *name;
        if (!order_text_name(at, count, &name, ret_end))
            continue;
        r = group_is_everybody(name) ? 0 : group_find(t->store, name, &group);
        if (r == 0)
            *ret_name = name;
        else
            free(name);
    }
    return r;
}

int talk_read_groups(struct talk *t, const char *at, const char **ret_text)
{
    struct buf all = BUF_INIT;
    char *name = NULL;
    const char *end = at;
    int r = read_group(t, at, &name, &end);

    while (r == 0) {
        buf_printf(&all, "%s%s", all.len ? "," : "", name);
        free(name);
        *ret_text = order_text_after(end);
        if (*end != ',' && *end != '+')
            break;
        r = read_group(t, *end == '+' ? end + 1 : *ret_text, &name, &end);
    }
    bool found = all.len > 0;
    t->audience = buf_steal(&all);
    t->order.audience = t->audience;
    return r < 0 ? r : found ? 0 : STORE_NOT_FOUND;
}

struct named_group {
    char *name;
    size_t distance;
};

struct named_groups {
    struct named_group items[GROUPS_NAMED];
    size_t count;
    const char *said; /* what was written in place of one */
};

static size_t distance_to(const char *said, const char *key)
{
    size_t nearest = SIZE_MAX;

    for (size_t count = 1; count <= NEAR_WORDS_MAX; count++) {
        char *name;
        const char *end;
        if (!order_text_name(said, count, &name, &end))
            continue;
        char *said_key = group_key(name);
        size_t distance = group_key_distance(said_key, key);
        if (distance < nearest)
            nearest = distance;
        free(said_key);
        free(name);
    }
    return nearest;
}

static void note_group(const char *name, void *arg)
{
    struct named_groups *groups = arg;

    if (groups->count == GROUPS_NAMED)
        return;
    char *key = group_key(name);
    groups->items[groups->count++] =
        (struct named_group){xstrdup(name), distance_to(groups->said, key)};
    free(key);
}

static void note_group_row(const struct group_row *row, void *arg)
{
    note_group(row->name, arg);
}

static int by_distance(const void *a, const void *b)
{
    const struct named_group *x = a, *y = b;

    return x->distance < y->distance ? -1 : x->distance > y->distance;
}

int talk_name_groups(struct talk *t, const char *said)
{
    struct named_groups groups = {.said = said};
    struct buf list = BUF_INIT;
    int r = staff_may(t->heard->staff.role, STAFF_ANNOUNCE)
                ? group_list(t->store, note_group_row, &groups)
                : staff_groups(t->store, t->heard->staff.id, note_group, &groups);

    qsort(groups.items, groups.count, sizeof(groups.items[0]), by_distance);
    for (size_t i = 0; i < groups.count; i++) {
        buf_printf(&list, "%s%s", i ? ", " : "", groups.items[i].name);
        free(groups.items[i].name);
    }
    talk_name(t, TALK_GROUPS, "%s", list.len ? buf_str(&list) : "-");
    buf_free(&list);
    return r;
}

void talk_name_group(struct talk *t, const char *name)
{
    char *clipped = texts_audience(t->texts, name);

    talk_name(t, TALK_GROUP, "%s", clipped);
    free(clipped);
}

int talk_refuse_group(struct talk *t, const char *said)
{
    const char *end;
    char *word = NULL;

    if (order_text_name(said, 1, &word, &end))
        talk_name_group(t, word);
    refuse(&t->refusal, "unknown_group", "to", "there is no group \"%s\"", word ? word : "");
    free(word);
    int r = talk_name_groups(t, said);
    return r < 0 ? r : REFUSED;
}
