/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback goes somewhere. */
#include "inbound/care.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/staff.h"
#include "text/accents.h"
#include "text/utf8.h"

enum {
    NAME_CHARS = 40,      /* of a head's name or a cluster's, in an SMS that must hold more */
    SUMMED_MAX = 2000,    /* calls of one summary */
    BROUGHT_UP_MAX = 500, /* records of one turn */
};

const char care_author[] = "thonbao";

#define CARE(member) offsetof(struct care_settings, member)

static const struct conf_option options[] = {
    {"alerts", CONF_INT, CARE(alerts), "5", 0, 1000,
     .sentence = "so many calls for help within alert_window are told to the heads one by one"},
    {"alert_window", CONF_DURATION, CARE(alert_window_ms), "10min", SECOND, DAY,
     .sentence = "the others are summed up"},
    {"alert_every", CONF_DURATION, CARE(alert_every_ms), "2min", SECOND, DAY,
     .sentence = "so often"},
    {"escalate_urgent", CONF_DURATION, CARE(escalate_urgent_ms), "15min", 0, 7 * DAY,
     .sentence = "an urgent record that stays open is brought up again after this; 0: never"},
    {"escalate", CONF_DURATION, CARE(escalate_ms), "2d", 0, 90 * DAY,
     .sentence = "the same for the others"},
    {"ask_window", CONF_DURATION, CARE(ask_window_ms), "30d", 0, 365 * DAY,
     .sentence = "a household may ask what became of a report for so long; 0: never"},
    {"ask_daily", CONF_INT, CARE(ask_daily), "3", 0, 100,
     .sentence = "so often a day is a telephone answered that asks"},
};

void care_settings_read(const config_setting_t *group, struct care_settings *ret,
                        struct conf_faults *faults)
{
    conf_read(group, options, ARRAY_SIZE(options), ret, faults);
}

bool care_needs_person(enum reply_kind kind, bool urgent, bool partial)
{
    switch (kind) {
    case REPLY_HELP:
    case REPLY_REPORT:
    case REPLY_UNCLEAR:
    case REPLY_WRONG_NUMBER:
        return true;
    case REPLY_ANSWER:
    case REPLY_ACK:
    case REPLY_STOP:
    case REPLY_START:
    case REPLY_SERVICE:
    case REPLY_ORDER:
        break;
    }
    return urgent || partial;
}

int care_note(struct care *care, int64_t feedback, const char *author, const char *what,
              const char *text, int64_t now)
{
    const struct feedback_event event = {.at = now, .author = author, .what = what, .text = text};

    return feedback_event_add(care->store, feedback, &event);
}

/* ---- what an SMS says of a record ---- */

/* Adds at most so many characters; a line stays a line. */
static void add_cut(struct buf *out, const char *text, size_t chars)
{
    const char *end = text + strlen(text);
    uint32_t c;

    for (; text < end && chars > 0; chars--) {
        text += utf8_next(text, end, &c);
        utf8_append(out, c < ' ' ? ' ' : c);
    }
}

char *care_who(const struct feedback *f)
{
    struct buf out = BUF_INIT;

    add_cut(&out, f->household, NAME_CHARS);
    if (*f->head && out.len)
        buf_putc(&out, ' ');
    add_cut(&out, f->head, NAME_CHARS);
    if (*f->cluster && out.len)
        buf_puts(&out, ", ");
    add_cut(&out, f->cluster, NAME_CHARS);
    if (out.len)
        buf_puts(&out, ", ");
    add_cut(&out, f->sender, NAME_CHARS);
    return buf_steal(&out);
}

char *care_words(const struct feedback *f)
{
    struct buf out = BUF_INIT;

    if (text_utf8_valid(f->text, strlen(f->text)))
        add_cut(&out, f->text, SIZE_MAX);
    return buf_steal(&out);
}

/* ---- telephones that are told something ---- */

struct phones {
    int64_t *ids;
    size_t count;
};

static void add_phone(int64_t id, void *arg)
{
    struct phones *p = arg;

    for (size_t i = 0; i < p->count; i++)
        if (p->ids[i] == id)
            return;
    p->ids = xreallocarray(p->ids, p->count + 1, sizeof(*p->ids));
    p->ids[p->count++] = id;
}

enum { WORDS_MAX = 8 };

/* Fills one part at most: the word `cut` is shortened for it. */
static int tell(struct care *care, const struct phones *phones, enum lane lane, const char *text,
                const struct texts_word *words, const char *cut, int64_t now)
{
    const struct sending_settings *sending = dispatch_sending(care->dispatch);
    int64_t lasts = lane == LANE_EMERGENCY ? sending->emergency_expires_ms : sending->expires_ms;
    char *shorter = texts_shorten(text, words, cut);
    struct texts_word fitting[WORDS_MAX] = {{NULL, NULL}};
    int r = 0;

    for (size_t i = 0; words[i].name && i + 1 < WORDS_MAX; i++)
        fitting[i] = (struct texts_word){
            words[i].name, strcmp(words[i].name, cut) == 0 ? shorter : words[i].value};
    for (size_t i = 0; i < phones->count && r == 0; i++)
        r = dispatch_notify(care->dispatch, phones->ids[i], lane, lasts, text, fitting, now);
    free(shorter);
    return r;
}

