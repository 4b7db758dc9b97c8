/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the words of a text begin and end. */
#include "inbound/reply/run.h"

#include <ctype.h>
#include <string.h>

#include "text/utf8.h"

static bool divides(uint32_t c)
{
    return (c < 0x80 && strchr(",;:.!?()[]{}-/|+*\"\n\r=<>&_~", (int)c)) || c == 0x2013 ||
           c == 0x2014 || c == 0x2026 || c == 0x201C || c == 0x201D;
}

/* What may stand within a word: apostrophes, soft hyphens, what has no width. */
static bool is_invisible(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

/* A sign between two digits ties them together: 14/3, 7:30, 1.250.000. */
static bool ties(const struct run *run, char sign, char after)
{
    return strchr("/:.,-", sign) && letter_is_digit(&run->letters[run->len - 1]) &&
           isdigit((unsigned char)after);
}

/* Takes the code point into the run; false when it ends there. */
static bool take(struct run *run, uint32_t c, size_t offset)
{
    struct letter letter = letter_read(c);

    if (letter.plain && run->len < RUN_LETTERS) {
        run->letters[run->len] = letter;
        run->from[run->len++] = offset;
    } else if (!letter.plain && run->len) {
        letter_accent(&run->letters[run->len - 1], letter);
    }
    return letter.plain || letter.mark || letter.tone || is_invisible(c);
}

bool run_next(const char *text, size_t *at, struct run *ret_run)
{
    struct run *run = ret_run;

    run->len = 0;
    run->divided = false;
    run->joint = '\0';
    while (text[*at]) {
        uint32_t c;
        size_t offset = *at, left = strnlen(text + offset, UTF8_MAX);
        size_t len = utf8_next(text + offset, text + offset + left, &c);
        bool goes_on = take(run, c, offset);
        run->from[run->len] = offset + (goes_on ? len : 0);
        if (!goes_on && run->len) {
            run->joint = c < 0x80 && ties(run, (char)c, text[offset + len]) ? (char)c : '\0';
            *at += run->joint ? len : 0;
            return true;
        }
        run->divided |= !goes_on && divides(c);
        *at += len;
    }
    return run->len > 0;
}

struct run run_part(const struct run *run, size_t at, size_t len)
{
    struct run part = {.len = len};

    memcpy(part.letters, run->letters + at, len * sizeof(part.letters[0]));
    memcpy(part.from, run->from + at, (len + 1) * sizeof(part.from[0]));
    return part;
}

struct word run_word(const struct run *run, size_t at, size_t len)
{
    struct word word = {0};

    for (size_t i = at; i < at + len; i++)
        word_append(&word, run->letters[i]);
    return word;
}
