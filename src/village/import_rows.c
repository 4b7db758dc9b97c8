/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a row of a list is: a household, more of the one above, titles again, a section, a total,
 * a line of text. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/group.h"
#include "village/import_work.h"
#include "village/title.h"

enum {
    TITLE_CHANGES_MAX = 50, /* a list under more sets of titles is no list */
    SECTION_MAX = 80,
    COUNT_MAX = 16,
    PHONE_DIGITS = 8,
};

/* The cells of a row that say something. */
struct shape {
    size_t full;       /* how many */
    const char *first; /* the first of them */
    const char *text;  /* the first that is not only a number, such as "I." or "2" */
    size_t texts;      /* how many are not only a number */
    const char *phone; /* the first cell that has as many digits as a number; or NULL */
};

/* "I.", "2)", "25 hộ": what numbers or counts. */
static bool is_index(const char *cell)
{
    return cell[strspn(cell, "0123456789IVXivx.)( ")] == '\0' ||
           (isdigit((unsigned char)*cell) && strlen(cell) <= COUNT_MAX);
}

static struct shape look(const struct sheet *sheet, size_t index)
{
    struct shape shape = {.first = "", .text = ""};

    for (size_t c = 0; c < sheet->rows[index].count; c++) {
        const char *cell = sheet_cell(sheet, index, c);
        if (!*cell)
            continue;
        if (shape.full++ == 0)
            shape.first = cell;
        if (!shape.phone && sheet_count_digits(cell) >= PHONE_DIGITS)
            shape.phone = cell;
        if (is_index(cell))
            continue;
        if (shape.texts++ == 0)
            shape.text = cell;
    }
    return shape;
}

/* The titles of the list, cell for cell; a row that only repeats "x" is none. */
static bool repeats_titles(const struct import_work *work, size_t index)
{
    size_t same = 0, full = 0;

    for (size_t c = 0; c < work->columns.count; c++) {
        const char *cell = sheet_cell(work->sheet, index, c);
        const struct column *column = &work->columns.items[c];
        if (!*cell)
            continue;
        full++;
        same += strcmp(cell, column->title) == 0 || strcmp(cell, column->short_title) == 0;
    }
    return same >= 2 && same * 4 >= full * 3;
}

/* A list may go on under other titles. */
static bool change_titles(struct import_work *work, size_t index)
{
    struct columns_search search = {work->sheet, work->how->vocabulary, work->how->rules,
                                    work->how->choices};
    struct columns columns;

    if (work->title_changes == TITLE_CHANGES_MAX || !columns_read_titles(&search, index, &columns))
        return false;
    work->title_changes++;
    columns_free(&work->columns);
    work->columns = columns;
    memset(work->above, 0, columns.count * sizeof(*work->above)); /* it was of other columns */
    return true;
}

/* How long the text is without blanks and dashes at its end. */
static size_t without_dashes(const char *text, size_t len)
{
    static const char en_dash[] = "–";
    const size_t dash = sizeof(en_dash) - 1;

    for (;;) {
        if (len >= dash && memcmp(text + len - dash, en_dash, dash) == 0)
            len -= dash;
        else if (len && (text[len - 1] == ' ' || text[len - 1] == '-'))
            len--;
        else
            return len;
    }
}

/* "I. TỔ 1 (25 hộ):" without what only counts; "Thôn: Hòa Mỹ" without its colon. Freed by the
 * caller. */
static char *section_name(const struct vocabulary *vocabulary, const char *text)
{
    const char *from = text, *dot = text + strspn(text, "0123456789IVXABCD");

    if (dot > text && strchr(".)-/", *dot) && *dot) {
        from = dot + 1;
        from += strspn(from, " ");
    }
    size_t len = strcspn(from, "(:;\n");
    char *name = xstrndup(from, without_dashes(from, len)), *kind = vocabulary_plain(name);
    if (from[len] == ':' && words_have(&vocabulary->kinds, kind)) {
        const char *own = from + len + 1 + strspn(from + len + 1, " ");
        char *whole =
            xasprintf("%s %.*s", name, (int)without_dashes(own, strcspn(own, "(;\n")), own);
        whole[without_dashes(whole, strlen(whole))] = '\0';
        free(name);
        name = whole;
    }
    free(kind);
    return name;
}

