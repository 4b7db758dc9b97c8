/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far the ladder has come with each household of an announcement, and what it has done on the
 * way: texts, rings, errands of neighbours, door lists. All of it in the caller's transaction. */
#pragma once

#include "store/announcement.h"

/* The rungs, lowest first. The numbers stand in the database. */
enum rung {
    RUNG_FIRST,     /* its first phone is being told */
    RUNG_SECOND,    /* another of its phones is */
    RUNG_RING,      /* its phones were rung, to draw attention to the text */
    RUNG_NEIGHBOUR, /* a neighbour is asked to tell it */
    RUNG_DOOR,      /* nothing is left but to knock on its door */
    RUNG_COUNT,
};
/* "first", "second", "ring", "neighbour", "door" */
const char *rung_word(enum rung rung);

/* ---- when the ladder looks at a household ---- */

/* A message to this phone has come to something: its households still unreached are due now,
 * and those that it is a neighbour's of. */
int ladder_touch_phone(struct store *store, int64_t announcement, int64_t phone_id, int64_t now);
/* Everybody of this announcement who is still on the ladder is due now. */
int ladder_touch_all(struct store *store, int64_t announcement, int64_t now);
/* The household, its phones or its neighbour have changed: due at once wherever it is unreached. */
int ladder_touch_household(struct store *store, int64_t household);

struct ladder_place {
    int64_t announcement, household;
    enum rung rung;
    int64_t since; /* 0: since the announcement was made */
};
/* Those that are due, earliest first, up to max. *ret_count: how many there are. */
int ladder_due(struct store *store, int64_t now, struct ladder_place *ret, size_t max,
               size_t *ret_count);
/* When the next one is; 0: none is. */
int ladder_next_due(struct store *store, int64_t *ret);
/* due_at 0: when something happens. */
int ladder_set(struct store *store, const struct ladder_place *place, int64_t due_at);
/* Unreached households by rung. */
int ladder_counts(struct store *store, int64_t announcement, int64_t ret[RUNG_COUNT]);

/* ---- what was tried ---- */

enum ring_state {
    RING_WANTED,
    RING_RINGING,
    RING_RUNG,   /* it rang, or may have */
    RING_FAILED, /* it could not be made, or was no longer needed */
    RING_STATE_COUNT,
};

/* A phone of a household as the ladder sees it. */
struct ladder_phone {
    int64_t phone_id;
    char number[64];
    bool fixed, stopped;
    bool wrong;         /* whoever has it says that it is not the household's */
    int64_t message_id; /* of this announcement, 0: none */
    enum message_state state;
    enum message_why why;
    bool correction; /* of what the phone had before */
    bool rung;       /* or is to be */
    enum ring_state ring;
};
/* By rank, up to max; *ret_count: how many there are. */
int ladder_phones(struct store *store, int64_t announcement, int64_t household,
                  struct ladder_phone *ret, size_t max, size_t *ret_count);

struct ladder_household {
    const char *code, *head, *cluster, *address;
    bool frail;
    int64_t neighbour_id; /* 0: none */
};
/* Its strings last until the next call. 0 or STORE_NOT_FOUND. */
int ladder_household(struct store *store, int64_t id, struct ladder_household *ret);

/* ---- rings ---- */

struct ring {
    int64_t id; /* the tag on the wire */
    int64_t announcement, phone_id;
    enum ring_state state;
    int64_t carrier_id, tries;
    char number[64];
    bool stopped; /* the owner of the phone wants no messages */
};
/* Wanted; nothing when it was already. */
int ring_add(struct store *store, int64_t announcement, int64_t phone_id, bool sturdy, int64_t now);
/* The next to be made: of an announcement that is open and not over, frail households first. 0 or
 * STORE_NOT_FOUND. */
