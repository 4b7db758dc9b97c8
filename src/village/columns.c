/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which column of a list holds what. */
#include "village/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/column_content.h"
#include "village/title_row.h"

enum { SPARSE = 5 }; /* one in so many */

size_t columns_next(const struct columns *columns, enum column_field field, size_t from)
{
    for (size_t c = from; c < columns->count; c++) {
        if (columns->items[c].field == field)
            return c;
    }
    return SIZE_MAX;
}

/* A column without a title right of a name, full of words: the name spans two columns. */
static bool is_rest_of_name(const struct columns *columns, size_t c,
                            const struct column_content *content, size_t rows)
{
    enum column_field left = c > 0 ? columns->items[c - 1].field : COLUMN_FIELDS;

    return (left == COLUMN_HEAD || left == COLUMN_NAME || left == COLUMN_FAMILY) &&
           !*columns->items[c].title && content->digits == 0 && content->full * 2 >= rows;
}

/* A title that a cross answers: does somebody need help, or who is of this group? */
static enum column_field field_of_crosses(const struct vocabulary *vocabulary, const char *title)
{
    char *plain = vocabulary_plain(title);
    bool frail = words_within(&vocabulary->frail, &vocabulary->negations, plain);

    free(plain);
    return frail ? COLUMN_FRAIL : COLUMN_GROUPS;
}

static void judge_by_content(const struct columns_search *search, struct columns *columns, size_t c)
{
    struct column *column = &columns->items[c];
    struct column_content content = column_content_read(search, columns->first, c);
    size_t rows = search->sheet->count - columns->first;

    if (content.full == 0)
        return;
    column->crosses = *column->title && column_content_is_marks(&content);
    if (column->crosses)
        column->field = field_of_crosses(search->vocabulary, column->title);
    else if (column_content_is_groups(&content))
        column->field = COLUMN_GROUPS;
    else if (column_content_is_phones(&content))
        column->field = COLUMN_PHONE;
    else if (is_rest_of_name(columns, c, &content, rows))
        column->field = COLUMN_FAMILY; /* joined to the name beside it */
    if (search->choices && column_choices_have(search->choices, column->field))
        column->field = COLUMN_FIELDS; /* a person has said which they are */
    column->by_content = column->field != COLUMN_FIELDS;
    column->sparse = !column->by_content && !*column->title && columns->header != SIZE_MAX &&
                     content.full * SPARSE <= rows;
}

/* Where no title names anybody, the names are the first column that holds nothing else; "Hội viên"
 * may head the members themselves. */
static void find_names(const struct columns_search *search, struct columns *columns)
{
    static const enum column_field persons[] = {COLUMN_HEAD, COLUMN_NAME, COLUMN_FAMILY,
                                                COLUMN_PERSON};

    for (size_t i = 0; i < ARRAY_SIZE(persons); i++) {
        if (columns_next(columns, persons[i], 0) != SIZE_MAX)
            return;
    }
    for (size_t c = 0; c < columns->count; c++) {
        struct column *column = &columns->items[c];
        if (column->field != COLUMN_FIELDS && column->field != COLUMN_GROUPS)
            continue;
        struct column_content content = column_content_read(search, columns->first, c);
        if (column_content_is_names(&content, search->sheet->count - columns->first)) {
            column->field = COLUMN_NAME;
            column->by_content = true;
            return;
        }
    }
}

/* Crosses under "Chủ hộ" name nobody: they say which of the persons is the head. */
static void find_crossed_heads(const struct columns_search *search, struct columns *columns)
{
    bool relation = columns_next(columns, COLUMN_RELATION, 0) != SIZE_MAX;

    if (search->choices && column_choices_have(search->choices, COLUMN_HEAD))
        return; /* a person has said that it names them */
    for (size_t c = 0; c < columns->count; c++) {
        struct column *column = &columns->items[c];
        if (column->field != COLUMN_HEAD)
            continue;
        struct column_content content = column_content_read(search, columns->first, c);
        if (!column_content_is_no_name(&content))
            continue;
        column->field = relation ? COLUMN_IGNORED : COLUMN_RELATION;
        column->crosses = relation = true;
    }
}

static size_t count_field(const struct columns *columns, enum column_field field)
{
    size_t count = 0;

    for (size_t c = 0; c < columns->count; c++)
        count += columns->items[c].field == field;
    return count;
}

