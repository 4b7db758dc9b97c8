/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading requests through tables of fields. */
#include "api/fields.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/accents.h"

int fields_parse(const char *bytes, size_t len, json_t **ret, struct refusal *ret_refusal)
{
    json_error_t error;

    if (len == 0) {
        *ret = json_object();
        return 0;
    }
    json_t *parsed = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
    if (!parsed)
        return refuse(ret_refusal, "not_json", NULL, "the request is not JSON: line %d, %s",
                      error.line, error.text);
    if (!json_is_object(parsed)) {
        json_decref(parsed);
        return refuse(ret_refusal, "not_json", NULL, "the request must be a JSON object");
    }
    *ret = parsed;
    return 0;
}

/* The table's names, for people: "to, text, kind". */
static void list_names(const struct field *table, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i ? ", " : "", table[i].name);
}

static int refuse_unknown(const struct field *table, size_t count, const char *name,
                          struct refusal *ret_refusal)
{
    struct buf names = BUF_INIT;

    list_names(table, count, &names);
    int r = refuse(ret_refusal, "unknown_key", name, "\"%.60s\" is not known here; known: %s", name,
                   count ? buf_str(&names) : "nothing");
    buf_free(&names);
    return r;
}

static int refuse_type(const struct field *field, const char *wanted, struct refusal *ret_refusal)
{
    return refuse(ret_refusal, "wrong_type", field->name, "\"%s\" must be %s", field->name, wanted);
}

static bool has_control(const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s; s++)
        if (*s < 0x20 || *s == 0x7f)
            return true;
    return false;
}

static int check_text(const struct field *field, const char *text, struct refusal *ret_refusal)
{
    size_t len = strlen(text);

    if (!text_utf8_valid(text, len))
        return refuse_type(field, "UTF-8 text", ret_refusal);
    if (field->type != FIELD_TEXT && has_control(text))
        return refuse_type(field, "one line without control characters", ret_refusal);
    if (field->max && (int64_t)len > field->max && field->type != FIELD_LINES)
        return refuse(ret_refusal, "out_of_bounds", field->name,
                      "\"%s\" is longer than %" PRId64 " bytes", field->name, field->max);
    if ((int64_t)len < field->min && field->type != FIELD_LINES)
        return refuse(ret_refusal, "out_of_bounds", field->name, "\"%s\" must not be empty",
                      field->name);
    return 0;
}

static int set_text(const struct field *field, const char *text, void *ret_struct,
                    struct refusal *ret_refusal)
{
    int r = check_text(field, text, ret_refusal);

    if (r == 0)
        *(const char **)((char *)ret_struct + field->offset) = text;
    return r;
}

static int set_int(const struct field *field, int64_t value, void *ret_struct,
                   struct refusal *ret_refusal)
{
    if ((field->min || field->max) && (value < field->min || value > field->max))
        return refuse(ret_refusal, "out_of_bounds", field->name,
                      "\"%s\" must be between %" PRId64 " and %" PRId64, field->name, field->min,
                      field->max);
    *(int64_t *)((char *)ret_struct + field->offset) = value;
    return 0;
}

static int set_word(const struct field *field, const char *word, void *ret_struct,
                    struct refusal *ret_refusal)
{
    struct buf known = BUF_INIT;

    for (int i = 0; field->words[i]; i++) {
        if (strcmp(field->words[i], word) == 0) {
            *(int *)((char *)ret_struct + field->offset) = i;
            buf_free(&known);
            return 0;
        }
        buf_printf(&known, "%s%s", i ? ", " : "", field->words[i]);
    }
    int r = refuse(ret_refusal, "unknown_word", field->name, "\"%.60s\" is no %s; it is one of: %s",
                   word, field->name, buf_str(&known));
    buf_free(&known);
    return r;
}

static int check_array(const struct field *field, const json_t *value, struct refusal *ret_refusal)
{
    size_t i;
    json_t *item;

    if (!json_is_array(value))
        return refuse_type(field, "an array", ret_refusal);
    if (field->max && (int64_t)json_array_size(value) > field->max)
        return refuse(ret_refusal, "out_of_bounds", field->name, "\"%s\" may hold at most %" PRId64,
                      field->name, field->max);
    json_array_foreach(value, i, item)
    {
        if (field->type == FIELD_OBJECTS && !json_is_object(item))
            return refuse_type(field, "an array of objects", ret_refusal);
        if (field->type == FIELD_LINES && !json_is_string(item))
            return refuse_type(field, "an array of texts", ret_refusal);
        int r = field->type == FIELD_LINES ? check_text(field, json_string_value(item), ret_refusal)
                                           : 0;
        if (r != 0)
            return r;
    }
    return 0;
}

