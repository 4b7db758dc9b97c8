/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A subscription, as the network knows it: a number, an account, and what waits to be delivered to
 * the terminal that holds the SIM card. Whatever waits is kept until the terminal has taken it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct subscriber;

enum mt_result {
    MT_TAKEN,
    MT_FULL,    /* no place; the terminal calls subscriber_ready() when there is */
    MT_AWAY,    /* not in reach; the terminal calls subscriber_ready() when it is */
    MT_PENDING, /* the terminal will call subscriber_acknowledge() */
};

enum call_event {
    CALL_ALERTING, /* the called handset rings */
    CALL_ANSWERED, /* by the other side */
    CALL_ENDED,    /* the other side hung up, or the call was lost */
    CALL_BUSY,
    CALL_NO_ANSWER,
};

/* +CUSD's <m> (27.007, 7.15). */
enum ussd_status { USSD_DONE = 0, USSD_WANTS_REPLY = 1, USSD_TERMINATED = 2, USSD_TIMED_OUT = 5 };

/* What the network does with a terminal. Called with the arg of subscriber_attach(). */
struct terminal_ops {
    enum mt_result (*deliver)(const uint8_t *tpdu, size_t len, void *arg);
    void (*ring)(const char *from, void *arg);
    void (*call)(enum call_event event, void *arg);
    void (*ussd)(enum ussd_status status, const char *text, void *arg);
};

struct account {
    int64_t credit;         /* đồng */
    int64_t price;          /* of one part */
    char operator_name[32]; /* who says that there is no credit */
    long no_credit_cms;
    long limit;       /* parts in limit_ms, more are refused; 0: any number */
    int64_t limit_ms; /* network time */
};

struct traffic {
    bool told_no_credit;        /* since there was some */
    int64_t submitted, refused; /* parts */
    int64_t window_began;       /* agenda's time, for the limit */
    long in_window;
};

/* number in E.164. */
struct subscriber *subscriber_new(const char *name, const char *number, struct account account);
void subscriber_free(struct subscriber *subscriber);
void subscriber_attach(struct subscriber *subscriber, const struct terminal_ops *ops, void *arg);

const char *subscriber_name(const struct subscriber *subscriber);
const char *subscriber_number(const struct subscriber *subscriber);
struct account *subscriber_account(struct subscriber *subscriber);
struct traffic *subscriber_traffic(struct subscriber *subscriber);

/* Queues a TPDU for the terminal. When it has been taken, taken(arg) is called, unless NULL. */
typedef void (*subscriber_taken_fn)(void *arg);
void subscriber_offer(struct subscriber *subscriber, const uint8_t *tpdu, size_t len,
                      subscriber_taken_fn taken, void *arg);
/* The terminal can take messages again: it registered, or freed a place. */
void subscriber_ready(struct subscriber *subscriber);
/* Answers MT_PENDING: taken, or to be offered again at the next subscriber_ready(). */
void subscriber_acknowledge(struct subscriber *subscriber, bool taken);
/* Messages not yet taken. */
size_t subscriber_waiting(const struct subscriber *subscriber);

void subscriber_ring(struct subscriber *subscriber, const char *from);
void subscriber_call_event(struct subscriber *subscriber, enum call_event event);
void subscriber_ussd(struct subscriber *subscriber, enum ussd_status status, const char *text);
