/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Announcements, and what is known of each household for each (reach). */
#pragma once

#include "store/store.h"
#include "village/announcement.h"
#include "village/message.h"

/* The numbers stand in the database. */
enum announcement_state {
    ANNOUNCEMENT_OPEN,    /* goes out, or has gone out */
    ANNOUNCEMENT_PENDING, /* waits for a second person's approval */
    ANNOUNCEMENT_CANCELLED,
    ANNOUNCEMENT_PAUSED, /* what has not gone out waits until a person lets it go on */
};

enum reach_by {
    REACH_NONE,
    REACH_REPORT,
    REACH_REPLY,
    REACH_CALL,
    REACH_VISIT,
    REACH_NEIGHBOUR, /* a neighbour says that he told it */
    REACH_BY_COUNT,
};

struct announcement {
    int64_t id;
    enum announcement_kind kind;
    enum priority priority;
    enum announcement_state state;
    const char *body; /* as written */
    const char *air;  /* as it goes on the air; fields still in braces */
    bool templated, flash, ack;
    int help_option;                 /* 0: none */
    const char *audience, *excepted; /* as asked for: "nongdan,phunu" */
    const char *author;
    int64_t created_at, at, expires_at, answer_until;
    int64_t about_at; /* the day and hour that {date} and {time} mean */
    int accents;      /* enum text_accents */
    int64_t households, phones, parts;
    int64_t replaces, replaced_by; /* announcements, 0: none */
    const char *correction;        /* for those who have what it replaces; "": the house's words */
};

/* "open", "pending", "cancelled", "paused" */
const char *announcement_state_word(enum announcement_state state);
/* "", "report", "reply", "call", "visit", "neighbour" */
const char *reach_by_word(enum reach_by by);

/* id, households, phones and parts are ignored; *ret_id is filled. In a transaction. */
int announcement_add(struct store *store, const struct announcement *a, int64_t *ret_id);
int announcement_set_counts(struct store *store, int64_t id, int64_t households, int64_t phones,
                            int64_t parts);
int announcement_set_state(struct store *store, int64_t id, enum announcement_state state);
/* Cancels it, because another one takes its place. */
int announcement_set_replaced(struct store *store, int64_t id, int64_t by);
/* spec as options_add() takes it; call: the name of the carrier that one rings to choose it, ""
 * none. */
int announcement_add_option(struct store *store, int64_t id, int number, const char *spec,
                            const char *call);
/* Adds the stored options and the help option to *options. */
int announcement_options(struct store *store, const struct announcement *a,
                         struct options *options);

/* Strings of *ret last until the next call of this or announcement_awaiting(). 0 or
 * STORE_NOT_FOUND. */
int announcement_get(struct store *store, int64_t id, struct announcement *ret);
/* 0 or STORE_NOT_FOUND. */
int announcement_state_of(struct store *store, int64_t id, enum announcement_state *ret);
typedef void (*announcement_fn)(const struct announcement *a, void *arg);
/* Newest first, ids below `before` (0: from the newest). */
int announcement_list(struct store *store, int64_t before, int limit, announcement_fn fn,
                      void *arg);
/* The announcement that a reply from this phone is read against: the newest one sent to it, or else
 * to another phone of the same household, whose answer window is open, one that asks for something
 * before one that asks for nothing. 0 or STORE_NOT_FOUND; strings as in announcement_get(). */
int announcement_awaiting(struct store *store, int64_t phone_id, int64_t now,
                          struct announcement *ret);
/* The newest with options, made since then, that the reply may be to instead of the one that it is
 * read against (primary; 0: none that has options). Where the phone `has` that one, only a newer
 * one that another phone of the household has; else one that the phone has; without a primary one
 * that was sent to it, though it be cancelled or over. 0 or STORE_NOT_FOUND; strings as in
 * announcement_get(). */
int announcement_crossed(struct store *store, int64_t phone_id, int64_t primary, bool has,
                         int64_t since, struct announcement *ret);
/* Whether the phone itself has the announcement: the network says so, or it may be. */
int announcement_had(struct store *store, int64_t id, int64_t phone_id, bool *ret_has,
                     bool *ret_may_have);
