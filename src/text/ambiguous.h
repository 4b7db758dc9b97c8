/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that become one another when accents are dropped, and change what a text says: "đừng" and
 * "dùng" are both "dung" on a handset. Which ones matter is a list of the place, kept beside the
 * configuration. */
#pragma once

#include <stddef.h>

#include "base/conf.h"

struct ambiguous {
    struct conf_strings words; /* each a set, with blanks between: "bão báo bảo" */
};

/* Reads the group "ambiguous" (NULL: none). A set of words that do not become the same is a fault.
 */
void ambiguous_read(const config_setting_t *group, struct ambiguous *ret,
                    struct conf_faults *faults);
void ambiguous_clear(struct ambiguous *ambiguous);

/* One word of a text that a reader may take for another: where it is, counted in UTF-16 units as
 * browsers do, and the set that it belongs to. */
struct ambiguous_span {
    size_t from, to;
    const char *words;
};
typedef void (*ambiguous_fn)(const struct ambiguous_span *span, void *arg);
/* Calls fn for each, in reading order. */
void ambiguous_find(const struct ambiguous *ambiguous, const char *text, ambiguous_fn fn,
                    void *arg);
