/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Aligning columns. */
#include "cli/table.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uniwidth.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/utf8.h"

enum { COLUMNS_MAX = 16, GAP = 2 };

struct table {
    const char *titles[COLUMNS_MAX];
    bool right[COLUMNS_MAX];
    size_t widths[COLUMNS_MAX];
    size_t columns;
    bool titled, printed;
    char **cells;
    size_t count;
};

/* Control characters, and the invisible ones that change the direction of writing. */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfffd ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
           c == 0x200f;
}

char *terminal_safe(const char *text, bool keep_lines)
{
    struct buf safe = BUF_INIT;
    const char *end = text + strlen(text);

    while (text < end) {
        uint32_t c;
        text += utf8_next(text, end, &c);
        if (c == '\n' && keep_lines)
            buf_putc(&safe, '\n');
        else if (c == '\n' || c == '\t' || c == '\r')
            buf_putc(&safe, ' ');
        else if (is_unsafe(c))
            buf_putc(&safe, '?');
        else
            utf8_append(&safe, c);
    }
    return safe.data ? buf_steal(&safe) : xstrdup("");
}

static size_t width_of(const char *text)
{
    int width = u8_strwidth((const uint8_t *)text, "UTF-8");

    return width > 0 ? (size_t)width : 0;
}

struct table *table_new(const char *const *titles)
{
    struct table *table = xcalloc(1, sizeof(*table));

    for (size_t i = 0; titles[i] && i < COLUMNS_MAX; i++) {
        table->right[i] = titles[i][0] == '>';
        table->titles[i] = titles[i] + table->right[i];
        table->widths[i] = width_of(table->titles[i]);
        table->titled |= *table->titles[i] != '\0';
        table->columns++;
    }
    return table;
}

static void add(struct table *table, char *cell)
{
    size_t column = table->count % table->columns, width = width_of(cell);

    if (width > table->widths[column])
        table->widths[column] = width;
    table->cells = xreallocarray(table->cells, table->count + 1, sizeof(*table->cells));
    table->cells[table->count++] = cell;
}

void table_cell(struct table *table, const char *text)
{
    add(table, terminal_safe(text ? text : "", false));
}

void table_line(struct table *table, const char *what, const char *value)
{
    if (!*value)
        return;
    table_cell(table, what);
    table_cell(table, value);
}

void table_names(struct table *table, const json_t *names)
{
    struct buf text = BUF_INIT;
    size_t i;
    const json_t *name;

    json_array_foreach((json_t *)names, i, name)
        buf_printf(&text, "%s%s", i ? ", " : "", json_string_value(name));
    table_cell(table, buf_str(&text));
    buf_free(&text);
}

void table_counts(struct table *table, const char *what, const json_t *counts, const char *none)
{
    struct buf text = BUF_INIT;
    const char *name;
    const json_t *count;
    char number[32];

    json_object_foreach((json_t *)counts, name, count)
    {
        if (json_integer_value(count) > 0)
            buf_printf(&text, "%s%s %s", text.len ? ", " : "", name,
                       grouped(json_integer_value(count), number));
    }
    table_line(table, what, text.len ? buf_str(&text) : none);
    buf_free(&text);
}

void table_number(struct table *table, int64_t number)
{
    char text[32];

    add(table, xstrdup(grouped(number, text)));
}

void table_format(struct table *table, const char *fmt, ...)
{
    struct buf text = BUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    table_cell(table, buf_str(&text));
    buf_free(&text);
}

static void pad(size_t count)
{
    while (count-- > 0)
        putchar(' ');
}

/* No blanks at the end of a line. */
static void print_row(const struct table *table, const char *const *cells)
{
    size_t last = table->columns;

    while (last > 0 && !*cells[last - 1])
        last--;
    for (size_t i = 0; i < last; i++) {
        size_t fill = table->widths[i] - width_of(cells[i]);
        if (table->right[i])
            pad(fill);
        fputs(cells[i], stdout);
        if (i + 1 < last)
            pad((table->right[i] ? 0 : fill) + GAP);
    }
    putchar('\n');
}

void table_print(struct table *table)
{
    if (table->titled && !table->printed)
        print_row(table, table->titles);
    table->printed = true;
    for (size_t i = 0; i + table->columns <= table->count; i += table->columns)
        print_row(table, (const char *const *)table->cells + i);
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    table->count = 0;
}

void table_free(struct table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(table->cells);
    free(table);
}

const char *grouped(int64_t number, char out[static 32])
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRId64, number);
    char *o = out;

    for (int i = 0; i < len; i++) {
        *o++ = digits[i];
        int left = len - i - 1;
        if (left > 0 && left % 3 == 0 && digits[i] != '-')
            *o++ = ',';
    }
    *o = '\0';
    return out;
}
