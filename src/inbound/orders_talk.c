/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers to those who give orders by SMS. */
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/memory.h"
#include "inbound/orders_inside.h"

void talk_begin(struct talk *t, struct orders *orders, const struct heard *heard)
{
    *t = (struct talk){.orders = orders, .heard = heard, .store = orders->store};
    t->texts = dispatch_texts(orders->dispatch);
    t->author = staff_author_by_sms(heard->staff.name);
    t->order = (struct staff_order){
        .staff_id = heard->staff.id,
        .phone_id = heard->staff.phone_id,
        .audience = "",
        .text = "",
        .code = "",
        .created_at = heard->at,
        .expires_at = heard->at,
    };
    char *name = texts_clip(heard->staff.name);
    talk_name(t, TALK_NAME, "%s", name);
    free(name);
}

void talk_clear(struct talk *t)
{
    free(t->audience);
    free(t->text);
    free(t->author);
    for (int i = 0; i < TALK_WORD_COUNT; i++)
        free(t->words[i]);
}

void talk_name(struct talk *t, enum talk_word word, const char *fmt, ...)
{
    struct buf value = BUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&value, fmt, ap);
    va_end(ap);
    free(t->words[word]);
    t->words[word] = buf_steal(&value);
}

void talk_name_count(struct talk *t, enum talk_word word, int64_t count)
{
    talk_name(t, word, "%" PRId64, count);
}

void talk_name_time(struct talk *t, enum talk_word word, int64_t at)
{
    time_t seconds = (time_t)(at / 1000), today = (time_t)(t->heard->at / 1000);
    struct tm tm, now;

    localtime_r(&seconds, &tm);
    localtime_r(&today, &now);
    if (tm.tm_yday == now.tm_yday && tm.tm_year == now.tm_year)
        talk_name(t, word, "%d:%02d", tm.tm_hour, tm.tm_min);
    else
        talk_name(t, word, "%d:%02d %d/%d", tm.tm_hour, tm.tm_min, tm.tm_mday, tm.tm_mon + 1);
}

/* ---- filling in ---- */

/* A list that was cut ends behind a whole piece. */
static void end_whole(char *list)
{
    char *dots = strstr(list, ".."), *blank = strrchr(list, ' ');

    if (dots && dots[2] == '\0' && blank)
        memcpy(blank, "..", sizeof(".."));
}

static void shorten_long_words(const char *text, struct texts_word *words,
                               char *cut[TALK_WORD_COUNT])
{
    for (int i = TALK_TEXT; i < TALK_WORD_COUNT; i++) {
        cut[i] = texts_shorten(text, words, words[i].name);
        if (i != TALK_TEXT)
            end_whole(cut[i]);
        words[i].value = cut[i];
    }
}

/* To the heads, or to the sender. */
static int say(struct talk *t, const char *text, bool heads)
{
    static const char *const names[] = {
#define TALK_NAME_OF(NAME, name) #name,
        TALK_WORDS(TALK_NAME_OF)
#undef TALK_NAME_OF
    };
    struct texts_word words[TALK_WORD_COUNT + 1] = {{NULL, NULL}}; /* a last one ends them */
    char *cut[TALK_WORD_COUNT] = {NULL};
    struct dispatch *d = t->orders->dispatch;
    int64_t lasts = t->words[TALK_CODE] ? t->order.expires_at - t->heard->at : HOUR;

    for (int i = 0; i < TALK_WORD_COUNT; i++)
        words[i] = (struct texts_word){names[i], t->words[i] ? t->words[i] : ""};
    shorten_long_words(text, words, cut);
    int r = heads ? dispatch_alarm_heads(d, text, words, t->heard->at)
                  : dispatch_notify(d, t->heard->staff.phone_id, LANE_EMERGENCY, lasts, text, words,
                                    t->heard->at);
    for (int i = 0; i < TALK_WORD_COUNT; i++)
        free(cut[i]);
    return r;
}

int talk_answer(struct talk *t, const char *text)
{
    return say(t, text, false);
}

int talk_tell_heads(struct talk *t, const char *text)
{
    return say(t, text, true);
}

/* ---- what could not be done ---- */

#define ANSWER(member) offsetof(struct texts, member)

static const struct {
    const char *code;
    size_t text;
} refusals[] = {
    {"unknown_group", ANSWER(order_unknown_group)},
    {"foreign_group", ANSWER(order_foreign_group)},
    {"empty_audience", ANSWER(order_empty_group)},
    {"text_too_long", ANSWER(order_too_long)},
    {"incomplete", ANSWER(order_usage)},
    {"text_empty", ANSWER(order_usage)},
    {"unknown_field", ANSWER(order_braces)},
    {"lone_brace", ANSWER(order_braces)},
    {"not_allowed", ANSWER(order_not_allowed)},
    {"not_yours", ANSWER(order_not_yours)},
    {"locked", ANSWER(order_locked)},
    {"too_many", ANSWER(order_limit)},
    {"no_announcement", ANSWER(order_none_yet)},
    {"unknown_announcement", ANSWER(order_unknown_id)},
    {"already_cancelled", ANSWER(order_already_cancelled)},
    {"nothing_to_approve", ANSWER(order_nothing_to_approve)},
    {"own_announcement", ANSWER(order_own)},
    {"expired", ANSWER(order_expired)},
    {"already_replaced", ANSWER(order_outdone)},
    {"no_bypass", ANSWER(order_no_bypass)},
};

int talk_answer_refusal(struct talk *t)
{
    const struct texts *texts = t->texts;
    size_t text = ANSWER(order_failed);

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        if (strcmp(refusals[i].code, t->refusal.code) == 0)
            text = refusals[i].text;
    return talk_answer(t, *(char *const *)((const char *)texts + text));
}
