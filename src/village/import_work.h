/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An import at work: the list, what is known of it so far, and the result as it grows. Of use to
 * the import's own files alone. */
#pragma once

#include "village/columns.h"
#include "village/import.h"

enum { ENTRY_PHONES_MAX = 32, ENTRY_GROUPS_MAX = 64 };

/* One row of the list, read. Strings live in the import's pool; "" where a cell is empty. */
struct entry {
    size_t index; /* in sheet.rows */
    uint32_t row;
    size_t first_remark; /* the remarks made while reading it */
    char *key; /* of the household, by code or name; import_take_entry() makes and frees it */
    const char *number, *code, *head, *cluster, *address, *note, *relation, *person, *neighbour;
    struct import_phone phones[ENTRY_PHONES_MAX];
    size_t phone_count;
    size_t unusable; /* numbers set aside */
    size_t groups[ENTRY_GROUPS_MAX];
    size_t group_count;
    bool said_phone; /* some phone cell says something */
    bool member;     /* of somebody who is not the head, by the relation that it states */
    bool frail;
    enum handset handset;
    int64_t walk; /* -1: the list says none */
};

struct import_work {
    const struct import_how *how;
    const struct sheet *sheet;
    struct columns columns;
    struct import *import;
    struct string_index group_keys, cluster_keys;           /* to indices in the import */
    struct string_index group_spellings, cluster_spellings; /* the same, as written */
    struct string_index code_keys;                          /* to households */
    struct string_index name_keys; /* cluster and head to the latest such household */
    size_t *namesake;       /* per household without a code: the one before it of that name */
    const char *section;    /* cluster of the section; "" none */
    size_t section_group;   /* SIZE_MAX none */
    const char **above;     /* per column: what its last cell that says something says */
    bool merged_clusters;   /* a cluster stands only in the first of its rows */
    bool address_clusters;  /* no column has the clusters, but addresses begin with them */
    bool merged_numbers;    /* a running number stands only in the first row of a household */
    bool heads_repeat;      /* a head's name stands beside every person of the household */
    bool relations;         /* relations call some the head */
    bool codes_per_cluster; /* codes begin anew in every cluster */
    size_t last;            /* household of the row before; SIZE_MAX none */
    uint32_t last_row;
    bool after_total; /* below a total or a signature, until a household comes again */
    size_t title_changes;
    size_t remark_room;
    size_t lost_names; /* names with "?" for a letter */
    struct remark lost_name;
};

/* Adds a remark about the row, 0 for the list as a whole; value and detail may be NULL and are
 * copied. Returns it, valid until the next. */
struct remark *work_remark(struct import_work *work, enum remark_code code, uint32_t row,
                           const char *value, const char *detail);
/* A number as people write it, in a buffer of the caller's. */
const char *work_national(const struct import_work *work, const char *e164, char out[32]);

/* Reads row `index` of the sheet. */
void entry_read(struct import_work *work, size_t index, struct entry *ret_entry);
/* Its phone cells; called by entry_read(). */
void entry_read_phones(struct import_work *work, struct entry *entry);
/* Takes a number out of the name's cell, if one stands there; called by entry_read(). */
const char *entry_take_from_name(struct import_work *work, struct entry *entry, const char *name);
/* Its group cells; called by entry_read(). */
void entry_read_groups(struct import_work *work, struct entry *entry);
/* Its cluster, when its address is read; called by entry_read(). */
const char *entry_read_cluster(struct import_work *work, const struct entry *entry);
/* An "x" in a column of clusters: its title is the cluster. */
bool cluster_is_mark(const struct import_work *work, const char *cell);
/* "Tổ 3", with which the address begins, in the import's pool; "" when it begins otherwise. */
const char *cluster_of_address(struct import_work *work, const char *address);

/* The cell, or the one above that it refers to ("nt"): to be read once, row by row. Numbers are
 * never read so: whose would it be? */
const char *entry_cell(struct import_work *work, const struct entry *entry, size_t column);
/* Text on one line: what a line break separated is separated by a comma. */
const char *entry_one_line(struct import_work *work, const char *text);
/* "15.0", as programs write a column of numbers, is 15. */
const char *entry_without_decimals(struct import_work *work, const char *text);

/* Says when a number stands in a text for other things: it is somebody's, but nobody knows whose.
 */
void entry_look_for_number(struct import_work *work, uint32_t row, const char *text);
/* Who the row speaks of, for its phones where no column names a person: "Trần Thị Lan (Vợ)". */
const char *entry_person(struct import_work *work, const struct entry *entry);

/* The group's index in the import, made when there is none; SIZE_MAX when the name is none. */
size_t work_group(struct import_work *work, uint32_t row, const char *name);
/* The cluster as it was first written, made when there is none. */
const char *work_cluster(struct import_work *work, const char *name);
size_t work_cluster_at(struct import_work *work, const char *name);

/* Learns how the list as a whole is kept, before its rows are taken. */
void import_survey(struct import_work *work);
/* Takes a line above the titles. */
void import_take_title_line(struct import_work *work, size_t index);
/* Takes a row of the list, whatever it is. */
void import_take_row(struct import_work *work, size_t index);
/* Puts an entry into its household. */
void import_take_entry(struct import_work *work, struct entry *entry);

/* Puts it into one that was seen before: as a member, or as the household again. */
void import_merge(struct import_work *work, size_t at, const struct entry *entry, bool member);
void import_hold_phone(struct import_household *household, const struct import_phone *phone);
/* False when the household was in the group already. */
bool import_join_group(struct import_household *household, size_t group);

/* After the last row: codes for households without one; what can only be said at the end. */
void import_make_codes(struct import_work *work);
/* Once every household has its code: makes codes of what was written for neighbours. */
void import_find_neighbours(struct import_work *work);
void import_count(struct import_work *work);
