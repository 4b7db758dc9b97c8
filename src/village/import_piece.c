/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists as pieces of bytes. */
#include "village/import_piece.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { PIECE_SIZE = 2048 }; /* a piece is full beyond */

static const char households_mark[] = "households", neighbours_mark[] = "neighbours";

struct import_scope import_scope_of(const struct import *import)
{
    struct import_scope scope = {0};

    for (size_t i = 0; i < import->household_count; i++) {
        const struct import_household *h = &import->households[i];
        scope.clusters |= *h->cluster != '\0';
        scope.addresses |= *h->address != '\0';
        scope.notes |= *h->note != '\0';
        scope.frail |= h->frail;
        scope.neighbours |= *h->neighbour != '\0';
        scope.phones |= h->phone_count > 0 || h->unusable > 0;
    }
    return scope;
}

/* ---- writing ---- */

static void put_string(struct buf *out, const char *s)
{
    buf_append(out, s, strlen(s) + 1);
}

static void put_number(struct buf *out, int64_t number)
{
    char text[24];

    snprintf(text, sizeof(text), "%" PRId64, number);
    put_string(out, text);
}

void import_head_write(const struct import *import, struct buf *out)
{
    const struct import_scope scope = import_scope_of(import);
    const bool flags[] = {scope.clusters, scope.addresses, scope.notes,
                          scope.frail,    scope.phones,    scope.neighbours};

    put_number(out, (int64_t)import->household_count);
    for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
        put_number(out, flags[i]);
    put_number(out, (int64_t)import->group_count);
    for (size_t i = 0; i < import->group_count; i++) {
        put_string(out, import->groups[i].name);
        put_string(out, import->groups[i].key);
    }
}

static void put_household(struct buf *out, const struct import_household *h)
{
    const char *const strings[] = {h->code, h->head, h->cluster, h->address, h->note, h->neighbour};

    for (size_t i = 0; i < ARRAY_SIZE(strings); i++)
        put_string(out, strings[i]);
    put_number(out, h->neighbour_unclear);
    put_number(out, h->frail);
    put_number(out, h->walk);
    put_number(out, (int64_t)h->unusable);
    put_number(out, (int64_t)h->phone_count);
    for (size_t i = 0; i < h->phone_count; i++) {
        put_string(out, h->phones[i].e164);
        put_number(out, h->phones[i].kind == NUMBER_FIXED);
        put_string(out, h->phones[i].person);
    }
    put_number(out, (int64_t)h->group_count);
    for (size_t i = 0; i < h->group_count; i++)
        put_number(out, (int64_t)h->groups[i]);
}

/* Of one that is not known nothing is said: what the phone book has stays. */
static void put_neighbour(struct buf *out, const struct import_household *h)
{
    if (h->neighbour_unclear)
        return;
    put_string(out, h->code);
    put_string(out, h->neighbour);
}

static void write_pieces(const struct import *import, const char *mark,
                         void (*put)(struct buf *, const struct import_household *),
                         import_piece_fn fn, void *arg)
{
    struct buf piece = BUF_INIT;

    for (size_t i = 0; i < import->household_count; i++) {
        if (piece.len == 0)
            put_string(&piece, mark);
        put(&piece, &import->households[i]);
        if (piece.len < PIECE_SIZE && i + 1 < import->household_count)
            continue;
        fn(&piece, arg);
        buf_clear(&piece);
    }
    buf_free(&piece);
}

void import_pieces_write(const struct import *import, import_piece_fn fn, void *arg)
{
    write_pieces(import, households_mark, put_household, fn, arg);
    if (import_scope_of(import).neighbours)
        write_pieces(import, neighbours_mark, put_neighbour, fn, arg);
}

/* ---- reading ---- */

struct reader {
    const char *at, *end;
    bool broken;
};

static const char *take_string(struct reader *reader)
{
    const char *s = reader->at;
    const char *nul = s < reader->end ? memchr(s, '\0', (size_t)(reader->end - s)) : NULL;

    reader->broken |= !nul;
    if (!nul)
        return "";
    reader->at = nul + 1;
    return s;
}

static int64_t take_number(struct reader *reader)
{
    const char *text = take_string(reader);
    char *end;
    long long number = strtoll(text, &end, 10);

    reader->broken |= end == text || *end != '\0';
    return number;
}

