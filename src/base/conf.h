/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Configuration files (libconfig), read through tables of options. A table says each key's name,
 * type, bounds, default and what it is for; reading gathers every fault, each with its file and
 * line, and goes on. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libconfig.h>

enum conf_type {
    CONF_STRING,   /* char *                    "text"                            */
    CONF_BOOL,     /* bool                      true                              */
    CONF_INT,      /* int64_t, min..max         500                               */
    CONF_DURATION, /* int64_t ms, min..max      "6h" (clock_parse_duration)       */
    CONF_TIME,     /* int, minutes of the day   "21:00"                           */
    CONF_WORD,     /* int, index into words     one of a fixed set of words       */
    CONF_STRINGS,  /* struct conf_strings       [ "a", "b" ]                      */
    CONF_GROUP,    /* nothing: a { } that the caller reads with its own table     */
    CONF_LIST,     /* nothing: a ( ) that the caller walks                        */
};

struct conf_strings {
    char **items;
    size_t count;
};

struct conf_option {
    const char *name;
    enum conf_type type;
    size_t offset;            /* of the field in the struct that is filled */
    const char *initial;      /* the default as it would stand in the file, unquoted; NULL: none */
    int64_t min, max;         /* for CONF_INT and CONF_DURATION; both 0: no bounds */
    const char *const *words; /* for CONF_WORD, NULL at the end */
    bool required;
    const char *sentence; /* what it is for */
};

struct conf_fault {
    char *file; /* NULL when the fault has no place */
    unsigned line;
    char *message;
};

struct conf_faults {
    struct conf_fault *items;
    size_t count;
};

struct conf; /* a parsed file, includes resolved */

/* Parses the file; @include looks beside it. Returns NULL with one fault added when the file
 * cannot be read or is not in libconfig's language. */
struct conf *conf_open(const char *path, struct conf_faults *faults);
/* The same from text; include_dir may be NULL. For tests and fuzzing. */
struct conf *conf_parse(const char *text, const char *include_dir, struct conf_faults *faults);
const config_setting_t *conf_root(const struct conf *conf);
/* The group of that name inside parent (may be NULL). NULL where there is none, or something that
 * is no group: conf_read() of parent says so. */
const config_setting_t *conf_group(const config_setting_t *parent, const char *name);
void conf_free(struct conf *conf);

/* Fills *ret_struct (zeroed by the caller) from the group by the table: defaults first, then
 * what the file says. group may be NULL, or no group: defaults only. Unknown keys, wrong types,
 * values out of bounds and missing required keys are added to faults. */
void conf_read(const config_setting_t *group, const struct conf_option *table, size_t count,
               void *ret_struct, struct conf_faults *faults);
/* Frees the strings that conf_read() put into the struct. */
void conf_release(const struct conf_option *table, size_t count, void *filled);

/* Adds one fault at a setting (NULL: no place). */
void conf_fault(struct conf_faults *faults, const config_setting_t *where, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void conf_faults_free(struct conf_faults *faults);
void conf_strings_free(struct conf_strings *strings);
