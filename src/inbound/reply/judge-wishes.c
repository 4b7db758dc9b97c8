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

bool judge_stop(struct judge *j)
{
    bool alone = !evidence_has_options(&j->e) && judge_is_all(j, KEYWORD_STOP_ALONE);
    bool asks = reading_asks(&j->e.r) && reading_has(&j->e.r, KEYWORD_POLICY);

    if (asks || (!alone && !reading_has(&j->e.r, KEYWORD_STOP)))
        return false;
    return judge_decide_by(j, REPLY_STOP, "wants no more messages",
                           alone ? KEYWORD_STOP_ALONE : KEYWORD_STOP);
}
