/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the announcement's options a reply chooses: by its number, by its words, by yes and
 * no where the options are a yes and a no. What contradicts itself is left to a person. */
#include "inbound/choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { NO_OPTION = -1, OPTIONS_MAX = 32 };

/* How much an occurrence weighs: a word such as "đi" or "có" is also said by the way. */
enum weight { WEIGHT_NONE, WEIGHT_GENERIC, WEIGHT_WORD, WEIGHT_PHRASE };

struct chooser {
    const struct reading *r;
    const struct phrases *phrases;
    const struct options *options;
    struct occurrences found;
    enum weight affirmed[OPTIONS_MAX], denied[OPTIONS_MAX];
    struct choice *choice;
};

static void settle(struct chooser *c, enum choice_state state, int option, const char *rule)
{
    c->choice->state = state;
    c->choice->number = option == NO_OPTION ? 0 : c->options->items[option].number;
    c->choice->rule = rule;
}

static int find_option(const struct options *options, long long number)
{
    for (size_t i = 0; i < options->count && i < OPTIONS_MAX; i++)
        if (options->items[i].number == number)
            return (int)i;
    return NO_OPTION;
}

/* --- What the words say ------------------------------------------------------------------------
 */

static bool is_generic_word(const struct reading *r, size_t word)
{
    uint64_t groups = GROUP_BIT(KEYWORD_COMES) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_NO) |
                      GROUP_BIT(KEYWORD_AGREES) | GROUP_BIT(KEYWORD_FILLER) |
                      GROUP_BIT(KEYWORD_ADDRESS);

    return reading_is_made_of(r, groups, word, word + 1);
}

static size_t telling_words(const struct phrase *phrase)
{
    size_t count = 0;

    for (size_t i = 0; i < phrase->count; i++)
        count += !phrase->empty[i];
    return count;
}

/* "vang" without accents is "vắng" and "vâng": alone it says neither. */
static bool is_two_faced(const struct reading *r, const struct occurrence *o)
{
    const struct said *said = &r->speech.items[o->from];
    const struct find *find;

    if (o->to - o->from > 1 || word_has_accents(&said->readings[0]) || o->denied)
        return false;
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_YES, &index)); index++)
        if (find->from == o->from && find->to == o->to &&
            strcmp(said->readings[0].plain, "vang") == 0)
            return true;
    return false;
}

static enum weight weigh(const struct chooser *c, const struct occurrence *o)
{
    const struct phrase *phrase = o->phrase;

    if (is_two_faced(c->r, o))
        return WEIGHT_NONE;
    if (o->not_yet && phrase->negated && !phrase->not_yet && c->options->count > 2)
        return WEIGHT_NONE; /* "chưa tiêm" is not "không tiêm" where there is a third answer */
    if (telling_words(phrase) > 1 || (phrase->negated && o->denied))
        return WEIGHT_PHRASE;
    if (phrase->count == 1 && is_generic_word(c->r, o->from))
        return WEIGHT_GENERIC;
    return WEIGHT_WORD;
}

static void weigh_options(struct chooser *c)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        enum weight weight = weigh(c, o);
        enum weight *slot =
            occurrence_affirms(o) ? &c->affirmed[o->phrase->option] : &c->denied[o->phrase->option];
        if (weight > *slot)
            *slot = weight;
    }
}

/* The option that alone reaches the heaviest weight; NO_OPTION when none does or several do. */
static int heaviest(const enum weight *weights, size_t count, enum weight *ret_weight)
{
    int best = NO_OPTION;
    bool tie = false;

    *ret_weight = WEIGHT_NONE;
    for (size_t i = 0; i < count && i < OPTIONS_MAX; i++) {
        if (weights[i] == WEIGHT_NONE || weights[i] < *ret_weight)
            continue;
        tie = weights[i] == *ret_weight;
        *ret_weight = weights[i];
        best = (int)i;
    }
    return tie ? NO_OPTION : best;
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

/* --- By number ---------------------------------------------------------------------------------
 */

static bool belongs_to_label(const struct chooser *c, size_t word)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from <= word && word < c->found.items[i].to)
            return true;
    return false;
}

static bool is_named(const struct chooser *c, size_t word, enum figure figure)
{
    return c->r->figures[word] == figure && !c->r->denied[word] && !belongs_to_label(c, word);
}

struct numbers {
    int option;   /* the last named option */
    size_t word;  /* where */
    size_t count; /* different options named */
    bool foreign; /* a number that is no option */
};

static struct numbers named_numbers(const struct chooser *c)
{
    struct numbers n = {.option = NO_OPTION};

