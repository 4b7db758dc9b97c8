/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How Telex keys spell a syllable. */
#include "inbound/reply/telex.h"

#include <string.h>

#include "inbound/reply/syllable.h"

static enum tone read_tone(char key)
{
    static const char keys[] = " sfrxj";
    const char *found = strchr(keys, key);

    return found ? (enum tone)(found - keys) : TONE_NONE;
}

static bool ends_with(const struct word *word, const char *end)
{
    size_t len = strlen(word->plain), end_len = strlen(end);

    return len >= end_len && strcmp(word->plain + len - end_len, end) == 0;
}

/* w puts a horn on o or u, else a breve on a ("hoawcj", but "chuaw"); a horn that is there
 * already is asked for again by those who type "uwow". */
static bool take_w(struct word *word)
{
    size_t len = strlen(word->plain);

    if (ends_with(word, "a") && !ends_with(word, "ua") && word_mark_last(word, "a", MARK_BREVE))
        return true;
    return word_mark_last(word, "ou", MARK_HORN) || word_mark_last(word, "a", MARK_BREVE) ||
           (len && word_mark(word, len - 1) == MARK_HORN);
}

/* True when the key is an accent and not a letter. */
static bool take_key(struct word *word, char key)
{
    char letter[] = {key, '\0'};

    if (key == 'w')
        return take_w(word);
    if (key == 'd')
        return word->plain[0] == 'd' && word_mark_last(word, letter, MARK_CIRCUMFLEX);
    if (strchr("aeo", key))
        return word_mark_last(word, letter, MARK_CIRCUMFLEX);
    if (!read_tone(key) || !word_has_vowel(word))
        return false;
    word->tone = (uint8_t)read_tone(key);
    return true;
}

bool telex_read(const struct word *keys, struct word *ret_word)
{
    struct word word = {0};

    for (const char *key = keys->plain; *key; key++)
        if (!take_key(&word, *key))
            word_append(&word, (struct letter){.plain = *key});
    if (word_has_accents(keys) || !word_has_accents(&word) || !syllable_is_spelled(&word))
        return false;
    *ret_word = word;
    return true;
}
