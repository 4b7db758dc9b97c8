/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing CSV. */
#include "api/csv.h"

#include <string.h>

static bool is_number(const char *text)
{
    return text[0] == '+' && text[1] && text[1 + strspn(text + 1, "0123456789")] == '\0';
}

void csv_field(struct buf *line, const char *text, bool first)
{
    bool formula = *text && strchr("=+-@\t\r\n", *text) && !is_number(text);

    if (!first)
        buf_putc(line, ',');
    if (!formula && !strpbrk(text, ",\"\r\n\t;")) {
        buf_puts(line, text);
        return;
    }
    buf_puts(line, formula ? "\"'" : "\"");
    for (const char *s = text; *s; s++) {
        if (*s == '"')
            buf_putc(line, '"');
        buf_putc(line, *s);
    }
    buf_putc(line, '"');
}