static int set_array(const struct field *field, const json_t *value, void *ret_struct,
                     struct refusal *ret_refusal)
{
    int r = check_array(field, value, ret_refusal);

    if (r == 0)
        *(const json_t **)((char *)ret_struct + field->offset) = value;
    return r;
}

static int set_field(const struct field *field, const json_t *value, void *ret_struct,
                     struct refusal *ret_refusal)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINE:
        if (!json_is_string(value))
            return refuse_type(field, "a text", ret_refusal);
        return set_text(field, json_string_value(value), ret_struct, ret_refusal);
    case FIELD_BOOL:
        if (!json_is_boolean(value))
            return refuse_type(field, "true or false", ret_refusal);
        *(bool *)((char *)ret_struct + field->offset) = json_is_true(value);
        return 0;
    case FIELD_INT:
        if (!json_is_integer(value))
            return refuse_type(field, "a whole number", ret_refusal);
        return set_int(field, json_integer_value(value), ret_struct, ret_refusal);
    case FIELD_WORD:
        if (!json_is_string(value))
            return refuse_type(field, "a text", ret_refusal);
        return set_word(field, json_string_value(value), ret_struct, ret_refusal);
    case FIELD_OBJECT:
        if (!json_is_object(value))
            return refuse_type(field, "an object", ret_refusal);
        *(const json_t **)((char *)ret_struct + field->offset) = value;
        return 0;
    case FIELD_LINES:
    case FIELD_OBJECTS:
        return set_array(field, value, ret_struct, ret_refusal);
    }
    abort();
}

static const struct field *find(const struct field *table, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static int check_required(const json_t *object, const struct field *table, size_t count,
                          struct refusal *ret_refusal)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].required && !json_object_get(object, table[i].name))
            return refuse(ret_refusal, "missing_key", table[i].name, "\"%s\" is missing",
                          table[i].name);
    return 0;
}

int fields_read(const json_t *object, const struct field *table, size_t count, void *ret_struct,
                struct refusal *ret_refusal)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)object, name, value)
    {
        const struct field *field = find(table, count, name);
        if (!field)
            return refuse_unknown(table, count, name, ret_refusal);
        int r = set_field(field, value, ret_struct, ret_refusal);
        if (r != 0)
            return r;
    }
    return check_required(object, table, count, ret_refusal);
}

static int set_int_text(const struct field *field, const char *text, void *ret_struct,
                        struct refusal *ret_refusal)
{
    char *end;

    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end || errno || strchr(" \t\n+", text[0]))
        return refuse_type(field, "a whole number", ret_refusal);
    return set_int(field, value, ret_struct, ret_refusal);
}

static int set_bool_text(const struct field *field, const char *text, void *ret_struct,
                         struct refusal *ret_refusal)
{
    bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;

    if (!yes && strcmp(text, "0") != 0 && strcmp(text, "false") != 0)
        return refuse_type(field, "1 or 0", ret_refusal);
    *(bool *)((char *)ret_struct + field->offset) = yes;
    return 0;
}

int fields_read_text(const struct field *table, size_t count, const char *name, const char *value,
                     void *ret_struct, struct refusal *ret_refusal)
{
    const struct field *field = find(table, count, name);

    if (!field)
        return refuse_unknown(table, count, name, ret_refusal);
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINE:
        return set_text(field, value, ret_struct, ret_refusal);
    case FIELD_BOOL:
        return set_bool_text(field, value, ret_struct, ret_refusal);
    case FIELD_INT:
        return set_int_text(field, value, ret_struct, ret_refusal);
    case FIELD_WORD:
        return set_word(field, value, ret_struct, ret_refusal);
    case FIELD_LINES:
    case FIELD_OBJECT:
    case FIELD_OBJECTS:
        break;
    }
    return refuse_unknown(table, count, name, ret_refusal);
}