/* How many of something follow: each has at least a byte. */
static size_t take_count(struct reader *reader)
{
    int64_t count = take_number(reader);

    reader->broken |= count < 0 || count > reader->end - reader->at;
    return reader->broken ? 0 : (size_t)count;
}

int import_head_read(const char *bytes, size_t len, struct import_head *ret)
{
    struct reader reader = {.at = bytes, .end = bytes + len};
    struct import_head head = {.households = (size_t)take_number(&reader)};
    struct import_scope *scope = &head.scope;
    bool *const flags[] = {&scope->clusters, &scope->addresses, &scope->notes,
                           &scope->frail,    &scope->phones,    &scope->neighbours};

    for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
        *flags[i] = take_number(&reader) != 0;
    head.group_count = take_count(&reader);
    head.groups = xcalloc(head.group_count + 1, sizeof(*head.groups));
    for (size_t i = 0; i < head.group_count; i++) {
        head.groups[i].name = pool_string(&head.pool, take_string(&reader));
        head.groups[i].key = pool_string(&head.pool, take_string(&reader));
    }
    if (reader.broken || reader.at != reader.end) {
        import_head_free(&head);
        return -EBADMSG;
    }
    *ret = head;
    return 0;
}

void import_head_free(struct import_head *head)
{
    free(head->groups);
    pool_free(&head->pool);
    *head = (struct import_head){0};
}

int import_piece_open(const char *bytes, size_t len, struct import_piece *ret)
{
    struct reader reader = {.at = bytes, .end = bytes + len};
    const char *mark = take_string(&reader);
    bool neighbours = strcmp(mark, neighbours_mark) == 0;

    if (!neighbours && strcmp(mark, households_mark) != 0)
        return -EBADMSG;
    *ret = (struct import_piece){.at = reader.at, .end = reader.end, .neighbours = neighbours};
    return 0;
}

static void take_phones(struct import_piece *piece, struct reader *reader,
                        struct import_household *h)
{
    h->phone_count = take_count(reader);
    piece->phones = xreallocarray(piece->phones, h->phone_count + 1, sizeof(*piece->phones));
    h->phones = piece->phones;
    for (size_t i = 0; i < h->phone_count; i++) {
        struct import_phone *phone = &h->phones[i];
        const char *number = take_string(reader);
        reader->broken |= strlen(number) >= sizeof(phone->e164);
        snprintf(phone->e164, sizeof(phone->e164), "%s", number);
        phone->kind = take_number(reader) ? NUMBER_FIXED : NUMBER_MOBILE;
        phone->person = take_string(reader);
    }
}

static void take_groups(struct import_piece *piece, struct reader *reader,
                        struct import_household *h)
{
    h->group_count = take_count(reader);
    piece->groups = xreallocarray(piece->groups, h->group_count + 1, sizeof(*piece->groups));
    h->groups = piece->groups;
    for (size_t i = 0; i < h->group_count; i++)
        h->groups[i] = (size_t)take_number(reader);
}

static void take_household(struct import_piece *piece, struct reader *reader,
                           struct import_household *h)
{
    h->code = take_string(reader);
    h->head = take_string(reader);
    h->cluster = take_string(reader);
    h->address = take_string(reader);
    h->note = take_string(reader);
    h->neighbour = take_string(reader);
    h->neighbour_unclear = take_number(reader) != 0;
    h->frail = take_number(reader) != 0;
    h->walk = take_number(reader);
    h->unusable = (size_t)take_number(reader);
    take_phones(piece, reader, h);
    take_groups(piece, reader, h);
}

int import_piece_next(struct import_piece *piece, struct import_household *ret)
{
    struct reader reader = {.at = piece->at, .end = piece->end};
    struct import_household h = {.head = "", .cluster = "", .address = "", .note = ""};

    if (piece->at == piece->end)
        return 0;
    if (piece->neighbours) {
        h.code = take_string(&reader);
        h.neighbour = take_string(&reader);
    } else {
        take_household(piece, &reader, &h);
    }
    if (reader.broken)
        return -EBADMSG;
    piece->at = reader.at;
    *ret = h;
    return 1;
}

void import_piece_free(struct import_piece *piece)
{
    free(piece->phones);
    free(piece->groups);
}
