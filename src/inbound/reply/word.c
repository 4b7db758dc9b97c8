/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Letters and words, their accents apart. */
#include "inbound/reply/word.h"

#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/memory.h"

static const struct accent {
    uint32_t combining;
    struct letter letter;
} accents[] = {
    {0x0300, {.tone = TONE_GRAVE}},      {0x0301, {.tone = TONE_ACUTE}},
    {0x0302, {.mark = MARK_CIRCUMFLEX}}, {0x0303, {.tone = TONE_TILDE}},
    {0x0306, {.mark = MARK_BREVE}},      {0x0309, {.tone = TONE_HOOK}},
    {0x031B, {.mark = MARK_HORN}},       {0x0323, {.tone = TONE_DOT}},
    {0x0340, {.tone = TONE_GRAVE}},      {0x0341, {.tone = TONE_ACUTE}},
};

static const struct accent *find_accent(uint32_t c)
{
    for (size_t i = 0; i < ARRAY_SIZE(accents); i++)
        if (accents[i].combining == c)
            return &accents[i];
    return NULL;
}

bool letter_is_digit(const struct letter *letter)
{
    return letter->plain >= '0' && letter->plain <= '9';
}

void letter_accent(struct letter *letter, struct letter accent)
{
    if (accent.mark)
        letter->mark = accent.mark;
    if (accent.tone)
        letter->tone = accent.tone;
}

/* A letter with accents is its base letter followed by combining accents, each of which may be
 * composed itself (ế is ê and an acute). */
static struct letter read_composed(uint32_t c)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag, count = uc_decomposition(c, &tag, parts);

    if (count <= 0)
        return (struct letter){.plain = uc_is_property_alphabetic(c) ? '?' : '\0'};
    struct letter letter = letter_read(parts[0]);
    if (!letter.plain)
        return (struct letter){0};
    for (int i = 1; i < count; i++) {
        const struct accent *accent = find_accent(parts[i]);
        if (accent)
            letter_accent(&letter, accent->letter);
    }
    return letter;
}

struct letter letter_read(uint32_t c)
{
    const struct accent *accent = find_accent(c);

    if (accent)
        return accent->letter;
    c = uc_tolower(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (struct letter){.plain = (char)c};
    if (c == 0x0111 || c == 0x00F0 || c == 0x0256) /* đ, and what old converters made of it */
        return (struct letter){.plain = 'd', .mark = MARK_CIRCUMFLEX};
    return c < 0x80 ? (struct letter){0} : read_composed(c);
}

void word_accent(struct word *word, struct letter accent)
{
    size_t len = strlen(word->plain);

    if (len)
        word->marks |= (uint32_t)accent.mark << (2 * (len - 1));
    if (len && accent.tone)
        word->tone = (uint8_t)accent.tone;
}

void word_append(struct word *word, struct letter letter)
{
    size_t len = strlen(word->plain);

    if (len == WORD_LETTERS)
        return;
    word->plain[len] = letter.plain;
    word->plain[len + 1] = '\0';
    word_accent(word, letter);
}

enum mark word_mark(const struct word *word, size_t letter)
{
    return (enum mark)(word->marks >> (2 * letter) & 3);
}

void word_spell(const struct word *word, size_t from, char ret[WORD_SPELLED])
{
    for (size_t i = from; word->plain[i]; i++) {
        enum mark mark = word_mark(word, i);
        *ret++ = word->plain[i];
        if (mark)
            *ret++ = mark == MARK_CIRCUMFLEX ? word->plain[i] : 'w';
    }
    *ret = '\0';
}

bool word_has_accents(const struct word *word)
{
    return word->tone || word->marks;
}

bool word_has_vowel(const struct word *word)
{
    return strpbrk(word->plain, "aeiouy") != NULL;
}

bool word_same_letters(const struct word *a, const struct word *b)
{
    return a->halves[0] == b->halves[0] && a->halves[1] == b->halves[1];
}

bool word_equals(const struct word *a, const struct word *b)
{
    return a->tone == b->tone && a->marks == b->marks && word_same_letters(a, b);
}

bool word_fits(const struct word *meant, const struct word *said, bool strict)
{
    if (!word_same_letters(meant, said))
        return false;
    if (strict)
        return meant->tone == said->tone && meant->marks == said->marks;
    if (said->tone && said->tone != meant->tone)
        return false;
    for (uint32_t a = said->marks, b = meant->marks; a; a >>= 2, b >>= 2)
        if ((a & 3) && (a & 3) != (b & 3))
            return false;
    return true;
}

bool word_mark_last(struct word *word, const char *letters, enum mark mark)
{
    for (size_t i = strlen(word->plain); i-- > 0;) {
        if (!strchr(letters, word->plain[i]) || word_mark(word, i))
            continue;
        word->marks |= (uint32_t)mark << (2 * i);
        if (mark == MARK_HORN && word->plain[i] == 'o' && i > 0 && word->plain[i - 1] == 'u' &&
            (i < 2 || word->plain[i - 2] != 'q'))
            word->marks |= (uint32_t)mark << (2 * (i - 1));
        return true;
    }
    return false;
}
