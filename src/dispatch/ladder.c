/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ladder: a household whose phone has not been reached is tried at its next phone, and nobody
 * is paid for who is reached already.
 *
 *   first contact --- reported ------------------------------> reached
 *        |---------- failed, or no report in time --> next phone of the household (second contact)
 *                                                       |--- no phone left --> the door list
 */
#include "base/clock.h"
#include "dispatch/inside.h"
#include "store/household.h"

enum { HOUSEHOLDS_MAX = 16 }; /* that share one phone */

struct rung {
    int64_t phones[HOUSEHOLDS_MAX];
    size_t count;
};

static void collect(int64_t household_id, int64_t next_phone_id, void *arg)
{
    struct rung *rung = arg;

    if (next_phone_id && rung->count < HOUSEHOLDS_MAX)
        rung->phones[rung->count++] = next_phone_id;
}

int64_t ladder_waits(const struct dispatch *d, const struct message *m)
{
    int64_t second = m->lane < LANE_COUNT ? d->sending->second_ms[m->lane] : 0;
    bool comes = m->announcement_id && second && second < d->sending->report_window_ms;

    return comes ? second : d->sending->report_window_ms;
}

static int try_phone(struct dispatch *d, const struct message *m, int64_t phone_id, int64_t now)
{
    char number[64];
    int r = phone_number(d->store, phone_id, number);

    return r == 0 ? message_add_second(d->store, now, m->id, phone_id, outlet_hint(d, number)) : r;
}

int ladder_next(struct dispatch *d, const struct message *m, int64_t now)
{
    struct rung rung = {0};
    struct announcement a;

    if (!m->announcement_id || m->expires_at <= now)
        return 0;
    int r = announcement_get(d->store, m->announcement_id, &a);
    if (r != 0 || a.state != ANNOUNCEMENT_OPEN)
        return r < 0 ? r : 0;
    bool stopped = m->lane == LANE_EMERGENCY && d->sending->emergency_to_stopped;
    r = reach_missing(d->store, m->announcement_id, m->phone_id, stopped, collect, &rung);
    for (size_t i = 0; i < rung.count && r == 0; i++) {
        bool twice = false; /* two households of this phone share the next one, too */
        for (size_t j = 0; j < i; j++)
            twice = twice || rung.phones[j] == rung.phones[i];
        if (!twice)
            r = try_phone(d, m, rung.phones[i], now);
    }
    return r < 0 ? r : 0;
}
