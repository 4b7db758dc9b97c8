/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What goes out next and through which carrier: the queue, the carriers' windows, retries,
 * reports, reach. Everything it decides is in the store before it happens.
 *
 * Functions that a person's request ends in take his name as `author` for the journal, make their
 * own transaction and return 0, REFUSED, or a negated errno (-ENOSPC: the disk is full). */
#pragma once

#include "base/error.h"
#include "base/loop.h"
#include "carrier/settings.h"
#include "carrier/wire.h"
#include "dispatch/settings.h"
#include "dispatch/texts.h"
#include "store/carrier.h"
#include "store/message.h"
#include "store/store.h"

struct dispatch;

/* What the rooms above are told; ids are of the announcement, message or feedback concerned. */
enum dispatch_event {
    DISPATCH_PROGRESS, /* messages of this announcement moved (at most one a turn) */
    DISPATCH_CARRIER,  /* a carrier's state changed; id is its id */
    DISPATCH_FEEDBACK, /* a feedback record was made or changed */
};
typedef void (*dispatch_event_fn)(enum dispatch_event event, int64_t id, void *arg);

/* What came in is handed to the room inbound through this: inside the transaction, returns 0
 * once recorded (also for a duplicate), or a negated errno that rolls everything back. */
struct dispatch_inbound {
    int (*text)(void *arg, int64_t carrier_id, const struct wire_inbound *in, int64_t now,
                int64_t *ret_feedback);
    int (*call)(void *arg, int64_t carrier_id, const char *from, int64_t now,
                int64_t *ret_feedback);
    /* The number as the phone book writes it (E.164), or as it came. out holds 64 bytes. */
    void (*number)(void *arg, const char *raw, char *out);
    void *arg;
};

/* The settings and texts stay the caller's and outlive the dispatcher. modem_program is the path of
 * thonbao-modem; village is its name, for {village} in a text. Carriers are started by
 * dispatch_start(). NULL when the store fails. */
struct dispatch *dispatch_new(struct loop *loop, struct store *store,
                              const struct sending_settings *sending,
                              const struct carrier_settings *carriers, size_t carrier_count,
                              const char *modem_program, const char *village,
                              const struct texts *texts, const struct dispatch_inbound *inbound);
/* Something that time brings about. Called inside a turn, in its transaction, when it is due: first
 * at the start. Sets *ret_next to the wall clock time at which it is due again; 0: not before
 * dispatch_chore_due(). Returns 0, or a negated errno: then what it did is undone and it is tried
 * again a minute later, or, when the database takes no writes, with the whole turn. */
typedef int (*chore_fn)(void *arg, int64_t now, int64_t *ret_next);
/* Before dispatch_start(). The name is for the log and outlives the dispatcher. */
void dispatch_add_chore(struct dispatch *dispatch, const char *name, chore_fn fn, void *arg);
/* The chore is due at this wall clock time (0: now), if it was not due earlier. */
void dispatch_chore_due(struct dispatch *dispatch, chore_fn fn, int64_t at);
int dispatch_start(struct dispatch *dispatch);
/* Hands out nothing more and lets the carriers answer for what they have in hand: a part without
 * its answer would be in doubt at the next start. */
void dispatch_stop(struct dispatch *dispatch);
/* Whether they have all left. */
bool dispatch_stopped(const struct dispatch *dispatch);
/* Ends carriers that are still there. */
void dispatch_free(struct dispatch *dispatch);
void dispatch_set_listener(struct dispatch *dispatch, dispatch_event_fn fn, void *arg);
/* Something may be ready to go: look in the next turn of the loop. */
void dispatch_kick(struct dispatch *dispatch);

/* The phone book has changed: the ladder looks at those of whom it knows otherwise now. */
void dispatch_book_changed(struct dispatch *dispatch);
/* Whoever has the phone says that it is not the household's, or that was misread: who counts as
 * reached by reports alone is judged anew. In the caller's transaction. */
int dispatch_judge_again(struct dispatch *dispatch, int64_t phone_id, int64_t now);

int dispatch_cancel(struct dispatch *dispatch, int64_t announcement, const char *author,
                    struct refusal *ret_refusal);
/* What has not begun to go out waits until dispatch_resume(); replies are still taken. REFUSED
 * "not_open". */
int dispatch_pause(struct dispatch *dispatch, int64_t announcement, const char *author,
                   struct refusal *ret_refusal);
/* REFUSED "not_paused". */
int dispatch_resume(struct dispatch *dispatch, int64_t announcement, const char *author,
                    struct refusal *ret_refusal);
/* By a second person, not the author in whichever way he wrote (village/staff.h). REFUSED:
 * unknown_announcement, nothing_to_approve, own_announcement, expired. Whether the role of the
 * author lets him is the caller's to know. */
int dispatch_approve(struct dispatch *dispatch, int64_t announcement, const char *author,
                     struct refusal *ret_refusal);
