/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The roles of staff, their words, and what they may do. */
#include "village/staff.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *const staff_role_words[] = {"head", "leader", "clerk", "viewer", NULL};

const char *staff_role_word(enum staff_role role)
{
    return staff_role_words[role];
}

enum scope { NO, OWN, ALL };

/* clang-format off */
static const enum scope scopes[STAFF_ACT_COUNT][STAFF_VIEWER + 1] = {
    /*                    head  leader  clerk  viewer */
    [STAFF_LOOK]       = {ALL,  ALL,    ALL,   ALL},
    [STAFF_FEEDBACK]   = {ALL,  OWN,    ALL,   NO},
    [STAFF_DOORS]      = {ALL,  OWN,    ALL,   NO},
    [STAFF_ANNOUNCE]   = {ALL,  OWN,    NO,    NO},
    [STAFF_CANCEL]     = {ALL,  OWN,    NO,    NO},
    [STAFF_EMERGENCY]  = {ALL,  NO,     NO,    NO},
    [STAFF_APPROVE]    = {ALL,  NO,     NO,    NO},
    [STAFF_PHONE_BOOK] = {ALL,  NO,     NO,    NO},
    [STAFF_MACHINE]    = {ALL,  NO,     NO,    NO},
    [STAFF_STAFF]      = {ALL,  NO,     NO,    NO},
};
/* clang-format on */

bool staff_may(enum staff_role role, enum staff_act act)
{
    return scopes[act][role] == ALL;
}

bool staff_may_own(enum staff_role role, enum staff_act act)
{
    return scopes[act][role] >= OWN;
}

static const char by_sms[] = " by SMS";

char *staff_author_by_sms(const char *name)
{
    return xasprintf("%s%s", name, by_sms);
}

char *staff_person(const char *author)
{
    const size_t tail = sizeof(by_sms) - 1;
    size_t len = strlen(author);

    if (len > tail && strcmp(author + len - tail, by_sms) == 0)
        len -= tail;
    return xstrndup(author, len);
}

bool staff_same_person(const char *author, const char *other)
{
    char *a = staff_person(author), *b = staff_person(other);
    bool same = strcmp(a, b) == 0;

    free(a);
    free(b);
    return same;
}
