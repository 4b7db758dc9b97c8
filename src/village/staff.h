/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box, and what each of them may be. */
#pragma once

#include <stdbool.h>

enum staff_role {
    STAFF_HEAD,   /* announces to everybody, approves, sees everything */
    STAFF_LEADER, /* announces to groups of his own, ticks doors of his cluster */
    STAFF_CLERK,  /* works through the feedback */
    STAFF_VIEWER, /* looks */
};

/* "head", "leader", "clerk", "viewer"; indexed by the enum, NULL at the end. */
extern const char *const staff_role_words[];

const char *staff_role_word(enum staff_role role);
/* False when the word is none of them; *ret is then untouched. */
bool staff_role_parse(const char *word, enum staff_role *ret);
