/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inside the room dispatch: what its files share.
 *
 * One turn of the dispatcher is one transaction: what the carriers have said is applied, what is
 * due is moved, the carriers' windows are filled, all is committed; only then are the parts handed
 * over and the inbound texts acknowledged. When the commit fails nothing of the turn has happened
 * and it is tried again. */
#pragma once

#include "carrier/supervisor.h"
#include "dispatch/budget.h"
#include "dispatch/dispatch.h"
#include "store/announcement.h"
#include "store/ladder.h"
#include "store/message.h"

/* What was refused since a part was last accepted. */
struct refusals {
    int64_t messages[5]; /* for a reason that may be the recipient's or the SIM's; 0: none */
    bool credit_doubted; /* the credit was asked to know which */
    int64_t credit_at;   /* wall clock: refused for want of credit; 0: not */
    int64_t told_at;     /* wall clock: the heads were told of missing credit; 0: not */
};

/* How its parts flow. */
struct outlet_flow {
    int64_t in_hand;           /* parts handed over without an answer */
    int64_t handed_at;         /* monotonic: when the last part was handed over */
    int64_t pause_until;       /* monotonic; after a failure of device or network */
    int64_t pause_ms;          /* the next pause will be so long */
    enum carrier_pause paused; /* until a person or the credit changes it */
    int64_t ms_per_part;       /* moving average; 0: nothing measured yet */
    struct refusals refusals;
    int64_t ringing;    /* the ring that it makes, 0: none; only emergencies go out meanwhile */
    int64_t ring_until; /* monotonic: it must have answered by then */
};

/* What it has used, as the store has it (spending.c). */
struct outlet_money {
    int64_t day; /* yyyymmdd: the day that is today below */
    struct carrier_use today, month;
    int64_t prepaid;            /* parts taken out of the package in its period */
    struct carrier_use unsaved; /* of this turn, not yet added to the day in the store */
    int64_t spent;              /* since the balance was heard */
    int64_t in_hand;            /* of it, what parts without an answer cost */
    int64_t settles;            /* of it, what the balance that was asked for will include */
    unsigned told;              /* bits of enum carrier_told */
    bool too_long; /* the next message has more parts than the budget has left for it */
};

/* A question to the network that waits for its answer: one at a time per SIM. */
struct ussd_dialogue {
    bool running, menu; /* menu: the network waits for a reply */
    ussd_fn answer;     /* NULL: the asker has gone */
    void *arg;
    bool balance;  /* ours: the credit */
    int64_t until; /* monotonic */
};

/* A stored message that it leaves where it is (aside.c). */
struct outlet_aside {
    char place[32]; /* "SM:3" */
    int64_t at;     /* wall clock; 0: none */
};

/* A carrier as the dispatcher drives it. Whole, it is what a turn changes in memory, and is put
 * back when the commit fails. */
struct outlet {
    struct dispatch *dispatch;
    const struct carrier_settings *settings;
    struct supervisor *supervisor;
    int64_t id;
    struct outlet_flow flow;
    struct outlet_money money;
    int64_t accepted; /* parts that went well since start */
    bool ready;
    int64_t window;
    int64_t idle_since; /* monotonic: it cannot send, or may not spend, since; 0: it can */
    int64_t signal, registration, stored_used, stored_size;
    char network[64], model[64], imei[32], fault[400];
    int64_t fault_at;
    int64_t said_at; /* wall clock: when its process said what was wrong; 0 never */
    bool has_balance;
    int64_t balance, balance_at, balance_asked; /* asked: monotonic, 0 never */
    int64_t credit_known; /* monotonic: when we last knew what is left; 0 never */
    int64_t empty_at;     /* wall clock: when the credit will be used up; 0 not known */
    struct ussd_dialogue ussd;
    char pin_refused[80];
    struct outlet_aside aside[8];
};

struct event {
    struct outlet *outlet;
    bool gone;        /* the process ended; else: */
    int64_t returned; /* the tag of a part that it never got; 0: it said this: */
    struct wire_message message;
    int64_t at; /* wall clock */
    char why[160];
    char killer[32];  /* of a process that is gone: the stored message it died of, or "" */
    char fetched[32]; /* it has read what was set aside there and lives; "": not that */
};

/* What goes to a carrier after the commit. */
struct departure {
    struct outlet *outlet;
    struct wire_message message;
    char *to, *text; /* owned, behind the message */
};

/* Who was refused by a device or network, and how many parts had gone well there by then: if
 * others go well meanwhile and it fails again, it is not the device. */
