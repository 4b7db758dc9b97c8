/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that were said. */
#include "inbound/reply/speech.h"

#include <stdlib.h>

struct said *speech_add(struct speech *speech, size_t from, size_t to, bool divided)
{
    struct said *said = &speech->items[speech->count];

    if (speech->count == SPEECH_WORDS)
        return NULL;
    *said = (struct said){.number = -1, .from = from, .to = to};
    said->starts_clause = divided || speech->count == 0;
    said->glued = speech->count > 0 && !divided && said[-1].to == from;
    speech->count++;
    return said;
}

void said_add(struct said *said, const struct word *reading)
{
    for (size_t i = 0; i < said->reading_count; i++)
        if (word_equals(&said->readings[i], reading))
            return;
    if (said->reading_count < SAID_READINGS)
        said->readings[said->reading_count++] = *reading;
}

void speech_free(struct speech *speech)
{
    free(speech->items);
    *speech = (struct speech){0};
}

bool said_fits(const struct speech *speech, size_t index, const struct word *meant)
{
    const struct said *said = &speech->items[index];

    for (size_t i = 0; i < said->reading_count; i++)
        if (word_fits(meant, &said->readings[i], i == 0 && said->literal))
            return true;
    return false;
}

size_t speech_clause_end(const struct speech *speech, size_t index)
{
    size_t end = index + 1;

    while (end < speech->count && !speech->items[end].starts_clause)
        end++;
    return end;
}

size_t speech_clause_start(const struct speech *speech, size_t index)
{
    while (index > 0 && !speech->items[index].starts_clause)
        index--;
    return index;
}
