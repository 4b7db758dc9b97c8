/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who wants no more messages is told, once, that it was understood, and how to undo it; the same
 * when he wants them again. Another machine may answer whatever we say, even with our own words:
 * each is confirmed once a day at most, so that two machines never talk to each other for long. */
#include "base/clock.h"
#include "dispatch/inside.h"
#include "store/household.h"
#include "store/journal.h"

static int confirm(struct dispatch *d, int64_t phone_id, bool stop, int64_t now)
{
    const char *text = !stop                              ? d->texts->started
                       : d->sending->emergency_to_stopped ? d->texts->stopped_but_emergencies
                                                          : d->texts->stopped;
    const struct texts_word words[] = {{NULL, NULL}};
    bool claimed;
    int r = phone_claim_confirmation(d->store, phone_id, stop, now, now - DAY, &claimed);

    if (r < 0 || !claimed)
        return r;
    return dispatch_notify(d, phone_id, LANE_IMPORTANT, DAY, text, words, now);
}

int dispatch_stop_phone(struct dispatch *d, int64_t phone_id, bool stop, const char *author,
                        const char *how, int64_t now)
{
    int64_t stopped_at;
    char number[64];
    bool fixed;
    int r = phone_number(d->store, phone_id, number);

    if (r == 0)
        r = phone_state(d->store, number, &fixed, &stopped_at);
    if (r != 0 || (stopped_at != 0) == stop)
        return r < 0 ? r : 0; /* it is so already */
    r = phone_stop(d->store, phone_id, stop, now);
    if (r == 0)
        r = journal_add(d->store, now, author, stop ? "opt out" : "opt in", number, how);
    if (r < 0 || fixed || number[0] != '+') /* short codes and names take no answer */
        return r;
    return confirm(d, phone_id, stop, now);
}
