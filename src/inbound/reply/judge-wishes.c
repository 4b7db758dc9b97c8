/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Advertisements, wrong numbers, and who wants messages no more or again. */
#include "inbound/reply/judge.h"

static bool has_advert_words(const struct judge *j)
{
    size_t count = 0, last = 0;

    for (const struct find *find = NULL;
         (find = finds_next(&j->e.r.finds, KEYWORD_ADVERT, find));) {
        if (count == 0 || find->from >= last)
            count++;
        last = find->to;
    }
    return reading_has(&j->e.r, KEYWORD_ADVERT_SURE) || count >= 3;
}

bool judge_advert(struct judge *j)
{
    if (!has_advert_words(j))
        return false;
    return judge_decide_by(j, REPLY_SERVICE, "an advertisement",
                           reading_has(&j->e.r, KEYWORD_ADVERT_SURE) ? KEYWORD_ADVERT_SURE
                                                                     : KEYWORD_ADVERT);
}

bool judge_wrong_number(struct judge *j)
{
    if (!reading_has(&j->e.r, KEYWORD_WRONG_NUMBER))
        return false;
    return judge_decide_by(j, REPLY_WRONG_NUMBER, "says that this is another's number",
                           KEYWORD_WRONG_NUMBER);
}

bool judge_start(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && judge_is_all(j, KEYWORD_START_ALONE);

    if (!alone && !reading_affirms(&j->e.r, KEYWORD_START))
        return false;
    return judge_decide_by(j, REPLY_START, "wants messages again",
                           alone ? KEYWORD_START_ALONE : KEYWORD_START);
}

/* "Huy nhận được tin rồi" is not "hủy nhận", for the words say as well that it was received; nor
 * "cô Dung nhắn" "dừng nhắn". */
static bool wants_no_more(const struct judge *j)
{
    const struct finds *finds = &j->e.r.finds;

    for (const struct find *find = NULL; (find = finds_next(finds, KEYWORD_STOP, find));) {
        bool else_meant = j->e.r.speech.items[find->from].name;
        for (size_t i = find->from; i < find->to; i++)
            else_meant |= finds_cover(finds, KEYWORD_ACK, i);
        if (!else_meant)
            return true;
    }
    return false;
}

static bool is_word_of_option(const struct judge *j, size_t word)
{
    const struct phrases *phrases = &j->e.phrases;

    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->items[i];
        for (size_t k = 0; phrase->source != PHRASE_BODY && k < phrase->count; k++)
            if (!phrase->empty[k] && !phrase->pure_no && phrase_word_fits(phrase, k, &j->e.r, word))
                return true;
    }
    return false;
}

/* "khoi nhan" where one option is "Nhận giống": not "khỏi nhắn". */
static bool names_a_word_of_option(const struct judge *j)
{
    for (const struct find *find = NULL; (find = finds_next(&j->e.r.finds, KEYWORD_STOP, find));)
        for (size_t word = find->from; word < find->to; word++)
            if (is_word_of_option(j, word))
                return true;
    return false;
}

bool judge_may_refuse_option(const struct judge *j)
{
    const struct choice *choice = &j->e.choice;
    bool made = choice->state == CHOICE_MADE && (choice->sure || choice->from < choice->to);

    return choice->mentioned || made || names_a_word_of_option(j);
}

bool judge_stop(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && judge_is_all(j, KEYWORD_STOP_ALONE);
    bool asks = reading_asks(&j->e.r) && reading_has(&j->e.r, KEYWORD_POLICY);

    if (asks || (!alone && !wants_no_more(j)))
        return false;
    if (!alone && judge_may_refuse_option(j))
        return judge_decide_by(j, REPLY_UNCLEAR, "may be an answer, or want no more messages",
                               KEYWORD_STOP);
    return judge_decide_by(j, REPLY_STOP, "wants no more messages",
                           alone ? KEYWORD_STOP_ALONE : KEYWORD_STOP);
}
