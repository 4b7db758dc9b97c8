/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The roles of staff and their words. */
#include "village/staff.h"

#include <stddef.h>
#include <string.h>

const char *const staff_role_words[] = {"head", "leader", "clerk", "viewer", NULL};

const char *staff_role_word(enum staff_role role)
{
    return staff_role_words[role];
}

bool staff_role_parse(const char *word, enum staff_role *ret)
{
    for (int i = 0; staff_role_words[i]; i++) {
        if (strcmp(staff_role_words[i], word) == 0) {
            *ret = (enum staff_role)i;
            return true;
        }
    }
    return false;
}
