/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The time of the house. */
#include "dispatch/timekeeping.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/timex.h>

#include "base/clock.h"
#include "base/log.h"
#include "dispatch/inside.h"
#include "store/journal.h"
#include "store/timekeeping.h"

#define EARLIEST INT64_C(1767225600000) /* 2026-01-01: before this house was built */

enum {
    SAME_MS = 60 * 1000,            /* clocks that are no further apart agree */
    MARK_EVERY_MS = 10 * 60 * 1000, /* the latest time known is written down so often */
    BACK_MAX_MS = 60 * 60 * 1000,   /* a running clock is set back so far without a doubt */
};
#define AHEAD_MAX_MS (1 * DAY) /* or ahead */
#define AWAY_MAX_MS (60 * DAY) /* a box is switched off so long without a doubt */
#define NETWORK_MS (1 * DAY)   /* messages come late, and centres keep other zones */

/* The kernel says that a time server keeps the clock; and it speaks of the clock that we see. */
static bool kernel_vouches(int64_t system)
{
    struct timex t = {0};
    int state = adjtimex(&t);
    int64_t apart = (int64_t)t.time.tv_sec * 1000 - system;

    return state >= 0 && state != TIME_ERROR && !(t.status & STA_UNSYNC) && apart > -SAME_MS &&
           apart < SAME_MS;
}

static bool network_agrees(const struct timekeeping *t, int64_t system)
{
    int64_t apart = t->network + (clock_boot_ms() - t->network_boot) - system;

    return t->network && apart > -NETWORK_MS && apart < NETWORK_MS;
}

static bool plausible_at_start(int64_t system, int64_t mark)
{
    return system >= EARLIEST &&
           (mark == 0 || (system >= mark - BACK_MAX_MS && system <= mark + AWAY_MAX_MS));
}

static void say(int64_t system, int64_t house, const char *what)
{
    char machine[40], own[40];

    clock_format_rfc3339(system, machine, sizeof(machine));
    clock_format_rfc3339(house, own, sizeof(own));
    log_warning("dispatch", "the machine's clock says %s, which cannot be: %s %s", machine, what,
                own);
}

int timekeeping_start(struct dispatch *d)
{
    struct timekeeping *t = &d->time;
    int64_t system = clock_system_ms();
    int r = clock_mark_get(d->store, &t->mark);

    if (r < 0)
        return r;
    t->state = CLOCK_RIGHT;
    if (!plausible_at_start(system, t->mark) && !(system >= EARLIEST && kernel_vouches(system))) {
        t->state = CLOCK_UNKNOWN;
        int64_t known = t->mark > EARLIEST ? t->mark : EARLIEST;
        say(system, known, "nothing is sent by it; the latest time known is");
        system = known;
    }
    clock_steer(system);
    t->since = system;
    t->mark = 0; /* write it down soon */
    return 0;
}

/* What waits a while goes on waiting as long; what was going out has as long to live as before. */
static int move_times(struct dispatch *d, int64_t from, int64_t delta)
{
    int r = clock_shift_waits(d->store, delta);

    if (r == 0 && delta > 0)
        r = clock_shift_lives(d->store, d->time.since, from, delta);
    if (r == 0 && delta < 0)
        r = clock_shift_schedules(d->store, from + delta);
    return r;
}

static int adopt_in_transaction(struct dispatch *d, int64_t system, const char *author)
{
    int64_t house = clock_wall_ms();
    char detail[128], from[40], to[40];
    int r = move_times(d, house, system - house);

    if (r == 0)
        r = clock_mark_set(d->store, system);
    clock_format_rfc3339(house, from, sizeof(from));
    clock_format_rfc3339(system, to, sizeof(to));
    snprintf(detail, sizeof(detail), "%s -> %s", from, to);
    if (r == 0)
        r = journal_add(d->store, system, author, "clock set", "", detail);
    return r;
}

