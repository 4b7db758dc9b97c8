/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One row of a list, read into an entry. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"
#include "village/number_cell.h"

enum { PHONE_DIGITS = 9 };

const char *entry_one_line(struct import_work *work, const char *text)
{
    struct buf line = BUF_INIT;

    if (!strchr(text, '\n'))
        return pool_string(&work->import->pool, text);
    for (const char *c = text; *c; c++) {
        if (*c != '\n') {
            buf_putc(&line, *c);
            continue;
        }
        while (line.len && line.data[line.len - 1] == ' ')
            line.data[--line.len] = '\0';
        if (line.len)
            buf_puts(&line, strchr(",;.:", line.data[line.len - 1]) ? " " : ", ");
        c += strspn(c, "\n ") - 1;
    }
    const char *kept = pool_string_n(&work->import->pool, buf_str(&line), line.len);
    buf_free(&line);
    return kept;
}

void entry_look_for_number(struct import_work *work, uint32_t row, const char *text)
{
    struct number_cell cell;
    bool found = false;

    if (sheet_count_digits(text) < PHONE_DIGITS)
        return;
    number_cell_parse(work->how->rules, text, &cell);
    for (size_t i = 0; i < cell.count; i++)
        found |= cell.items[i].number.kind != NUMBER_UNUSABLE &&
                 !(cell.items[i].number.mended & NUMBER_MEND_ZERO_RESTORED);
    number_cell_free(&cell);
    if (found)
        work_remark(work, REMARK_NUMBER_ELSEWHERE, row, text, NULL);
}

static bool says_no(const struct vocabulary *vocabulary, const char *cell)
{
    char *plain = vocabulary_plain(cell);
    bool no = words_have(&vocabulary->negations, plain);

    free(plain);
    return no;
}

/* Nothing to note, nowhere to find: signs alone, or "không". More words than that, such as "không
 * có điện thoại", a person may want to read. */
static bool says_nothing(const struct vocabulary *vocabulary, const char *cell)
{
    return !cell[strspn(cell, " .,-_/?*")] ||
           (!strpbrk(cell, "0123456789") && says_no(vocabulary, cell));
}

const char *entry_cell(struct import_work *work, const struct entry *entry, size_t column)
{
    const char *cell = sheet_cell(work->sheet, entry->index, column);
    const char *above = work->above[column];

    if (!above || strcmp(cell, above) == 0 || !vocabulary_is_ditto(work->how->vocabulary, cell)) {
        work->above[column] = *cell ? cell : above;
        return cell;
    }
    work_remark(work, REMARK_DITTO, entry->row, cell, above);
    return above;
}

/* What a column of text says here: its cell, or its title where the cell is only a mark; "" where
 * the cell says that there is nothing to say. */
static const char *say(struct import_work *work, const struct entry *entry, size_t column)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    enum column_field field = work->columns.items[column].field;
    bool text = field == COLUMN_NOTE || field == COLUMN_ADDRESS;
    const char *cell =
        text ? entry_cell(work, entry, column) : sheet_cell(work->sheet, entry->index, column);

    if (sheet_is_formula(cell))
        work_remark(work, REMARK_FORMULA, entry->row, cell, NULL);
    if (field == COLUMN_NOTE && vocabulary_is_mark(vocabulary, cell))
        return work->columns.items[column].short_title;
    return text && says_nothing(vocabulary, cell) ? "" : cell;
}

/* The cells of all columns of a field, each once. */
static const char *read_texts(struct import_work *work, const struct entry *entry,
                              enum column_field field, const char *between)
{
    struct buf texts = BUF_INIT;
    size_t c = columns_next(&work->columns, field, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, field, c + 1)) {
        const char *text = say(work, entry, c);
        if (!*text || (texts.len && strstr(buf_str(&texts), text)))
            continue;
        if (texts.len)
            buf_puts(&texts, between);
        buf_puts(&texts, text);
    }
    const char *line = entry_one_line(work, buf_str(&texts));
    buf_free(&texts);
    return line;
}

static const char *first_text(struct import_work *work, const struct entry *entry,
                              enum column_field field)
{
    size_t c = columns_next(&work->columns, field, 0);

    while (c != SIZE_MAX && !*sheet_cell(work->sheet, entry->index, c))
        c = columns_next(&work->columns, field, c + 1);
    return c == SIZE_MAX ? "" : entry_one_line(work, sheet_cell(work->sheet, entry->index, c));
}

const char *entry_without_decimals(struct import_work *work, const char *text)
{
    size_t digits = strspn(text, "0123456789");

    if (digits && (strcmp(text + digits, ".0") == 0 || strcmp(text + digits, ",0") == 0))
        return pool_string_n(&work->import->pool, text, digits);
    return text;
}

static const char *read_code(struct import_work *work, const struct entry *entry)
{
    const char *code = read_texts(work, entry, COLUMN_CODE, "-");

    if (vocabulary_is_none(work->how->vocabulary, code))
        return "";
    return entry_without_decimals(work, code);
}

