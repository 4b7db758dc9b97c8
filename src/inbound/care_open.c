/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records that stay open are brought up again. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "inbound/care_inside.h"
#include "store/staff.h"

enum { BROUGHT_UP_MAX = 500 }; /* records of one turn */

/* Whom a record is brought up to, the first time, the second and so on, and after how many times
 * its delay it comes again (0: not any more). Where a record is nobody's the heads stand for the
 * one who has it. */
static const struct rung {
    bool heads, assigned;
    int again;
} urgent_rungs[] = {{true, true, 2}, {true, true, 4}, {true, true, 0}},
  other_rungs[] = {{false, true, 1}, {true, false, 0}};

static const struct rung *find_rung(bool urgent, int64_t step)
{
    size_t count = urgent ? ARRAY_SIZE(urgent_rungs) : ARRAY_SIZE(other_rungs);
    const struct rung *rungs = urgent ? urgent_rungs : other_rungs;

    return &rungs[step < 0 || (size_t)step >= count ? count - 1 : (size_t)step];
}

int64_t care_delay(const struct care *care, bool urgent)
{
    return urgent ? care->settings->escalate_urgent_ms : care->settings->escalate_ms;
}

/* What one telephone is reminded of. */
struct reminder {
    int64_t phone_id;
    size_t count;
    const struct care_matter *longest; /* open */
};

struct reminders {
    struct care_matter *matters;
    size_t matter_count;
    struct reminder *items;
    size_t count;
};

static void take_due(const struct feedback *f, void *arg)
{
    struct reminders *r = arg;

    r->matters = xreallocarray(r->matters, r->matter_count + 1, sizeof(*r->matters));
    care_take_matter(f, &r->matters[r->matter_count++]);
}

static void remind_of(struct reminders *r, const struct care_phones *phones,
                      const struct care_matter *m)
{
    for (size_t i = 0; i < phones->count; i++) {
        size_t k = 0;
        while (k < r->count && r->items[k].phone_id != phones->ids[i])
            k++;
        if (k == r->count) {
            r->items = xreallocarray(r->items, r->count + 1, sizeof(*r->items));
            r->items[r->count++] = (struct reminder){.phone_id = phones->ids[i], .longest = m};
        }
        r->items[k].count++;
    }
}

/* Finds whom the record is brought up to, and writes down that it is. */
static int bring_up(struct care *care, struct reminders *reminders, const struct care_matter *m,
                    int64_t now)
{
    const struct rung *rung = find_rung(m->urgent, m->step);
    struct care_phones phones = {0};
    int64_t again = rung->again ? now + rung->again * care_delay(care, m->urgent) : 0;
    int r = staff_alerted(care->store, rung->heads, rung->assigned ? m->staff_id : 0,
                          care_add_phone, &phones);

    if (r == 0 && phones.count == 0) {
        r = staff_alerted(care->store, true, 0, care_add_phone, &phones);
        again = m->urgent ? again : 0;
    }
    if (r == 0)
        r = feedback_set_due(care->store, m->id, m->step + 1, again);
    if (r == 0)
        r = care_note_told(care, m->id, phones.count, "reminded by SMS", now);
    if (r == 0)
        remind_of(reminders, &phones, m);
    free(phones.ids);
    return r;
}

static int remind(struct care *care, const struct reminder *reminder, bool urgent, int64_t now)
{
    const struct texts *texts = dispatch_texts(care->dispatch);
    const struct care_phones phone = {(int64_t *)&reminder->phone_id, 1};
    char count[24], number[24];
    const struct texts_word words[] = {{"count", count},
                                       {"n", number},
                                       {"who", reminder->longest->who},
                                       {"text", reminder->longest->words},
                                       {NULL, NULL}};

    snprintf(count, sizeof(count), "%zu", reminder->count);
    snprintf(number, sizeof(number), "%" PRId64, reminder->longest->id);
    return care_tell(care, &phone, urgent ? LANE_EMERGENCY : LANE_ROUTINE,
                     urgent ? texts->urgent_open : texts->still_open, words, "text", now);
}

/* Takes along what would be due soon, so that a flood is brought up in a few texts. */
int care_escalate(struct care *care, bool urgent, int64_t now, int64_t *ret_due)
{
    struct reminders reminders = {0};
    int r = feedback_next_due(care->store, urgent, ret_due);

    if (r != 0 || *ret_due == 0 || *ret_due > now)
        return r;
    r = feedback_due(care->store, urgent, now + care_delay(care, urgent) / 4, BROUGHT_UP_MAX,
                     take_due, &reminders);
    for (size_t i = 0; i < reminders.matter_count && r == 0; i++)
        r = bring_up(care, &reminders, &reminders.matters[i], now);
    for (size_t i = 0; i < reminders.count && r == 0; i++)
        r = remind(care, &reminders.items[i], urgent, now);
    if (r == 0)
        r = feedback_next_due(care->store, urgent, ret_due);
    for (size_t i = 0; i < reminders.matter_count; i++)
        care_clear_matter(&reminders.matters[i]);
    free(reminders.matters);
    free(reminders.items);
    return r;
}