/* The head is who a column calls so; else the first name. A name in two columns is one name, with
 * its family before or, where there is no other name, behind it. */
static void resolve_names(struct columns *columns)
{
    bool head = columns_next(columns, COLUMN_HEAD, 0) != SIZE_MAX, family = false;
    bool one = !head && count_field(columns, COLUMN_NAME) == 1;

    columns->head_is_name = !head;
    for (size_t c = 0; c < columns->count; c++) {
        struct column *column = &columns->items[c];
        enum column_field field = column->field;
        if (field == COLUMN_FAMILY && column->by_content)
            column->field =
                columns->items[c - 1].field == COLUMN_HEAD ? COLUMN_HEAD : COLUMN_FIELDS;
        else if (field == COLUMN_FAMILY)
            column->field = head && !family && !one ? COLUMN_FIELDS : COLUMN_HEAD;
        else if (field == COLUMN_NAME)
            column->field = head && !family && !one ? COLUMN_PERSON : COLUMN_HEAD;
        family = field == COLUMN_FAMILY && column->field == COLUMN_HEAD;
        head |= column->field == COLUMN_HEAD;
    }
}

/* Who answers the phone of a column: as many persons as phones go in pairs; else the person to
 * the left where persons lead, or the next to the right. */
static void pair_persons(struct columns *columns)
{
    size_t phone = columns_next(columns, COLUMN_PHONE, 0);
    size_t person = columns_next(columns, COLUMN_PERSON, 0);
    bool pairs = count_field(columns, COLUMN_PHONE) == count_field(columns, COLUMN_PERSON);
    bool lead = person < phone;
    size_t left = SIZE_MAX;

    for (size_t c = 0; c < columns->count; c++) {
        struct column *column = &columns->items[c];
        if (column->field == COLUMN_PERSON)
            left = c;
        if (column->field != COLUMN_PHONE || (column->of_head && !pairs))
            continue;
        if (pairs) {
            column->person = person;
            person = columns_next(columns, COLUMN_PERSON, person + 1);
        } else {
            column->person = lead ? left : columns_next(columns, COLUMN_PERSON, c + 1);
        }
    }
}

static void count_fields(struct columns *columns)
{
    memset(columns->of, 0, sizeof(columns->of));
    for (size_t c = 0; c < columns->count; c++) {
        if (columns->items[c].field != COLUMN_FIELDS)
            columns->of[columns->items[c].field]++;
    }
}

static bool is_chosen(const struct column_choice *choice, const struct columns *columns, size_t c)
{
    char *title = vocabulary_plain(columns->items[c].title);
    char *lower = vocabulary_plain(columns->items[c].short_title);
    char *named = vocabulary_plain(choice->named);
    bool same = *named && (strcmp(title, named) == 0 || strcmp(lower, named) == 0);

    free(title);
    free(lower);
    free(named);
    return same;
}

/* A choice names a title where there is such a one, else a place. */
static bool apply_choice(const struct column_choice *choice, struct columns *columns)
{
    bool found = false;

    for (size_t c = 0; c < columns->count; c++) {
        if (is_chosen(choice, columns, c)) {
            columns->items[c].field = choice->field;
            found = true;
        }
    }
    if (!found && choice->index < columns->count) {
        columns->items[choice->index].field = choice->field;
        found = true;
    }
    return found;
}

/* Fields that a person has chosen are theirs alone. False with *ret_unknown when a choice cannot
 * be found. */
static bool apply_choices(const struct column_choices *choices, struct columns *columns,
                          const char **ret_unknown)
{
    for (size_t c = 0; c < columns->count; c++) {
        enum column_field field = columns->items[c].field;
        bool name = field == COLUMN_NAME || field == COLUMN_FAMILY;
        if (field != COLUMN_IGNORED && (column_choices_have(choices, field) ||
                                        (name && column_choices_have(choices, COLUMN_HEAD))))
            columns->items[c].field = COLUMN_FIELDS;
    }
    for (size_t i = 0; i < choices->count; i++) {
        if (!apply_choice(&choices->items[i], columns)) {
            if (!*ret_unknown)
                *ret_unknown = choices->items[i].named;
            return false;
        }
    }
    return true;
}

static size_t find_width(const struct sheet *sheet)
{
    size_t width = 0;

    for (size_t i = 0; i < sheet->count; i++) {
        if (sheet->rows[i].count > width)
            width = sheet->rows[i].count;
    }
    return width;
}

