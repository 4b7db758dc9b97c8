/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What texts and calls share on their way to a feedback record. In the caller's transaction; 0 or a
 * negated errno. */
#pragma once

#include "inbound/receive.h"
#include "store/announcement.h"

/* Who speaks, and about what. */
struct origin {
    int64_t phone_id, household_id;
    char household[64]; /* its code, "" none */
    struct options options;
    struct announcement announcement;
    bool awaited;     /* announcement is the one that the text is read against */
    int64_t about_id; /* the earlier record that the text asks about, 0: none */
};
/* The options of *ret are to be freed. */
int origin_find(struct receiver *receiver, const char *sender, int64_t now, struct origin *ret);

/* What came in, whole. */
struct whole {
    int64_t feedback_id; /* of an incomplete record that this completes, 0: none */
    int64_t received_at, carrier_id;
    const char *sender, *text;
    bool partial, binary;
    bool call, withheld; /* withheld: nobody can be rung back */
};
/* Understands it and records what it says and what follows. */
int receive_record(struct receiver *receiver, const struct whole *w, int64_t *ret_id);
/* Whether what is there of a text does. Of staff it may be half an order. */
int receive_calls_for_help(struct receiver *receiver, const struct whole *w, bool *ret);
int receive_save(struct receiver *receiver, const struct origin *o, const struct whole *w,
                 const struct reply *reply, int64_t *ret_id);
/* What the household has said is done: it is reached, or wants no more messages. */
int receive_follow_up(struct receiver *receiver, const struct origin *o, enum reply_kind kind,
                      enum reach_by by, int64_t now);

/* A person must read it, and why. */
void receive_doubt(struct reply *reply, const char *why);

/* receive_crossed.c */
/* Whether it rather answers another announcement; then *o is of that one. */
int receive_crossed(struct receiver *receiver, struct origin *o, const struct whole *w,
                    struct reply *reply);

/* receive_parts.c */
enum { RECEIVE_PARTS_MAX = 255 };
/* A part that is kept already: makes or completes the record, when the text is whole. */
int receive_part(struct receiver *receiver, const struct inbound *in, int64_t *ret_feedback);
