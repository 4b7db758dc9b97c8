/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was received, what is told or asked, and what can only be read by a person. */
#include "inbound/reply/judge.h"

#include <string.h>

static bool is_single_letter(const struct judge *j, size_t word)
{
    const struct said *said = &j->e.r.speech.items[word];

    return strlen(said->readings[0].plain) == 1 && said->reading_count == 1;
}

/* Nothing but signs, strange words and, where no number was asked for, numbers. */
bool judge_empty(struct judge *j)
{
    for (size_t i = 0; i < j->e.r.speech.count; i++)
        if (!j->e.r.speech.items[i].strange &&
            (evidence_has_options(&j->e) ||
             (j->e.r.speech.items[i].number < 0 &&
              (!is_single_letter(j, i) || word_has_accents(&j->e.r.speech.items[i].readings[0])))))
            return false;
    return judge_decide(j, REPLY_UNCLEAR, "no word that can be read", 0, 0);
}

/* Words that say that it was received, assent or thank, and such as add nothing. */
static const uint64_t words_of_ack = GROUP_BIT(KEYWORD_ACK) | GROUP_BIT(KEYWORD_ASSENT) |
                                     GROUP_BIT(KEYWORD_THANKS) | GROUP_BIT(KEYWORD_FILLER) |
                                     GROUP_BIT(KEYWORD_ADDRESS);

/* "đã nhận thuốc rồi": where options are open, another thing may have been received than the
 * message. */
static bool is_of_another_thing(const struct judge *j)
{
    const struct reading *r = &j->e.r;

    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_ACK, find));)
        if (find->to == r->speech.count || r->speech.items[find->to].starts_clause ||
            reading_is_made_of(r, words_of_ack, find->to, find->to + 1))
            return false;
    return evidence_has_options(&j->e);
}

/* Thanks and assent are all that is said; or that it was received, and little more. */
static bool says_received(const struct judge *j)
{
    uint64_t polite = GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_THANKS);
    size_t more = reading_count_outside(&j->e.r, words_of_ack);

    if (reading_asks(&j->e.r) || (j->e.choice.mentioned && j->e.r.speech.count <= 2))
        return false;
    if (reading_has(&j->e.r, KEYWORD_ACK))
        return more <= 5 && !is_of_another_thing(j) && (more <= 2 || j->e.topic.score <= 4);
    if (!reading_has(&j->e.r, KEYWORD_ASSENT) && !reading_has(&j->e.r, KEYWORD_THANKS))
        return false;
    return more == 0 ||
           (more <= 3 && !evidence_has_options(&j->e) && reading_is_made_of(&j->e.r, polite, 0, 1));
}

bool judge_ack(struct judge *j)
{
    if (!says_received(j))
        return false;
    return judge_decide_by(j, REPLY_ACK, "says that it was received",
                           reading_has(&j->e.r, KEYWORD_ACK)      ? KEYWORD_ACK
                           : reading_has(&j->e.r, KEYWORD_THANKS) ? KEYWORD_THANKS
                                                                  : KEYWORD_ASSENT);
}

/* While options are open a text that does not ask may be an answer in words that we do not know,
 * and a person reads it; it is a report where it tells of trouble, or of another subject. */
static bool may_be_an_answer(const struct judge *j)
{
    if (!evidence_has_options(&j->e) || reading_asks(&j->e.r) || j->e.danger.urgent)
        return false;
    if (j->e.choice.state == CHOICE_MADE)
        return true;
    if (reading_has(&j->e.r, KEYWORD_TROUBLE))
        return j->e.topic.score < 4;
    return !judge_has_own_topic(j) || j->e.choice.mentioned;
}

/* "gì vậy", "sao": a question word and nothing that it asks for. */
static bool asks_nothing(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_QUESTION) | GROUP_BIT(KEYWORD_QUESTION_TAG);

    return j->e.r.speech.count <= 2 && reading_count_outside(&j->e.r, groups) == 0;
}

bool judge_report(struct judge *j)
{
    bool asks = reading_asks(&j->e.r) && !asks_nothing(j);
    bool ruled = !may_be_an_answer(j) &&
                 (asks || j->e.topic.score >= 2 || j->e.danger.urgent || j->e.r.speech.count >= 4);

    if (asks_nothing(j) || !ruled)
        return false;
    j->reply->urgent = j->e.danger.urgent;
    return judge_decide(j, REPLY_REPORT, asks ? "asks" : "tells of something", 0, 0);
}

bool judge_unclear(struct judge *j)
{
    return judge_decide(j, REPLY_UNCLEAR, "no rule fits", 0, 0);
}