int ring_pick(struct store *store, int64_t now, struct ring *ret);
int ring_get(struct store *store, int64_t id, struct ring *ret);
int ring_set(struct store *store, const struct ring *ring, int64_t now);
/* Those in the hands of this carrier (0: of any) are wanted again. */
int ring_crashed(struct store *store, int64_t carrier_id);

/* ---- errands ---- */

struct errand {
    int64_t announcement, household, phone_id, message_id;
    bool by_number; /* he was told to answer 1 */
    int64_t asked_at, done_at;
    enum message_state state; /* of the text that asks; filled when read */
    int64_t due_at;           /* likewise */
    const char *code, *head;  /* of the household to be told; filled when read */
    const char *cluster;      /* likewise */
    bool open;                /* not done, the household not reached, the announcement open */
    bool reached;             /* the household is, by him or otherwise */
};
/* Replaces an older one of this household. */
int errand_set(struct store *store, const struct errand *e);
/* 0 or STORE_NOT_FOUND; without strings. */
int errand_get(struct store *store, int64_t announcement, int64_t household, struct errand *ret);
/* Those that this phone was asked, newest first, while its answers count. */
typedef void (*errand_fn)(const struct errand *e, void *arg);
int errand_list(struct store *store, int64_t phone_id, int64_t now, errand_fn fn, void *arg);
/* Whether a message asks for an errand, and for one that nobody needs any more. */
int errand_of_message(struct store *store, int64_t message_id, bool *ret_is, bool *ret_over);
/* A message that asked for one came to nothing: its household is due now. */
int errand_touch(struct store *store, int64_t message_id, int64_t now);

/* ---- door lists ---- */

struct door_list {
    int64_t announcement;
    char cluster[256];
    int64_t sent_at; /* 0: not yet */
    int64_t reminders, due_at;
};
/* A household of the cluster is on the door list: look at the list now, or again; at one that has
 * gone out, and is not to be asked about, only where the household stands there anew. */
int door_list_touch(struct store *store, int64_t announcement, const char *cluster, bool anew,
                    int64_t now);
/* One that is due. 0 or STORE_NOT_FOUND. */
int door_list_due(struct store *store, int64_t now, struct door_list *ret);
int door_list_next_due(struct store *store, int64_t *ret);
int door_list_get(struct store *store, int64_t announcement, const char *cluster,
                  struct door_list *ret);
int door_list_set(struct store *store, const struct door_list *list);
/* Whether anybody in the cluster is still on a lower rung. */
int door_list_grows(struct store *store, int64_t announcement, const char *cluster, bool *ret);

/* Whom a list goes to: the leaders of the cluster that have a phone (heads: and the heads), else
 * the heads. */
typedef void (*knocker_fn)(int64_t phone_id, const char *name, void *arg);
int door_knockers(struct store *store, const char *cluster, bool heads, knocker_fn fn, void *arg);
int door_knocker_add(struct store *store, int64_t announcement, const char *cluster,
                     int64_t phone_id, const char *staff);
/* The lists sent to this phone while their announcement is open and its answers count, newest
 * announcement first. */
typedef void (*door_list_fn)(int64_t announcement, const char *cluster, const char *staff,
                             void *arg);
int door_lists_of(struct store *store, int64_t phone_id, int64_t now, door_list_fn fn, void *arg);
/* Those that may yet be sent to this phone: of announcements under way with households unreached in
 * a cluster whose list would go to it. */
int door_lists_early(struct store *store, int64_t phone_id, int64_t now, door_list_fn fn,
                     void *arg);
/* Those sent since then whose announcement is not open any more, or whose answers do not count;
 * told: whoever has the phone knows that. */
typedef void (*door_over_fn)(int64_t announcement, const char *cluster, bool told, void *arg);
int door_lists_over(struct store *store, int64_t phone_id, int64_t now, int64_t since,
                    door_over_fn fn, void *arg);
/* He knows. */
int door_lists_over_told(struct store *store, int64_t phone_id, int64_t announcement);
