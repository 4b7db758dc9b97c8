/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups: how their names compare, and groups that contain groups. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* By which names compare: folded, letters and digits only, so that "Nông dân", "nong dan" and
 * "nongdan" are one group. "" when nothing is left. Freed by the caller. */
char *group_key(const char *name);

/* The names of everybody, in Vietnamese and English: "tatca" ("Tất cả"), "all". No group may be
 * called so. */
bool group_is_everybody(const char *name);

/* A group that contains another one. */
struct group_edge {
    int64_t parent, child;
};

/* Group ids in rising order, each once. Zero-initialise; free items with free(). */
struct group_ids {
    int64_t *items;
    size_t count;
};

/* Whether the edges would hold a cycle once parent contains child: a group cannot contain itself,
 * directly or through others. */
bool group_would_cycle(const struct group_edge *edges, size_t count, int64_t parent, int64_t child);

/* The groups and all that they contain, directly or through others. Ends on any edges, cycles
 * too. */
struct group_ids group_expand(const struct group_edge *edges, size_t count, const int64_t *groups,
                              size_t group_count);
bool group_ids_have(const struct group_ids *ids, int64_t id);
