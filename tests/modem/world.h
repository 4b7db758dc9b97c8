/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small world for tests of thonbao-modem: a thonbao-sim with one modem "m1", and the process
 * under test driving it. A step that does not happen within half a minute fails the test. */
#pragma once

#include "driver.h"

struct world {
    char dir[64];
    char device[96];
    pid_t sim;
    struct wire_configure configure;
    struct driver driver;
    bool commits; /* what comes in is committed at once */
    uint64_t last_tag;
    struct wire_message heard; /* the last message of world_expect() */
};

/* Starts the simulator; options are the modem's: "pin=1234,quirks=chatty". */
void world_open(struct world *world, const char *options);
void world_close(struct world *world);

/* One line to the simulator's control socket; returns its answer without the "ok", freed by the
 * caller. Fails the test on "error". */
char *world_ask(struct world *world, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same, when the answer does not matter. */
void world_tell(struct world *world, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Starts the process with world->configure. */
void world_start(struct world *world);
/* The same, and waits until it is ready. */
void world_start_ready(struct world *world);

/* Passes over other messages until one of the type comes; it is then in world->heard. */
const struct wire_message *world_expect(struct world *world, enum wire_type type);
/* The process ends; its exit code. */
int world_expect_end(struct world *world);
/* A fault of this origin comes with these words in it. */
void world_expect_fault(struct world *world, enum wire_origin origin, const char *words);
/* Every message of the type there is until the process has nothing more to do. */
size_t world_count(struct world *world, enum wire_type type);

/* Hands over a part; returns its tag. */
uint64_t world_submit(struct world *world, const struct wire_submit *submit);
/* Hands over a text and waits for the answer to it. */
const struct wire_submitted *world_send(struct world *world, const char *to, const char *text);
void world_say(struct world *world, enum wire_type type, const char *text);
void world_commit(struct world *world, uint64_t token);
