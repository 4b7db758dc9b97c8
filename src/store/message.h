/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages, their queue and their parts. */
#pragma once

#include "store/store.h"
#include "village/message.h"

/* Lanes in the order in which they are served. */
enum lane { LANE_EMERGENCY, LANE_IMPORTANT, LANE_ROUTINE, LANE_COUNT };

/* What the dispatcher works with. */
struct message {
    int64_t id;
    int64_t announcement_id; /* 0: sent by itself */
    int64_t phone_id;
    enum message_state state;
    int64_t lane, contact, turn;
    bool sturdy;        /* no frail household holds the phone */
    int64_t hint;       /* the carrier on the recipient's own network, 0: any; negative: that
                           carrier and no other */
    int64_t carrier_id; /* that has sent a part of it, 0: none */
    int64_t parts, concat_ref, attempts, resends;
    bool flash;
    int64_t due_at, expires_at, settled_at;
    enum message_why why;
    int64_t code;
    char *text, *number; /* owned; NULL where the query does not ask for them */
    bool stopped;        /* the owner of the phone wants no messages */
};
void message_clear(struct message *m);

struct message_new {
    int64_t announcement_id, phone_id;
    enum message_state state; /* MESSAGE_HELD or MESSAGE_QUEUED */
    int64_t lane;
    bool sturdy;
    bool correction; /* goes before first contacts, though the household be reached */
    int64_t turn, hint, parts;
    bool flash;
    const char *text; /* NULL: the announcement's */
    int64_t about;    /* of a text of the box: the announcement that it is about, 0: none */
    int64_t due_at, expires_at;
    enum message_why why;
};

/* In a transaction. */
int message_add(struct store *store, int64_t now, const struct message_new *m, int64_t *ret_id);
/* The same message, held until now, as second contact to another phone. */
int message_add_second(struct store *store, int64_t now, int64_t first, int64_t phone_id,
                       int64_t hint);
/* The turn at which a new announcement joins those that are going out in this lane. */
int message_current_turn(struct store *store, int64_t lane, bool sturdy, int64_t *ret);

/* The most urgent message queued for carriers with this hint, lane not above max_lane, of which
 * nothing has been sent. 0 or STORE_NOT_FOUND; the caller clears *ret. */
int message_pick(struct store *store, int64_t hint, int64_t max_lane, struct message *ret);
/* The most urgent queued message of which this carrier has sent a part. */
int message_pick_started(struct store *store, int64_t carrier_id, int64_t max_lane,
                         struct message *ret);
int message_get(struct store *store, int64_t id, struct message *ret);
/* Writes back state, carrier_id, attempts, resends, concat_ref, due_at, settled_at, why, code.
 * -EINVAL when the life of a message does not allow `from` -> m->state. */
int message_set(struct store *store, const struct message *m, enum message_state from);
/* Held, unknown and sent messages whose time has come, earliest first; without `dated` only
 * emergencies, and of these not the ones that wait for a date. */
typedef int (*message_fn)(struct message *m, void *arg);
int message_due(struct store *store, int64_t now, bool dated, int limit, message_fn fn, void *arg);
/* When the next of them is due; 0: none. */
int message_next_due(struct store *store, int64_t *ret);
/* Of an announcement of which nothing has gone out: its messages are made again. */
int message_forget_all(struct store *store, int64_t announcement);
/* Ends (cancelled or expired) what of an announcement has not gone out. Returns the count. */
int message_cancel_all(struct store *store, int64_t announcement, enum message_why why,
                       int64_t now);
int message_expire_all(struct store *store, int64_t announcement, int64_t now);
/* The box's own texts about an announcement that have not gone out. */
int message_cancel_about(struct store *store, int64_t announcement, enum message_why why,
                         int64_t now);
