/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Urgent records: the heads are told at once, and when there are many, in sums. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "inbound/care_inside.h"
#include "store/staff.h"

enum { SUMMED_MAX = 2000 }; /* calls of one summary */

static int tell_one(struct care *care, const struct care_matter *m,
                    const struct care_phones *phones, int64_t now)
{
    char number[24];
    const struct texts_word words[] = {
        {"n", number}, {"who", m->who}, {"text", m->words}, {NULL, NULL}};

    snprintf(number, sizeof(number), "%" PRId64, m->id);
    int r = care_tell(care, phones, LANE_EMERGENCY, dispatch_texts(care->dispatch)->urgent, words,
                      "text", now);
    if (r == 0)
        r = care_note_told(care, m->id, phones->count, "by SMS", now);
    return r;
}

/* One by one as long as they are few; else it waits for the next summary. */
int care_alert(struct care *care, struct care_matter *m, int64_t now)
{
    struct care_phones phones = {0};
    int64_t count = 0;
    int r = staff_alerted(care->store, true, m->staff_id, care_add_phone, &phones);

    if (r == 0)
        r = feedback_told_count(care->store, now - care->settings->alert_window_ms, now, &count);
    enum feedback_told told =
        count < care->settings->alerts ? FEEDBACK_TOLD_HEADS : FEEDBACK_TOLD_SOON;
    if (r == 0 && phones.count == 0)
        log_warning("inbound", "feedback %" PRId64 " is urgent, and no head has a telephone",
                    m->id);
    else if (r == 0 && told == FEEDBACK_TOLD_HEADS)
        r = tell_one(care, m, &phones, now);
    if (r == 0 && phones.count) {
        r = feedback_set_told(care->store, m->id, told, now);
        m->told = told;
    }
    free(phones.ids);
    return r;
}

struct summary {
    int64_t *ids;
    size_t count;
    struct buf list;
    struct care_phones phones;
    int64_t staff[16]; /* to whom some of them are given */
    size_t staff_count;
};

static void add_staff(struct summary *s, int64_t id)
{
    for (size_t i = 0; i < s->staff_count; i++)
        if (s->staff[i] == id)
            return;
    if (id && s->staff_count < ARRAY_SIZE(s->staff))
        s->staff[s->staff_count++] = id;
}

static void sum_up(const struct feedback *f, void *arg)
{
    struct summary *s = arg;

    s->ids = xreallocarray(s->ids, s->count + 1, sizeof(*s->ids));
    s->ids[s->count++] = f->id;
    if (s->list.len)
        buf_puts(&s->list, ", ");
    care_add_cut(&s->list, *f->household ? f->household : f->sender, CARE_NAME_CHARS);
    add_staff(s, f->staff_id);
}

static int tell_summary(struct care *care, struct summary *s, int64_t now)
{
    char count[24];
    const struct texts_word words[] = {{"count", count}, {"list", buf_str(&s->list)}, {NULL, NULL}};
    int r = staff_alerted(care->store, true, 0, care_add_phone, &s->phones);

    snprintf(count, sizeof(count), "%zu", s->count);
    for (size_t i = 0; i < s->staff_count && r == 0; i++)
        r = staff_alerted(care->store, false, s->staff[i], care_add_phone, &s->phones);
    if (r == 0)
        r = care_tell(care, &s->phones, LANE_EMERGENCY, dispatch_texts(care->dispatch)->urgent_more,
                      words, "list", now);
    for (size_t i = 0; i < s->count && r == 0; i++)
        r = care_note_told(care, s->ids[i], s->phones.count, "by SMS, summed up with others", now);
    return r;
}

/* Calls that were not told one by one. *ret_due: when the next summary is due, 0: nothing waits. */
int care_summarize(struct care *care, int64_t now, int64_t *ret_due)
{
    int64_t count = 0, since = 0;
    int r = feedback_untold(care->store, &count, &since);

    *ret_due = count ? since + care->settings->alert_every_ms : 0;
    if (r != 0 || count == 0 || (*ret_due > now && since <= now))
        return r;
    struct summary s = {.list = BUF_INIT};
    r = feedback_untold_list(care->store, SUMMED_MAX, sum_up, &s);
    if (r == 0)
        r = tell_summary(care, &s, now);
    for (size_t i = 0; i < s.count && r == 0; i++)
        r = feedback_set_told(care->store, s.ids[i], FEEDBACK_TOLD_HEADS, now);
    *ret_due = (size_t)count > s.count ? now : 0;
    free(s.ids);
    free(s.phones.ids);
    buf_free(&s.list);
    return r;
}
