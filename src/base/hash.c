/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FNV-1a. */
#include "base/hash.h"

uint64_t hash_string(uint64_t hash, const char *s)
{
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * UINT64_C(1099511628211);
    return hash;
}
