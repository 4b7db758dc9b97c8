/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of a report. */
#include "inbound/enquiry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/memory.h"
#include "inbound/reply/danger.h"
#include "inbound/reply/reading.h"
#include "text/accents.h"

enum { OTHER_WORDS = 8 }; /* beside the question: what the report was about */

bool enquiry_asks(const struct reply_rules *rules, const char *text)
{
    const uint64_t small = GROUP_BIT(KEYWORD_STATUS) | GROUP_BIT(KEYWORD_FILLER) |
                           GROUP_BIT(KEYWORD_ADDRESS) | GROUP_BIT(KEYWORD_QUESTION) |
                           GROUP_BIT(KEYWORD_QUESTION_TAG) | GROUP_BIT(KEYWORD_THANKS);
    struct reading r;
    struct danger danger;

    if (!text_utf8_valid(text, strlen(text)))
        return false;
    reading_make(reply_rules_keywords(rules), NULL, text, &r);
    danger_read(&r, &danger);
    bool asks = reading_has(&r, KEYWORD_STATUS) && !danger.help && !danger.urgent &&
                reading_count_outside(&r, small) <= OTHER_WORDS;
    reading_free(&r);
    return asks;
}

/* The older record. */
struct older {
    int64_t id, received_at, closed_at;
    int category;
    bool open;
    char *words, *staff;
};

static void take(const struct feedback *f, void *arg)
{
    *(struct older *)arg = (struct older){
        .id = f->id,
        .received_at = f->received_at,
        .closed_at = f->closed_at,
        .category = f->category,
        .open = f->state == FEEDBACK_OPEN,
        .words = care_words(f),
        .staff = xstrdup(f->staff),
    };
}

static void older_clear(struct older *o)
{
    free(o->words);
    free(o->staff);
}

int enquiry_find(struct care *care, const struct reply_rules *rules, const struct reply *reply,
                 bool awaited, const char *text, int64_t phone_id, int64_t household_id,
                 int64_t now, int64_t *ret_about)
{
    bool may = (reply->kind == REPLY_REPORT && !reply->urgent) ||
               (reply->kind == REPLY_UNCLEAR && !awaited);
    struct older older = {0};

    *ret_about = 0;
    if (!may || !phone_id || !care->settings->ask_window_ms || !care->settings->ask_daily ||
        !enquiry_asks(rules, text))
        return 0;
    int r = feedback_of_sender(care->store, phone_id, household_id, INT64_MAX,
                               now - care->settings->ask_window_ms, take, &older);
    if (r == 0)
        *ret_about = older.id;
    older_clear(&older);
    return r < 0 ? r : 0;
}

int enquiry_read(struct care *care, int64_t about, struct reply *reply)
{
    struct older older = {0};
    int r = feedback_get(care->store, about, take, &older);

    if (r == 0) {
        free(reply->why);
        reply->why = xasprintf("asks what became of record %" PRId64, about);
        reply->kind = REPLY_REPORT;
        reply->category =
            older.category ? (enum reply_category)older.category : REPLY_CATEGORY_OTHER;
    }
    older_clear(&older);
    return r < 0 ? r : 0;
}

/* "24/11" */
static void write_day(int64_t wall_ms, char out[static 16])
{
    time_t at = (time_t)(wall_ms / 1000);
    struct tm tm;

    localtime_r(&at, &tm);
    strftime(out, 16, "%d/%m", &tm);
}

static int tell(struct care *care, const struct older *o, int64_t phone_id, int64_t now)
{
    const struct texts *texts = dispatch_texts(care->dispatch);
    const char *text = !o->open    ? texts->status_closed
                       : *o->staff ? texts->status_given
                                   : texts->status_waiting;
    char number[24], day[16], closed[16], *answer = NULL;
    int r = feedback_last_answer(care->store, o->id, &answer);

    if (r < 0)
        return r;
    snprintf(number, sizeof(number), "%" PRId64, o->id);
    write_day(o->received_at, day);
    write_day(o->closed_at ? o->closed_at : now, closed);
    char *about = texts_clip(o->words), *staff = texts_clip(o->staff);
    struct texts_word words[] = {{"n", number},    {"date", day},      {"text", about},
                                 {"staff", staff}, {"closed", closed}, {"answer", answer},
                                 {NULL, NULL}};
    char *shorter = texts_shorten(text, words, "answer");
    words[5].value = shorter;
    r = dispatch_notify(care->dispatch, phone_id, LANE_IMPORTANT,
                        dispatch_sending(care->dispatch)->expires_ms, text, words, now);
    free(shorter);
    free(about);
    free(staff);
    free(answer);
    return r;
}

int enquiry_answer(struct care *care, int64_t asking, int64_t about, int64_t phone_id, int64_t now)
{
    struct older older = {0};
    int64_t asked = 0;
    int r = feedback_get(care->store, about, take, &older);

    if (r == 0)
        r = feedback_asked(care->store, phone_id, now - DAY, &asked);
    bool answered = asked <= care->settings->ask_daily; /* this one is among them */
    if (r == 0 && answered)
        r = tell(care, &older, phone_id, now);
    if (r == 0)
        r = care_note(care, about, care_author, "asked", answered ? "" : "too often today", now);
    if (r == 0)
        r = care_note(care, asking, care_author, answered ? "told" : "not told",
                      answered ? "by SMS, how it stands" : "asked too often today", now);
    older_clear(&older);
    return r;
}
