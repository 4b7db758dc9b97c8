/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an import has to say about a row of a list: nothing is mended, set aside or odd in silence.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum remark_severity {
    REMARK_MENDED,    /* read otherwise than it was written */
    REMARK_SET_ASIDE, /* not taken: a number, or the whole row */
    REMARK_LISTED,    /* taken as it is; a person should know */
};

enum remark_code {
    /* mended */
    REMARK_LETTER_O,      /* value written, detail read: the letter O was a zero */
    REMARK_ZERO_RESTORED, /* value, detail: a spreadsheet had eaten the leading zero */
    REMARK_RENUMBERED,    /* value, detail: an old number, written as it is since 2018 */
    REMARK_ZERO_DROPPED,  /* value, detail: a zero before the country code */
    REMARK_SPREADSHEET,   /* value, detail: a spreadsheet had made a quantity of it */
    REMARK_LINE_BREAK,    /* a line break inside a cell */
    REMARK_JOINED,        /* the row was joined to the household of other_row: another person of it,
                             or more of its numbers */
    REMARK_NUMBER_IN_NAME, /* value: a number stood in the name's cell; detail: the number */
    REMARK_QUOTE_MENDED,   /* a quotation mark without its partner was passed over */
    REMARK_DITTO,          /* value: "như trên" in some way; detail: what the cell above says */
    /* set aside */
    REMARK_UNUSABLE_NUMBER,   /* value written, reason: number_fault_word() */
    REMARK_UNREADABLE_ROW,    /* reason: sheet_fault_word() */
    REMARK_SHIFTED_ROW,       /* more cells than titles: what is what cannot be told */
    REMARK_NO_NAME,           /* value: a number without anybody's name or code */
    REMARK_NO_HOUSEHOLD,      /* value: a line of text, no household */
    REMARK_TOTAL,             /* value: a row that counts others */
    REMARK_UNUSABLE_GROUP,    /* value: no name of a group */
    REMARK_TOO_MANY_GROUPS,   /* value: a group beyond those that a row may name */
    REMARK_UNKNOWN_NEIGHBOUR, /* value: no household of the list */
    REMARK_UNCLEAR_NEIGHBOUR, /* value: a name that several households have */
    REMARK_OWN_NEIGHBOUR,     /* value: the household itself */
    /* listed */
    REMARK_TITLE_LINE,       /* value: a line above the titles */
    REMARK_TITLES_AGAIN,     /* the titles once more */
    REMARK_SECTION,          /* value: a line that names the cluster or group of the rows below */
    REMARK_UNUSED_COLUMN,    /* value: title of a column that is not kept */
    REMARK_GUESSED_COLUMN,   /* value: title, or place, detail: field by what stands in the cells */
    REMARK_MADE_CODES,       /* the list has no household codes; they were made */
    REMARK_PREFIXED_CODES,   /* codes begin anew in every cluster; it was put before them */
    REMARK_MERGED_CLUSTERS,  /* value: title; its empty cells were read as the one above */
    REMARK_ADDRESS_CLUSTERS, /* value: title of the addresses, with which the clusters stand */
    REMARK_MADE_CODE,        /* codes made, but for one row */
    REMARK_NO_PHONE,         /* no number at all */
    REMARK_FIXED_ONLY,       /* only land lines: no SMS will arrive */
    REMARK_SHARED_PHONE,     /* value: the number, other_row: who else holds it */
    REMARK_REPEATED_ROW,     /* the household of other_row again, nothing new */
    REMARK_CONFLICT,         /* the household of other_row with other content; value: fields that
                                differ, detail: what they are here. What is new was added */
    REMARK_NAMESAKES,        /* the name of other_row in the same cluster, another household */
    REMARK_NO_HEAD,          /* a code, but nobody's name */
    REMARK_NO_CLUSTER,       /* no cluster, though others have one */
    REMARK_PHONE_TWICE,      /* value: the number stands twice in this household */
    REMARK_WORDS_FOR_PHONE,  /* value: words where a number should be */
    REMARK_NUMBER_ELSEWHERE, /* value: a number in a cell for other things; not taken */
    REMARK_STRAY_CELL,       /* value: text beyond the titles; not taken */
    REMARK_EVERYBODY_GROUP,  /* value: a name of everybody, no group */
    REMARK_LOST_LETTERS,     /* value: a name with "?" for a letter; detail: how many such names */
    REMARK_FORMULA,          /* value: a formula, kept as mere text, or as nothing for a phone */
    REMARK_CODES,            /* how many there are */
};

struct remark {
    enum remark_code code;
    uint32_t row;       /* as a spreadsheet counts; 0: the list as a whole */
    uint32_t other_row; /* 0: none */
    size_t household;   /* index in import.households; SIZE_MAX: none */
    const char *value;  /* "" none; see each code */
    const char *detail; /* "" none; for numbers as people write them in the country */
    const char *reason; /* a static word, "" none */
    const char *why;    /* the reason in English, static, "" none */
};

/* "letter_o", "shared_phone", …: for programs, and the key of its sentence in other languages. */
const char *remark_word(enum remark_code code);
enum remark_severity remark_severity(enum remark_code code);
/* "mended", "set_aside", "listed". */
const char *remark_severity_word(enum remark_severity severity);
/* Appends one English sentence, without row and household. */
void remark_describe(const struct remark *remark, struct buf *out);
