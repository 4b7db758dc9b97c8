/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The groups of one row. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "village/import_work.h"

static const char group_separators[] = ";,/\n|+&";
/* Contacts saved by Google join their labels so; one colon alone belongs to a name. */
static const char labels_separator[] = ":::";

/* The length of a name in quotation marks, with them, that ends where a name may; else 0. */
static size_t quoted_group(const char *cell)
{
    const char *end = *cell == '"' ? strchr(cell + 1, '"') : NULL;

    return end && (!end[1] || strchr(group_separators, end[1])) ? (size_t)(end - cell) + 1 : 0;
}

/* "1. Nông dân" without what only counts. */
static const char *without_enumerator(const char *name)
{
    size_t digits = strspn(name, "0123456789");

    if (!digits || !name[digits] || !strchr(".)", name[digits]))
        return name;
    name += digits + 1;
    return name + strspn(name, " ");
}

static size_t split_groups(const char *cell, const char **ret_next)
{
    const char *labels = strstr(cell, labels_separator);
    size_t quoted = quoted_group(cell);
    size_t len = quoted ? quoted : strcspn(cell, group_separators);

    if (labels && (size_t)(labels - cell) < len) {
        *ret_next = labels + strlen(labels_separator);
        return (size_t)(labels - cell);
    }
    *ret_next = cell[len] ? cell + len + 1 : NULL;
    return len;
}

static void add_group(struct import_work *work, struct entry *entry, const char *name)
{
    size_t group;

    if (entry->group_count == ENTRY_GROUPS_MAX) {
        work_remark(work, REMARK_TOO_MANY_GROUPS, entry->row, name, NULL);
        return;
    }
    group = work_group(work, entry->row, name);
    if (group == SIZE_MAX)
        return;
    for (size_t i = 0; i < entry->group_count; i++) {
        if (entry->groups[i] == group)
            return;
    }
    entry->groups[entry->group_count++] = group;
}

static bool stands_between(const struct vocabulary *vocabulary, const char *word)
{
    char *plain = vocabulary_plain(word);
    bool between = !*plain || words_have(&vocabulary->between, plain);

    free(plain);
    return between;
}

/* "Nông dân và Phụ nữ" as its names, which end with NULL; at most `max` with that. */
static void split_joined(const struct vocabulary *vocabulary, char *name, char **ret_names,
                         size_t max)
{
    size_t count = 0;
    char *from = name, *rest = name;

    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        bool between = count + 2 < max && stands_between(vocabulary, word);
        if (between && word > from) {
            word[-1] = '\0';
            ret_names[count++] = from;
        }
        if (between)
            from = rest ? rest : word + strlen(word);
        else if (rest)
            rest[-1] = ' '; /* the same name goes on */
    }
    if (*from)
        ret_names[count++] = from;
    ret_names[count] = NULL;
}

/* Several groups that a word joins, where each of them is known: any other name may have such a
 * word in it. False when it is none of that kind. */
static bool add_joined_groups(struct import_work *work, struct entry *entry, const char *name)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    char *names[ENTRY_GROUPS_MAX], *copy = xstrdup(name);
    bool known = true;

    split_joined(vocabulary, copy, names, ARRAY_SIZE(names));
    for (size_t i = 0; names[i]; i++)
        known &= vocabulary_group(vocabulary, names[i]) != NULL;
    for (size_t i = 0; known && names[i]; i++)
        add_group(work, entry, names[i]);
    free(copy);
    return known && names[0];
}

/* One piece of a group cell, without blanks around it. In quotation marks it is one name. */
static void read_group(struct import_work *work, struct entry *entry, const char *text, size_t len)
{
    bool quoted = len > 2 && quoted_group(text) == len;
    char *piece = quoted ? xstrndup(text + 1, len - 2) : xstrndup(text, len);
    const char *name = quoted ? piece : without_enumerator(piece);
    bool plain = quoted || string_index_find(&work->group_spellings, name) != SIZE_MAX;

    if (plain || (!add_joined_groups(work, entry, name) &&
                  !vocabulary_is_none(work->how->vocabulary, piece)))
        add_group(work, entry, name);
    free(piece);
}

static void read_group_cell(struct import_work *work, struct entry *entry, const char *cell)
{
    while (cell) {
        const char *next;
        cell += strspn(cell, " \t");
        size_t len = split_groups(cell, &next);
        for (; len && isspace((unsigned char)*cell); len--)
            cell++;
        for (; len && isspace((unsigned char)cell[len - 1]); len--)
            ;
        read_group(work, entry, cell, len);
        cell = next;
    }
}

void entry_read_groups(struct import_work *work, struct entry *entry)
{
    const struct vocabulary *vocabulary = work->how->vocabulary;
    size_t c = columns_next(&work->columns, COLUMN_GROUPS, 0);

    for (; c != SIZE_MAX; c = columns_next(&work->columns, COLUMN_GROUPS, c + 1)) {
        const struct column *column = &work->columns.items[c];
        const char *cell = entry_cell(work, entry, c);
        bool year = vocabulary_group(vocabulary, column->short_title) && *cell &&
                    !cell[strspn(cell, "0123456789/.-")]; /* a member since then */
        if (vocabulary_is_mark(vocabulary, cell) || (year && !vocabulary_is_none(vocabulary, cell)))
            add_group(work, entry, column->short_title);
        else if (sheet_is_formula(cell))
            work_group(work, entry->row, cell); /* which refuses it, whole */
        else if (!column->crosses)
            read_group_cell(work, entry, cell);
    }
    if (work->section_group != SIZE_MAX)
        add_group(work, entry, work->import->groups[work->section_group].name);
}
