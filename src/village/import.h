/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A village's list as households, phones and groups, with everything there is to say about it.
 * Pure: bytes go in, a plain result comes out, and whether anything is stored is the caller's
 * affair.
 *
 * A household is known by its code. Where a list has no codes they are made of cluster and name
 * ("1-nguyen-van-an"; "nguyen-van-an" without a cluster), so that the same list gives the same
 * codes again in whatever order its rows stand, and a new number or address changes no code.
 * Namesakes in one cluster are told apart by their phones ("…-3456" is the end of the lowest
 * number), then by their addresses, then by the order of the list; only they get other codes when a
 * namesake comes or goes. Codes that
 * begin anew in every cluster get the cluster before them ("2-15"). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "village/column_choice.h"
#include "village/number_rules.h"
#include "village/pool.h"
#include "village/remark.h"
#include "village/sheet.h"
#include "village/vocabulary.h"

struct import_phone {
    char e164[17];
    enum number_kind kind; /* NUMBER_MOBILE or NUMBER_FIXED */
    const char *person;    /* who answers it, "" unknown */
};

/* What a note says of the telephone. */
enum handset { HANDSET_UNKNOWN, HANDSET_SMARTPHONE, HANDSET_KEYPAD };

struct import_household {
    const char *code; /* unique in the list */
    const char *head, *cluster, *address, *note;
    const char *neighbour;       /* code of another household of the list; "" none */
    bool neighbour_unclear;      /* one was written, and set aside: who it is was not known */
    struct import_phone *phones; /* by rank; each number once */
    size_t phone_count;
    size_t *groups; /* indices in import.groups; each once */
    size_t group_count;
    size_t unusable; /* numbers of this household that were set aside */
    enum handset handset;
    bool frail;
    bool made_code; /* the code is of our making */
    int64_t walk;   /* walking order: the list's own, else the place in the list, from 1 */
    uint32_t row;   /* where it stands first */
};

struct import_group {
    const char *name; /* as first written */
    const char *key;  /* group_key() of it, or of the name that all its spellings share */
    size_t households, with_mobile; /* members; of these, with a mobile */
    size_t mobiles;                 /* distinct mobiles of the members */
};

struct import_cluster {
    const char *name; /* as first written, "" for none */
    size_t households;
};

/* Counts as village lists are checked by: repeated rows count in data_rows only. */
struct import_totals {
    size_t data_rows; /* rows below the titles that should hold a household, set aside or not */
    size_t households;
    size_t mobiles;       /* distinct */
    size_t mobile_pairs;  /* household and mobile */
    size_t first_mobiles; /* distinct, when each household is sent to at its first mobile only */
    size_t fixed;         /* distinct land lines */
    size_t unusable;      /* numbers set aside */
    size_t shared;        /* phones on several households */
    size_t with_mobile, fixed_only, unusable_only, without_phone; /* households */
    size_t without_group, frail;                                  /* households */
    size_t smartphone, keypad;                                    /* households noted so */
    size_t repeated_rows, rows_set_aside;
    size_t remarks[REMARK_CODES]; /* how often each was made */
};

struct import {
    struct import_household *households; /* in the order of the list */
    size_t household_count;
    struct import_group *groups; /* in the order of their first member */
    size_t group_count;
    struct import_cluster *clusters;
    size_t cluster_count;
    struct remark *remarks; /* by row */
    size_t remark_count;
    struct import_totals totals;
    const char *encoding; /* "UTF-8", … */
    char separator;
    uint32_t title_row; /* as a spreadsheet counts; 0: the list has no titles */
    struct pool pool;   /* every string above */
};

struct import_how {
    const struct vocabulary *vocabulary;
    const struct number_rules *rules;
    const struct column_choices *choices; /* NULL: find the columns */
    const char *encoding;                 /* an iconv name; NULL: detect */
};

/* Reads a list. 0, or REFUSED when it cannot be read at all: the codes of sheet_read() and
 * columns_find(), and "no_households" when no row holds one. Free with import_free(). */
int import_read(const void *bytes, size_t len, const struct import_how *how,
                struct import *ret_import, struct refusal *ret_refusal);
void import_free(struct import *import);
