/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the title of a column means. */
#include "village/title.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"

enum { STRENGTH_EXACT = 100000, STRENGTH_FRONT = 1000, LOST = '?' };

/* Stands for a lost letter while the title is made plain, which would drop a question mark. */
#define LOST_LETTER "q0q"

struct answer {
    enum column_field field;
    size_t strength;
};

/* Plain, but with LOST for each letter that was lost. */
static char *plain_title(const char *title)
{
    struct buf kept = BUF_INIT, out = BUF_INIT;

    for (const char *c = title; *c; c++) {
        if (*c == '?')
            buf_puts(&kept, LOST_LETTER);
        else if (strncmp(c, "\xEF\xBF\xBD", 3) == 0) {
            buf_puts(&kept, LOST_LETTER);
            c += 2;
        } else
            buf_putc(&kept, *c);
    }
    char *plain = vocabulary_plain(buf_str(&kept));
    for (const char *c = plain; *c; c++) {
        bool lost = strncmp(c, LOST_LETTER, strlen(LOST_LETTER)) == 0;
        buf_putc(&out, lost ? LOST : *c);
        c += lost ? strlen(LOST_LETTER) - 1 : 0;
    }
    free(plain);
    buf_free(&kept);
    return buf_steal(&out);
}

static bool same_letters(const char *title, const char *words, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!title[i] || (title[i] != words[i] && (title[i] != LOST || words[i] == ' ')))
            return false;
    }
    return true;
}

static bool ends_word(char c)
{
    return c == '\0' || c == ' ';
}

/* How strongly the pattern means the title; 0: not at all. */
static size_t match(const char *title, const struct title_pattern *pattern)
{
    size_t len = strlen(pattern->words), title_len = strlen(title);

    if (len == 0 || title_len < len)
        return 0;
    if (title_len == len)
        return same_letters(title, pattern->words, len) ? STRENGTH_EXACT + len : 0;
    if (pattern->open_back && same_letters(title, pattern->words, len) && ends_word(title[len]))
        return STRENGTH_FRONT + len;
    for (size_t at = 1; pattern->open_front && at + len <= title_len; at++) {
        if (title[at - 1] == ' ' && same_letters(title + at, pattern->words, len) &&
            (title[at + len] == '\0' || (pattern->open_back && title[at + len] == ' ')))
            return len;
    }
    return 0;
}

static void try_title(const struct vocabulary *vocabulary, const char *plain, struct answer *best)
{
    for (int field = 0; field < COLUMN_FIELDS; field++) {
        const struct title_patterns *patterns = &vocabulary->titles[field];
        for (size_t i = 0; i < patterns->count; i++) {
            size_t strength = match(plain, &patterns->items[i]);
            if (strength > best->strength)
                *best = (struct answer){(enum column_field)field, strength};
        }
    }
}

/* With and without a number of the question before it, a number or a lost letter at its end. */
static void try_endings(const struct vocabulary *vocabulary, const char *title, struct answer *best)
{
    char *plain = plain_title(title);
    size_t len = strlen(plain), digits = strspn(plain, "0123456789");

    try_title(vocabulary, plain, best);
    if (digits && plain[digits] == ' ')
        try_title(vocabulary, plain + digits + 1, best);
    while (len && (isdigit((unsigned char)plain[len - 1]) || plain[len - 1] == ' ' ||
                   plain[len - 1] == LOST))
        len--;
    if (plain[len]) {
        plain[len] = '\0';
        try_title(vocabulary, plain, best);
    }
    free(plain);
}

static char *without_parentheses(const char *title)
{
    struct buf out = BUF_INIT;
    int depth = 0;

    for (const char *c = title; *c; c++) {
        depth += *c == '(';
        if (depth == 0)
            buf_putc(&out, *c);
        if (*c == ')' && depth > 0) {
            depth--;
            buf_putc(&out, ' ');
        }
    }
    return buf_steal(&out);
}

enum column_field title_field(const struct vocabulary *vocabulary, const char *title,
                              size_t *ret_strength)
{
    struct answer best = {COLUMN_FIELDS, 0};

    try_endings(vocabulary, title, &best);
    if (best.strength < STRENGTH_EXACT && strchr(title, '(')) {
        char *bare = without_parentheses(title);
        try_endings(vocabulary, bare, &best);
        free(bare);
    }
    *ret_strength = best.strength;
    return best.field;
}