/* A queued message of no announcement whose time is over. 0 or STORE_NOT_FOUND. */
int message_alone_expired(struct store *store, int64_t now, int64_t *ret_id);
/* Holds every queued message that is not an emergency and has not been started. */
int message_hold_all(struct store *store, enum message_why why, int64_t due_at);
/* Holds what has not begun to go out. */
int message_pause_all(struct store *store, int64_t announcement);
/* Lets go what message_pause_all() held. */
int message_resume_all(struct store *store, int64_t announcement, int64_t due_at);
/* Gives the held messages of an announcement a new time. */
int message_release_held(struct store *store, int64_t announcement, enum message_why why,
                         int64_t due_at);
/* What waits for this carrier first waits for any, because it is not configured any more. */
int message_forget_hint(struct store *store, int64_t carrier_id);
/* Started messages of a carrier, for when it is gone for long: ids only. */
typedef void (*message_id_fn)(int64_t id, void *arg);
int message_started(struct store *store, int64_t carrier_id, int64_t max_lane, message_id_fn fn,
                    void *arg);
/* Whether more than `offset` messages wait with this hint and lane. */
int message_waiting(struct store *store, int64_t hint, int64_t max_lane, int64_t offset, bool *ret);

struct message_counts {
    int64_t messages[MESSAGE_STATE_COUNT], parts[MESSAGE_STATE_COUNT];
};
int message_counts(struct store *store, int64_t announcement, struct message_counts *ret);
/* Parts queued per lane for a hint (carrier id, 0 for no preference); fn per group. */
typedef void (*queue_fn)(int64_t hint, int64_t lane, int64_t messages, int64_t parts, void *arg);
int message_queue(struct store *store, queue_fn fn, void *arg);

struct message_row {
    int64_t id, announcement_id;
    const char *number;
    enum message_state state;
    int64_t lane, parts, attempts;
    enum message_why why;
    int64_t code, created_at, due_at, settled_at;
    const char *carrier;
};
typedef void (*message_row_fn)(const struct message_row *row, void *arg);
/* announcement 0: all; state -1: all. By id, above `after`. */
int message_list(struct store *store, int64_t announcement, int state, int64_t after, int limit,
                 message_row_fn fn, void *arg);

struct part {
    int64_t id, message_id, seq, carrier_id;
    enum part_state state;
    int64_t submitted_at, cost;
    bool prepaid; /* it came out of the SIM's package */
};
/* Records that a part of the message is handed over: seq, carrier_id, submitted_at, cost and
 * prepaid of *part, whose id, its tag on the wire, is filled in. */
int part_add(struct store *store, const struct message *m, struct part *part);
int part_get(struct store *store, int64_t id, struct part *ret);
int part_settle(struct store *store, int64_t id, enum part_state state, int64_t reference,
                int64_t origin, int64_t code, int64_t now);
/* What a report said of a part. */
int part_reported(struct store *store, int64_t id, enum part_state state, int64_t status,
                  int64_t now);
/* The state of each part of a message, by its newest attempt that counts: ret[seq - 1]; those
 * that must (again) be sent are PART_FAILED. Parts beyond max are ignored. */
int part_states(struct store *store, int64_t message_id, enum part_state *ret, size_t max);
/* Gives up waiting for the unknown parts of a message, so that they are sent again; a late report
 * still counts. */
int part_lose(struct store *store, int64_t message_id);
/* Every part is to be sent again, because the message moves to another carrier: a handset does not
 * join parts of two senders, so late reports of the old ones say nothing. */
int part_give_up(struct store *store, int64_t message_id);
/* The part that a report speaks of: same phone, carrier and reference within the time given, first
 * those handed over `by` then, as the report has it, newest unsettled first; failing that, one
 * whose reference is not known (some modems never tell it, and of an unknown outcome nobody could).
 * 0 or STORE_NOT_FOUND. */
int part_match(struct store *store, int64_t phone_id, int64_t carrier_id, int64_t reference,
               int64_t since, int64_t until, int64_t by, struct part *ret);
/* After a crash of the core (carrier 0) or of a carrier: what was in its hands is unknown. fn is
 * told each message concerned. */
int part_crashed(struct store *store, int64_t carrier_id, message_id_fn fn, void *arg);