/* ---- urgent ones: the heads, at once ---- */

/* A record as it is worked on here: what its statement's texts say outlives the statement. */
struct matter {
    int64_t id, staff_id, step;
    int kind, category;
    bool urgent, open;
    enum feedback_told told;
    char *who, *words;
};

static void take_matter(const struct feedback *f, void *arg)
{
    *(struct matter *)arg = (struct matter){
        .id = f->id,
        .staff_id = f->staff_id,
        .step = f->step,
        .kind = f->kind,
        .category = f->category,
        .urgent = f->urgent,
        .open = f->state == FEEDBACK_OPEN,
        .told = f->told,
        .who = care_who(f),
        .words = care_words(f),
    };
}

static void matter_clear(struct matter *m)
{
    free(m->who);
    free(m->words);
}

static int note_told(struct care *care, int64_t id, size_t phones, const char *how, int64_t now)
{
    char text[80];

    snprintf(text, sizeof(text), "%s, %zu telephones", how, phones);
    return care_note(care, id, care_author, "told", text, now);
}

static int tell_one(struct care *care, const struct matter *m, const struct phones *phones,
                    int64_t now)
{
    char number[24];
    const struct texts_word words[] = {
        {"n", number}, {"who", m->who}, {"text", m->words}, {NULL, NULL}};

    snprintf(number, sizeof(number), "%" PRId64, m->id);
    int r = tell(care, phones, LANE_EMERGENCY, dispatch_texts(care->dispatch)->urgent, words,
                 "text", now);
    if (r == 0)
        r = note_told(care, m->id, phones->count, "by SMS", now);
    return r;
}

/* One by one as long as they are few; else it waits for the next summary. */
static int alert(struct care *care, struct matter *m, int64_t now)
{
    struct phones phones = {0};
    int64_t count = 0;
    int r = staff_alerted(care->store, true, m->staff_id, add_phone, &phones);

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
    struct phones phones;
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
    add_cut(&s->list, *f->household ? f->household : f->sender, NAME_CHARS);
    add_staff(s, f->staff_id);
}

static int tell_summary(struct care *care, struct summary *s, int64_t now)
{
    char count[24];
    const struct texts_word words[] = {{"count", count}, {"list", buf_str(&s->list)}, {NULL, NULL}};
    int r = staff_alerted(care->store, true, 0, add_phone, &s->phones);

    snprintf(count, sizeof(count), "%zu", s->count);
    for (size_t i = 0; i < s->staff_count && r == 0; i++)
        r = staff_alerted(care->store, false, s->staff[i], add_phone, &s->phones);
    if (r == 0)
        r = tell(care, &s->phones, LANE_EMERGENCY, dispatch_texts(care->dispatch)->urgent_more,
                 words, "list", now);
    for (size_t i = 0; i < s->count && r == 0; i++)
        r = note_told(care, s->ids[i], s->phones.count, "by SMS, summed up with others", now);
    return r;
}

/* Calls that were not told one by one. *ret_due: when the next summary is due, 0: nothing waits. */
static int summarize(struct care *care, int64_t now, int64_t *ret_due)
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

/* ---- records that stay open ---- */

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

static int64_t delay_of(const struct care *care, bool urgent)
{
    return urgent ? care->settings->escalate_urgent_ms : care->settings->escalate_ms;
}

/* What one telephone is reminded of. */
struct reminder {
    int64_t phone_id;
    size_t count;
    const struct matter *longest; /* open */
};

struct reminders {
    struct matter *matters;
    size_t matter_count;
    struct reminder *items;
    size_t count;
};

static void take_due(const struct feedback *f, void *arg)
{
    struct reminders *r = arg;

    r->matters = xreallocarray(r->matters, r->matter_count + 1, sizeof(*r->matters));
    take_matter(f, &r->matters[r->matter_count++]);
}

static void remind_of(struct reminders *r, const struct phones *phones, const struct matter *m)
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
static int bring_up(struct care *care, struct reminders *reminders, const struct matter *m,
                    int64_t now)
{
    const struct rung *rung = find_rung(m->urgent, m->step);
    struct phones phones = {0};
    int64_t again = rung->again ? now + rung->again * delay_of(care, m->urgent) : 0;
    int r = staff_alerted(care->store, rung->heads, rung->assigned ? m->staff_id : 0, add_phone,
                          &phones);

    if (r == 0 && phones.count == 0) {
        r = staff_alerted(care->store, true, 0, add_phone, &phones);
        again = m->urgent ? again : 0;
    }
    if (r == 0)
        r = feedback_set_due(care->store, m->id, m->step + 1, again);
    if (r == 0)
        r = note_told(care, m->id, phones.count, "reminded by SMS", now);
    if (r == 0)
        remind_of(reminders, &phones, m);
    free(phones.ids);
    return r;
}

