/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labelled replies: reads a file of them, in one of two forms (labelled_inside.h), and counts how
 * well they are understood. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inbound/reply/reply.h"

enum { LABELS_MAX = 8 };

struct label {
    enum reply_kind kind;
    int choice;
    enum reply_category category;
    bool urgent;
};

struct labelled {
    char *id;
    char *from, *text;
    char *body;
    struct options options;
    struct reply_context context; /* points into the above */
    struct label labels[LABELS_MAX];
    size_t label_count; /* the first is the expected one, the others are accepted too */
    double weight;      /* how much it teaches; 0: it is measured only */
};

struct labelled_file {
    struct labelled *items;
    size_t count;
};

/* Ends the program when the file cannot be read. */
void labelled_read(const char *path, struct labelled_file *ret_file);
void labelled_free(struct labelled_file *file);

/* A number for a text, the same everywhere and for ever: by it replies are divided. */
uint32_t labelled_lot(const char *text);
/* A third of the replies that were given is held out: it is never read while the rules are built,
 * only counted. By the lot of the id. So is all that teaches nothing. */
bool labelled_is_held_out(const struct labelled *labelled);

enum verdict {
    VERDICT_RIGHT,
    VERDICT_ASKED, /* put before a person although it could have been read */
    VERDICT_WRONG,
};

/* ret_label, which may be NULL, gets the accepted label that matches, else the expected one. */
enum verdict labelled_judge(const struct labelled *labelled, const struct reply *reply,
                            const struct label **ret_label);

struct tally {
    size_t count, right, asked, wrong;
    size_t help_as_answer;       /* a call for help taken for an answer */
    size_t topics, topics_right; /* of the right ones that have a category */
    size_t urgent_right;         /* of the right ones */
    size_t wrong_as[REPLY_KINDS]
                   [REPLY_KINDS]; /* of the wrong ones: the kind meant, the kind read */
};

void tally_add(struct tally *tally, const struct labelled *labelled, const struct reply *reply);
/* Prints one line, as a comment in TAP. */
void tally_print(const struct tally *tally, const char *title);
/* Prints which kinds were taken for which, a line for each. */
void tally_print_wrong(const struct tally *tally);
