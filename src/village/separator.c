/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which character separates the cells of a list: the one that gives every row the same width, as
 * spreadsheets save them; where none or several do, the one that gives the most rows of one. */
#include "village/separator.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum { PROBE_LINES = 80, PROBE_BYTES = 256 * 1024, WIDTH_MAX = 256 };

static const char candidates[] = "\t;,|";

struct widths {
    size_t rows[WIDTH_MAX + 1]; /* how many rows have so many cells */
    size_t all;                 /* how many rows there are */
    size_t cells;               /* of the row at hand */
};

/* Worth more than any number of cells. */
static const size_t EVEN = SIZE_MAX / 2;

static void count_cell(void *field, size_t len, void *arg)
{
    struct widths *widths = arg;

    (void)field;
    (void)len;
    widths->cells += widths->cells < WIDTH_MAX;
}

static void count_row(int end, void *arg)
{
    struct widths *widths = arg;

    (void)end;
    widths->rows[widths->cells]++;
    widths->all++;
    widths->cells = 0;
}

/* Cells in the rows of the width that is most common among those of two cells and more; EVEN
 * besides when all rows have it. */
static size_t score(const char *text, size_t len, char separator)
{
    struct csv_parser csv;
    struct widths widths = {0};
    size_t best = 0;

    if (csv_init(&csv, 0) != 0)
        abort();
    csv_set_delim(&csv, (unsigned char)separator);
    csv_set_blk_size(&csv, 65536);
    csv_parse(&csv, text, len, count_cell, count_row, &widths);
    csv_free(&csv);
    for (size_t width = 2; width <= WIDTH_MAX; width++) {
        size_t cells = widths.rows[width] * width;
        if (widths.all && widths.rows[width] == widths.all)
            return EVEN + cells;
        best = cells > best ? cells : best;
    }
    return best;
}

static size_t probe_len(const char *text, size_t len)
{
    const char *at = text;

    for (int i = 0; i < PROBE_LINES && at < text + len; i++) {
        const char *lf = memchr(at, '\n', (size_t)(text + len - at));
        at = lf ? lf + 1 : text + len;
    }
    size_t probe = (size_t)(at - text);
    return probe < PROBE_BYTES ? probe : PROBE_BYTES;
}

/* "sep=;" and a line end, as Excel understands it. */
static size_t read_sep_line(const char *text, size_t len, char *ret_separator)
{
    size_t quoted = len > 0 && text[0] == '"';
    size_t end = quoted + 5 + quoted;

    if (len <= end || strncasecmp(text + quoted, "sep=", 4) != 0 || text[end] != '\n')
        return 0;
    *ret_separator = text[quoted + 4];
    return end + 1;
}

char separator_find(const char *text, size_t len, size_t *ret_skip)
{
    char best = ',';
    size_t most = 0, probe = probe_len(text, len);

    *ret_skip = read_sep_line(text, len, &best);
    if (*ret_skip)
        return best;
    for (const char *c = candidates; *c; c++) {
        size_t here = score(text, probe, *c);
        if (here > most) {
            most = here;
            best = *c;
        }
    }
    return best;
}