    for (size_t i = 0; i < c->r->speech.count; i++) {
        if (!is_named(c, i, FIGURE_CHOSEN) && !is_named(c, i, FIGURE_FREE))
            continue;
        int option = find_option(c->options, c->r->values[i]);
        if (option == NO_OPTION) {
            n.foreign = true;
        } else if (option != n.option) {
            n.option = option;
            n.word = i;
            n.count++;
        }
    }
    return n;
}

/* The words beside the number say clearly something else: "1 không đi được". */
static bool words_contradict(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++)
        if ((int)i != option && c->affirmed[i] == WEIGHT_PHRASE &&
            c->affirmed[option] < WEIGHT_WORD)
            return true;
    return c->denied[option] == WEIGHT_PHRASE && c->affirmed[option] == WEIGHT_NONE;
}

static bool choose_by_number(struct chooser *c)
{
    struct numbers n = named_numbers(c);

    if (n.count == 0 && !n.foreign)
        return false;
    if (n.count > 1 && !reading_has(c->r, KEYWORD_CORRECTION)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "names two options by number");
        return true;
    }
    if (n.count == 0) {
        enum weight weight;
        if (heaviest(c->affirmed, c->options->count, &weight) != NO_OPTION)
            return false;
        settle(c, CHOICE_UNSURE, NO_OPTION, "names a number that is no option");
        return true;
    }
    if (words_contradict(c, n.option)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "names one option by number and another by words");
        return true;
    }
    settle(c, CHOICE_MADE, n.option, "names the option's number");
    c->choice->by_number = true;
    c->choice->from = n.word;
    c->choice->to = n.word + 1;
    return true;
}

/* A number that may also count what follows ("2 cháu bị sốt") or stands in the middle: taken
 * only where nothing else is said of options. */
static bool choose_by_doubtful_number(struct chooser *c)
{
    for (size_t i = 0; i < c->r->speech.count; i++) {
        if (!is_named(c, i, FIGURE_EITHER) && !is_named(c, i, FIGURE_LOOSE))
            continue;
        if (find_option(c->options, c->r->values[i]) == NO_OPTION)
            continue;
        settle(c, CHOICE_UNSURE, NO_OPTION, "holds a number that may be an option or an amount");
        return true;
    }
    return false;
}

/* --- By words ------------------------------------------------------------------------------------
 */

static bool choose_by_words(struct chooser *c)
{
    enum weight weight, against;
    size_t count = c->options->count;
    int option = heaviest(c->affirmed, count, &weight);

    if (weight == WEIGHT_NONE)
        return false;
    if (option == NO_OPTION ||
        (weight < WEIGHT_PHRASE && count_weighty(c->affirmed, count, weight) > 1) ||
        count_weighty(c->affirmed, count, WEIGHT_WORD) > 1) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "says the words of two options");
        return true;
    }
    against = c->denied[option];
    if (against >= weight) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "says an option's words and denies them");
        return true;
    }
    settle(c, CHOICE_MADE, option, "says the option's words");
    point_at(c, option);
    return true;
}

/* --- Yes and no
 * ----------------------------------------------------------------------------------- */

static bool is_no_label(const struct chooser *c, size_t option)
{
    static const uint64_t groups = GROUP_BIT(KEYWORD_ABSENT) | GROUP_BIT(KEYWORD_NO);

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->option != option || phrase->source != PHRASE_LABEL)
            continue;
        if (phrase->negated && !phrase->not_yet)
            return true;
        struct reading label;
        bool absent = false;
        reading_make(c->r->keywords, NULL, c->options->items[option].label, &label);
        absent = label.speech.count > 0 && reading_is_made_of(&label, groups, 0, 1);
        reading_free(&label);
        return absent;
    }
    return false;
}

/* The options are a yes and a no: two, one of which refuses. Where one of them calls for help, a
 * bare "không" is never read as "safe". */
static bool are_yes_and_no(const struct chooser *c, int *ret_yes, int *ret_no)
{
    if (c->options->count != 2 || c->options->help)
        return false;
    bool first = is_no_label(c, 0), second = is_no_label(c, 1);
    *ret_yes = first ? 1 : 0;
    *ret_no = first ? 0 : 1;
    return first != second;
}

/* The clause says nothing but words of the groups and words that add nothing, and at least one
 * of the groups. */
static bool clause_is(const struct reading *r, uint64_t groups, size_t from, size_t to)
{
    uint64_t empty =
        GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) | GROUP_BIT(KEYWORD_THANKS);
    bool any = false;

    for (size_t i = from; i < to; i++)
        any |= reading_is_made_of(r, groups, i, i + 1);
    return any && reading_is_made_of(r, groups | empty, from, to);
}

