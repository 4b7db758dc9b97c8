/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list saved by a spreadsheet. Fields are taken apart by libcsv, fed line by line, so that one
 * stray quotation mark costs its own line and not the rest of the file. */
#include "village/sheet.h"

#include <csv.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/accents.h"
#include "village/encoding.h"
#include "village/separator.h"
#include "village/sheet_text.h"

enum {
    ROW_LINES_MAX = 200, /* a row over more lines has lost a quotation mark */
    SHOWN_MAX = 200,     /* bytes kept of a cell that is too long */
    QUOTE = '"',
    NO_QUOTE = 0x01, /* a byte that stands for no quotation mark */
};

/* A row while it is read. */
struct reader {
    struct csv_parser csv;
    struct sheet *sheet;
    struct sheet_row row;
    bool ended;
    bool swallowed; /* a cell looks as if it had swallowed other rows */
    bool literal;   /* quotation marks are mere characters */
};

static enum sheet_fault cell_fault(const char *s, size_t len)
{
    if (len > SHEET_CELL_MAX)
        return SHEET_CELL_TOO_LONG;
    if (memchr(s, '\0', len))
        return SHEET_NUL;
    return text_utf8_valid(s, len) ? SHEET_FINE : SHEET_BAD_BYTES;
}

/* A quoted cell that holds a whole line of the list holds the opening of its next quotation:
 * a line break, and later a quotation mark right behind a separator or a line break. */
static bool has_swallowed(const char *s, size_t len, char separator)
{
    const char *line = len ? memchr(s, '\n', len) : NULL;

    for (const char *p = line; p && p + 1 < s + len; p++) {
        if (p[1] == QUOTE && (*p == separator || *p == '\n'))
            return true;
    }
    return false;
}

/* Notes where the next cell begins; room doubles at each power of two. */
static void add_place(struct sheet *sheet)
{
    sheet->cells = xgrow(sheet->cells, sheet->cell_count, sizeof(*sheet->cells));
    sheet->cells[sheet->cell_count++] = (uint32_t)sheet->text.len;
}

static void on_cell(void *field, size_t len, void *arg)
{
    struct reader *reader = arg;
    struct sheet *sheet = reader->sheet;
    const char *s = field ? field : "";

    if (reader->row.count == SHEET_COLUMNS_MAX) {
        if (len && !reader->row.fault) /* empty ones come from a formatted row */
            reader->row.fault = SHEET_TOO_WIDE;
        return;
    }
    enum sheet_fault fault = cell_fault(s, len);
    if (!reader->row.fault)
        reader->row.fault = fault;
    reader->swallowed |= has_swallowed(s, len, sheet->separator);
    for (; reader->literal && len && *s == QUOTE; len--)
        s++;
    for (; reader->literal && len && s[len - 1] == QUOTE; len--)
        ;
    add_place(sheet);
    sheet_text_append(&sheet->text, s, fault == SHEET_CELL_TOO_LONG ? SHOWN_MAX : len);
    reader->row.count++;
}

static void on_row(int end, void *arg)
{
    struct reader *reader = arg;

    (void)end;
    reader->ended = true;
}

static const char *next_line(const char *from, const char *end)
{
    const char *lf = from < end ? memchr(from, '\n', (size_t)(end - from)) : NULL;

    return lf ? lf + 1 : end;
}

static void begin_row(struct reader *reader)
{
    reader->row.first = (uint32_t)reader->sheet->cell_count;
    reader->row.count = 0;
    reader->row.fault = SHEET_FINE;
    reader->ended = reader->swallowed = false;
}

static void forget_row(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;

    if (reader->row.count)
        sheet->text.len = sheet->cells[reader->row.first];
    sheet->cell_count = reader->row.first;
}

static bool row_is_empty(const struct reader *reader)
{
    const struct sheet *sheet = reader->sheet;

    for (size_t i = 0; i < reader->row.count; i++) {
        if (sheet->text.data[sheet->cells[reader->row.first + i]])
            return false;
    }
    return reader->row.fault == SHEET_FINE;
}

static void keep_row(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;

    if (row_is_empty(reader)) {
        forget_row(reader);
        return;
    }
    sheet->rows = xgrow(sheet->rows, sheet->count, sizeof(*sheet->rows));
    sheet->rows[sheet->count++] = reader->row;
}

static void *grow(void *memory, size_t size)
{
    return xreallocarray(memory, size, 1);
}

static void csv_begin(struct reader *reader, char separator, unsigned char quote)
{
    reader->literal = quote == NO_QUOTE;
    if (csv_init(&reader->csv, CSV_REPALL_NL) != 0)
        abort();
    csv_set_delim(&reader->csv, (unsigned char)separator);
    csv_set_quote(&reader->csv, quote);
    csv_set_blk_size(&reader->csv, 65536);
    csv_set_realloc_func(&reader->csv, grow);
}