/* From now on it is as late as the machine says. */
static void adopted(struct dispatch *d, int64_t system)
{
    log_info("dispatch", "the machine's clock is believed");
    d->time.state = CLOCK_RIGHT;
    d->time.mark = d->time.since = system;
    clock_steer(system);
    for (size_t i = 0; i < d->chore_count; i++) /* they were due by another clock */
        if (d->memory.chore_due[i])
            d->memory.chore_due[i] = 1;
}

static int adopt(struct dispatch *d, int64_t system, const char *author)
{
    bool mine = !store_in_transaction(d->store);
    int r = mine ? store_begin(d->store) : 0;

    if (r == 0)
        r = adopt_in_transaction(d, system, author);
    if (mine && r == 0)
        r = store_commit(d->store);
    if (mine && r != 0)
        store_rollback(d->store);
    if (r == 0)
        adopted(d, system);
    return r;
}

static bool believed(const struct timekeeping *t, int64_t system, int64_t delta)
{
    if (system < EARLIEST)
        return false;
    if (t->state == CLOCK_UNKNOWN ? delta >= 0 && delta <= AWAY_MAX_MS
                                  : delta >= -BACK_MAX_MS && delta <= AHEAD_MAX_MS)
        return true;
    return kernel_vouches(system) || network_agrees(t, system);
}

static int write_mark(struct dispatch *d, int64_t now)
{
    if (d->time.mark && now - d->time.mark < MARK_EVERY_MS)
        return 0;
    int r = store_begin(d->store);
    if (r == 0)
        r = clock_mark_set(d->store, now);
    if (r == 0)
        r = store_commit(d->store);
    if (r == 0)
        d->time.mark = now;
    else
        store_rollback(d->store);
    return r;
}

int timekeeping_look(struct dispatch *d)
{
    struct timekeeping *t = &d->time;
    int64_t system = clock_system_ms(), house = clock_wall_ms(), delta = system - house;
    bool apart = delta <= -SAME_MS || delta >= SAME_MS;

    if (apart && !believed(t, system, delta)) {
        if (t->state == CLOCK_RIGHT) {
            t->state = CLOCK_DOUBTED;
            say(system, house, "it has leapt; by the house's own reckoning it is");
        }
        return write_mark(d, house);
    }
    if (apart)
        return adopt(d, system, "thonbao");
    if (t->state != CLOCK_RIGHT)
        adopted(d, system);
    clock_steer(system);
    return write_mark(d, system);
}

void timekeeping_heard(struct dispatch *d, int64_t network_ms)
{
    if (network_ms < EARLIEST)
        return;
    d->memory.more = d->memory.more || d->time.state != CLOCK_RIGHT; /* look again at once */
    d->time.network = network_ms;
    d->time.network_boot = clock_boot_ms();
}

int timekeeping_hold(struct dispatch *d, int64_t now)
{
    if (d->time.state != CLOCK_UNKNOWN)
        return 0;
    return clock_hold_routine(d->store, MESSAGE_WHY_CLOCK, now);
}

const char *clock_state_word(enum clock_state state)
{
    static const char *const words[] = {"right", "doubted", "unknown"};

    return words[state];
}

struct clock_view dispatch_clock(const struct dispatch *d)
{
    return (struct clock_view){d->time.state, clock_wall_ms(), clock_system_ms()};
}

int dispatch_clock_confirm(struct dispatch *d, const char *author, struct refusal *ret_refusal)
{
    int64_t system = clock_system_ms();

    if (d->time.state == CLOCK_RIGHT)
        return refuse(ret_refusal, "clock_right", NULL, "nobody doubts the clock");
    if (system < EARLIEST)
        return refuse(
            ret_refusal, "clock_wrong", NULL,
            "the machine's clock stands before 2026: set it first (timedatectl set-time)");
    int r = adopt(d, system, author);
    if (r == 0)
        dispatch_kick(d);
    return r;
}
