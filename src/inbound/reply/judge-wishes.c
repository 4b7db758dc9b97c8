/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Advertisements, wrong numbers, and who wants messages no more or again. */
#include "inbound/reply/judge.h"

#include "base/memory.h"

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

/* By the word right before: "toi khong doc duoc dung nhan" denies no "đừng nhắn". */
static bool is_taken_back(const struct judge *j, const struct find *find)
{
    const struct finds *finds = &j->e.r.finds;

    for (const struct find *no = NULL; (no = finds_next(finds, KEYWORD_NEGATION, no));)
        if (no->to == find->from && !j->e.r.speech.items[find->from].starts_clause)
            return true;
    return false;
}

/* Said as such: not denied ("đừng xóa số tôi"), nobody's name ("cô Dung nhắn"), no part of what
 * means something else ("gửi lại tin này"), nor of what says that it was received ("Huy nhận được
 * tin rồi"). */
static bool is_meant(const struct judge *j, const struct find *find)
{
    const struct finds *finds = &j->e.r.finds;

    if (is_taken_back(j, find) || j->e.r.speech.items[find->from].name ||
        finds_exceed(finds, KEYWORD_FIXED, find->from, find->to))
        return false;
    for (size_t i = find->from; i < find->to; i++)
        if (finds_cover(finds, KEYWORD_ACK, i))
            return false;
    return true;
}

/* What the messages are about: who wants none of meetings may want those of storms. */
static bool is_subject(const struct judge *j, size_t word)
{
    for (int k = KEYWORD_DISASTER; k <= KEYWORD_MEETING; k++)
        if (finds_cover(&j->e.r.finds, (enum keyword)k, word))
            return true;
    return false;
}

/* "đừng gửi tin họp", but not "đừng gửi nữa mệt lắm". */
static bool names_a_subject(const struct judge *j, const struct find *find)
{
    enum { SOON = 3 };
    size_t end = speech_clause_end(&j->e.r.speech, find->from);

    for (size_t i = find->to; i < end && i < find->to + SOON; i++) {
        if (finds_cover(&j->e.r.finds, KEYWORD_FILLER, i))
            return false;
        if (is_subject(j, i))
            return true;
    }
    return false;
}

/* "đừng nhắn đêm" */
static bool names_an_hour(const struct judge *j, const struct find *find)
{
    const struct speech *speech = &j->e.r.speech;
    size_t end = speech_clause_end(speech, find->from);

    for (size_t i = speech_clause_start(speech, find->from); i < end; i++)
        if (keywords_particle_at(j->e.r.keywords, PARTICLE_HOUR, speech, i))
            return true;
    return false;
}

enum certainty {
    UNHEARD,
    HEARD, /* it may be of something else */
    CERTAIN,
};

/* Whether a wish is heard in the words of such a group. */
static enum certainty hear(const struct judge *j, enum keyword keyword)
{
    const struct speech *speech = &j->e.r.speech;
    enum certainty certainty = UNHEARD;

    for (const struct find *find = NULL; (find = finds_next(&j->e.r.finds, keyword, find));) {
        size_t start = speech_clause_start(speech, find->from);
        size_t end = speech_clause_end(speech, find->from);
        if (!is_meant(j, find) || reading_asks_between(&j->e.r, start, end))
            continue;
        if (!names_a_subject(j, find) && !names_an_hour(j, find))
            return CERTAIN;
        certainty = HEARD;
    }
    return certainty;
}

bool judge_start(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && judge_is_all(j, KEYWORD_START_ALONE);
    enum certainty heard = alone ? CERTAIN : hear(j, KEYWORD_START);

    if (heard == UNHEARD || (!alone && !reading_affirms(&j->e.r, KEYWORD_START)))
        return false;
    if (heard == HEARD)
        return judge_decide_by(j, REPLY_UNCLEAR, "may want messages again, or something else",
                               KEYWORD_START);
    return judge_decide_by(j, REPLY_START, "wants messages again",
                           alone ? KEYWORD_START_ALONE : KEYWORD_START);
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

/* "tin nào cũng ghi soạn STOP để hủy": a word that says it by itself, among many others. */
static bool only_mentions_the_word(const struct judge *j)
{
    enum { FEW = 2 };
    const struct find *find = finds_next(&j->e.r.finds, KEYWORD_STOP, NULL);
    uint64_t groups =
        GROUP_BIT(KEYWORD_STOP) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    return find->to - find->from == 1 && !finds_next(&j->e.r.finds, KEYWORD_STOP, find) &&
           reading_count_outside(&j->e.r, groups) > FEW;
}

/* "nhận rồi, khỏi nhắn lại" */
static bool begins_with_receipt(const struct judge *j)
{
    const struct reading *r = &j->e.r;
    size_t first = 0;

    while (first < r->speech.count && reading_is_empty_word(r, first))
        first++;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_ACK, find));)
        for (size_t i = first; find->from == first && i < find->to; i++)
            if (keywords_particle_at(r->keywords, PARTICLE_DONE, &r->speech, i) ||
                keywords_particle_at(r->keywords, PARTICLE_ABLE, &r->speech, i))
                return true;
    return false;
}

/* Who is struck off hears no warning any more: what may mean anything else is for a person. */
bool judge_stop(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && judge_is_all(j, KEYWORD_STOP_ALONE);
    enum certainty heard = alone ? CERTAIN : hear(j, KEYWORD_STOP);

    if (heard == UNHEARD)
        return false;
    if (!alone && judge_may_refuse_option(j))
        return judge_decide_by(j, REPLY_UNCLEAR, "may be an answer, or want no more messages",
                               KEYWORD_STOP);
    if (!alone && (heard == HEARD || hear(j, KEYWORD_START) != UNHEARD ||
                   only_mentions_the_word(j) || begins_with_receipt(j)))
        return judge_decide_by(j, REPLY_UNCLEAR, "may want no more messages, or something else",
                               KEYWORD_STOP);
    return judge_decide_by(j, REPLY_STOP, "wants no more messages",
                           alone ? KEYWORD_STOP_ALONE : KEYWORD_STOP);
}