static int remind(struct care *care, const struct reminder *reminder, bool urgent, int64_t now)
{
    const struct texts *texts = dispatch_texts(care->dispatch);
    const struct phones phone = {(int64_t *)&reminder->phone_id, 1};
    char count[24], number[24];
    const struct texts_word words[] = {{"count", count},
                                       {"n", number},
                                       {"who", reminder->longest->who},
                                       {"text", reminder->longest->words},
                                       {NULL, NULL}};

    snprintf(count, sizeof(count), "%zu", reminder->count);
    snprintf(number, sizeof(number), "%" PRId64, reminder->longest->id);
    return tell(care, &phone, urgent ? LANE_EMERGENCY : LANE_ROUTINE,
                urgent ? texts->urgent_open : texts->still_open, words, "text", now);
}

/* Takes along what would be due soon, so that a flood is brought up in a few texts. */
static int escalate(struct care *care, bool urgent, int64_t now, int64_t *ret_due)
{
    struct reminders reminders = {0};
    int r = feedback_next_due(care->store, urgent, ret_due);

    if (r != 0 || *ret_due == 0 || *ret_due > now)
        return r;
    r = feedback_due(care->store, urgent, now + delay_of(care, urgent) / 4, BROUGHT_UP_MAX,
                     take_due, &reminders);
    for (size_t i = 0; i < reminders.matter_count && r == 0; i++)
        r = bring_up(care, &reminders, &reminders.matters[i], now);
    for (size_t i = 0; i < reminders.count && r == 0; i++)
        r = remind(care, &reminders.items[i], urgent, now);
    if (r == 0)
        r = feedback_next_due(care->store, urgent, ret_due);
    for (size_t i = 0; i < reminders.matter_count; i++)
        matter_clear(&reminders.matters[i]);
    free(reminders.matters);
    free(reminders.items);
    return r;
}

/* ---- what time brings about ---- */

/* The chore. */
static int look(void *arg, int64_t now, int64_t *ret_next)
{
    struct care *care = arg;
    int64_t due[3] = {0};
    int r = summarize(care, now, &due[0]);

    if (r == 0)
        r = escalate(care, true, now, &due[1]);
    if (r == 0)
        r = escalate(care, false, now, &due[2]);
    for (size_t i = 0; i < ARRAY_SIZE(due); i++)
        if (due[i] && (*ret_next == 0 || due[i] < *ret_next))
            *ret_next = due[i];
    return r;
}

void care_start(struct care *care)
{
    dispatch_add_chore(care->dispatch, "care for feedback", look, care);
}

int care_begin(struct care *care, int64_t feedback, bool urgent, int64_t now)
{
    int64_t delay = delay_of(care, urgent);
    int r = feedback_set_due(care->store, feedback, 0, delay ? now + delay : 0);

    if (r == 0 && delay)
        dispatch_chore_due(care->dispatch, look, now + delay);
    return r;
}

/* ---- what corrections have taught ---- */

static void take_lesson(int64_t record, int kind, int category, const char *text, void *arg)
{
    struct care *care = arg;

    if (kind == REPLY_REPORT && category)
        learnt_add(care->learnt, record, (enum reply_category)category, text);
}

static int read_lessons(struct care *care)
{
    if (care->lessons_are_read)
        return 0;
    learnt_clear(care->learnt);
    int r = lesson_list(care->store, LESSONS_MAX, take_lesson, care);
    care->lessons_are_read = r == 0;
    return r;
}

int care_learnt(struct care *care, const char *text, struct reply *reply)
{
    char *why;

    if (reply->kind != REPLY_REPORT)
        return 0;
    int r = read_lessons(care);
    enum reply_category category =
        r == 0 ? learnt_category(care->learnt, text, &why) : REPLY_CATEGORY_NONE;
    if (category == REPLY_CATEGORY_NONE)
        return r;
    char *both = xasprintf("%s; %s, %s", reply->why, reply_category_word(category), why);
    free(reply->why);
    free(why);
    reply->why = both;
    reply->category = category;
    return 0;
}

/* ---- a record comes ---- */

static int assign(struct care *care, struct matter *m, int64_t now)
{
    struct staff_row staff;
    int r = staff_of_category(care->store, m->category, &m->staff_id);

    if (r != 0 || m->staff_id == 0)
        return r;
    r = feedback_assign(care->store, m->id, m->staff_id);
    if (r == 0)
        r = staff_get_by_id(care->store, m->staff_id, &staff);
    return r == 0 ? care_note(care, m->id, care_author, "assigned", staff.name, now) : r;
}

int care_route(struct care *care, int64_t feedback, int64_t now)
{
    struct matter m = {0};
    int r = feedback_get(care->store, feedback, take_matter, &m);

    if (r == 0 && m.open && !m.staff_id && m.category)
        r = assign(care, &m, now);
    if (r == 0 && m.open && m.urgent && m.kind != REPLY_SERVICE && m.told == FEEDBACK_TOLD_NOT)
        r = alert(care, &m, now);
    if (r == 0 && m.told == FEEDBACK_TOLD_SOON)
        dispatch_chore_due(care->dispatch, look, now + care->settings->alert_every_ms);
    if (r == 0 && m.open)
        r = care_begin(care, m.id, m.urgent, now);
    matter_clear(&m);
    return r;
}
