/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that become one another without accents. */
#include "text/ambiguous.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <uninorm.h>

#include "base/memory.h"
#include "text/accents.h"
#include "text/utf8.h"

static const struct conf_option options[] = {
    {"words", CONF_STRINGS, offsetof(struct ambiguous, words),
     .sentence = "sets of words that are the same without accents"},
};

/* Calls fn with each word of a set, until it returns false. */
static bool each_word(const char *set, bool (*fn)(const char *word, size_t len, void *arg),
                      void *arg)
{
    for (;;) {
        set += strspn(set, " ");
        size_t len = strcspn(set, " ");
        if (len == 0)
            return true;
        if (!fn(set, len, arg))
            return false;
        set += len;
    }
}

/* ---- reading ---- */

static bool has_key(const char *word, size_t len, void *arg_key)
{
    char *copy = xstrndup(word, len), *key = text_fold(copy);
    bool same = strcmp(key, arg_key) == 0;

    free(copy);
    free(key);
    return same;
}

static char *key_of(const char *set)
{
    set += strspn(set, " ");
    char *first = xstrndup(set, strcspn(set, " ")), *key = text_fold(first);

    free(first);
    return key;
}

void ambiguous_read(const config_setting_t *group, struct ambiguous *ret,
                    struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
    for (size_t i = 0; i < ret->words.count; i++) {
        char *key = key_of(ret->words.items[i]);
        if (!each_word(ret->words.items[i], has_key, key))
            conf_fault(faults, group, "words: without accents \"%s\" are not all the same",
                       ret->words.items[i]);
        free(key);
    }
}

void ambiguous_clear(struct ambiguous *ambiguous)
{
    conf_release(options, ARRAY_SIZE(options), ambiguous);
}

/* ---- finding ---- */

/* Small letters, composed: "BÃO" and "bão" are one word. Owned. */
static char *lower(const char *word)
{
    size_t size = 0;
    uint8_t *made =
        u8_tolower((const uint8_t *)word, strlen(word) + 1, "vi", UNINORM_NFC, NULL, &size);

    if (!made)
        abort();
    return (char *)made;
}

static bool is_other(const char *word, size_t len, void *arg_wanted)
{
    return strlen(arg_wanted) != len || memcmp(word, arg_wanted, len) != 0;
}

/* The set that holds the word, NULL when none does. */
static const char *set_with(const struct ambiguous *ambiguous, const char *word)
{
    const char *found = NULL;
    char *wanted = lower(word);

    for (size_t i = 0; i < ambiguous->words.count && !found; i++)
        if (!each_word(ambiguous->words.items[i], is_other, wanted))
            found = ambiguous->words.items[i];
    free(wanted);
    return found;
}

/* Letters and what stands on them; all the rest parts words. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xC0 && !(c >= 0x2000 && c < 0x2070);
}

void ambiguous_find(const struct ambiguous *ambiguous, const char *text, ambiguous_fn fn, void *arg)
{
    const char *end = text + strlen(text), *word = NULL;
    size_t at = 0, from = 0;

    while (text <= end) {
        const char *here = text;
        uint32_t c = 0;
        text = here + (here < end ? utf8_next(here, end, &c) : 1); /* behind the end: a NUL */
        if (is_letter(c) && !word) {
            word = here;
            from = at;
        }
        if (!is_letter(c) && word) {
            char *copy = xstrndup(word, (size_t)(here - word));
            struct ambiguous_span span = {from, at, set_with(ambiguous, copy)};
            if (span.words)
                fn(&span, arg);
            free(copy);
            word = NULL;
        }
        at += c >= 0x10000 ? 2 : 1;
    }
}
