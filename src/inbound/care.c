/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feedback goes somewhere. */
#include "inbound/care.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "inbound/care_inside.h"
#include "store/staff.h"

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

/* ---- what time brings about ---- */

/* The chore. */
static int look(void *arg, int64_t now, int64_t *ret_next)
{
    struct care *care = arg;
    int64_t due[3] = {0};
    int r = care_summarize(care, now, &due[0]);

    if (r == 0)
        r = care_escalate(care, true, now, &due[1]);
    if (r == 0)
        r = care_escalate(care, false, now, &due[2]);
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
    int64_t delay = care_delay(care, urgent);
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

static int assign(struct care *care, struct care_matter *m, int64_t now)
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
    struct care_matter m = {0};
    int r = feedback_get(care->store, feedback, care_take_matter, &m);

    if (r == 0 && m.open && !m.staff_id && m.category)
        r = assign(care, &m, now);
    if (r == 0 && m.open && m.urgent && m.kind != REPLY_SERVICE && m.told == FEEDBACK_TOLD_NOT)
        r = care_alert(care, &m, now);
    if (r == 0 && m.told == FEEDBACK_TOLD_SOON)
        dispatch_chore_due(care->dispatch, look, now + care->settings->alert_every_ms);
    if (r == 0 && m.open)
        r = care_begin(care, m.id, m.urgent, now);
    care_clear_matter(&m);
    return r;
}