static bool any_denied(const struct reading *r, enum keyword keyword)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (r->denied[find->from])
            return true;
    return false;
}

static bool choose_by_yes_or_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t end = r->speech.count ? speech_clause_end(&r->speech, 0) : 0;
    uint64_t no = GROUP_BIT(KEYWORD_NO) | GROUP_BIT(KEYWORD_NEGATION);
    int yes_option, no_option;

    if (!are_yes_and_no(c, &yes_option, &no_option))
        return false;
    if (clause_is(r, no, 0, end) || any_denied(r, KEYWORD_COMES) || any_denied(r, KEYWORD_AGREES) ||
        reading_affirms(r, KEYWORD_ABSENT))
        settle(c, CHOICE_MADE, no_option, "says no");
    else if (clause_is(r, GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_AGREES), 0, end))
        settle(c, CHOICE_MADE, yes_option, "says yes");
    else if (reading_affirms(r, KEYWORD_AGREES) || reading_affirms(r, KEYWORD_COMES))
        settle(c, CHOICE_MADE, yes_option, "says yes in other words");
    else
        return false;
    return true;
}

/* A synonym that is a bare negation ("không", "chưa") holds where a clause says no more than
 * that. */
static bool choose_by_bare_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t end = r->speech.count ? speech_clause_end(&r->speech, 0) : 0;

    if (!clause_is(r, GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_NO), 0, end))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t at = 0; phrase->pure_no && at < end; at++) {
            if (!phrase_word_fits(phrase, 0, r, at))
                continue;
            settle(c, CHOICE_MADE, (int)phrase->option, "says no");
            return true;
        }
    }
    return false;
}

/* --- By denial
 * ------------------------------------------------------------------------------------ */

/* "không an toàn" to safe / needs help is a call for help; to yes / no, the denial of one is the
 * other. */
static bool choose_by_denial(struct chooser *c)
{
    int yes_option, no_option, help = find_option(c->options, c->options->help);
    enum weight weight;
    int denied = heaviest(c->denied, c->options->count, &weight);

    if (denied == NO_OPTION)
        return false;
    if (help != NO_OPTION && denied != help && (c->options->count == 2 || denied == help - 1))
        settle(c, CHOICE_MADE, help, "denies that all is well");
    else if (are_yes_and_no(c, &yes_option, &no_option))
        settle(c, CHOICE_MADE, denied == yes_option ? no_option : yes_option,
               "denies the other option");
    else if (help == denied && c->options->count == 2)
        settle(c, CHOICE_MADE, 1 - help, "denies that help is needed");
    else
        settle(c, CHOICE_UNSURE, NO_OPTION, "denies an option and names none");
    return true;
}

/* --- By some of the words
 * -------------------------------------------------------------------------- */

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
            found = phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !is_generic_word(c->r, at);
        count += found;
    }
    return count;
}

static bool choose_by_some_words(struct chooser *c)
{
    int best = NO_OPTION;
    bool tie = false;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        size_t need = phrase->source == PHRASE_BODY ? 2 : 1;
        if (phrase->pure_no || shared_words(c, phrase) < need)
            continue;
        tie |= best != NO_OPTION && best != (int)phrase->option;
        best = (int)phrase->option;
    }
    if (best == NO_OPTION)
        return false;
    if (tie)
        settle(c, CHOICE_UNSURE, NO_OPTION, "says words of two options");
    else
        settle(c, CHOICE_MADE, best, "says words of this option alone");
    return true;
}

static bool choose_by_anything_but_number(struct chooser *c)
{
    return choose_by_bare_no(c) || choose_by_words(c) || choose_by_denial(c) ||
           choose_by_doubtful_number(c) || choose_by_yes_or_no(c) || choose_by_some_words(c);
}

static bool is_left_open(const struct chooser *c)
{
    return reading_has(c->r, KEYWORD_DOUBT) || reading_has(c->r, KEYWORD_EITHER);
}

void choice_read(const struct reading *r, const struct phrases *phrases,
                 const struct reply_context *context, struct choice *ret_choice)
{
    struct chooser c = {
        .r = r, .phrases = phrases, .options = context->options, .choice = ret_choice};

    *ret_choice = (struct choice){.state = CHOICE_NONE};
    if (!context->options || context->options->count == 0)
        return;
    phrases_find(phrases, r, &c.found);
    weigh_options(&c);
    if (!choose_by_number(&c) && !reading_has(r, KEYWORD_QUESTION) && !r->speech.asks) {
        if (choose_by_anything_but_number(&c) && is_left_open(&c))
            settle(&c, CHOICE_UNSURE, NO_OPTION, "leaves the choice open");
    }
    free(c.found.items);
}
