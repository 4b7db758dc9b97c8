/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The people who work with the box, what each of them may be, and what he may do. */
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

/* What people do. Behind each: what is a person's own of it, where roles have that and no more. */
enum staff_act {
    STAFF_LOOK,       /* reads whatever the box knows */
    STAFF_FEEDBACK,   /* closes and assigns feedback; own: what is assigned to him */
    STAFF_DOORS,      /* ticks doors; own: those of his cluster */
    STAFF_ANNOUNCE,   /* makes announcements; own: to groups of his own */
    STAFF_CANCEL,     /* cancels announcements; own: those that he made */
    STAFF_EMERGENCY,  /* makes an announcement an emergency */
    STAFF_APPROVE,    /* approves what another has made */
    STAFF_PHONE_BOOK, /* households, phones, groups, imports */
    STAFF_MACHINE,    /* carriers, USSD codes, backups */
    STAFF_STAFF,      /* adds, removes and unlocks staff */
    STAFF_ACT_COUNT,
};

/* Whether the role may do it to anything. */
bool staff_may(enum staff_role role, enum staff_act act);
/* Whether it may at least where it is his own; what is, the caller looks up. */
bool staff_may_own(enum staff_role role, enum staff_act act);

/* As whom a person stands in the journal when he has written by SMS: "Bà Sáu by SMS". The caller
 * frees. */
char *staff_author_by_sms(const char *name);
/* The name in an author, however he wrote. The caller frees. */
char *staff_person(const char *author);
bool staff_same_person(const char *author, const char *other);
