/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an announcement is made of: its kind, its priority and the numbered answers it offers. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum announcement_kind {
    ANNOUNCEMENT_NOTICE,   /* tells something */
    ANNOUNCEMENT_SCHEDULE, /* a day and an hour to keep: vaccination, sowing */
    ANNOUNCEMENT_INVITE,   /* to a meeting */
    ANNOUNCEMENT_ALERT,    /* warns of danger */
};

/* In order of urgency, so that they compare with <. */
enum priority { PRIORITY_ROUTINE, PRIORITY_IMPORTANT, PRIORITY_EMERGENCY };

/* "notice", "schedule", "invite", "alert"; indexed by the enum, NULL at the end (conf's CONF_WORD
 * takes them as they are). */
extern const char *const announcement_kind_words[];
/* "routine", "important", "emergency". */
extern const char *const priority_words[];

const char *announcement_kind_word(enum announcement_kind kind);
const char *priority_word(enum priority priority);

enum {
    OPTION_NUMBER_MAX = 9,  /* numbers 1..9: one key on the phone */
    OPTION_LABEL_MAX = 120, /* bytes of a label or a synonym */
    OPTION_SYNONYMS_MAX = 32,
};

struct option {
    int number;      /* 1..OPTION_NUMBER_MAX */
    char *label;     /* as a household reads it: "Có đi" */
    char **synonyms; /* other words for the same answer: "co", "di" */
    size_t synonym_count;
    char *call; /* the carrier that one rings to choose it; NULL: none */
};

struct options {
    struct option *items; /* by rising number; gaps are allowed */
    size_t count;
    int help; /* the option that means "needs help"; 0: none */
};

/* Adds one option written "1=Có đi|co,di" (number, label, synonyms; "1=Có đi" has none). Blanks
 * around each piece do not count, nor do empty synonyms. 0, or REFUSED with the options unchanged:
 * "bad_option" (not of this form; a word too long, or too many of them) or "duplicate_option" (the
 * number, the label or a synonym is already taken, compared without accents, so that an answer
 * could mean two things). */
int options_add(struct options *options, const char *text, struct refusal *ret_refusal);
/* Says which option means "needs help"; 0 takes it back. REFUSED "unknown_option" when there is no
 * such option. Call it after the options were added. */
int options_set_help(struct options *options, int number, struct refusal *ret_refusal);
/* Says which carrier one rings to choose an option. REFUSED "unknown_option" when there is no such
 * option, "duplicate_call" when the carrier stands for another already. */
int options_set_call(struct options *options, int number, const char *carrier,
                     struct refusal *ret_refusal);
/* NULL when no option has this number. */
const struct option *options_find(const struct options *options, int number);
/* Empties; zero-initialised options may be freed too. */
void options_free(struct options *options);
