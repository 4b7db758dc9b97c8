/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a text: nothing is read past the end, and a valid text is cut without losing a byte.
 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz/fuzz.h"
#include "text/accents.h"
#include "text/air.h"
#include "text/gsm7.h"
#include "text/parts.h"
#include "text/ucs2.h"

static char *take(const uint8_t *data, size_t size)
{
    return xstrndup((const char *)data, size);
}

/* Octets that the slice takes on the air. */
static size_t octets_of(const char *text, struct text_slice part, enum text_coding coding)
{
    struct buf units = BUF_INIT;
    size_t octets;

    if (coding == TEXT_CODING_GSM7) {
        FUZZ_CHECK(gsm7_from_utf8(text + part.offset, part.len, &units));
        octets = gsm7_octets(units.len, 0);
    } else {
        ucs2_from_utf8(text + part.offset, part.len, &units);
        octets = units.len;
    }
    buf_free(&units);
    return octets;
}

static void check_split(const char *text)
{
    struct text_split split;
    size_t at = 0;

    if (text_split(text, TEXT_PARTS_MAX, &split, NULL) != 0) {
        FUZZ_CHECK(*text == '\0' || text_count_parts(text) > TEXT_PARTS_MAX);
        return;
    }
    FUZZ_CHECK(split.count == text_count_parts(text) && split.coding == text_coding(text));
    for (size_t i = 0; i < split.count; i++) {
        FUZZ_CHECK(split.parts[i].offset == at && split.parts[i].len > 0);
        FUZZ_CHECK(text_utf8_valid(text + at, split.parts[i].len));
        FUZZ_CHECK(octets_of(text, split.parts[i], split.coding) <= (split.count > 1 ? 134 : 140));
        at += split.parts[i].len;
    }
    FUZZ_CHECK(at == strlen(text));
}

static void check_air(const char *text, bool valid, enum text_accents accents)
{
    char *air = text_for_air(text, accents);

    if (valid) {
        FUZZ_CHECK(text_utf8_valid(air, strlen(air)));
        check_split(air);
        char *again = text_for_air(air, accents);
        FUZZ_CHECK(strcmp(air, again) == 0);
        free(again);
    }
    free(air);
}

static void check_stable(char *(*fn)(const char *), const char *text, bool valid)
{
    char *once = fn(text), *twice = fn(once);

    FUZZ_CHECK(!valid || (text_utf8_valid(once, strlen(once)) && strcmp(once, twice) == 0));
    free(once);
    free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = take(data, size);
    bool valid = text_utf8_valid(text, strlen(text));

    text_utf8_valid((const char *)data, size);
    text_count_parts(text);
    check_stable(text_nfc, text, valid);
    check_stable(text_drop_accents, text, valid);
    check_stable(text_fold, text, valid);
    check_air(text, valid, TEXT_ACCENTS_KEEP);
    check_air(text, valid, TEXT_ACCENTS_DROP);
    free(text_for_air(text, TEXT_ACCENTS_AUTO));
    if (valid)
        check_split(text);
    free(text);
    return 0;
}
