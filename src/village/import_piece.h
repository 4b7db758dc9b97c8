/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list that was read, as pieces of bytes: a process of its own reads it, and its households are
 * written down and taken into the phone book a few at a time. First the head, then pieces of
 * households, then pieces of neighbours, which want every household to be there.
 *
 * Everything is a string that ends with NUL, numbers too. Bytes that are no piece are refused with
 * -EBADMSG and read no further than they go. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "village/import.h"

/* What the list as a whole has something to say about. */
struct import_scope {
    bool clusters, addresses, notes, frail, phones, neighbours;
};

struct import_scope import_scope_of(const struct import *import);

struct import_head {
    size_t households;
    struct import_scope scope;
    struct import_group *groups; /* only name and key are known */
    size_t group_count;
    struct pool pool; /* their strings */
};

void import_head_write(const struct import *import, struct buf *out);
/* 0 or -EBADMSG. Free with import_head_free(). */
int import_head_read(const char *bytes, size_t len, struct import_head *ret);
void import_head_free(struct import_head *head);

/* Everything that follows the head, piece by piece; each is a few kB. */
typedef void (*import_piece_fn)(const struct buf *piece, void *arg);
void import_pieces_write(const struct import *import, import_piece_fn fn, void *arg);

/* One piece as it is read. The bytes stay the caller's and outlive it. */
struct import_piece {
    const char *at, *end;
    bool neighbours; /* it is one of neighbours */
    struct import_phone *phones;
    size_t *groups;
};

/* 0 or -EBADMSG. Free with import_piece_free(). */
int import_piece_open(const char *bytes, size_t len, struct import_piece *ret);
/* The next household; of one of neighbours only code and neighbour are known. What it points to
 * lasts until the next. 1, 0 when there is none left, -EBADMSG. */
int import_piece_next(struct import_piece *piece, struct import_household *ret);
void import_piece_free(struct import_piece *piece);
