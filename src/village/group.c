/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of groups. */
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
    static const char *const keys[] = {"tatca", "cathon", "toanthon", "all"};
    char *key = group_key(name);
    bool everybody = false;

    for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
        everybody = everybody || strcmp(key, keys[i]) == 0;
    free(key);
    return everybody;
}

enum { DISTANCE_MAX = 64 }; /* letters of a key that are compared */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

size_t group_key_distance(const char *a, const char *b)
{
    size_t row[DISTANCE_MAX + 1], len = strnlen(b, DISTANCE_MAX);

    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 0; a[i] && i < DISTANCE_MAX; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < len; j++) {
            size_t swapped = corner + (a[i] != b[j]);
            corner = row[j + 1];
            row[j + 1] = least(swapped, row[j] + 1, corner + 1);
        }
    }
    return row[len];
}
