/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between imports.c, imports_list.c and imports_acts.c: lists, and what is done with the first. */
#pragma once

#include "api/imports.h"
#include "base/child.h"
#include "base/loop.h"

/* What is done with the first list now, one after the other. */
enum act {
    ACT_REST,  /* nothing yet */
    ACT_READ,  /* its child reads it */
    ACT_WRITE, /* its pieces are written down */
    ACT_TAKE,  /* they are taken in */
};

struct list {
    struct imports *imports;
    struct call *call; /* NULL: nobody waits for its answer any more */
    bool dry_run;
    char *columns, *encoding, *name;
    int bytes, pieces, answer; /* files without a name, -1 none */
    off_t at;                  /* in pieces */
    struct child *child;
    struct list *next;
};

struct imports {
    struct api *api;
    struct list *first; /* in turn; the first is the one at work */
    enum act act;
    struct loop_timer *timer;
    struct import_taking *taking; /* of ACT_TAKE; NULL: to be opened again */
    int64_t begun_at;
    char why[160]; /* it waits, "" it does not */
};

/* imports_list.c: a list with its files, whoever waits for its answer, and the answer */
struct list *list_new(struct imports *imports);
void list_free(struct list *list);
/* The bytes go where the child finds them, and the request lets go of them. A negated errno: not.
 */
int list_keep_bytes(struct list *list, struct call *call);
/* Closes the file, if it is open, and leaves -1. */
void list_close(int *fd);
/* 0 when it cannot be told. */
off_t list_file_size(int fd);
/* The next of the pieces. *ret_over: there is no other. */
int list_next_frame(struct list *list, struct buf *ret, bool *ret_over);
/* The call whose client waits, which is the caller's from then on; NULL when there is none. */
struct call *list_take_call(struct list *list);
/* Under the key of whoever asked; in the transaction of the change itself. */
int list_keep_answer(struct list *list, const struct import_counts *counts);
/* Answers whoever waits. */
void list_answer(struct list *list, const struct import_counts *counts);

/* imports_acts.c */
/* Begins ACT_READ, which goes on by itself. */
void imports_read(struct imports *imports);
/* One step each. */
void imports_write(struct imports *imports);
void imports_take(struct imports *imports);

/* imports.c */
/* The first list is done with; the next has its turn. */
void imports_end_first(struct imports *imports);
/* Ends the first list without anything taken in: whoever waits is told what result says. */
void imports_give_up(struct imports *imports, int result);
