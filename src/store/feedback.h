/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What came in: raw parts off the air, and the feedback records made of them. */
#pragma once

#include "store/store.h"

/* One part as a carrier handed it over. */
struct inbound {
    int64_t id; /* filled by inbound_add() */
    int64_t carrier_id;
    const char *sender, *text;
    bool binary;
    int64_t sent_at, received_at;  /* sent_at: the centre's stamp, 0 unknown */
    int64_t bits, ref, total, seq; /* concatenation; bits 0: alone */
};

/* In a transaction. STORE_EXISTS when the very same part came in before: the same sender, time
 * stamp, carrier, numbers and text. */
int inbound_add(struct store *store, struct inbound *in);

struct inbound_part {
    int64_t id, seq, received_at, feedback_id;
    char *text; /* owned by the list */
};
struct inbound_set {
    struct inbound_part *parts; /* newest first */
    size_t count;
};
/* The parts of one long message that is not whole yet: same carrier, sender, reference, total
 * and size of reference, received since. */
int inbound_set_load(struct store *store, const struct inbound *like, int64_t since,
                     struct inbound_set *ret);
void inbound_set_free(struct inbound_set *set);
int inbound_join(struct store *store, int64_t inbound_id, int64_t feedback_id);
/* The next part behind *in, zeroes: the oldest, that still waits for its others and came in before
 * `until`: *in becomes it. Its sender is the caller's. 0 or STORE_NOT_FOUND. */
int inbound_waiting(struct store *store, int64_t until, struct inbound *in, char **ret_sender);
/* When the oldest waiting part came in; 0: none waits. */
int inbound_oldest_waiting(struct store *store, int64_t *ret);

enum feedback_state { FEEDBACK_OPEN, FEEDBACK_CLOSED };

/* Whether the heads know of an urgent record. */
enum feedback_told {
    FEEDBACK_TOLD_NOT,   /* it is not urgent */
    FEEDBACK_TOLD_SOON,  /* it waits to be summed up with others */
    FEEDBACK_TOLD_HEADS, /* an SMS has been made */
};

struct feedback {
    int64_t id, received_at;
    int64_t carrier_id;
    const char *sender;
    int64_t phone_id, household_id, announcement_id; /* 0: none */
    int kind;                                        /* enum reply_kind of inbound/reply/reply.h */
    int choice;                                      /* 0: none */
    int category;                                    /* enum reply_category */
    bool urgent;
    const char *text, *note, *understood;
    bool partial;  /* parts of it are still missing */
    int64_t calls; /* how often its sender has called; 0: it is a text */
    enum feedback_state state;
    int64_t about_id; /* the earlier record that this one asks about, 0: none */
    /* filled when read: */
    const char *household, *head, *cluster; /* code and name, "" when not a household */
    const char *others; /* households that hold the phone, too: "T1-002/T1-007" */
    const char *staff, *closed_by;
    int64_t staff_id, closed_at;
    enum feedback_told told;
    int64_t called_at;    /* the last of several calls, 0: there was one, or none */
    int64_t step, due_at; /* how often it was brought up again, and when next (0: no more) */
};

int feedback_add(struct store *store, const struct feedback *f, int64_t *ret_id);
/* The sender of *like has called again: counts it on his newest record of a call, of that kind (and
 * with a choice, that choice and announcement), which is open or came in since like->received_at.
 * 0 or STORE_NOT_FOUND. */
int feedback_called_again(struct store *store, const struct feedback *like, int64_t now,
                          int64_t *ret_id);
/* Writes anew what was understood: of a message that has become whole, or put right. */
int feedback_set(struct store *store, const struct feedback *f);
typedef void (*feedback_fn)(const struct feedback *f, void *arg);

enum feedback_order {
    FEEDBACK_OLDEST,
    FEEDBACK_NEWEST,
    FEEDBACK_URGENT, /* the urgent ones first, each part oldest first */
};
struct feedback_filter {
    int64_t announcement, staff; /* 0: all */
    int kind, category;          /* -1: all */
    int state;                   /* enum feedback_state, -1: all */
    bool urgent;                 /* only these */
    int64_t since;               /* received at or after */
    enum feedback_order order;
};
/* Those behind the position `after` (feedback_position() of a row; 0: from the beginning). */
int feedback_list(struct store *store, const struct feedback_filter *filter, int64_t after,
                  int limit, feedback_fn fn, void *arg);
int64_t feedback_position(const struct feedback *f, enum feedback_order order);
/* Calls fn with the one row. 0 or STORE_NOT_FOUND. */
int feedback_get(struct store *store, int64_t id, feedback_fn fn, void *arg);
int feedback_close(struct store *store, int64_t id, const char *by, int64_t now);
int feedback_assign(struct store *store, int64_t id, int64_t staff);
typedef void (*feedback_count_fn)(int what, int64_t count, int64_t open, void *arg);
/* Records per kind. announcement 0: all. */
int feedback_kinds(struct store *store, int64_t announcement, feedback_count_fn fn, void *arg);
/* Households per chosen option, by the newest answer of each; open is 0. help: the kind of a call
 * for help, which counts as the option that means so, and which no later answer takes away while it
 * is open and came from a phone of several households. */
int feedback_choices(struct store *store, int64_t announcement, int help, feedback_count_fn fn,
                     void *arg);

/* How many records of each category came on each local day (or month, where format is "%Y-%m"),
 * by day; questions about earlier records are not counted. */
typedef void (*feedback_day_fn)(const char *day, int category, int64_t count, int64_t open,
                                void *arg);
int feedback_days(struct store *store, const char *format, int64_t since, feedback_day_fn fn,
                  void *arg);
