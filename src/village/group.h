/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Groups: how their names compare. What contains what is the store's (store/group.h). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* By which names compare: folded, letters and digits only, so that "Nông dân", "nong dan" and
 * "nongdan" are one group. "" when nothing is left. Freed by the caller. */
char *group_key(const char *name);

/* The names of everybody, in Vietnamese and English: "tatca" ("Tất cả"), "cathon",
 * "toanthon", "all". No group may be
 * called so. */
bool group_is_everybody(const char *name);

/* How many letters two keys differ by (put in, left out, another): what a slip of the thumb makes
 * is near. */
size_t group_key_distance(const char *a, const char *b);
