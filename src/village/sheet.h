/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list saved by a spreadsheet, from the file's bytes to rows of cells. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

enum {
    SHEET_CELL_MAX = 32767, /* bytes; a spreadsheet allows as many characters */
    SHEET_COLUMNS_MAX = 256,
    SHEET_ROWS_MAX = 1048576,
};

/* What is wrong with a row, so that it should not be taken as it is. */
enum sheet_fault {
    SHEET_FINE,
    SHEET_BAD_BYTES,     /* bytes that are no text in the file's encoding */
    SHEET_NUL,           /* a NUL byte */
    SHEET_CELL_TOO_LONG, /* a cell beyond SHEET_CELL_MAX; it is cut */
    SHEET_TOO_WIDE,      /* more cells than SHEET_COLUMNS_MAX; the rest is cut */
    SHEET_BROKEN_QUOTE,  /* a quotation mark without its partner; the line was read by itself */
};

struct sheet_row {
    uint32_t number; /* as a spreadsheet counts: a line break in a cell starts no row */
    uint32_t first;  /* of its cells, in sheet.cells */
    uint32_t count;
    enum sheet_fault fault;
};

/* Rows whose cells are all empty are left out; the numbers of the others tell. */
struct sheet {
    struct sheet_row *rows;
    size_t count;
    uint32_t *cells; /* where each cell begins in text */
    size_t cell_count;
    struct buf text; /* every cell: UTF-8 in NFC, trimmed, NUL at its end */
    char separator;
    const char *encoding; /* "UTF-8", "UTF-16LE", … */
    uint32_t last_row;    /* number of the last row of the file, empty or not */
};

struct sheet_options {
    const char *encoding; /* as for encoding_decode(); NULL: detect */
    const char *legacy;   /* what a file without any sign of its encoding is in; NULL: "CP1258" */
    char separator;       /* '\0': detect among comma, semicolon, tab and bar */
};

/* Reads a whole file. 0, or REFUSED as encoding_decode() does, or "too_many_rows". options may be
 * NULL. The caller frees with sheet_free(). */
int sheet_read(const void *bytes, size_t len, const struct sheet_options *options,
               struct sheet *ret_sheet, struct refusal *ret_refusal);
void sheet_free(struct sheet *sheet);

/* The cell's text, "" beyond the row's end. `row` is an index, not a row number. */
const char *sheet_cell(const struct sheet *sheet, size_t row, size_t column);

/* A cell that a spreadsheet would calculate: "=HYPERLINK(…)", "@SUM(1)", "+cmd|…". "+84905…" and
 * "- con trai" are none. (Excel's way of keeping zeros, ="0905", is read as its content.) */
bool sheet_is_formula(const char *cell);

/* How many digits stand in a cell: enough of them are a telephone number. */
size_t sheet_count_digits(const char *cell);

/* "bad_bytes", "nul", …; "" for SHEET_FINE. */
const char *sheet_fault_word(enum sheet_fault fault);
/* "it holds bytes that are no text". Static. */
const char *sheet_fault_sentence(enum sheet_fault fault);
