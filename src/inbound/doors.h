/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers of those who were asked to tell others: a leader names the doors of his list that he has
 * knocked on, a neighbour says that he has told the household he was asked to.
 *
 * Both are households themselves, and a bare number may be their own answer to an announcement.
 * It is read as a door only where nothing else can be meant:
 *
 *   text                    with a door list       asked as neighbour
 *   "xong 12 15"            those doors (also      that household
 *                           before it is sent)
 *   "xong het"              every door of a list   every household he was asked to tell
 *   "xong"                  the only door left     the only household
 *   "12 15", no option is   those doors            -
 *   "1", no option is       that door              done, where he was told to answer so
 *   a number that is also an option of his own announcement: he is asked which he means, and where
 *   it is the one that calls for help the heads hear of it before he answers
 *   anything else           his household's reply
 *
 * Where nothing is left to be told of what he was asked, because it was cancelled or is over, he is
 * told so, instead of his words being taken for his household's reply.
 *
 * Numbers are looked for on the newest list first. One on no list, or that means two doors, is
 * answered, and nothing is written down for it. */
#pragma once

#include "inbound/receive.h"

struct doors_speaker {
    int64_t phone_id;
    const char *household;         /* the code of his own, "" none */
    const struct options *options; /* of the announcement his household is to answer; NULL none */
    int64_t now;
};

/* Reads a whole text. *ret_taken: it was of this kind, what follows from it is recorded and he is
 * answered; ret_reply then says how it was understood. In the transaction of the text. */
int doors_hear(struct receiver *receiver, const struct doors_speaker *speaker, const char *text,
               struct reply *ret_reply, bool *ret_taken);
/* Whether an answer that his household seems to give may be about doors instead. */
int doors_doubt(struct receiver *receiver, const struct doors_speaker *speaker, const char *text,
                bool *ret);
