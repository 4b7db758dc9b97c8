/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that count as known. */
#include "inbound/reply/known.h"

bool known_has(const struct known *known, const char *plain)
{
    return lexicon_has(known->common, plain) || lexicon_has(known->near, plain);
}

bool known_has_exactly(const struct known *known, const struct word *word)
{
    return lexicon_has_exactly(known->common, word) || lexicon_has_exactly(known->near, word);
}

bool known_has_pair(const struct known *known, const char *first, const char *second)
{
    return lexicon_has_pair(known->common, first, second) ||
           lexicon_has_pair(known->near, first, second);
}

bool known_abbreviates(const struct known *known, const char *plain)
{
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(known->common, plain, &count);

    for (size_t i = 0; i < count; i++)
        if (found[i].shorthand)
            return true;
    return false;
}
