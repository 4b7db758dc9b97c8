/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a phrase is written, and phrases by their first word. */
#include "inbound/reply/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/accents.h"
#include "text/utf8.h"

size_t pattern_word(const char *text, struct word *ret_word)
{
    const char *at = text, *end = text + strlen(text);

    *ret_word = (struct word){0};
    while (at < end && *at != ' ') {
        uint32_t c;
        at += utf8_next(at, end, &c);
        struct letter letter = letter_read(c);
        if (letter.plain)
            word_append(ret_word, letter);
        else
            word_accent(ret_word, letter);
    }
    return (size_t)(at - text) + strspn(at, " ");
}

static bool is_sign(const char *text, char sign)
{
    return text[0] == sign && (text[1] == ' ' || text[1] == '\0');
}

/* Reads one word or sign of a phrase. */
static bool read_slot(const char *text, struct slot *ret_slot)
{
    static const char signs[] = {[SLOT_GAP] = '*', [SLOT_NUMBER] = '#', [SLOT_NAME] = '@'};

    *ret_slot = (struct slot){.kind = SLOT_WORD, .exact = *text == '='};
    (void)pattern_word(text, &ret_slot->word);
    if (ret_slot->word.plain[0])
        return true;
    for (ret_slot->kind = SLOT_GAP; ret_slot->kind < SLOT_KINDS; ret_slot->kind++) {
        if (is_sign(text, signs[ret_slot->kind])) {
            ret_slot->word.plain[0] = *text;
            return true;
        }
    }
    return false;
}

/* On success the slots are the caller's to free. */
static bool parse(const char *text, struct pattern *ret_pattern)
{
    struct slot slots[PATTERN_WORDS];
    struct pattern p = {0};
    struct word word;

    for (; *text && !p.at_end; text += pattern_word(text, &word)) {
        if (is_sign(text, '^') && p.count == 0)
            p.at_start = true;
        else if (is_sign(text, '$'))
            p.at_end = true;
        else if (p.count == PATTERN_WORDS || !read_slot(text, &slots[p.count++]))
            return false;
    }
    if (*text || p.count == 0 || slots[0].kind == SLOT_GAP || slots[0].kind == SLOT_NAME ||
        slots[p.count - 1].kind == SLOT_GAP)
        return false;
    p.slots = xcalloc(p.count, sizeof(*p.slots));
    memcpy(p.slots, slots, p.count * sizeof(*p.slots));
    *ret_pattern = p;
    return true;
}

bool patterns_add(struct patterns *patterns, int keyword, const char *text)
{
    struct pattern pattern;

    if (!text_utf8_valid(text, strlen(text)) || !parse(text, &pattern))
        return false;
    pattern.keyword = keyword;
    patterns->items = xgrow(patterns->items, patterns->count, sizeof(pattern));
    patterns->items[patterns->count++] = pattern;
    return true;
}

void patterns_free(struct patterns *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        free(patterns->items[i].slots);
    free(patterns->items);
    *patterns = (struct patterns){0};
}

bool pattern_is_words(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->slots[i].kind != SLOT_WORD)
            return false;
    return !pattern->at_start && !pattern->at_end;
}

static int compare_first(const void *a, const void *b)
{
    const struct pattern *p = a, *q = b;

    return strcmp(p->slots[0].word.plain, q->slots[0].word.plain);
}

void patterns_sort(struct patterns *patterns)
{
    if (patterns->count)
        qsort(patterns->items, patterns->count, sizeof(*patterns->items), compare_first);
}

const struct pattern *patterns_at(const struct patterns *sorted, const struct word *first)
{
    size_t from = 0, to = sorted->count;

    while (from < to) {
        size_t middle = (from + to) / 2;
        if (strcmp(sorted->items[middle].slots[0].word.plain, first->plain) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return sorted->items + from;
}