static void leave_untitled(struct columns *columns)
{
    for (size_t c = 0; c < columns->count; c++)
        columns->items[c] = (struct column){
            .field = COLUMN_FIELDS,
            .title = xstrdup(""),
            .short_title = xstrdup(""),
            .label = xstrdup(""),
            .person = SIZE_MAX,
        };
}

/* Reads the titles of a row (SIZE_MAX: the list has none) and all that follows from them. */
static bool read_columns(const struct columns_search *search, size_t row, bool subtitles,
                         struct columns *ret, const char **ret_unknown)
{
    struct columns columns = {.count = find_width(search->sheet), .header = row};
    bool known = true;

    columns.items = xcalloc(columns.count, sizeof(*columns.items));
    columns.first = row == SIZE_MAX ? 0 : row + 1 + subtitles;
    if (row == SIZE_MAX)
        leave_untitled(&columns);
    else
        title_row_read(search, row, subtitles, columns.items, columns.count);
    while (columns.first < search->sheet->count && row != SIZE_MAX &&
           title_row_is_numbering(search->sheet, columns.first))
        columns.first++;
    if (search->choices)
        known = apply_choices(search->choices, &columns, ret_unknown);
    find_crossed_heads(search, &columns);
    for (size_t c = 0; c < columns.count; c++) {
        if (columns.items[c].field == COLUMN_FIELDS)
            judge_by_content(search, &columns, c);
    }
    if (row != SIZE_MAX && !(search->choices && search->choices->count))
        find_names(search, &columns);
    resolve_names(&columns);
    pair_persons(&columns);
    count_fields(&columns);
    *ret = columns;
    return known;
}

bool columns_read_titles(const struct columns_search *search, size_t row,
                         struct columns *ret_columns)
{
    struct title_row titles = title_row_judge(search, row);
    const char *unknown = NULL;
    struct columns columns;

    if (!titles.name || !titles.phone || titles.known < 3 || titles.known * 2 < titles.cells)
        return false;
    if (!read_columns(search, row, titles.subtitles, &columns, &unknown)) {
        columns_free(&columns);
        return false;
    }
    *ret_columns = columns;
    return true;
}

static bool has_chosen_title(const struct columns_search *search, size_t row)
{
    const struct column_choices *choices = search->choices;
    bool found = false;

    for (size_t i = 0; choices && i < choices->count && !found; i++) {
        char *named = vocabulary_plain(choices->items[i].named);
        for (size_t c = 0; *named && c < search->sheet->rows[row].count && !found; c++) {
            char *cell = vocabulary_plain(sheet_cell(search->sheet, row, c));
            found = choices->items[i].index == SIZE_MAX && strcmp(named, cell) == 0;
            free(cell);
        }
        free(named);
    }
    return found;
}

/* Telephones may stand in a column of their own or with the names. */
static bool is_complete(const struct columns_search *search, const struct columns *columns)
{
    bool phones = columns->of[COLUMN_PHONE] > 0;

    if (!phones && columns->of[COLUMN_HEAD]) {
        struct column_content names =
            column_content_read(search, columns->first, columns_next(columns, COLUMN_HEAD, 0));
        phones = column_content_is_phones(&names);
    }
    return phones &&
           (columns->of[COLUMN_HEAD] || columns->of[COLUMN_CODE] || columns->of[COLUMN_PERSON]);
}

static int refuse_header(const struct columns_search *search, struct refusal *ret_refusal)
{
    struct buf seen = BUF_INIT;
    size_t best = 0, most = 0;

    for (size_t row = 0; row < search->sheet->count && row < COLUMNS_PROBE_ROWS; row++) {
        struct title_row titles = title_row_judge(search, row);
        if (titles.known > most) {
            most = titles.known;
            best = row;
        }
    }
    for (size_t c = 0; search->sheet->count && c < search->sheet->rows[best].count; c++) {
        const char *cell = sheet_cell(search->sheet, best, c);
        if (*cell && strlen(cell) <= 60 && seen.len < 120)
            buf_printf(&seen, "%s\"%s\"", seen.len ? ", " : "", cell);
    }
    int r = refuse(ret_refusal, "no_header", "columns",
                   "no row has titles for a name (as \"Chủ hộ\", \"Họ và tên\") and for telephones "
                   "(as \"Điện thoại\", \"SĐT\"); nearest is row %u: %s. Say where they are, as in "
                   "--columns head=B,phone=D",
                   search->sheet->count ? search->sheet->rows[best].number : 0, buf_str(&seen));
    buf_free(&seen);
    return r;
}

