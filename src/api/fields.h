/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a client sends, read through tables of fields: JSON objects and the query behind a path.
 * A key that the table does not have, a value of the wrong type or out of bounds is refused by
 * name, so that a misspelt option never passes in silence. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/error.h"

enum field_type {
    FIELD_TEXT,    /* const char *: any text; min..max bytes          */
    FIELD_LINE,    /* const char *: text without control characters   */
    FIELD_BOOL,    /* bool                                            */
    FIELD_INT,     /* int64_t, min..max                               */
    FIELD_WORD,    /* int, index into words                           */
    FIELD_LINES,   /* json_t *: array of at most max FIELD_LINE       */
    FIELD_OBJECT,  /* json_t *: an object of any content              */
    FIELD_OBJECTS, /* json_t *: array of at most max objects          */
};

struct field {
    const char *name;
    enum field_type type;
    size_t offset; /* in the struct that is filled */
    int64_t min, max;
    const char *const *words; /* for FIELD_WORD, NULL at the end */
    bool required;
};

/* Reads a request body. An empty one is an empty object. 0, or REFUSED "not_json" (also for
 * anything but an object, for a key given twice, for broken UTF-8 and for NUL). */
int fields_parse(const char *bytes, size_t len, json_t **ret, struct refusal *ret_refusal);

/* Fills what the object has; what it has not stays as the caller set it. Strings and arrays
 * belong to the object. 0, or REFUSED "unknown_key", "wrong_type", "out_of_bounds",
 * "missing_key". */
int fields_read(const json_t *object, const struct field *table, size_t count, void *ret_struct,
                struct refusal *ret_refusal);

/* The same from one text, as it stands in a query: "1" and "true" are true. */
int fields_read_text(const struct field *table, size_t count, const char *name, const char *value,
                     void *ret_struct, struct refusal *ret_refusal);
