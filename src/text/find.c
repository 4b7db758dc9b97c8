/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding what people type in a search. */
#include "text/find.h"

#include <ctype.h>
#include <string.h>

static const char blanks[] = " \t\v\f\r\n";

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool begins_a_word(const char *line, size_t len, const char *word, size_t word_len)
{
    for (size_t i = 0; i + word_len <= len; i++)
        if ((i == 0 || !is_letter(line[i - 1])) && strncmp(line + i, word, word_len) == 0)
            return true;
    return false;
}

static bool line_has_all(const char *line, size_t len, const char *words)
{
    for (words += strspn(words, blanks); *words; words += strspn(words, blanks)) {
        size_t word_len = strcspn(words, blanks);
        if (!begins_a_word(line, len, words, word_len))
            return false;
        words += word_len;
    }
    return true;
}

bool text_find(const char *text, const char *words)
{
    if (strstr(text, words))
        return true;
    for (;; text++) {
        size_t len = strcspn(text, "\n");
        if (line_has_all(text, len, words))
            return true;
        text += len;
        if (!*text)
            return false;
    }
}
