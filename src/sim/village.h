/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All the telephones, found by number. */
#pragma once

#include <stddef.h>

#include "sim/handset.h"

struct village;

struct village *village_new(void);
void village_free(struct village *village);

/* NULL when there is no such number. */
struct handset *village_find(struct village *village, const char *number);
/* Finds it, or adds it, switched on. */
struct handset *village_add(struct village *village, const char *number);
size_t village_size(const struct village *village);
struct handset *village_at(const struct village *village, size_t index);

/* Adds every mobile number of a list: CSV with commas, semicolons or tabs, UTF-8. 0, or a negated
 * errno when it cannot be read. */
int village_load(struct village *village, const char *country, const char *path);