/* "Tổ trưởng: …" begins like a section and is none. */
static bool is_known_otherwise(const struct vocabulary *vocabulary, const char *text)
{
    size_t strength;
    enum column_field field = title_field(vocabulary, text, &strength);

    return field == COLUMN_IGNORED || words_lead(&vocabulary->footers, text);
}

/* A line that says of the rows below which group they are, or where there is no column for that,
 * which cluster. */
static bool take_section(struct import_work *work, size_t index, const struct shape *shape,
                         bool clusters)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    bool taken = true;

    if (shape->texts != 1 || shape->full > 2 || shape->phone || strlen(shape->text) > SECTION_MAX ||
        is_known_otherwise(vocabulary, shape->text))
        return false;
    char *name = section_name(vocabulary, shape->text);
    if (clusters && words_lead(&vocabulary->clusters, name))
        work->section = work_cluster(work, pool_string(&work->import->pool, name));
    else if (words_lead(&vocabulary->associations, name) || vocabulary_group(vocabulary, name))
        work->section_group = work_group(work, work->sheet->rows[index].number, name);
    else
        taken = false;
    free(name);
    if (taken) {
        work_remark(work, REMARK_SECTION, work->sheet->rows[index].number, shape->text, NULL);
        work->last = SIZE_MAX;
    }
    return taken;
}

/* "III", "CÁC HỘ KHÁC": what stands below is of none of the sections before. */
static bool is_heading(const struct shape *shape)
{
    size_t roman = strspn(shape->first, "IVX");

    return roman && shape->texts == 1 && shape->full <= 2 && !shape->phone &&
           strchr(".)-/", shape->first[roman]); /* or its end */
}

static bool has_letter(const char *s)
{
    for (; *s; s++) {
        if (isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80)
            return true;
    }
    return false;
}

/* Whether a row that is wider than the titles stands beside them: an address with a comma in it,
 * not quoted, moves all that follows. Then words stand under the telephones, or a number stands
 * elsewhere and none there. */
static bool is_shifted(const struct import_work *work, size_t index)
{
    const struct sheet *sheet = work->sheet;
    size_t header = work->columns.header;
    bool number = false, elsewhere = false;

    if (header == SIZE_MAX || sheet->rows[index].count <= sheet->rows[header].count)
        return false;
    for (size_t c = 0; c < sheet->rows[index].count; c++) {
        const char *cell = sheet_cell(sheet, index, c);
        bool phone = work->columns.items[c].field == COLUMN_PHONE;
        bool digits = sheet_count_digits(cell) >= PHONE_DIGITS;
        if (phone && !digits && !vocabulary_is_none(work->how->vocabulary, cell))
            return true;
        number |= phone && digits;
        elsewhere |= !phone && digits && !has_letter(cell);
    }
    return elsewhere && !number;
}

static void look_for_stray_cells(struct import_work *work, size_t index)
{
    for (size_t c = 0; c < work->sheet->rows[index].count; c++) {
        const struct column *column = &work->columns.items[c];
        const char *cell = sheet_cell(work->sheet, index, c);
        if (*cell && column->sparse)
            work_remark(work, REMARK_STRAY_CELL, work->sheet->rows[index].number, cell, NULL);
    }
}

static bool has_cell(const struct import_work *work, const struct entry *e, enum column_field field)
{
    size_t c = columns_next(&work->columns, field, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, field, c + 1)) {
        if (*sheet_cell(work->sheet, e->index, c))
            return true;
    }
    return false;
}

/* Whether a row that names nobody new holds a household at all. In a list with running numbers or
 * codes a household has one, or something besides its name. */
static bool is_household(const struct import_work *work, const struct entry *e)
{
    bool numbered = work->columns.of[COLUMN_NUMBER] || work->columns.of[COLUMN_CODE];
    bool more = *e->address || e->group_count || e->said_phone || *e->note || *e->person ||
                has_cell(work, e, COLUMN_CLUSTER);

    if (*e->code || (e->member && work->last != SIZE_MAX))
        return true;
    if (!has_letter(e->head) ||
        (work->after_total && numbered && !*e->number && e->phone_count == 0))
        return false;
    return *e->number || more || (!numbered && sheet_count_digits(e->head) == 0);
}

