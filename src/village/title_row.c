/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rows of titles above a list. A title may span several columns, each with a lower title of
 * its own in the row below; a spreadsheet then leaves cells empty that look full. */
#include "village/title_row.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/title.h"

enum { TITLE_MAX = 120, DATA_DIGITS = 7 };

/* A long text or many digits are no title. */
static bool can_be_title(const char *cell)
{
    return *cell && strlen(cell) <= TITLE_MAX && sheet_count_digits(cell) < DATA_DIGITS;
}

static enum column_field field_of(const struct columns_search *search, const char *title)
{
    size_t strength;

    if (!can_be_title(title))
        return COLUMN_FIELDS;
    enum column_field field = title_field(search->vocabulary, title, &strength);
    if (field == COLUMN_FIELDS && vocabulary_group(search->vocabulary, title))
        return COLUMN_GROUPS;
    return field;
}

/* The title that spans this column from the left: its own or, where that is empty, the next to
 * the left. */
static const char *spanning_title(const struct sheet *sheet, size_t row, size_t column)
{
    while (column > 0 && !*sheet_cell(sheet, row, column))
        column--;
    return sheet_cell(sheet, row, column);
}

static bool is_subtitle_row(const struct sheet *sheet, size_t row)
{
    bool merged = false;

    if (row + 1 >= sheet->count || sheet->rows[row + 1].number != sheet->rows[row].number + 1)
        return false;
    for (size_t c = 0; c < sheet->rows[row + 1].count; c++) {
        const char *lower = sheet_cell(sheet, row + 1, c);
        bool own = *sheet_cell(sheet, row, c);
        if (!*lower)
            continue;
        if (!can_be_title(lower) || sheet_count_digits(lower) == strlen(lower))
            return false;
        if (own && *sheet_cell(sheet, row, c + 1))
            return false; /* a cell below a title that spans nothing: data */
        merged |= !own;
    }
    return merged;
}

/* What two titles, one above the other, mean together. */
static enum column_field field_of_both(const struct columns_search *search, const char *upper,
                                       const char *lower)
{
    enum column_field up = field_of(search, upper), low = field_of(search, lower);

    if (up == COLUMN_PHONE &&
        (low == COLUMN_PERSON || low == COLUMN_RELATION || low == COLUMN_FIELDS))
        return COLUMN_PHONE;
    if ((up == COLUMN_HEAD || up == COLUMN_PERSON) && low == COLUMN_NAME)
        return up;
    return low == COLUMN_FIELDS ? up : low;
}

/* The column's own title above, its lower title, and what they mean. */
static enum column_field read_titles(const struct columns_search *search, size_t row,
                                     bool subtitles, size_t column, const char **ret_upper,
                                     const char **ret_lower)
{
    const struct sheet *sheet = search->sheet;

    *ret_upper = sheet_cell(sheet, row, column);
    *ret_lower = subtitles ? sheet_cell(sheet, row + 1, column) : "";
    if (!**ret_lower)
        return field_of(search, *ret_upper);
    *ret_upper = spanning_title(sheet, row, column);
    return field_of_both(search, *ret_upper, *ret_lower);
}

static void count_title(enum column_field field, struct title_row *titles)
{
    titles->known += field != COLUMN_FIELDS;
    titles->phone |= field == COLUMN_PHONE;
    titles->name |= field == COLUMN_HEAD || field == COLUMN_NAME || field == COLUMN_CODE ||
                    field == COLUMN_FAMILY || field == COLUMN_PERSON;
}

static struct title_row judge(const struct columns_search *search, size_t row, bool subtitles)
{
    const struct sheet *sheet = search->sheet;
    struct title_row titles = {.subtitles = subtitles};
    size_t width = sheet->rows[row].count;

    if (subtitles && sheet->rows[row + 1].count > width)
        width = sheet->rows[row + 1].count;
    for (size_t c = 0; c < width; c++) {
        const char *upper, *lower;
        enum column_field field = read_titles(search, row, subtitles, c, &upper, &lower);
        if (!*lower && !*upper)
            continue;
        titles.cells++;
        if (sheet_count_digits(*lower ? lower : upper) >= DATA_DIGITS)
            return (struct title_row){0};
        count_title(field, &titles);
    }
    return titles;
}

struct title_row title_row_judge(const struct columns_search *search, size_t row)
{
    struct title_row alone = judge(search, row, false);

    if (alone.known < 2 || !is_subtitle_row(search->sheet, row))
        return alone;
    return judge(search, row, true);
}

bool title_row_is_numbering(const struct sheet *sheet, size_t row)
{
    long last = 0;
    size_t cells = 0;

    for (size_t c = 0; c < sheet->rows[row].count; c++) {
        const char *cell = sheet_cell(sheet, row, c);
        if (!*cell)
            continue;
        cell += *cell == '(' || *cell == '[';
        char *end;
        long number = strtol(cell, &end, 10);
        bool letter = end == cell && isalpha((unsigned char)*cell);
        end += letter;
        end += *end == ')' || *end == ']';
        if (*end || (!letter && number != last + 1))
            return false;
        last = letter ? last : number;
        cells++;
    }
    return cells >= 3 && last >= 2;
}

/* "SĐT vợ": the words of a phone's title that mean a person, or the head. */
static char *find_label(const struct columns_search *search, const char *title, bool *ret_of_head)
{
    for (const char *word = strchr(title, ' '); word; word = strchr(word + 1, ' ')) {
        size_t strength;
        enum column_field field = title_field(search->vocabulary, word + 1, &strength);
        if (field == COLUMN_PERSON)
            return xstrdup(word + 1);
        *ret_of_head |= field == COLUMN_HEAD;
    }
    return xstrdup("");
}

/* "Tổ trưởng": who looks after the household, and is not of it. */
static bool is_official(const struct vocabulary *vocabulary, const char *title)
{
    size_t strength;

    return title_field(vocabulary, title, &strength) == COLUMN_IGNORED &&
           words_lead(&vocabulary->footers, title);
}

/* Whatever stands below "Tổ trưởng", and "SĐT tổ trưởng". */
static bool is_of_official(const struct vocabulary *vocabulary, const char *upper,
                           const struct column *column)
{
    const char *title = column->field == COLUMN_PHONE ? column->title : "";
    bool official = is_official(vocabulary, upper);

    for (const char *word = strchr(title, ' '); word && !official; word = strchr(word + 1, ' '))
        official = is_official(vocabulary, word + 1);
    return official;
}

void title_row_read(const struct columns_search *search, size_t row, bool subtitles,
                    struct column *columns, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        const char *upper, *lower;
        struct column *column = &columns[c];
        column->field = read_titles(search, row, subtitles, c, &upper, &lower);
        column->title =
            *lower && *upper ? xasprintf("%s %s", upper, lower) : xstrdup(*lower ? lower : upper);
        column->short_title = xstrdup(*lower ? lower : upper);
        column->person = SIZE_MAX;
        bool owner = *lower && (field_of(search, upper) == COLUMN_PERSON ||
                                field_of(search, upper) == COLUMN_HEAD);
        bool owned = *lower && field_of(search, lower) == COLUMN_PERSON;
        if (is_of_official(search->vocabulary, upper, column))
            column->field = COLUMN_IGNORED;
        if (column->field != COLUMN_PHONE)
            column->label = xstrdup("");
        else if (owner || owned)
            column->label = xstrdup(owner ? upper : lower);
        else
            column->label = find_label(search, column->title, &column->of_head);
    }
}