/* One message to one number (E.164, or a short code). */
int dispatch_send(struct dispatch *dispatch, const char *number, const char *text,
                  const char *author, int64_t *ret_message, struct refusal *ret_refusal);

/* What the box itself says: a text of the configuration with its words filled in, without accents,
 * to one phone. It is dropped when it has not gone out within lasts_ms. In a transaction; 0 or a
 * negated errno. */
int dispatch_notify(struct dispatch *dispatch, int64_t phone_id, enum lane lane, int64_t lasts_ms,
                    const char *text, const struct texts_word *words, int64_t now);
/* The same to the phone of every head. */
int dispatch_tell_heads(struct dispatch *dispatch, const char *text, const struct texts_word *words,
                        int64_t now);
/* The same at once, before all else and in quiet hours too. */
int dispatch_alarm_heads(struct dispatch *dispatch, const char *text,
                         const struct texts_word *words, int64_t now);

/* Its owner wants no more messages, or wants them again: written down, and when that is new,
 * journalled (how: "by SMS") and confirmed to him by SMS. In a transaction; 0 or a negated errno.
 */
int dispatch_stop_phone(struct dispatch *dispatch, int64_t phone_id, bool stop, const char *author,
                        const char *how, int64_t now);

/* The carrier sends itself a text now, which must come back; carrier_view says what became of it.
 * REFUSED: unknown_carrier, no_number, no_budget, quiet_hours, proof_running. */
int dispatch_proof(struct dispatch *dispatch, const char *carrier, const char *author,
                   struct refusal *ret_refusal);

/* Whether the machine's clock is believed (dispatch/timekeeping.h). */
enum clock_state { CLOCK_RIGHT, CLOCK_DOUBTED, CLOCK_UNKNOWN };
struct clock_view {
    enum clock_state state;
    int64_t house, machine; /* by whose clock it is how late */
};
/* "right", "doubted", "unknown" */
const char *clock_state_word(enum clock_state state);
struct clock_view dispatch_clock(const struct dispatch *dispatch);
/* A person says that the machine's clock is right. REFUSED clock_right, clock_wrong. */
int dispatch_clock_confirm(struct dispatch *dispatch, const char *author,
                           struct refusal *ret_refusal);

/* A carrier as people see it. */
struct carrier_view {
    int64_t id;
    const char *name, *device, *number;
    const char *state; /* "down", "starting", "ready", "paused" */
    const char *why;   /* a sentence when it is not ready, else "" */
    int64_t signal;    /* percent, -1 unknown */
    const char *network, *registration;
    const char *model, *imei;
    bool has_balance;
    int64_t balance, balance_at, warn_below;
    int64_t credit;       /* the balance less what was spent since it was heard */
    int64_t empty_before; /* in the day before this it will be down to the reserve; 0: not known */
    int64_t parts_today, cost_today, daily_parts; /* daily_parts 0: no limit */
    int64_t parts_month, cost_month, monthly_parts;
    int64_t part_price, own_price;
    int64_t package_parts, package_used; /* in its period; package_parts 0: none */
    int64_t reserve, reserve_parts;
    const char *proof; /* "none", "awaited", "ok", "failed": the text it sent to itself last */
    char proof_why[200];
    int64_t proof_at, proof_ok_at; /* it ended, or was asked for; the last that was well; 0 none */
    int64_t queued;                /* messages waiting for it, or for any */
    int64_t ms_per_part;           /* measured, or assumed before anything was sent */
    int64_t stored_used, stored_size; /* messages on the SIM, -1 unknown */
    const char *aside[8]; /* stored messages that it leaves there for a day: "SM:3", "" none */
    int64_t restarts;
    const char *last_fault;
    int64_t last_fault_at; /* 0: none */
};
typedef void (*carrier_view_fn)(const struct carrier_view *view, void *arg);
int dispatch_carriers(struct dispatch *dispatch, carrier_view_fn fn, void *arg);

/* Dials a USSD code, or answers the menu that the network waits with. answer is called exactly
 * once: state as in wire_ussd_answer, text in English when it failed here. Only one dialogue per
 * carrier: REFUSED when one is running, the carrier is unknown or not ready, or the code holds
 * anything but 0-9 * # +. */
typedef void (*ussd_fn)(enum wire_ussd_state state, const char *text, void *arg);
int dispatch_ussd(struct dispatch *dispatch, const char *carrier, const char *code, ussd_fn answer,
                  void *arg, struct refusal *ret_refusal);
int dispatch_ussd_cancel(struct dispatch *dispatch, const char *carrier,
                         struct refusal *ret_refusal);
/* The asker is gone: his answer callback will not be called any more. */
void dispatch_ussd_forget(struct dispatch *dispatch, void *arg);

/* For the room's own files and for estimates. */
const struct texts *dispatch_texts(const struct dispatch *dispatch);
const struct sending_settings *dispatch_sending(const struct dispatch *dispatch);
struct store *dispatch_store(const struct dispatch *dispatch);
