/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small house for tests of the dispatcher: a store in a folder of its own, households, carriers
 * that are the program fake-carrier, and a loop that runs until a condition holds. */
#pragma once

#include "base/loop.h"
#include "dispatch/announce.h"
#include "dispatch/dispatch.h"
#include "store/announcement.h"
#include "store/message.h"

struct house {
    char dir[128], log[256], path[256];
    struct loop *loop;
    struct store *store;
    struct sending_settings sending;
    struct texts texts;
    struct carrier_settings carriers[4];
    size_t carrier_count;
    struct dispatch *dispatch;
};

/* Hears nothing of what comes in. */
extern const struct dispatch_inbound house_nobody;

/* The fake carrier's program is the environment's FAKE_CARRIER. No quiet hours, no waits, no
 * limit of a day. */
void house_open(struct house *h);
/* Adds a carrier whose behaviour is its device's name (fake-carrier.c); before house_start(). */
struct carrier_settings *house_add_carrier(struct house *h, const char *name, const char *device);
/* count households T1-1…, each with one phone +8490xxxxxxx, all in the group "all of them",
 * the first in "one of them" too; every tenth is frail. */
void house_add_households(struct house *h, int count);
void house_start(struct house *h);
/* Ends the dispatcher and its carriers; the store stays. */
void house_stop(struct house *h);
void house_close(struct house *h);

int64_t house_announce(struct house *h, const char *to, const char *text, enum priority priority);
/* Runs the loop until the announcement has this many messages in the state; fails the test when
 * two minutes pass. */
void house_wait(struct house *h, int64_t announcement, enum message_state state, int64_t count);
/* Runs the loop until check returns true. */
void house_wait_for(struct house *h, bool (*check)(struct house *h, void *arg), void *arg);
int64_t house_count(struct house *h, int64_t announcement, enum message_state state);
/* Lines in the log of the fake carriers: parts that went out. */
int house_sent(struct house *h);
