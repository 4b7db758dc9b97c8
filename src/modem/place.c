/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a message lies. */
#include "modem/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const struct {
    const char *word;
    GSM_MemoryType memory;
} memories[] = {{"SM", MEM_SM}, {"ME", MEM_ME}, {"SR", MEM_SR}};

bool place_parse(const char *text, size_t len, struct place *ret)
{
    /* "SM",3 as the modem writes it, or SM:3 */
    const char *word = memchr(text, '"', len) == text ? text + 1 : text;
    const char *digits = text + strcspn(text, ",:");

    if (len < 4 || digits >= text + len)
        return false;
    digits += 1 + strspn(digits + 1, " ");
    for (size_t i = 0; i < ARRAY_SIZE(memories); i++) {
        if (strncmp(word, memories[i].word, 2) == 0 && strspn(digits, "0123456789") > 0) {
            *ret = (struct place){memories[i].memory, atoi(digits)};
            return true;
        }
    }
    return false;
}

void place_print(const struct place *place, char out[static PLACE_TEXT])
{
    for (size_t i = 0; i < ARRAY_SIZE(memories); i++)
        if (memories[i].memory == place->memory)
            snprintf(out, PLACE_TEXT, "%s:%d", memories[i].word, place->location);
}
