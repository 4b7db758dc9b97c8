/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of one cell, made clean. */
#include "village/sheet_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#include "text/accents.h"

static bool is_outer(ucs4_t c)
{
    return uc_is_property_white_space(c) || c == 0xFEFF || (c >= 0x200B && c <= 0x200F);
}

/* Narrows [*s, *s + *len) to what is not blank, blanks being any space of Unicode. */
static void trim(const char **s, size_t *len)
{
    ucs4_t c;

    while (*len) {
        int used = u8_mbtouc(&c, (const uint8_t *)*s, *len);
        if (!is_outer(c))
            break;
        *s += used;
        *len -= (size_t)used;
    }
    while (*len) {
        size_t back = 1;
        while (back < *len && back < 4 && ((unsigned char)(*s)[*len - back] & 0xC0) == 0x80)
            back++;
        u8_mbtouc(&c, (const uint8_t *)*s + *len - back, back);
        if (!is_outer(c))
            break;
        *len -= back;
    }
}

/* ="0905123456" and '0905123456 or '=x, two ways of telling a spreadsheet that this is text. */
static void unwrap(const char **s, size_t *len)
{
    if (*len >= 3 && (*s)[0] == '=' && (*s)[1] == '"' && (*s)[*len - 1] == '"' &&
        !memchr(*s + 2, '"', *len - 3)) {
        *s += 2;
        *len -= 3;
    } else if (*len >= 2 && (*s)[0] == '\'' &&
               (isdigit((unsigned char)(*s)[1]) || strchr("=+-@", (*s)[1]))) {
        (*s)++;
        (*len)--;
    }
    trim(s, len);
}

static bool is_control(ucs4_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
}

/* Marks that turn the direction of writing: a name with one shows what follows it backwards. */
static bool turns_direction(ucs4_t c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Copies what is text; U+FFFD stands for what is not, a blank for a control character. */
static char *readable(const char *s, size_t len)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < len;) {
        ucs4_t c;
        int used = u8_mbtouc(&c, (const uint8_t *)s + i, len - i);
        if (c == 0 || c == 0xFFFD)
            buf_puts(&out, "\xEF\xBF\xBD");
        else if (is_control(c))
            buf_putc(&out, ' ');
        else if (!turns_direction(c))
            buf_append(&out, s + i, (size_t)used);
        i += (size_t)used;
    }
    return buf_steal(&out);
}

static bool is_plain(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x7F || (c < 0x20 && c != '\n'))
            return false;
    }
    return true;
}

/* Letters that are composed already, and no mark that could be: Latin with its extensions. */
static bool is_composed(const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];
        if (c >= 0xCC && !(c == 0xE1 && (next == 0xBA || next == 0xBB)))
            return false;
    }
    return true;
}

void sheet_text_append(struct buf *out, const char *s, size_t len)
{
    trim(&s, &len);
    unwrap(&s, &len);
    if (is_plain(s, len)) {
        buf_append(out, s, len);
    } else {
        char *text = readable(s, len);
        char *composed = is_composed(text) ? text : text_nfc(text);
        s = composed;
        len = strlen(composed);
        trim(&s, &len); /* a control character at its end is a blank now */
        buf_append(out, s, len);
        free(composed == text ? NULL : composed);
        free(text);
    }
    buf_putc(out, '\0');
}
