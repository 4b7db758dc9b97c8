/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing by the words of an option's label or synonyms, all of them or some. */
#include "inbound/reply/chooser.h"

#include <string.h>

/* Inside a longer way to say it: "xin vắng". */
static bool is_spelled_out(const struct reading *r, const struct occurrence *o)
{
    return finds_exceed(&r->finds, KEYWORD_ABSENT, o->from, o->to);
}

static bool is_two_faced_alone(const struct chooser *c)
{
    bool found = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if (!chooser_is_two_faced(c->r, o))
            return false;
        found |= !is_spelled_out(c->r, o);
    }
    return found &&
           reading_count_outside(c->r, GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                                           GROUP_BIT(KEYWORD_ASSENT)) == 0;
}

/* Two options, of which one says a word more in front: "Đã tiêm" beside "Tiêm". */
static bool begins_with_more(const struct phrase *longer, const struct phrase *phrase)
{
    if (longer->option == phrase->option || longer->negated != phrase->negated ||
        longer->count != phrase->count + 1)
        return false;
    for (size_t word = 0; word < phrase->count; word++)
        if (strcmp(phrase->words[word].plain, longer->words[word + 1].plain) != 0)
            return false;
    return true;
}

/* "rồi" stands behind it. */
static bool is_said_to_be_done(const struct chooser *c, const struct occurrence *o)
{
    return o->to < c->r->speech.count &&
           keywords_particle_at(c->r->keywords, PARTICLE_ASPECT, &c->r->speech, o->to);
}

/* "tiem roi" where the options are "Tiêm" and "Đã tiêm" says the latter; NO_OPTION: nothing such.
 */
static int option_of_done(const struct chooser *c, const struct occurrence *o)
{
    for (size_t i = 0; is_said_to_be_done(c, o) && i < c->phrases->count; i++)
        if (begins_with_more(&c->phrases->items[i], o->phrase))
            return (int)c->phrases->items[i].option;
    return NO_OPTION;
}

/* "da tiem" there: a "dạ" or a "đã". */
static bool may_begin_with_assent(const struct chooser *c, const struct occurrence *o)
{
    if (word_has_accents(&c->r->speech.items[o->from].readings[0]) ||
        !finds_cover(&c->r->finds, KEYWORD_ASSENT, o->from) || is_said_to_be_done(c, o))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++)
        if (begins_with_more(o->phrase, &c->phrases->items[i]))
            return true;
    return false;
}

/* Whether what was said for the option leaves open, or says of another, that it is done already. */
static bool settles_what_is_done(struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o))
            continue;
        int done = option_of_done(c, o);
        if (done != NO_OPTION) {
            chooser_settle(c, CHOICE_MADE, done, "says that it is done");
            c->choice->from = o->from;
            c->choice->to = o->to + 1;
            return true;
        }
        if (may_begin_with_assent(c, o)) {
            chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                           "may say that it is done, or choose to do it");
            return true;
        }
    }
    return false;
}

static bool same_words(const struct phrase *a, const struct phrase *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->words[i].plain, b->words[i].plain) != 0)
            return false;
    return true;
}

/* "ông đi bà không đi": the same words said and denied in one clause. */
static bool contradicts_itself(const struct chooser *c)
{
    for (size_t i = 0; i < c->found.count; i++)
        for (size_t j = 0; j < c->found.count; j++) {
            const struct occurrence *a = &c->found.items[i], *b = &c->found.items[j];
            if (a->denied && !b->denied && same_words(a->phrase, b->phrase) &&
                (a->to <= b->from || b->to <= a->from) &&
                speech_clause_start(&c->r->speech, a->from) ==
                    speech_clause_start(&c->r->speech, b->from))
                return true;
        }
    return false;
}

static size_t count_weighty(const enum weight *weights, size_t count, enum weight least)
{
    size_t n = 0;

    for (size_t i = 0; i < count && i < OPTIONS_MAX; i++)
        n += weights[i] >= least;
    return n;
}

static void point_at(struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option == option && occurrence_affirms(o) &&
            o->to - o->from > c->choice->to - c->choice->from) {
            c->choice->from = o->from;
            c->choice->to = o->to;
        }
    }
}

/* "3 con gai toi di thay": the number may be the option, or count daughters. */
static bool begins_with_another_number(const struct chooser *c, int option)
{
    int number;

    if (!c->r->speech.count || !chooser_is_figure(c, 0, FIGURE_EITHER))
        return false;
    number = chooser_find_option(c->options, c->r->values[0]);
    return number != NO_OPTION && number != option;
}

/* "ch7a ngập": what stands right before may have been a denial. */
static bool follows_a_strange_word(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        const struct said *said = &c->r->speech.items[o->from];
        if ((int)o->phrase->option == option && o->from > 0 && !said->starts_clause &&
            said[-1].strange && !said[-1].name)
            return true;
    }
    return false;
}

/* "xin vắng mặt, nhà có việc": a word as common as "có", beside one that refuses to come. */
static bool refuses_as_well(const struct chooser *c, int option)
{
    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, KEYWORD_ABSENT, find));)
        if (!c->r->denied[find->from] && !chooser_covers(c, find->from))
            return c->affirmed[option] == WEIGHT_GENERIC;
    return false;
}

