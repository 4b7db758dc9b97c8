/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of doors share: one text of somebody who was asked to tell others, from what he
 * was asked to what he is answered. */
#pragma once

#include "base/buf.h"
#include "inbound/doors.h"
#include "inbound/knock.h"
#include "store/ladder.h"

/* One cluster's list that was sent to him, or may yet be. */
struct list {
    int64_t announcement, sent_at;
    char *cluster, *staff;
    bool early;     /* not sent yet, and he names doors that will be on it */
    size_t open;    /* doors not told yet */
    struct buf now; /* the doors that he has just named */
};

struct door {
    size_t list;
    int64_t household;
    char *code;
    bool open, on_list; /* on_list: when it was sent */
};

struct request { /* of a neighbour */
    struct errand errand;
    char *code, *head;
};

struct hearing {
    struct receiver *receiver;
    const struct doors_speaker *speaker;
    struct knock knock;
    struct list *lists;
    size_t list_count;
    struct door *doors;
    size_t door_count;
    struct request *requests; /* open ones */
    size_t request_count;
    struct request *settled; /* of households that are reached, by him or otherwise */
    size_t settled_count;
    struct buf unknown, unclear; /* numbers on no list; of more than one door */
    size_t told;                 /* doors and households written down */
    bool undone;                 /* he says that he has not been there */
    bool urgent;                 /* it may be a call for help of his own household */
    bool taken;
    int error;
};

/* doors_asked.c: what he was asked, as long as his answers count. STORE_NOT_FOUND, or a negated
 * errno; to be closed in any case. */
int hearing_open(struct hearing *h, struct receiver *receiver, const struct doors_speaker *speaker,
                 const char *text);
int hearing_load_doors(struct hearing *h);
/* Whether one of his numbers means this code. */
bool doors_names(const struct hearing *h, const char *code);
/* Whether one of them means a household of the announcement in this cluster. */
int doors_names_any(const struct hearing *h, int64_t announcement, const char *cluster,
                    bool unreached_only, bool *ret);
void hearing_close(struct hearing *h);

/* doors_marks.c: he has been there; written down, answered where that is due. */
void doors_mark(struct hearing *h, struct door *door);
void doors_mark_request(struct hearing *h, struct request *request);
/* All the numbers that he names. */
void doors_mark_numbers(struct hearing *h);
/* How many of them stand on a list that was sent to him. */
size_t doors_count_known(struct hearing *h);

/* doors_answers.c: what he is answered. Those that ask take the text. */
const struct texts *doors_texts(const struct hearing *h);
void doors_answer(struct hearing *h, const char *text, const struct texts_word *words);
void doors_answer_doors(struct hearing *h, const char *text, const char *doors);
/* What is left of a list, after what he has just named. */
void doors_answer_list(struct hearing *h, const struct list *list);
void doors_answer_request(struct hearing *h, const struct request *request);
void doors_ask_which_request(struct hearing *h);
void doors_ask_which_door(struct hearing *h);
/* His own answer, or a door? */
void doors_ask_which_question(struct hearing *h);
void doors_ask_which_cluster(struct hearing *h);
/* Behind a blank where it is not the first. */
void doors_add_word(struct buf *list, const char *word);

/* doors_over.c: he speaks of what need not be done any more. Where he has open lists he does so
 * once for each newer one that is over. For who has no open requests. *ret_why: NULL when he does
 * not. */
int doors_hear_over(struct hearing *h, char **ret_why);
/* Whether one of his numbers is an option of what his household is to answer; help: the one that
 * calls for help. */
bool doors_holds_option(const struct hearing *h, bool help);
