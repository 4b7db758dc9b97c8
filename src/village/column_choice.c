/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns that a person has named. */
#include "village/column_choice.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/sheet.h"

static bool find_field(const char *word, size_t len, enum column_field *ret)
{
    if (len == 4 && strncmp(word, "skip", 4) == 0) {
        *ret = COLUMN_IGNORED;
        return true;
    }
    for (int i = 0; column_field_words[i]; i++) {
        if (strlen(column_field_words[i]) == len &&
            strncmp(column_field_words[i], word, len) == 0) {
            *ret = (enum column_field)i;
            return true;
        }
    }
    return false;
}

/* "3" and "C" are index 2, "AB" is 27; SIZE_MAX for what is neither. */
static size_t read_index(const char *named)
{
    size_t digits = strspn(named, "0123456789"), index = 0;

    if (digits && !named[digits])
        return digits <= 3 && atoi(named) > 0 ? (size_t)atoi(named) - 1 : SIZE_MAX;
    for (const char *c = named; *c; c++) {
        if (*c < 'A' || *c > 'Z' || c - named >= 2)
            return SIZE_MAX;
        index = index * 26 + (size_t)(*c - 'A') + 1;
    }
    return index ? index - 1 : SIZE_MAX;
}

static int refuse_field(const char *word, size_t len, struct refusal *ret_refusal)
{
    struct buf fields = BUF_INIT;

    for (int i = 0; i < COLUMN_IGNORED; i++)
        buf_printf(&fields, "%s, ", column_field_words[i]);
    int r = refuse(ret_refusal, "bad_columns", "columns",
                   "a column cannot be \"%.*s\": it can be %sor skip", (int)len, word,
                   buf_str(&fields));
    buf_free(&fields);
    return r;
}

static int parse_one(const char *text, size_t len, struct column_choice *ret,
                     struct refusal *ret_refusal)
{
    const char *equals = memchr(text, '=', len);

    if (!equals || equals + 1 == text + len)
        return refuse(ret_refusal, "bad_columns", "columns",
                      "\"%.*s\" does not say which column is what, as \"phone=D\" does", (int)len,
                      text);
    if (!find_field(text, (size_t)(equals - text), &ret->field))
        return refuse_field(text, (size_t)(equals - text), ret_refusal);
    ret->named = xstrndup(equals + 1, (size_t)(text + len - equals - 1));
    ret->index = read_index(ret->named);
    if (ret->index == SIZE_MAX || ret->index < SHEET_COLUMNS_MAX)
        return 0;
    free(ret->named);
    return refuse(ret_refusal, "bad_columns", "columns", "a list has at most %d columns",
                  SHEET_COLUMNS_MAX);
}

int column_choices_parse(const char *text, struct column_choices *ret_choices,
                         struct refusal *ret_refusal)
{
    struct column_choices choices = {0};

    for (;;) {
        size_t len = strcspn(text, ",");
        struct column_choice choice = {0};
        int r = parse_one(text, len, &choice, ret_refusal);
        if (r) {
            column_choices_free(&choices);
            return r;
        }
        choices.items = xreallocarray(choices.items, choices.count + 1, sizeof(*choices.items));
        choices.items[choices.count++] = choice;
        if (!text[len])
            break;
        text += len + 1;
    }
    *ret_choices = choices;
    return 0;
}

void column_choices_free(struct column_choices *choices)
{
    for (size_t i = 0; i < choices->count; i++)
        free(choices->items[i].named);
    free(choices->items);
    *choices = (struct column_choices){0};
}

bool column_choices_have(const struct column_choices *choices, enum column_field field)
{
    for (size_t i = 0; i < choices->count; i++) {
        if (choices->items[i].field == field)
            return true;
    }
    return false;
}