struct suspect {
    int64_t message_id, carrier_id, accepted;
};

enum {
    SUSPECTS = 64,
    PAUSE_FIRST_MS = 2 * 1000, /* of a carrier, after a failure of device or network; doubles */
};

enum { CHORES = 16 };

struct chore {
    const char *name;
    chore_fn fn;
    void *arg;
    bool failing;
};

/* What a turn changes of the dispatcher in memory; put back when its commit fails. */
struct turn_memory {
    struct suspect suspects[SUSPECTS];
    size_t next_suspect;
    int64_t chore_due[CHORES]; /* wall clock; 0 never */
    bool quiet;
    bool more; /* there was more to do than one turn takes */
};

struct timekeeping {
    enum clock_state state;
    int64_t mark;  /* the latest time that is written down */
    int64_t since; /* the clock was believed, or the daemon started */
    int64_t network,
        network_boot; /* a message centre's time, and when by clock_boot_ms(); 0: none */
};

struct dispatch {
    struct loop *loop;
    struct store *store;
    const struct sending_settings *sending;
    const char *village;
    const struct texts *texts;
    struct dispatch_inbound inbound;
    struct outlet *outlets, *outlets_before;
    size_t outlet_count;
    int64_t *absent; /* carriers of earlier configurations: ids */
    size_t absent_count;
    struct turn_memory memory, memory_before;
    struct chore chores[CHORES];
    size_t chore_count;
    struct timekeeping time;
    struct loop_timer *turn;
    struct event *events;
    size_t event_count;
    struct departure *departures;
    size_t departure_count;
    int64_t *moved; /* announcements to speak of after the commit */
    size_t moved_count;
    int64_t *heard; /* feedback records likewise */
    size_t heard_count;
    bool in_trouble; /* the last turn could not be committed */
    bool stopping;
    dispatch_event_fn listener;
    void *listener_arg;
};

/* dispatch.c */
/* Before anything moves: what was in a carrier's hands when the core died last is unknown now, and
 * what waited for a carrier that is gone from the configuration waits for any. */
int dispatch_recover(struct dispatch *d, int64_t now);

/* chores.c: what time brings about */
int chores_do(struct dispatch *d, int64_t now);
/* When the next one is due; INT64_MAX: none is. */
int64_t chores_next(const struct dispatch *d);

/* outlet.c: carriers coming, going and telling of themselves */
int outlet_open(struct dispatch *d, struct outlet *o, const struct carrier_settings *settings,
                const char *modem_program);
void outlet_close(struct outlet *o);
int outlet_ready(struct outlet *o, const struct wire_ready *ready);
int outlet_status(struct outlet *o, const struct wire_status *status);
int outlet_fault(struct outlet *o, const struct wire_fault *fault, int64_t now);
int outlet_gone(struct outlet *o, const struct event *event);
/* The part with this tag could not be handed over: an event of the next turn. */
void outlet_return(struct outlet *o, int64_t tag);
/* NULL when there is none of this name. */
struct outlet *outlet_find(struct dispatch *d, const char *name);
/* The carrier whose own network the number is on: an id, 0 when there is nothing to choose. */
int64_t outlet_hint(const struct dispatch *d, const char *number);
/* The same as an index, however many there are; SIZE_MAX for none. */
size_t outlet_of_network(const struct dispatch *d, const char *number);
/* Why it does not send now, as a state word and a sentence; NULL when it does. */
const char *outlet_obstacle(const struct outlet *o, const char **ret_sentence);
bool outlet_sends(const struct outlet *o);
/* Whether any other carrier does. */
bool outlet_another_sends(const struct outlet *o);
/* And may do so for more than emergencies. */
bool outlet_another_spends(const struct outlet *o);
/* Measured, or assumed before anything was sent. */
int64_t outlet_ms_per_part(const struct outlet *o);
/* Longer with each failure, but not while the failure is an emergency's. Returns how long. */
int64_t outlet_pause(struct outlet *o, bool emergency, const char *why, int64_t now);
/* Whoever pauses after a failure tries at once. */
void outlet_hurry(struct outlet *o);

/* aside.c: stored messages that are left on the SIM */
int aside_load(struct outlet *o);
/* As in wire_configure. */
void aside_write(const struct outlet *o, int64_t now, char *out, size_t size);
bool aside_is(struct outlet *o, const char *place);
/* Two processes died of it; it was read after all, or is gone. */
int aside_killed(struct outlet *o, const char *place, int64_t now);
int aside_fetched(struct outlet *o, const char *place);

