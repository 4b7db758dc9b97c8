/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a reply answers the announcement, and so surely that no person need read it. */
#include "inbound/judge.h"

enum { OTHER_WORDS = 4 }; /* beside one that names an option */

/* An answer that the option's number does not name; one read from some of an option's words. */
#define ANSWER_GRANTED 0.85
#define ANSWER_GUESSED 0.85
#define ANSWER_OF_ONE_WORD 0.985 /* among many others */
#define ANSWER_HELP_DOUBTED 0.2  /* it may be a call all the same */

/* Words that add nothing to the option that was chosen. */
bool judge_adds_nothing(const struct judge *j, size_t from, size_t to)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_CHOOSING) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_NO) | GROUP_BIT(KEYWORD_NEGATION);

    return reading_is_made_of(&j->e.r, groups, from, to);
}

static double belief_in_answer(const struct judge *j)
{
    return j->guess.kinds[REPLY_ANSWER] + j->guess.kinds[REPLY_ACK];
}

/* One word of an option, in a text that clearly speaks of something else than the announcement. */
static bool is_by_the_way(const struct judge *j)
{
    if (!j->e.choice.weak)
        return false;
    if (!j->model)
        return j->e.topic.score >= 5 && j->e.topic.category != j->e.around.category;
    return belief_in_answer(j) < (j->e.choice.guessed ? 0.4 : 0.25);
}

/* The text without the words that chose: what follows them, or else what stands before; all of it
 * where they stand in the middle. */
static char *find_note(const struct judge *j)
{
    size_t from = j->e.choice.from, to = j->e.choice.to, count = j->e.r.speech.count;
    bool before = !judge_adds_nothing(j, 0, from), after = !judge_adds_nothing(j, to, count);

    if (before && after)
        return judge_words(j, 0, count);
    if (after)
        return judge_words(j, to, count);
    return before ? judge_words(j, 0, from) : NULL;
}

/* It seems to ask, but the option is named in so many words and the model sees an answer. */
static bool is_answer_all_the_same(const struct judge *j)
{
    return j->model && !j->e.choice.weak && j->e.choice.from < j->e.choice.to &&
           j->guess.kinds[REPLY_ANSWER] >= 0.8 && !j->e.r.speech.asks;
}

/* The option is named by the way, by one word among many that say something else; and that word
 * would be said of any announcement ("đi"), or the model is not all but certain. */
static bool is_one_word_of_many(const struct judge *j)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_THANKS) |
                      GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_CHOOSING);

    return j->e.choice.weak && (!j->e.choice.sure || belief_in_answer(j) < ANSWER_OF_ONE_WORD) &&
           j->e.choice.to - j->e.choice.from <= 1 &&
           reading_count_outside(&j->e.r, groups) > OTHER_WORDS;
}

/* "trâu còn ngoài nương": where people are asked for, what is said of animals chooses nothing. */
static bool is_of_animals(const struct judge *j)
{
    const struct find *find;
    size_t start = speech_clause_start(&j->e.r.speech, j->e.choice.from);

    if (!j->e.context->options->help || reading_has(&j->e.r, KEYWORD_PERSON))
        return false;
    for (size_t i = 0; (find = finds_next(&j->e.r.finds, KEYWORD_ANIMAL, &i)); i++)
        if (find->from >= start && find->to <= j->e.choice.from)
            return true;
    return false;
}

/* The option was not named by its number, and something else speaks against the answer: another
 * rule, the model, or danger to people. */
static bool is_doubtful_answer(const struct judge *j)
{
    if (j->e.choice.by_number || !j->model)
        return false;
    return is_of_animals(j) || reading_has(&j->e.r, KEYWORD_WRONG_NUMBER) ||
           reading_has(&j->e.r, KEYWORD_STOP) ||
           belief_in_answer(j) < (j->e.choice.guessed ? ANSWER_GUESSED : ANSWER_GRANTED) ||
           j->guess.kinds[REPLY_HELP] >= ANSWER_HELP_DOUBTED || is_one_word_of_many(j);
}

bool judge_answer(struct judge *j)
{
    if (j->e.choice.state != CHOICE_MADE || is_by_the_way(j) ||
        (j->e.choice.asked && !is_answer_all_the_same(j)) ||
        (evidence_chose_help(&j->e) && !judge_believes_chosen_help(j)))
        return false;
    if (is_doubtful_answer(j))
        return judge_decide(j, REPLY_UNCLEAR, "may be an answer", j->e.choice.from, j->e.choice.to);
    j->reply->choice = j->e.choice.number;
    j->reply->urgent = j->e.danger.urgent;
    j->reply->note = find_note(j);
    return judge_decide(j, REPLY_ANSWER, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}

bool judge_unsure(struct judge *j)
{
    return j->e.choice.state == CHOICE_UNSURE && !j->e.choice.asked &&
           judge_decide(j, REPLY_UNCLEAR, j->e.choice.rule, j->e.choice.from, j->e.choice.to);
}
