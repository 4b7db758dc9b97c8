/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a reply answers the announcement, and so surely that no person need read it. */
#include "inbound/reply/judge.h"

/* Words that add nothing to the option that was chosen. */
static bool adds_nothing(const struct judge *j, size_t from, size_t to)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_CHOOSING) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_THANKS) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_NO) |
                      GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_DENIED_AFTER);

    return reading_is_made_of(&j->e.r, groups, from, to);
}

/* Where the text ends without a signature in a clause of its own ("ổn cả. Hùng xóm 3"). */
static size_t end_without_signature(const struct judge *j)
{
    enum { LONGEST = 6 };
    size_t count = j->e.r.speech.count;
    size_t start = count ? speech_clause_start(&j->e.r.speech, count - 1) : 0;

    if (start == 0 || count - start > LONGEST || j->e.r.figures[count - 1] != FIGURE_NAME)
        return count;
    for (size_t i = start; i < count; i++)
        for (int k = 0; k < KEYWORD_COUNT; k++)
            if (keyword_is_of_danger(k) && finds_cover(&j->e.r.finds, (enum keyword)k, i))
                return count;
    return start;
}

bool judge_says_option_alone(const struct judge *j)
{
    const struct choice *choice = &j->e.choice;
    size_t count = end_without_signature(j);

    for (size_t i = choice->to; i < count; i++) /* "đi không" asks */
        if (finds_cover(&j->e.r.finds, KEYWORD_NO, i) && choice->to > choice->from)
            return false;
    return choice->state == CHOICE_MADE && !choice->asked && adds_nothing(j, 0, choice->from) &&
           adds_nothing(j, choice->to, count);
}

bool judge_has_own_topic(const struct judge *j)
{
    enum reply_category topic = j->e.topic.category;

    if (topic == REPLY_CATEGORY_OTHER ||
        (topic == REPLY_CATEGORY_MEETING && reading_has(&j->e.r, KEYWORD_COMES)))
        return false; /* "cảm ơn", "đi họp" */
    return j->e.topic.score >= 5 && topic != j->e.around.category;
}

/* One word of an option, in a text that clearly speaks of something else than the announcement. */
static bool is_by_the_way(const struct judge *j)
{
    return j->e.choice.weak && judge_has_own_topic(j);
}

char *judge_note(const struct judge *j)
{
    size_t from = j->e.choice.from, to = j->e.choice.to, count = j->e.r.speech.count;
    bool before = !adds_nothing(j, 0, from), after = !adds_nothing(j, to, count);

    if (before && after)
        return judge_words(j, 0, count);
    if (after)
        return judge_words(j, to, count);
    return before ? judge_words(j, 0, from) : NULL;
}

/* "trâu còn ngoài nương": where people are asked for, what is said of animals chooses nothing. */
static bool is_of_animals(const struct judge *j)
{
    size_t start = speech_clause_start(&j->e.r.speech, j->e.choice.from);

    if (!j->e.context->options->help || reading_has(&j->e.r, KEYWORD_PERSON))
        return false;
    for (const struct find *find = NULL; (find = finds_next(&j->e.r.finds, KEYWORD_ANIMAL, find));)
        if (find->from >= start && find->to <= j->e.choice.from)
            return true;
    return false;
}

/* The option was not named by its number, and another rule speaks against the answer: "xin xuồng"
 * may ask for a boat. */
static bool is_doubtful_answer(const struct judge *j)
{
    return !j->e.choice.by_number &&
           (is_of_animals(j) || reading_has(&j->e.r, KEYWORD_WRONG_NUMBER) ||
            reading_has(&j->e.r, KEYWORD_STOP) ||
            (j->e.context->options->help && reading_affirms(&j->e.r, KEYWORD_NEED)));
}

bool judge_answer(struct judge *j)
{
    if (j->e.choice.state != CHOICE_MADE || is_by_the_way(j) || j->e.choice.asked ||
        evidence_chose_help(&j->e))
        return false;
    if (is_doubtful_answer(j))
        return judge_decide(j, REPLY_UNCLEAR, "may be an answer", j->e.choice.from, j->e.choice.to);
    j->reply->choice = j->e.choice.number;
    j->reply->urgent = j->e.danger.urgent;
    j->reply->note = judge_note(j);
    return judge_decide(j, REPLY_ANSWER, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}

bool judge_unsure(struct judge *j)
{
    return j->e.choice.state == CHOICE_UNSURE && !j->e.choice.asked &&
           judge_decide(j, REPLY_UNCLEAR, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}
