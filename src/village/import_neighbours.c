/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whom the list's neighbours are: another household of it, by its code or its head's name. */
#include <stdlib.h>

#include "base/memory.h"
#include "village/import_work.h"

enum { SEVERAL = SIZE_MAX - 1 }; /* households of one name */

/* By plain code, and by plain name of the head. */
struct directory {
    struct string_index codes, names;
    struct pool pool;
};

static void open_directory(const struct import *import, struct directory *ret)
{
    *ret = (struct directory){0};
    for (size_t i = 0; i < import->household_count; i++) {
        char *code = vocabulary_plain(import->households[i].code);
        char *name = vocabulary_plain(import->households[i].head);
        bool again = string_index_find(&ret->names, name) != SIZE_MAX;
        string_index_set(&ret->codes, pool_string(&ret->pool, code), i);
        string_index_set(&ret->names, pool_string(&ret->pool, name), again ? SEVERAL : i);
        free(code);
        free(name);
    }
}

static void close_directory(struct directory *directory)
{
    string_index_free(&directory->codes);
    string_index_free(&directory->names);
    pool_free(&directory->pool);
}

/* SIZE_MAX: nobody; SEVERAL. */
static size_t find(const struct import_work *work, const struct directory *directory,
                   const struct import_household *household)
{
    char *said = vocabulary_plain(household->neighbour);
    char *here = xasprintf("%s-%s", household->cluster, household->neighbour);
    char *beside = vocabulary_plain(here);
    size_t at = SIZE_MAX;

    if (work->codes_per_cluster)
        at = string_index_find(&directory->codes, beside);
    if (at == SIZE_MAX)
        at = string_index_find(&directory->codes, said);
    if (at == SIZE_MAX && *said)
        at = string_index_find(&directory->names, said);
    free(said);
    free(here);
    free(beside);
    return at;
}

static void settle(struct import_work *work, const struct directory *directory, size_t at)
{
    struct import_household *household = &work->import->households[at];
    size_t found = find(work, directory, household);

    if (found < SEVERAL && found != at) {
        household->neighbour = work->import->households[found].code;
        return;
    }
    enum remark_code code = found == at        ? REMARK_OWN_NEIGHBOUR
                            : found == SEVERAL ? REMARK_UNCLEAR_NEIGHBOUR
                                               : REMARK_UNKNOWN_NEIGHBOUR;
    work_remark(work, code, household->row, household->neighbour, NULL)->household = at;
    household->neighbour = "";
    household->neighbour_unclear = true;
}

void import_find_neighbours(struct import_work *work)
{
    struct directory directory;

    open_directory(work->import, &directory);
    for (size_t i = 0; i < work->import->household_count; i++)
        if (*work->import->households[i].neighbour)
            settle(work, &directory, i);
    close_directory(&directory);
}