static const char *read_neighbour(struct import_work *work, const struct entry *entry)
{
    const char *neighbour = first_text(work, entry, COLUMN_NEIGHBOUR);

    if (vocabulary_is_none(work->how->vocabulary, neighbour))
        return "";
    return entry_without_decimals(work, neighbour);
}

static void read_note(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;

    entry->note = read_texts(work, entry, COLUMN_NOTE, "; ");
    entry_look_for_number(work, entry->row, entry->note);
    if (!*entry->note)
        return;
    char *plain = vocabulary_plain(entry->note);
    entry->frail |= words_within(&vocabulary->frail, &vocabulary->negations, plain);
    if (words_within(&vocabulary->keypad, &vocabulary->negations, plain))
        entry->handset = HANDSET_KEYPAD;
    else if (words_within(&vocabulary->smartphone, &vocabulary->negations, plain))
        entry->handset = HANDSET_SMARTPHONE;
    free(plain);
}

/* A "no" in so many words counts more than what a note sounds like. */
static void read_frail(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    size_t c = columns_next(&work->columns, COLUMN_FRAIL, 0);
    bool marked = false, denied = false;

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_FRAIL, c + 1)) {
        const char *cell = sheet_cell(work->sheet, entry->index, c);
        marked |= vocabulary_is_mark(vocabulary, cell) || !vocabulary_is_none(vocabulary, cell);
        denied |= says_no(vocabulary, cell);
    }
    entry->frail = marked || (entry->frail && !denied);
}

static void read_walk(struct import_work *work, struct entry *entry)
{
    size_t c = columns_next(&work->columns, COLUMN_ORDER, 0);
    const char *cell = c == SIZE_MAX ? "" : sheet_cell(work->sheet, entry->index, c);
    char *end;

    entry->walk = strtol(cell, &end, 10);
    if (end == cell || entry->walk < 0 || entry->walk > INT32_MAX)
        entry->walk = -1;
}

static void look_for_line_breaks(struct import_work *work, const struct entry *entry)
{
    for (size_t c = 0; c < work->columns.count; c++) {
        enum column_field field = work->columns.items[c].field;
        if (field == COLUMN_FIELDS || field == COLUMN_IGNORED)
            continue;
        if (strchr(sheet_cell(work->sheet, entry->index, c), '\n')) {
            work_remark(work, REMARK_LINE_BREAK, entry->row, NULL, NULL);
            return;
        }
    }
}

/* "Nguy?n V?n An": a letter or two lost between others. */
static bool has_lost_letters(const char *name)
{
    for (const char *c = name; *c; c++) {
        bool lost = *c == '?' || strncmp(c, "\xEF\xBF\xBD", 3) == 0;
        if (lost && c > name && isalpha((unsigned char)c[-1]))
            return true;
    }
    return false;
}

static void look_for_lost_letters(struct import_work *work, const struct entry *entry)
{
    if (!has_lost_letters(entry->head))
        return;
    if (work->lost_names++ == 0)
        work->lost_name = (struct remark){.row = entry->row, .value = entry->head};
}

/* Words or a cross say who is the head: what has no word says nothing, who has no cross is none. */
static void read_relation(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    size_t c = columns_next(&work->columns, COLUMN_RELATION, 0);

    entry->relation = read_texts(work, entry, COLUMN_RELATION, " ");
    if (!work->relations || c == SIZE_MAX)
        return;
    if (work->columns.items[c].crosses) {
        entry->member = !vocabulary_is_mark(vocabulary, entry->relation);
        entry->relation = entry->member ? "" : entry->relation;
        return;
    }
    char *plain = vocabulary_plain(entry->relation);
    entry->member = *entry->relation && !words_have(&vocabulary->heads, plain);
    free(plain);
}

void entry_read(struct import_work *work, size_t index, struct entry *ret_entry)
{
    struct entry *e = ret_entry;

    *e = (struct entry){.index = index, .row = work->sheet->rows[index].number};
    e->first_remark = work->import->remark_count;
    look_for_line_breaks(work, e);
    e->number = read_texts(work, e, COLUMN_NUMBER, " ");
    e->code = read_code(work, e);
    e->neighbour = read_neighbour(work, e);
    read_relation(work, e);
    e->person = first_text(work, e, COLUMN_PERSON);
    e->address = read_texts(work, e, COLUMN_ADDRESS, ", ");
    e->cluster = entry_read_cluster(work, e);
    entry_look_for_number(work, e->row, e->address);
    entry_look_for_number(work, e->row, read_texts(work, e, COLUMN_PERSON, "; "));
    entry_read_phones(work, e);
    e->head = entry_take_from_name(work, e, read_texts(work, e, COLUMN_HEAD, " "));
    look_for_lost_letters(work, e);
    read_note(work, e);
    read_frail(work, e);
    read_walk(work, e);
    entry_read_groups(work, e);
}

/* A person of the row for its phones, where no column names one. */
const char *entry_person(struct import_work *work, const struct entry *entry)
{
    if (!entry->member || !*entry->relation)
        return entry->head;
    char *named = xasprintf("%s (%s)", entry->head, entry->relation);
    const char *kept = pool_string(&work->import->pool, named);
    free(named);
    return kept;
}
