/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All the telephones, found by number. */
#include "sim/village.h"

#include <csv.h>
#include <errno.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"

struct village {
    void *by_number; /* tsearch(3) tree of handsets */
    struct handset **handsets;
    size_t count, cap;
};

struct village *village_new(void)
{
    return xcalloc(1, sizeof(struct village));
}

static void leave_node(void *node)
{
}

void village_free(struct village *village)
{
    if (!village)
        return;
    tdestroy(village->by_number, leave_node);
    for (size_t i = 0; i < village->count; i++)
        handset_free(village->handsets[i]);
    free(village->handsets);
    free(village);
}

/* The tree holds numbers that lie at the start of their handset. */
static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

_Static_assert(offsetof(struct handset, number) == 0, "a handset begins with its number");

struct handset *village_find(struct village *village, const char *number)
{
    struct handset **found = tfind(number, &village->by_number, compare);

    return found ? *found : NULL;
}

struct handset *village_add(struct village *village, const char *number)
{
    struct handset *handset = village_find(village, number);

    if (handset)
        return handset;
    handset = handset_new(number);
    if (!tsearch(handset, &village->by_number, compare))
        abort();
    if (village->count == village->cap) {
        village->cap = village->cap ? village->cap * 2 : 256;
        village->handsets =
            xreallocarray(village->handsets, village->cap, sizeof(struct handset *));
    }
    village->handsets[village->count++] = handset;
    return handset;
}

size_t village_size(const struct village *village)
{
    return village->count;
}

struct handset *village_at(const struct village *village, size_t index)
{
    return village->handsets[index];
}

static void number_found(const char *number, void *arg)
{
    village_add(arg, number);
}

struct list {
    struct village *village;
    const char *country;
};

static void cell_read(void *bytes, size_t len, void *arg)
{
    const struct list *list = arg;
    char *cell = xstrndup(bytes ? bytes : "", len);

    number_find(list->country, cell, number_found, list->village);
    free(cell);
}

/* Lists come from spreadsheets under many settings: the delimiter is the likeliest character of the
 * first line. */
static unsigned char find_delimiter(FILE *file)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    int c;

    while ((c = getc(file)) != EOF && c != '\n') {
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
    }
    rewind(file);
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

static int read_list(struct list *list, FILE *file)
{
    struct csv_parser parser;
    char bytes[16 * 1024];
    size_t len;

    if (csv_init(&parser, 0))
        return -ENOMEM;
    csv_set_delim(&parser, find_delimiter(file));
    while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
        csv_parse(&parser, bytes, len, cell_read, NULL, list);
    csv_fini(&parser, cell_read, NULL, list);
    csv_free(&parser);
    return ferror(file) ? -EIO : 0;
}

int village_load(struct village *village, const char *country, const char *path)
{
    struct list list = {village, country};
    FILE *file = fopen(path, "re");
    int result = file ? read_list(&list, file) : -errno;

    if (result)
        log_error("sim", "reading households from %s: %s", path, strerror(-result));
    if (file)
        fclose(file);
    return result;
}