/* The line by itself, its quotation marks mere characters. */
static void read_broken_line(struct reader *reader, const char *from, const char *end)
{
    char separator = reader->sheet->separator;

    forget_row(reader);
    begin_row(reader);
    csv_free(&reader->csv);
    csv_begin(reader, separator, NO_QUOTE);
    csv_parse(&reader->csv, from, (size_t)(end - from), on_cell, on_row, reader);
    csv_free(&reader->csv);
    csv_begin(reader, separator, QUOTE);
    reader->row.fault = SHEET_BROKEN_QUOTE;
}

/* Reads one row from `from`; returns where the next begins. */
static const char *read_row(struct reader *reader, const char *from, const char *end)
{
    const char *at = from;

    begin_row(reader);
    for (int lines = 0; at < end && !reader->ended && lines < ROW_LINES_MAX; lines++) {
        const char *next = next_line(at, end);
        csv_parse(&reader->csv, at, (size_t)(next - at), on_cell, on_row, reader);
        at = next;
    }
    if (!reader->ended || reader->swallowed) {
        at = next_line(from, end);
        read_broken_line(reader, from, at);
    }
    reader->row.number++;
    keep_row(reader);
    return at;
}

static int read_rows(struct sheet *sheet, const char *from, const char *end,
                     struct refusal *ret_refusal)
{
    struct reader reader = {.sheet = sheet};
    int r = 0;

    csv_begin(&reader, sheet->separator, QUOTE);
    while (from < end && r == 0) {
        from = read_row(&reader, from, end);
        if (reader.row.number > SHEET_ROWS_MAX)
            r = refuse(ret_refusal, "too_many_rows", "file", "a list may have at most %d rows",
                       SHEET_ROWS_MAX);
    }
    sheet->last_row = reader.row.number;
    csv_free(&reader.csv);
    return r;
}

int sheet_read(const void *bytes, size_t len, const struct sheet_options *options,
               struct sheet *ret_sheet, struct refusal *ret_refusal)
{
    static const struct sheet_options detect = {0};
    const struct sheet_options *how = options ? options : &detect;
    struct sheet sheet = {0};
    struct buf text = BUF_INIT;
    size_t skip = 0;

    int r = encoding_decode(bytes, len, how->encoding, how->legacy ? how->legacy : "CP1258", &text,
                            &sheet.encoding, ret_refusal);
    if (r == 0) {
        char found = separator_find(buf_str(&text), text.len, &skip);
        sheet.separator = how->separator ? how->separator : found;
        r = read_rows(&sheet, buf_str(&text) + skip, buf_str(&text) + text.len, ret_refusal);
    }
    buf_free(&text);
    if (r)
        sheet_free(&sheet);
    else
        *ret_sheet = sheet;
    return r;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->rows);
    free(sheet->cells);
    buf_free(&sheet->text);
    *sheet = (struct sheet){0};
}

const char *sheet_cell(const struct sheet *sheet, size_t row, size_t column)
{
    const struct sheet_row *r = &sheet->rows[row];

    return column < r->count ? sheet->text.data + sheet->cells[r->first + column] : "";
}

bool sheet_is_formula(const char *cell)
{
    size_t name = strspn(cell + (*cell != '\0'), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                 "abcdefghijklmnopqrstuvwxyz0123456789._");
    char after = *cell ? cell[1 + name] : '\0';

    switch (*cell) {
    case '=':
        return true;
    case '@':
    case '+':
        return isalpha((unsigned char)cell[1]) && (after == '(' || after == '|' || after == '!');
    case '-':
        return isalpha((unsigned char)cell[1]) && (after == '|' || after == '!');
    }
    return false;
}

size_t sheet_count_digits(const char *cell)
{
    size_t digits = 0;

    for (; *cell; cell++)
        digits += isdigit((unsigned char)*cell) != 0;
    return digits;
}

static const struct {
    const char *word, *sentence;
} faults[] = {
    [SHEET_FINE] = {"", "it is fine"},
    [SHEET_BAD_BYTES] = {"bad_bytes", "it holds bytes that are no text"},
    [SHEET_NUL] = {"nul", "it holds a NUL byte"},
    [SHEET_CELL_TOO_LONG] = {"cell_too_long", "one of its cells is far too long"},
    [SHEET_TOO_WIDE] = {"too_wide", "it has far too many cells"},
    [SHEET_BROKEN_QUOTE] = {"broken_quote", "a quotation mark in it has no partner"},
};

const char *sheet_fault_word(enum sheet_fault fault)
{
    return faults[fault].word;
}

const char *sheet_fault_sentence(enum sheet_fault fault)
{
    return faults[fault].sentence;
}
