/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A dispatcher without processes and without a clock, for tests of what happens in any order: the
 * test is carrier and network, and says when the time has come. */
#pragma once

#include "dispatch/inside.h"
#include "house.h"

enum { CARRIERS_MAX = 3, IN_HAND_MAX = 64 };

extern struct house h;
extern struct dispatch *d;
extern int64_t now;

/* What is in a carrier's hands, oldest first. */
struct handed {
    struct outlet *outlet;
    int64_t tag, message_id, announcement_id;
    char to[64];
};
extern struct handed handed[IN_HAND_MAX];
extern size_t handed_count;

void open_house(size_t carriers, int households);
/* A dispatcher on the store as it is; its carriers are ready. */
void start(void);
void ready(struct outlet *o);
/* What is due is moved and the carriers' hands are filled; nobody rests from an earlier fault. */
void turn(void);
void take_departures(void);
struct handed take_handed(size_t i);
/* The carrier answers for the i-th part in hand. */
struct handed answer(size_t i, enum wire_outcome outcome, int origin, int code, int reference);
void report(const struct handed *part, int reference, int status);
/* It says that the text lay with the centre for so long. */
void report_late(const struct handed *part, int reference, int status, int64_t lay_ms);
/* The process dies with everything that it has in hand, and is back. */
void die(struct outlet *o);
/* To all, and a turn. */
int64_t announce(const char *text, enum priority priority);
/* By a report. */
int64_t reached(int64_t id);
/* Three parts. */
const char *long_text(void);
