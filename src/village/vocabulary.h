/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of village lists: under which titles they keep what, how they write "none" and
 * "total". Everything comes from the configuration's group "columns" (config/columns.vi.conf
 * explains each key); another language is another file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"

/* What a column of a list may hold. */
enum column_field {
    COLUMN_NUMBER,    /* a running number, typed by hand; no key */
    COLUMN_CODE,      /* the household's code, the key */
    COLUMN_HEAD,      /* the head of the household, or whoever is named */
    COLUMN_CLUSTER,   /* tổ, xóm, thôn … */
    COLUMN_ADDRESS,   /* where the house is */
    COLUMN_PHONE,     /* telephone numbers */
    COLUMN_PERSON,    /* who answers them */
    COLUMN_RELATION,  /* what the person is to the head; "Chủ hộ" begins a household */
    COLUMN_GROUPS,    /* groups, or one group by its title and a mark in the cell */
    COLUMN_NOTE,      /* free text */
    COLUMN_FRAIL,     /* a mark: someone here needs help to be safe */
    COLUMN_ORDER,     /* the walking order of the doors */
    COLUMN_NEIGHBOUR, /* another household, which agreed to tell it */
    COLUMN_NAME,      /* a name: the head's, unless another column is */
    COLUMN_FAMILY,    /* the first part of a name that stands in two columns */
    COLUMN_IGNORED,   /* known and not needed: date of birth, signature */
    COLUMN_FIELDS,    /* how many there are */
};

/* "number", "code", …; indexed by the enum, NULL at the end. */
extern const char *const column_field_words[];

/* Beginnings and ends of titles: "điện thoại*" is any title that begins with these words. */
struct title_pattern {
    char *words; /* plain, see vocabulary_plain() */
    bool open_front, open_back;
};

struct title_patterns {
    struct title_pattern *items;
    size_t count;
};

/* Other spellings of one group: "Hội Nông dân", "HND". */
struct group_spelling {
    char *key;                  /* group_key() of its name */
    struct conf_strings plains; /* its spellings, plain */
};

struct vocabulary {
    char *legacy_encoding;
    struct title_patterns titles[COLUMN_FIELDS];
    /* Spoken, see vocabulary_spoken(). */
    struct conf_strings totals;       /* "tổng cộng": beginnings of rows that count others */
    struct conf_strings clusters;     /* "tổ", "xóm": beginnings of section lines */
    struct conf_strings associations; /* "hội", "chi hội": the same for groups */
    struct conf_strings footers; /* "người lập biểu": beginnings of lines below a list */
    /* Plain, see vocabulary_plain(). */
    struct conf_strings kinds;        /* the clusters above: what a cluster may be */
    struct conf_strings none;         /* "không có": no phone, no group */
    struct conf_strings ditto;        /* "nt", "như trên": what the cell above says */
    struct conf_strings between;      /* "và": between two groups in one cell */
    struct conf_strings places;       /* "xã": behind a group's name, says only where */
    struct conf_strings heads;        /* "chủ hộ": the relation that begins a household */
    struct conf_strings beside_phone; /* "zalo", "đt": words beside a number that name nobody */
    struct conf_strings land_line, mobile;         /* to find in titles and beside numbers */
    struct conf_strings frail, smartphone, keypad; /* to find in notes */
    struct conf_strings negations;                 /* "không": before a word, turns it */
    struct conf_strings marks; /* "x", "✓": a mark in a column that asks yes or no; as written */
    struct group_spelling *groups;
    size_t group_count;
};

/* Reads the group "columns". Every fault is added to faults. Free it in either case. */
void vocabulary_read(const config_setting_t *group, struct vocabulary *ret_vocabulary,
                     struct conf_faults *faults);
void vocabulary_free(struct vocabulary *vocabulary);

/* For comparing: folded, and everything but letters and digits one blank. "SĐT (Zalo):" is
 * "sdt zalo". Freed by the caller. */
char *vocabulary_plain(const char *text);

/* Whether two texts are plainly the same. */
bool vocabulary_same(const char *a, const char *b);
/* Lower case and one blank between words, but with accents: names and words that differ only there
 * ("Tô" is a family, "tổ" a cluster) stay apart. Freed by the caller. */
char *vocabulary_spoken(const char *text);

/* Whether text begins with one of the spoken words. A text without any accent is taken as written
 * without them; then one short word must stand alone or before a digit. */
bool words_lead(const struct conf_strings *spoken, const char *text);

/* Whether plain is one of the words; holds one of them, not negated. Both by whole words. */
bool words_have(const struct conf_strings *words, const char *plain);
bool words_within(const struct conf_strings *words, const struct conf_strings *negations,
                  const char *plain);

bool vocabulary_is_mark(const struct vocabulary *vocabulary, const char *cell);
/* Whether a cell says that there is nothing: "không có", "-", "…", "0", "". */
bool vocabulary_is_none(const struct vocabulary *vocabulary, const char *cell);
/* Whether a cell says what the one above it does: "nt", "như trên", quotation marks alone. */
bool vocabulary_is_ditto(const struct vocabulary *vocabulary, const char *cell);
/* The key of the group that this spelling means, with or without a place behind it ("Hội Phụ nữ xã
 * Ninh Quang"), or NULL when it is none of the known ones. */
const char *vocabulary_group(const struct vocabulary *vocabulary, const char *spelling);
