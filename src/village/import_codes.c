/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Codes for households of a list without codes: cluster and name, and for namesakes something that
 * tells them apart. The order of the rows does not matter. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"

enum { SLUG_MAX = 60, TAIL_DIGITS = 4 };

static void add_slug(struct buf *code, const char *text)
{
    char *plain = vocabulary_plain(text);
    size_t len = strlen(plain);

    if (len > SLUG_MAX)
        len = SLUG_MAX;
    while (len && ((unsigned char)plain[len] & 0xC0) == 0x80)
        len--; /* not within a letter */
    plain[len] = '\0';
    for (char *c = plain; *c; c++)
        *c = *c == ' ' ? '-' : *c;
    if (*plain)
        buf_printf(code, "%s%s", code->len ? "-" : "", plain);
    free(plain);
}

/* The lowest number, which does not depend on the order of the cells. */
static const char *lowest_phone(const struct import_household *household)
{
    const char *lowest = NULL;

    for (size_t i = 0; i < household->phone_count; i++) {
        if (!lowest || strcmp(household->phones[i].e164, lowest) < 0)
            lowest = household->phones[i].e164;
    }
    return lowest;
}

/* What tells a namesake apart: the end of a number (all of it when `whole`), else the address. */
static char *make_code(const struct import_household *household, bool namesake, bool whole)
{
    struct buf code = BUF_INIT;
    const char *phone = namesake ? lowest_phone(household) : NULL;

    add_slug(&code, household->cluster);
    add_slug(&code, household->head);
    if (phone)
        buf_printf(&code, "-%s", phone + (whole ? 1 : strlen(phone) - TAIL_DIGITS));
    else if (namesake)
        add_slug(&code, household->address);
    return buf_steal(&code);
}

/* Codes that exist already, by their plain form, so that none is made twice. */
static void gather_codes(const struct import *import, struct string_index *taken, struct pool *pool)
{
    for (size_t i = 0; i < import->household_count; i++) {
        if (import->households[i].made_code)
            continue;
        char *plain = vocabulary_plain(import->households[i].code);
        string_index_set(taken, pool_string(pool, plain), i);
        free(plain);
    }
}

/* Takes the code when it is free. */
static bool take_code(struct import_work *work, size_t at, const char *code,
                      struct string_index *taken, struct pool *pool)
{
    char *plain = vocabulary_plain(code);
    bool is_free = *plain && string_index_find(taken, plain) == SIZE_MAX;

    if (is_free) {
        string_index_set(taken, pool_string(pool, plain), at);
        work->import->households[at].code = pool_string(&work->import->pool, code);
    }
    free(plain);
    return is_free;
}

/* Names that several households of one cluster bear. */
static bool *find_namesakes(const struct import_work *work)
{
    bool *namesakes = xcalloc(work->import->household_count, sizeof(*namesakes));

    for (size_t i = 0; i < work->import->household_count; i++) {
        size_t before = work->namesake[i];
        if (work->import->households[i].made_code && before != SIZE_MAX)
            namesakes[i] = namesakes[before] = true;
    }
    return namesakes;
}

static void make_free_code(struct import_work *work, size_t at, bool namesake,
                           struct string_index *taken, struct pool *pool)
{
    const struct import_household *household = &work->import->households[at];
    bool done = false;

    for (int whole = 0; whole < 2 && !done; whole++) {
        char *code = make_code(household, namesake, whole);
        done = take_code(work, at, code, taken, pool);
        free(code);
    }
    for (unsigned n = 2; !done; n++) {
        char *stem = make_code(household, true, true);
        char *code = xasprintf("%s-%u", stem, n);
        done = take_code(work, at, code, taken, pool);
        free(code);
        free(stem);
    }
}

void import_make_codes(struct import_work *work)
{
    struct string_index taken = {0};
    struct pool pool = {0};
    bool *namesakes = find_namesakes(work);

    gather_codes(work->import, &taken, &pool);
    for (size_t i = 0; i < work->import->household_count; i++) {
        if (work->import->households[i].made_code)
            make_free_code(work, i, namesakes[i], &taken, &pool);
    }
    free(namesakes);
    string_index_free(&taken);
    pool_free(&pool);
}
