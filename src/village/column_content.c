/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands in the cells of a column whose title says nothing. */
#include "village/column_content.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/number_cell.h"

enum {
    CONTENT_SAMPLE = 200,
    CONTENT_PHONES_MIN = 3,
    CONTENT_NAMES_MIN = 3,
    CONTENT_GROUPS_MIN = 2
};

static bool has_digit(const char *cell)
{
    return strpbrk(cell, "0123456789") != NULL;
}

/* Only numbers written in full count: nine digits may as well be an identity card. */
static bool holds_phone(const struct columns_search *search, const char *text)
{
    struct number_cell cell;
    bool found = false;

    number_cell_parse(search->rules, text, &cell);
    for (size_t i = 0; i < cell.count; i++) {
        const struct number *number = &cell.items[i].number;
        found |= number->kind != NUMBER_UNUSABLE && !(number->mended & ~NUMBER_MEND_RENUMBERED);
    }
    number_cell_free(&cell);
    return found;
}

static bool begins_with_group(const struct vocabulary *vocabulary, const char *cell)
{
    char *first = xstrndup(cell, strcspn(cell, ";,/\n"));
    bool group = vocabulary_group(vocabulary, first) != NULL;

    free(first);
    return group;
}

struct column_content column_content_read(const struct columns_search *search, size_t first,
                                          size_t column)
{
    struct column_content content = {0};
    const char *above = "";

    for (size_t row = first; row < search->sheet->count; row++) {
        const char *cell = sheet_cell(search->sheet, row, column);
        if (!*cell)
            continue;
        content.full++;
        bool mark = vocabulary_is_mark(search->vocabulary, cell);
        content.marks += mark;
        content.none += !mark && vocabulary_is_none(search->vocabulary, cell);
        content.ones += strcmp(cell, "1") == 0;
        content.digits += has_digit(cell);
        content.names += strchr(cell, ' ') && !has_digit(cell) && strcmp(cell, above) != 0;
        above = cell;
        if (content.probed < CONTENT_SAMPLE) {
            content.probed++;
            content.phones += holds_phone(search, cell);
            content.groups += begins_with_group(search->vocabulary, cell);
        }
    }
    return content;
}

bool column_content_is_marks(const struct column_content *content)
{
    size_t others = content->full - content->marks - content->none;

    return content->marks > content->ones && others <= (content->marks >= 5 ? 3 : 0);
}

bool column_content_is_no_name(const struct column_content *content)
{
    return content->marks > 0 && content->marks + content->none == content->full;
}

bool column_content_is_phones(const struct column_content *content)
{
    return content->phones >= CONTENT_PHONES_MIN && content->phones * 10 >= content->probed * 6;
}

bool column_content_is_groups(const struct column_content *content)
{
    return content->groups >= CONTENT_GROUPS_MIN && content->groups * 10 >= content->probed * 6;
}

bool column_content_is_names(const struct column_content *content, size_t rows)
{
    return content->names >= CONTENT_NAMES_MIN && content->names * 10 >= rows * 8;
}