static bool tells_of_trouble(const struct phrase *phrase)
{
    if (phrase->groups & GROUP_BIT(KEYWORD_TROUBLE))
        return true;
    for (int k = 0; k < KEYWORD_COUNT; k++)
        if (keyword_is_of_danger((enum keyword)k) && (phrase->groups & GROUP_BIT(k)))
            return true;
    return false;
}

/* "ngập" where one is asked whether help is needed and the options are "Ngập, có gác" and "Cần
 * thuyền": no more than the trouble is known. */
static bool leaves_help_open(const struct chooser *c, int option)
{
    bool part = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o) ||
            o->phrase->source == PHRASE_BODY)
            continue;
        if (!o->phrase->part || !tells_of_trouble(o->phrase))
            return false;
        part = true;
    }
    return part && c->options->help && c->options->items[option].number != c->options->help;
}

bool choose_by_words(struct chooser *c)
{
    enum weight weight, against;
    size_t count = c->options->count;
    int option = chooser_heaviest(c->affirmed, count, &weight);

    if (is_two_faced_alone(c)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "may be a yes or a no without its accents");
        return true;
    }
    if (contradicts_itself(c)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says and denies the same");
        return true;
    }
    if (weight == WEIGHT_NONE)
        return false;
    if (option == NO_OPTION ||
        (weight < WEIGHT_PHRASE && count_weighty(c->affirmed, count, weight) > 1) ||
        count_weighty(c->affirmed, count, WEIGHT_WORD) > 1) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says the words of two options");
        return true;
    }
    against = c->denied[option];
    if (weight == WEIGHT_GENERIC && begins_with_another_number(c, option)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                       "holds a number that may be an option or an amount");
        return true;
    }
    if (refuses_as_well(c, option)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says yes and refuses");
        return true;
    }
    if (settles_what_is_done(c, option))
        return true;
    if (leaves_help_open(c, option)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                       "says part of an option, which tells of trouble");
        return true;
    }
    if (follows_a_strange_word(c, option)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                       "says an option's words behind one that cannot be read");
        return true;
    }
    if (against >= weight) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says an option's words and denies them");
        return true;
    }
    chooser_settle(c, CHOICE_MADE, option, "says the option's words");
    point_at(c, option);
    c->choice->sure = weight > WEIGHT_GENERIC;
    c->choice->weak = weight < WEIGHT_PHRASE && !chooser_begins_text(c);
    return true;
}

static bool others_say(const struct chooser *c, const struct phrase *like, size_t word)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t j = 0; phrase->option != like->option && j < phrase->count; j++)
            if (strcmp(phrase->words[j].plain, like->words[word].plain) == 0)
                return true;
    }
    return false;
}

/* How many of the words that only this phrase's option says stand in the reply, not denied. */
static size_t shared_words(const struct chooser *c, const struct phrase *phrase)
{
    size_t count = 0;

    for (size_t word = 0; word < phrase->count; word++) {
        bool found = false;
        if (phrase->empty[word] || others_say(c, phrase, word))
            continue;
        for (size_t at = 0; at < c->r->speech.count && !found; at++)
            found = !finds_cover(&c->r->finds, KEYWORD_FIXED, at) &&
                    phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !chooser_is_generic(c->r, at);
        count += found;
    }
    return count;
}

/* Two words at least. */
static bool shares_enough(const struct chooser *c, const struct phrase *phrase)
{
    return !phrase->pure_no && shared_words(c, phrase) >= 2;
}

/* All that a label or synonym says, if in other order: "nhà sập" for "sập nhà". */
static bool shares_all(const struct chooser *c, const struct phrase *phrase)
{
    return phrase->source != PHRASE_BODY && shared_words(c, phrase) == phrase_telling_words(phrase);
}

/* Each of its words, if others say some of them too and in whatever order: "thứ bảy thì buổi chiều"
 * for "Chiều thứ Bảy". */
static bool says_every_word(const struct chooser *c, const struct phrase *phrase)
{
    if (phrase->source == PHRASE_BODY || phrase_telling_words(phrase) < 2)
        return false;
    for (size_t word = 0; word < phrase->count; word++) {
        bool found = phrase->empty[word];
        for (size_t at = 0; at < c->r->speech.count && !found; at++)
            found = phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !chooser_is_generic(c->r, at);
        if (!found)
            return false;
    }
    return true;
}

/* The one option that has a label or synonym of which every word is said. */
static bool choose_by_every_word(struct chooser *c)
{
    int best = NO_OPTION;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (best == (int)phrase->option || !says_every_word(c, phrase))
            continue;
        if (best != NO_OPTION)
            return false;
        best = (int)phrase->option;
    }
    if (best == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, best, "says every word of this option");
    c->choice->sure = c->choice->weak = true;
    return true;
}

bool choose_by_some_words(struct chooser *c)
{
    int best = NO_OPTION;
    bool tie = false, all = false;

    if (choose_by_every_word(c))
        return true;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (!shares_enough(c, phrase))
            continue;
        tie |= best != NO_OPTION && best != (int)phrase->option;
        all |= shares_all(c, phrase);
        best = (int)phrase->option;
    }
    if (best == NO_OPTION)
        return false;
    if (tie)
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says words of two options");
    else
        chooser_settle(c, CHOICE_MADE, best, "says words of this option alone");
    c->choice->sure = all;
    c->choice->weak = true;
    c->choice->guessed = !all;
    return true;
}