/* Tries a row as the titles; *ret_unknown is set when a choice cannot be found there. */
static bool try_row(const struct columns_search *search, size_t row, bool subtitles,
                    struct columns *ret_columns, const char **ret_unknown)
{
    struct columns columns;

    if (read_columns(search, row, subtitles, &columns, ret_unknown) &&
        is_complete(search, &columns)) {
        *ret_columns = columns;
        return true;
    }
    columns_free(&columns);
    return false;
}

/* Whether a row may be the titles; without a title for telephones, or for names, these must be
 * found by content: telephones in a column of their own, or, where a list has but one, with the
 * names. */
static bool may_be_titles(const struct columns_search *search, size_t row,
                          const struct title_row *titles, bool by_content)
{
    bool most = titles->known >= 2 && titles->known * 2 >= titles->cells;

    if (has_chosen_title(search, row))
        return true;
    if (by_content && !titles->name)
        return titles->phone && titles->cells >= 2 && titles->known * 2 >= titles->cells;
    if (by_content)
        return most || find_width(search->sheet) == 1;
    return titles->name && titles->phone && (most || titles->known >= 3);
}

void columns_free(struct columns *columns)
{
    for (size_t c = 0; c < columns->count; c++) {
        free(columns->items[c].title);
        free(columns->items[c].short_title);
        free(columns->items[c].label);
    }
    free(columns->items);
    *columns = (struct columns){0};
}

/* The next column with the same title; SIZE_MAX when there is none. */
static size_t same_title(const struct columns *columns, size_t column)
{
    const char *title = columns->items[column].title;

    for (size_t c = column + 1; c < columns->count && *title; c++)
        if (vocabulary_same(columns->items[c].title, title))
            return c;
    return SIZE_MAX;
}

/* Two lists on one page, one beside the other: names and telephones come twice under the same
 * titles, and so does what only a household has (a second name alone may be another person of it).
 * Read as one, the right one's people would become the left one's. */
static bool has_another_beside(const struct columns *columns)
{
    static const enum column_field fields[] = {COLUMN_HEAD, COLUMN_PHONE, COLUMN_NUMBER,
                                               COLUMN_CODE, COLUMN_CLUSTER};
    size_t last = 0, other_first = SIZE_MAX, twice = !columns->head_is_name;

    for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
        size_t column = columns_next(columns, fields[i], 0);
        size_t other = column == SIZE_MAX ? SIZE_MAX : same_title(columns, column);
        if (other == SIZE_MAX && (fields[i] == COLUMN_HEAD || fields[i] == COLUMN_PHONE))
            return false;
        if (other == SIZE_MAX)
            continue;
        twice++;
        last = column > last ? column : last;
        other_first = other < other_first ? other : other_first;
    }
    return twice > 2 && last < other_first;
}

static int accept_titles(const struct columns_search *search, struct columns *columns,
                         struct refusal *ret_refusal)
{
    if ((search->choices && search->choices->count) || !has_another_beside(columns))
        return 0;
    int r = refuse(ret_refusal, "side_by_side", "file",
                   "two lists stand side by side: \"%s\" and telephones come twice in row %u; put "
                   "one below the "
                   "other",
                   columns->items[columns_next(columns, COLUMN_HEAD, 0)].title,
                   search->sheet->rows[columns->header].number);
    columns_free(columns);
    return r;
}

int columns_find(const struct columns_search *search, struct columns *ret_columns,
                 struct refusal *ret_refusal)
{
    const char *unknown = NULL;

    for (int by_content = 0; by_content < 2; by_content++) {
        for (size_t row = 0; row < search->sheet->count && row < COLUMNS_PROBE_ROWS; row++) {
            struct title_row titles = title_row_judge(search, row);
            if (may_be_titles(search, row, &titles, by_content) &&
                try_row(search, row, titles.subtitles, ret_columns, &unknown))
                return accept_titles(search, ret_columns, ret_refusal);
        }
    }
    if (search->choices && search->choices->count &&
        try_row(search, SIZE_MAX, false, ret_columns, &unknown))
        return 0;
    if (unknown)
        return refuse(ret_refusal, "unknown_column", "columns", "the list has no column \"%s\"",
                      unknown);
    return refuse_header(search, ret_refusal);
}