/* spending.c: what each SIM has used, and may use */
/* Reads what the store has of today, the month and the package's period, when the local day is
 * another than before. */
int spending_new_day(struct outlet *o, int64_t now);
struct budget spending_budget(const struct outlet *o);
/* What keeps all but emergencies from going out; a message of its own (BUDGET_GOES: nothing). */
enum budget_stop spending_stop(const struct outlet *o);
enum budget_stop spending_stops_message(const struct outlet *o, const struct message *m);
/* The part is handed over: fills in its cost and prepaid and counts it. */
void spending_charge(struct outlet *o, const char *number, struct part *part);
/* It has its answer; it was refused. */
void spending_answered(struct outlet *o, const struct part *part);
int spending_refund(struct outlet *o, const struct part *part, int64_t now);
/* Writes down what this turn has counted. */
int spending_save(struct outlet *o);
/* The credit is asked: it will include what is answered for now. Then it was heard. */
void spending_asked(struct outlet *o);
int spending_heard(struct outlet *o);

/* manners.c: a household's routine messages of a day */
/* Before a message goes out for the first time: it is held when its household has had enough today,
 * else counted; or *m becomes a joint message that takes it and others along. */
int manners_admit(struct outlet *o, struct message *m, int64_t now, bool *ret_held);
/* A message moves to m->state: those whose texts it holds move with it; when nothing of it is out
 * they go on alone, and its own end is written into *m. */
int manners_follow(struct dispatch *d, struct message *m, int64_t now);
int manners_chore(void *dispatch, int64_t now, int64_t *ret_next);

/* proof.c: the texts that SIMs send to themselves */
int proof_chore(void *dispatch, int64_t now, int64_t *ret_next);
/* Whether a text that came in is one of them; then it is dealt with. */
int proof_hear(struct outlet *o, const struct wire_inbound *in, int64_t now, bool *ret_is_proof);
int proof_view(struct outlet *o, struct carrier_view *view);

/* outbound.c: from the queue to the carriers */
int outbound_fill(struct dispatch *d, int64_t now);
/* Takes some half-sent messages of these lanes from a carrier that cannot go on with them. */
int outbound_unstick(struct dispatch *d, int64_t carrier_id, int64_t min_lane, int64_t max_lane);

/* answers.c: what the answers of carriers, and time, do to a message */
int answers_submitted(struct outlet *o, const struct wire_submitted *s, int64_t now);
/* A part that never reached its carrier, which was about to end. */
int answers_returned(struct outlet *o, int64_t tag, int64_t now);
/* A carrier, or the core (carrier_id 0), died with parts in hand: their outcome is unknown.
 * Returns how many they were, or a negated errno. */
int answers_crashed(struct dispatch *d, int64_t carrier_id, int64_t now);
int answers_due(struct dispatch *d, int64_t now);
/* Ends a message. */
int answers_end(struct dispatch *d, struct message *m, enum message_state state,
                enum message_why why, int64_t code, int64_t now);
/* Writes a message's new state, speaks of it, marks who is reached, and takes the next rung when
 * it was in vain. What would go out (again) of a cancelled announcement is cancelled instead. */
int answers_move(struct dispatch *d, struct message *m, enum message_state from, int64_t now);
/* Any carrier may take a message next of which no part is out. */
int answers_let_go(struct dispatch *d, struct message *m);
/* Moves a message to the state that its parts have; m as read, m->state the state before. */
int answers_settle(struct dispatch *d, struct message *m, int64_t now);
/* One try is used up: later again, or failed. */
int answers_attempt_failed(struct dispatch *d, struct message *m, enum message_why why,
                           int64_t code, int64_t now);

/* refused.c */
/* A carrier refused a part of the message: by the origin of the failure the message tries again,
 * at a cost or at none, or has failed; and the carrier rests, or its credit is asked. */
int refused_part(struct outlet *o, struct message *m, const struct wire_submitted *s, int64_t now);

/* announce.c */
enum lane dispatch_lane(enum priority priority);

/* ladder.c: from phone to phone of a household, and on to its door */
/* How long a report of a message is awaited before something is done. */
int64_t ladder_waits(const struct dispatch *d, int64_t announcement, int64_t lane);
/* A message has come to nothing, or its report does not come: the ladder looks at whom it was
 * for. */
int ladder_look(struct dispatch *d, const struct message *m, int64_t now);
/* The same for everybody whom an announcement has not reached. */
int ladder_look_at_all(struct dispatch *d, int64_t announcement, int64_t now);
int ladder_chore(void *dispatch, int64_t now, int64_t *ret_next);

