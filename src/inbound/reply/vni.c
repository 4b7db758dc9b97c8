/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How VNI keys spell a syllable. */
#include "inbound/reply/vni.h"

#include <string.h>

#include "inbound/reply/syllable.h"

static const char digits[] = "0123456789";

static bool take_digit(struct word *word, char digit)
{
    switch (digit) {
    case '0':
        return false;
    case '6':
        return word_mark_last(word, "aeo", MARK_CIRCUMFLEX);
    case '7':
        return word_mark_last(word, "ou", MARK_HORN);
    case '8':
        return word_mark_last(word, "a", MARK_BREVE);
    case '9':
        return word->plain[0] == 'd' && word_mark_last(word, "d", MARK_CIRCUMFLEX);
    default: /* 1 to 5 are the tones in their order */
        if (!word_has_vowel(word) || word->tone)
            return false;
        word->tone = (uint8_t)(digit - '0');
        return true;
    }
}

bool vni_read(const struct word *keys, struct word *ret_word)
{
    struct word word = {0};

    for (const char *key = keys->plain; *key; key++) {
        if (!strchr(digits, *key))
            word_append(&word, (struct letter){.plain = *key});
        else if (!take_digit(&word, *key))
            return false;
    }
    if (word_has_accents(keys) || !word_has_accents(&word) || !syllable_is_spelled(&word))
        return false;
    *ret_word = word;
    return true;
}

bool vni_is_sure(const struct word *keys)
{
    const char *first = strpbrk(keys->plain, digits);

    return first && first[1];
}