/* Of those that wait for this phone so, whatever else they ask for, the newest that a call to the
 * carrier answers: it chooses an option, or there are none and an acknowledgement is asked for, or
 * the phone was rung. `answers`: a bit for each kind of record that answers. 0 or STORE_NOT_FOUND.
 */
struct announcement_called {
    int64_t announcement;
    int64_t option;    /* 0: it acknowledges */
    bool answered;     /* by this phone, already */
    int64_t called_at; /* by a call; 0: not */
};
int announcement_called(struct store *store, int64_t phone_id, int64_t carrier_id, unsigned answers,
                        int64_t now, struct announcement_called *ret);
/* Announcements past their end that still have messages to be sent. */
typedef void (*announcement_id_fn)(int64_t id, void *arg);
int announcement_expiring(struct store *store, int64_t now, announcement_id_fn fn, void *arg);
/* One that waits for an approval though it is past its end. 0 or STORE_NOT_FOUND. */
int announcement_unapproved(struct store *store, int64_t now, int64_t *ret_id);

/* Makes the audience in the making (store/audience.h) the reach rows of an announcement, beside
 * those that are there. Whoever has no phone to be told by (stopped: those who opted out have) is
 * due on the ladder at once, at `at`. */
int reach_add_audience(struct store *store, int64_t announcement, bool stopped, int64_t at);

/* Every household of the announcement that holds this phone is reached; those that are already
 * stay as they are. No report reaches who says that he is not the household. */
int reach_by_phone(struct store *store, int64_t announcement, int64_t phone_id, enum reach_by by,
                   int64_t now);
/* Those that reports alone say are reached, or nothing does, are judged anew by the ladder:
 * somebody has said that this phone is not theirs, or that was no such thing. Of announcements that
 * had gone to it and may be answered. */
int reach_judge_again(struct store *store, int64_t phone_id, int64_t now);
/* Whether a household of the announcement holds this phone and is not reached. */
int reach_wanted(struct store *store, int64_t announcement, int64_t phone_id, bool *ret);
/* A person says so (a visit, a neighbour). STORE_NOT_FOUND when the household is not in the
 * audience, STORE_EXISTS when already reached. */
int reach_by_person(struct store *store, int64_t announcement, int64_t household, enum reach_by by,
                    int64_t now);
/* 0 or STORE_NOT_FOUND. */
int reach_get_by(struct store *store, int64_t announcement, int64_t household, enum reach_by *ret);
/* Of every cluster of its audience: how many households, and how many of them are reached. */
typedef void (*reach_cluster_fn)(const char *cluster, int64_t households, int64_t reached,
                                 void *arg);
int reach_clusters(struct store *store, int64_t announcement, reach_cluster_fn fn, void *arg);
int reach_counts(struct store *store, int64_t announcement, int64_t ret[REACH_BY_COUNT]);

/* Households that chose an option or confirmed, -1 where the announcement asks nothing. Whoever
 * answers and is of none counts with each of his answers. confirmed: the kind of feedback that only
 * confirms. 0, STORE_NOT_FOUND, or negated errno. */
int answered_count(struct store *store, int64_t announcement, int confirmed, int64_t *ret);

struct reach_row {
    int64_t household_id;
    const char *code, *head, *cluster, *address, *note;
    bool frail;
    int64_t walk;
    enum reach_by by;
    int64_t reached_at;
    const char *number; /* of the message that says most, "" when none was made */
    bool tried;         /* there is such a message */
    enum message_state state;
    enum message_why why;
    int64_t code_number; /* the network's error or report status, -1 none */
    int64_t phones, mobiles;
    int rung;                  /* enum rung (store/ladder.h) */
    int64_t rung_at;           /* 0: since the announcement was made */
    bool rang;                 /* a phone of it was to be rung: */
    int ring;                  /* enum ring_state, of the phone where that got furthest */
    const char *neighbour;     /* the code of its neighbour, "" none */
    int64_t asked_at;          /* when he was asked; 0: never */
    enum message_state errand; /* of the text that asked him */
};
typedef void (*reach_fn)(const struct reach_row *row, void *arg);
/* By cluster, frail first, walking order. cluster NULL: all. */
int reach_list(struct store *store, int64_t announcement, bool unreached_only, const char *cluster,
               reach_fn fn, void *arg);