/* rings.c: calls that draw attention */
/* Carriers with nothing better to do make those that are wanted. */
int rings_fill(struct dispatch *d, int64_t now);
int rings_answered(struct outlet *o, const struct wire_rung *rung, int64_t now);
int rings_gone(struct outlet *o, int64_t now);

/* doors.c: door lists for those who knock */
int doors_chore(void *dispatch, int64_t now, int64_t *ret_next);
/* A household is on the door list. anew: it was not before, and is told of at once where nobody
 * would be asked again about a list that has gone out. */
int doors_add(struct dispatch *d, int64_t announcement, const char *cluster, bool anew,
              int64_t now);

/* errands.c: neighbours */
/* Asks the neighbour of a household to tell it the text, if one has agreed, is not himself still to
 * be reached, and has a phone of his own. *ret_asked says whether. Afterwards the strings of *a
 * may be another announcement's. */
int errand_ask(struct dispatch *d, const struct announcement *a, int64_t household,
               const struct ladder_household *h, const char *text, int64_t lane, int64_t now,
               bool *ret_asked);

/* reports.c */
int reports_apply(struct outlet *o, const struct wire_report *r, int64_t now);

/* credit.c: USSD dialogues and the SIM's credit */
int credit_answer(struct outlet *o, const struct wire_ussd_answer *answer, int64_t now);
/* The SIM has no credit: it pauses, the heads are told, the credit is asked. */
int credit_empty(struct outlet *o, int64_t now);
/* Parts are refused and nobody says why: the credit is asked, and if there is none that is why. */
void credit_doubt(struct outlet *o);
/* The credit was asked since the time given, and there is enough for a part. */
bool credit_enough_since(const struct outlet *o, int64_t since);
/* Asks when it is time; ends dialogues that the network forgot. */
void credit_tick(struct outlet *o);
void credit_gone(struct outlet *o);
/* Tells the heads, once, when only the reserve is left. */
int credit_watch(struct outlet *o, int64_t now);
/* When the credit will be used up, from what was heard of it so far. */
int credit_forecast(struct outlet *o, int64_t now);

/* turn.c */
void turn_take(void *dispatch);
void turn_clear_events(struct dispatch *d);
void turn_clear_departures(struct dispatch *d);
void dispatch_tell(struct dispatch *d, enum dispatch_event event, int64_t id);
void dispatch_depart(struct dispatch *d, struct outlet *o, const struct wire_message *m);
void dispatch_note_moved(struct dispatch *d, int64_t announcement);
void dispatch_tell_carrier(struct outlet *o);

/* requests.c */
/* 0, or REFUSED where there is no such announcement. */
int requests_find(struct dispatch *d, int64_t id, struct announcement *ret,
                  struct refusal *ret_refusal);
/* Ends a change made for a person: commits when it is `mine`, or rolls back; hands r on. */
int requests_finish(struct dispatch *d, bool mine, int r);
/* Cancels what of an announcement, and of the box's own texts about it, has not gone out. Returns
 * how many messages of the announcement there were, or a negated errno. */
int requests_cancel_messages(struct dispatch *d, int64_t announcement, enum message_why why,
                             int64_t now);
/* dispatch_notify() of what is worth nothing when the announcement is cancelled. */
int requests_notify_about(struct dispatch *d, int64_t announcement, int64_t phone_id,
                          enum lane lane, int64_t lasts_ms, const char *text,
                          const struct texts_word *words, int64_t now);
/* Tells the heads through this carrier and no other (its id; 0: through any). */
int requests_tell_heads_through(struct dispatch *d, int64_t through, const char *text,
                                const struct texts_word *words, int64_t now);
/* Tells the heads that the emergency is over and has not gone out to so many telephones. */
int requests_tell_heads_late(struct dispatch *d, const struct announcement *a, int64_t count,
                             int64_t now);

/* hours.c */
/* Whether only emergencies go out at this instant, and when that changes (wall clock). */
bool dispatch_is_quiet(const struct sending_settings *sending, int64_t now, int64_t *ret_until);
/* The next instant after now at which it is so many minutes after the local midnight. */
int64_t dispatch_next_time(int64_t now, int minutes);
/* "19/11" and "14:30" in the local zone. */
void dispatch_write_moment(int64_t at, char date[static 16], char time[static 16]);
/* yyyymmdd in the local zone. */
int64_t dispatch_day(int64_t now);