static void set_aside(struct import_work *work, uint32_t row, enum remark_code code,
                      const char *value)
{
    work_remark(work, code, row, value, NULL);
    work->import->totals.rows_set_aside++;
    work->last = SIZE_MAX;
}

static void forget_remarks(struct import_work *work, const struct entry *entry)
{
    work->import->remark_count = entry->first_remark;
}

static void take_household_row(struct import_work *work, size_t index, const struct shape *shape)
{
    struct entry entry;

    entry_read(work, index, &entry);
    bool footer = !entry.phone_count && words_lead(&work->how->vocabulary->footers, shape->text);
    bool continues = !*entry.head && !*entry.code && !*entry.number && entry.said_phone &&
                     work->last != SIZE_MAX && work->last_row + 1 == entry.row;
    if (!continues && !*entry.head && (entry.said_phone || !work->columns.of[COLUMN_HEAD]))
        entry.head = entry.person;
    bool heading = !*entry.code && is_heading(shape);
    if (continues || (is_household(work, &entry) && !footer && !heading)) {
        look_for_stray_cells(work, index);
        work->import->totals.data_rows++;
        work->after_total = false;
        import_take_entry(work, &entry);
        return;
    }
    forget_remarks(work, &entry);
    bool number = entry.phone_count || entry.unusable;
    work->after_total |= footer;
    if (heading)
        work->section_group = SIZE_MAX;
    if (shape->texts == 1 && !number)
        work->section = ""; /* perhaps a section; better no cluster than a wrong one */
    work->import->totals.data_rows += number;
    const char *said = *shape->text ? shape->text : shape->first;
    set_aside(work, entry.row, number ? REMARK_NO_NAME : REMARK_NO_HOUSEHOLD,
              number && shape->phone ? shape->phone : said);
}

static bool is_unreadable(struct import_work *work, size_t index)
{
    const struct sheet_row *row = &work->sheet->rows[index];
    size_t header = work->columns.header;

    if (row->fault == SHEET_FINE)
        return false;
    if (row->fault == SHEET_BROKEN_QUOTE && header != SIZE_MAX &&
        row->count == work->sheet->rows[header].count) {
        work_remark(work, REMARK_QUOTE_MENDED, row->number, NULL, NULL);
        return false;
    }
    struct remark *remark = work_remark(work, REMARK_UNREADABLE_ROW, row->number, NULL, NULL);
    remark->reason = sheet_fault_word(row->fault);
    remark->why = sheet_fault_sentence(row->fault);
    work->import->totals.rows_set_aside++;
    work->import->totals.data_rows++;
    work->last = SIZE_MAX;
    return true;
}

void import_take_title_line(struct import_work *work, size_t index)
{
    struct shape shape = look(work->sheet, index);

    if (shape.full && !take_section(work, index, &shape, !work->columns.of[COLUMN_CLUSTER]))
        work_remark(work, REMARK_TITLE_LINE, work->sheet->rows[index].number, shape.first, NULL);
    for (size_t c = 0; c < work->sheet->rows[index].count; c++)
        entry_look_for_number(work, work->sheet->rows[index].number,
                              sheet_cell(work->sheet, index, c));
}

void import_take_row(struct import_work *work, size_t index)
{
    uint32_t row = work->sheet->rows[index].number;

    if (is_unreadable(work, index))
        return;
    struct shape shape = look(work->sheet, index);
    if (repeats_titles(work, index) || (!shape.phone && change_titles(work, index))) {
        work_remark(work, REMARK_TITLES_AGAIN, row, NULL, NULL);
        work->last = SIZE_MAX;
    } else if (take_section(work, index, &shape, true)) {
        return;
    } else if (!shape.phone && words_lead(&work->how->vocabulary->totals, shape.text)) {
        set_aside(work, row, REMARK_TOTAL, shape.text);
        work->after_total = true;
    } else if (is_shifted(work, index)) {
        work->import->totals.data_rows++;
        set_aside(work, row, REMARK_SHIFTED_ROW, NULL);
    } else {
        take_household_row(work, index, &shape);
    }
}
