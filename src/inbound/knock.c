/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody answers who was asked to knock on doors. */
#include "inbound/knock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/keywords.h"
#include "text/accents.h"

enum { WORDS_MAX = 2 * KNOCK_NUMBERS };

struct words {
    char *items[WORDS_MAX];
    size_t count;
    bool more; /* than there is room for */
};

static bool is_of_word(const char *c)
{
    return isalnum((unsigned char)*c) || (*c == '-' && isalnum((unsigned char)c[1]));
}

/* Letters and digits, and what ties a code together: "t2-012". Signs divide, also the star that
 * marks the frail in a door list. */
static void split(const char *folded, struct words *words)
{
    while (*folded) {
        const char *end = folded;
        while (is_of_word(end) && !(end == folded && *end == '-'))
            end++;
        if (end > folded && words->count == WORDS_MAX)
            words->more = true;
        else if (end > folded)
            words->items[words->count++] = xstrndup(folded, (size_t)(end - folded));
        folded = end > folded ? end : end + 1;
    }
}

static bool has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* Reads the words at i; 0: they are of no such text. */
static size_t take(const struct keywords *k, const struct words *words, size_t i,
                   struct knock *knock)
{
    char *const *at = words->items + i;
    size_t left = words->count - i, len = keywords_knock(k, KNOCK_UNDONE, at, left);

    if (len) {
        knock->undone = true;
        return len;
    }
    if ((len = keywords_knock(k, KNOCK_DONE, at, left))) {
        knock->done = true;
        return len;
    }
    if ((len = keywords_knock(k, KNOCK_ALL, at, left))) {
        knock->all = true;
        return len;
    }
    if (has_digit(*at)) {
        if (knock->count == KNOCK_NUMBERS)
            return 0;
        knock->numbers[knock->count++] = xstrdup(*at);
        return 1;
    }
    return keywords_knock(k, KNOCK_BESIDE, at, left);
}

static bool mentions(const struct keywords *k, const struct words *words)
{
    bool done = false, number = false;

    for (size_t i = 0; i < words->count; i++) {
        done = done || keywords_knock(k, KNOCK_DONE, words->items + i, words->count - i);
        number = number || has_digit(words->items[i]);
    }
    return done && number;
}

void knock_read(const struct keywords *k, const char *text, struct knock *ret)
{
    struct words words = {0};

    *ret = (struct knock){.numbers = xcalloc(KNOCK_NUMBERS, sizeof(char *))};
    if (!text_utf8_valid(text, strlen(text)))
        return;
    char *folded = text_fold(text);
    split(folded, &words);
    free(folded);
    ret->pure = words.count > 0 && !words.more;
    for (size_t i = 0, len; i < words.count && ret->pure; i += len) {
        len = take(k, &words, i, ret);
        ret->pure = len > 0;
    }
    ret->mentions = mentions(k, &words);
    for (size_t i = 0; i < words.count; i++)
        free(words.items[i]);
}

void knock_clear(struct knock *knock)
{
    for (size_t i = 0; i < knock->count; i++)
        free(knock->numbers[i]);
    free(knock->numbers);
    *knock = (struct knock){0};
}
