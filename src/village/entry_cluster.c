/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cluster of one row: from its column, from the section that it stands in, or from the address.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "village/import_work.h"

static const char digits[] = "0123456789";

/* How many words begin the cell, more of it following; 0: it begins otherwise. Both are plain. */
static size_t count_leading(const char *cell, const char *words)
{
    size_t len = strlen(words), count = 1;

    if (!len || strncmp(cell, words, len) != 0 || cell[len] != ' ')
        return 0;
    for (; *words; words++)
        count += *words == ' ';
    return count;
}

/* The words at the cell's beginning that its title says, too: the title as a whole, or the name of
 * a kind of cluster that is in it ("Tổ 1" under "Thuộc tổ mấy?"). */
static size_t count_title_words(const struct vocabulary *vocabulary, const char *cell,
                                const char *title)
{
    const struct conf_strings nothing = {0};
    char *plain = vocabulary_plain(cell), *plain_title = vocabulary_plain(title);
    size_t most = count_leading(plain, plain_title);

    for (size_t i = 0; i < vocabulary->kinds.count; i++) {
        const struct conf_strings kind = {.items = &vocabulary->kinds.items[i], .count = 1};
        size_t words = count_leading(plain, kind.items[0]);
        if (words > most && words_within(&kind, &nothing, plain_title))
            most = words;
    }
    free(plain);
    free(plain_title);
    return most;
}

/* "012" without what does not count. */
static const char *without_zeros(const char *number)
{
    while (number[0] == '0' && number[1] >= '0' && number[1] <= '9')
        number++;
    return number;
}

const char *cluster_of_address(struct import_work *work, const char *address)
{
    size_t kind = strcspn(address, digits), number = strspn(address + kind, digits);

    if (!kind || !number)
        return "";
    char *said = xstrndup(address, kind), *plain = vocabulary_plain(said);
    char *which = xstrndup(address + kind, number);
    while (kind && strchr(" .:-", address[kind - 1]))
        kind--;
    char *name = xasprintf("%.*s %s", (int)kind, address, without_zeros(which));
    bool known = words_have(&work->how->vocabulary->kinds, plain);
    const char *kept = known ? pool_string(&work->import->pool, name) : "";
    free(plain);
    free(said);
    free(which);
    free(name);
    return kept;
}

/* "Tổ 01" under the title "Tổ" is "1". */
static const char *clean_cluster(struct import_work *work, const char *cell, const char *title)
{
    bool several = strpbrk(cell, " \n") != NULL;
    size_t words = several ? count_title_words(work->how->vocabulary, cell, title) : 0;

    for (; words > 0; words--) {
        cell += strcspn(cell, " \n");
        cell += strspn(cell, " \n");
    }
    cell = entry_without_decimals(work, cell);
    return cell[strspn(cell, digits)] ? cell : without_zeros(cell);
}

bool cluster_is_mark(const struct import_work *work, const char *cell)
{
    return vocabulary_is_mark(work->how->vocabulary, cell) && !strpbrk(cell, digits);
}

/* The cell, or that of the rows above where cells are merged. */
static const char *cluster_cell(struct import_work *work, const struct entry *entry, size_t column)
{
    const char *cell = entry_cell(work, entry, column);
    bool merged =
        work->merged_clusters && column == columns_next(&work->columns, COLUMN_CLUSTER, 0);

    return !*cell && merged && work->above[column] ? work->above[column] : cell;
}

const char *entry_read_cluster(struct import_work *work, const struct entry *entry)
{
    struct buf names = BUF_INIT;
    size_t c = columns_next(&work->columns, COLUMN_CLUSTER, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_CLUSTER, c + 1)) {
        const char *title = work->columns.items[c].short_title;
        const char *cell = cluster_cell(work, entry, c);
        if (cluster_is_mark(work, cell) && strpbrk(title, digits))
            cell = title; /* a column for each cluster */
        if (sheet_is_formula(cell))
            work_remark(work, REMARK_FORMULA, entry->row, cell, NULL);
        if (vocabulary_is_none(work->how->vocabulary, cell))
            continue;
        cell = clean_cluster(work, cell, title);
        buf_printf(&names, "%s%s", names.len ? " - " : "", cell);
    }
    const char *cluster = entry_one_line(work, buf_str(&names));
    buf_free(&names);
    if (!*cluster)
        cluster = *work->section           ? work->section
                  : work->address_clusters ? cluster_of_address(work, entry->address)
                                           : "";
    return *cluster ? work_cluster(work, cluster) : "";
}
