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
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_AGREES) |
                      GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

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
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_ASSENT, &index)); index++)
        if (find->from == o->from && find->to == o->to &&
            strcmp(said->readings[0].plain, "vang") == 0)
            return true;
    return false;
}

/* Inside a longer way to say it: "xin vắng". */
static bool is_spelled_out(const struct reading *r, const struct occurrence *o)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_ABSENT, &index)); index++)
        if (find->from <= o->from && o->to <= find->to && find->to - find->from > o->to - o->from)
            return true;
    return false;
}

static bool is_two_faced_alone(const struct chooser *c)
{
    bool found = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if (!is_two_faced(c->r, o))
            return false;
        found |= !is_spelled_out(c->r, o);
    }
    return found &&
           reading_count_outside(c->r, GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                                           GROUP_BIT(KEYWORD_ASSENT)) == 0;
}

/* "cảm ơn cô" and "nhé cô" say no "có": that stands at the beginning of its clause. */
static bool is_stray_yes(const struct reading *r, const struct occurrence *o)
{
    size_t start = speech_clause_start(&r->speech, o->from);
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_YES) |
                      GROUP_BIT(KEYWORD_NEGATION);

    if (o->to - o->from > 1 || strcmp(r->speech.items[o->from].readings[0].plain, "co") != 0)
        return false;
    return !reading_is_made_of(r, groups, start, o->from);
}

/* Said of what was, beside what is said of now: "không tiêm nữa, năm ngoái tiêm xong bò mệt". */
static bool is_past(const struct chooser *c, const struct occurrence *o)
{
    const struct speech *speech = &c->r->speech;
    size_t start = speech_clause_start(speech, o->from), end = speech_clause_end(speech, o->from);
    bool past = false, now = false;

    for (size_t i = start; i < end; i++)
        past |= finds_cover(&c->r->finds, KEYWORD_PAST, i);
    for (size_t i = 0; i < c->found.count; i++)
        now |= c->found.items[i].from < start || c->found.items[i].from >= end;
    return past && now;
}

static bool is_help_option(const struct chooser *c, size_t option)
{
    return c->options->help && c->options->items[option].number == c->options->help;
}

/* "không lấy đạm": no "không lấy", but a word against "đạm". */
static bool denies_what_follows(const struct chooser *c, const struct occurrence *o)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *next = &c->found.items[i];
        if (o->phrase->negated && o->denied && next->from == o->to && next->denied &&
            !next->phrase->negated && next->phrase->option != o->phrase->option)
            return true;
    }
    return false;
}

static enum weight weigh(const struct chooser *c, const struct occurrence *o)
{
    const struct phrase *phrase = o->phrase;

    if (is_two_faced(c->r, o) || is_stray_yes(c->r, o) || is_past(c, o))
        return WEIGHT_NONE;
    if (o->not_yet && phrase->negated && !phrase->not_yet && c->options->count > 2)
        return WEIGHT_NONE; /* "chưa tiêm" is not "không tiêm" where there is a third answer */
    if (o->denied && !o->not_yet && phrase->not_yet && c->options->count > 2)
        return WEIGHT_NONE; /* nor is "không làm" "chưa làm" */
    if (phrase->negated && o->denied && phrase->need != o->need && c->options->count > 2)
        return WEIGHT_NONE;
    if (denies_what_follows(c, o))
        return WEIGHT_NONE;
    if (telling_words(phrase) > 1 || (phrase->negated && o->denied))
        return WEIGHT_PHRASE;
    if (phrase->count == 1 && is_generic_word(c->r, o->from) && !is_help_option(c, phrase->option))
        return WEIGHT_GENERIC;
    return WEIGHT_WORD;
}

static void weigh_options(struct chooser *c)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        enum weight weight = weigh(c, o);
        enum weight *weights = occurrence_affirms(o) ? c->affirmed : c->denied;
        if (!occurrence_affirms(o) && o->phrase->negated)
            continue; /* "đi" says little about "không đi" */
        if (weight > weights[o->phrase->option])
            weights[o->phrase->option] = weight;
    }
}

/* "ao 1 xong, ao 2 chưa": a synonym that is "chưa", at the end of a clause. */
static void weigh_not_yet(struct chooser *c)
{
    const struct speech *speech = &c->r->speech;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t at = 0; phrase->pure_no && phrase->not_yet && at < speech->count; at++) {
            size_t end = speech_clause_end(speech, at);
            if (phrase_word_fits(phrase, 0, c->r, at) &&
                reading_is_made_of(c->r, GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS),
                                   at + 1, end) &&
                c->affirmed[phrase->option] < WEIGHT_WORD)
                c->affirmed[phrase->option] = WEIGHT_WORD;
        }
    }
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

/* "1 và 3": a number that an "and" ties to the one before. */
static bool names_another(const struct chooser *c, size_t word)
{
    const struct said *items = c->r->speech.items;
    static const char *const ties[] = {"va", "voi", "cong", "lan"};

    if (word < 2 || items[word - 2].number < 0 || !is_named(c, word, FIGURE_LOOSE) ||
        find_option(c->options, c->r->values[word]) == NO_OPTION)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(ties); i++)
        if (strcmp(items[word - 1].readings[0].plain, ties[i]) == 0)
            return true;
    return false;
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
        if (!is_named(c, i, FIGURE_CHOSEN) && !is_named(c, i, FIGURE_FREE) &&
            !(n.count && names_another(c, i)))
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

/* "1 hay 4 cũng được", "1 hoặc 3": an either beside the number. */
static bool stands_beside_either(const struct chooser *c, size_t word)
{
    return (word > 0 && finds_cover(&c->r->finds, KEYWORD_EITHER, word - 1)) ||
           finds_cover(&c->r->finds, KEYWORD_EITHER, word + 1);
}

static bool choose_by_number(struct chooser *c)
{
    struct numbers n = named_numbers(c);

    if (n.count == 0 && !n.foreign)
        return false;
    if ((n.count > 1 && !reading_has(c->r, KEYWORD_CORRECTION)) ||
        (n.count == 1 && stands_beside_either(c, n.word))) {
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
    c->choice->sure = c->choice->by_number = true;
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

/* The words that decided stand first and by themselves, but for what adds nothing. */
static bool begins_text(const struct chooser *c)
{
    const struct reading *r = c->r;
    uint64_t empty = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                     GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_YES);
    size_t to = c->choice->to;

    if (!reading_is_made_of(r, empty, 0, c->choice->from))
        return false;
    return to == r->speech.count || r->speech.items[to].starts_clause ||
           r->speech.items[to].number >= 0 || reading_is_made_of(r, empty, to, to + 1);
}

/* "3 con gai toi di thay": the number may be the option, or count daughters. */
static bool begins_with_another_number(const struct chooser *c, int option)
{
    int number;

    if (!c->r->speech.count || !is_named(c, 0, FIGURE_EITHER))
        return false;
    number = find_option(c->options, c->r->values[0]);
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

static bool choose_by_words(struct chooser *c)
{
    enum weight weight, against;
    size_t count = c->options->count;
    int option = heaviest(c->affirmed, count, &weight);

    if (is_two_faced_alone(c)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "may be a yes or a no without its accents");
        return true;
    }
    if (contradicts_itself(c)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "says and denies the same");
        return true;
    }
    if (weight == WEIGHT_NONE)
        return false;
    if (option == NO_OPTION ||
        (weight < WEIGHT_PHRASE && count_weighty(c->affirmed, count, weight) > 1) ||
        count_weighty(c->affirmed, count, WEIGHT_WORD) > 1) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "says the words of two options");
        return true;
    }
    against = c->denied[option];
    if (weight == WEIGHT_GENERIC && begins_with_another_number(c, option)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "holds a number that may be an option or an amount");
        return true;
    }
    if (follows_a_strange_word(c, option)) {
        settle(c, CHOICE_UNSURE, NO_OPTION,
               "says an option's words behind one that cannot be read");
        return true;
    }
    if (against >= weight) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "says an option's words and denies them");
        return true;
    }
    settle(c, CHOICE_MADE, option, "says the option's words");
    point_at(c, option);
    c->choice->sure = weight > WEIGHT_GENERIC;
    c->choice->weak = weight < WEIGHT_PHRASE && !begins_text(c);
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

static bool speaks_of_options(const struct chooser *c, size_t from, size_t to)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from >= from && c->found.items[i].from < to)
            return true;
    return false;
}

static bool any_denied(const struct reading *r, enum keyword keyword)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (r->denied[find->from])
            return true;
    return false;
}

/* Whether the option is one of coming: "Có đi", "Dự", "Đưa cháu tới". */
static bool is_of_coming(const struct chooser *c, size_t option, bool negated)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->option == option && phrase->negated == negated && phrase->of_coming)
            return true;
    }
    return false;
}

/* The one option that refuses to come; NO_OPTION: none, or several. */
static int option_of_absence(const struct chooser *c)
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++) {
        if (!is_of_coming(c, i, true) && !is_no_label(c, i))
            continue;
        if (option != NO_OPTION)
            return NO_OPTION;
        option = (int)i;
    }
    return option;
}

static bool offers_coming(const struct chooser *c)
{
    for (size_t i = 0; i < c->options->count; i++)
        if (is_of_coming(c, i, false))
            return true;
    return false;
}

/* "bận", "không về được" where one option is to come and one is not. */
static bool choose_by_absence(struct chooser *c)
{
    int option = offers_coming(c) && !c->options->help ? option_of_absence(c) : NO_OPTION;

    if (option == NO_OPTION ||
        (!any_denied(c->r, KEYWORD_COMES) && !reading_affirms(c->r, KEYWORD_ABSENT)))
        return false;
    settle(c, CHOICE_MADE, option, "says no in other words");
    c->choice->weak = true;
    return true;
}

/* What the yes and the no have in common: "Cho phun" and "Không cho phun". */
static bool is_common_word(const struct chooser *c, int yes_option, int no_option,
                           const struct phrase *like, size_t word)
{
    bool yes = false, no = false;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t j = 0; j < phrase->count; j++) {
            bool same = strcmp(phrase->words[j].plain, like->words[word].plain) == 0;
            yes |= same && (int)phrase->option == yes_option && !phrase->negated;
            no |= same && (int)phrase->option == no_option && phrase->negated;
        }
    }
    return yes && no && !like->empty[word];
}

/* "phun đi" to the above. */
static bool choose_by_common_word(struct chooser *c)
{
    int yes_option, no_option;

    if (!are_yes_and_no(c, &yes_option, &no_option))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t word = 0; word < phrase->count; word++)
            for (size_t at = 0; at < c->r->speech.count; at++) {
                if (!phrase_word_fits(phrase, word, c->r, at) || is_generic_word(c->r, at) ||
                    finds_cover(&c->r->finds, KEYWORD_FIXED, at) ||
                    !is_common_word(c, yes_option, no_option, phrase, word))
                    continue;
                settle(c, CHOICE_MADE, c->r->denied[at] ? no_option : yes_option,
                       "says or denies what is asked");
                c->choice->from = at;
                c->choice->to = at + 1;
                c->choice->weak = !begins_text(c);
                return true;
            }
    }
    return false;
}

/* "không hiến", "không dậy được": to a yes and a no, what cannot be done or what the announcement
 * speaks of, denied at the end of a clause. */
static bool choose_by_refusal(struct chooser *c)
{
    const struct reading *r = c->r;
    int yes_option, no_option;
    const struct find *find;

    if (!are_yes_and_no(c, &yes_option, &no_option))
        return false;
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_NEGATION, &index)); index++) {
        size_t end = speech_clause_end(&r->speech, find->from);
        bool unable = end > find->to && end - find->to <= 5 &&
                      strcmp(r->speech.items[end - 1].readings[0].plain, "duoc") == 0;
        bool announced =
            end > find->to && end - find->to <= 2 &&
            lexicon_has(&c->phrases->near, r->speech.items[find->to].readings[0].plain);
        if (!unable && !announced)
            continue;
        settle(c, CHOICE_MADE, no_option, "refuses in other words");
        c->choice->weak = c->choice->guessed = true;
        c->choice->from = find->from;
        c->choice->to = end;
        return true;
    }
    return false;
}

/* The one option that has a phrase with a word of agreement, said or denied; NO_OPTION: none, or
 * several. */
static int option_of_agreement(const struct chooser *c, bool negated)
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (!phrase->agrees || phrase->negated != negated || phrase->source == PHRASE_BODY ||
            option == (int)phrase->option)
            continue;
        if (option != NO_OPTION)
            return NO_OPTION;
        option = (int)phrase->option;
    }
    return option;
}

/* "nhất trí", "chưa đồng ý": one option agrees and one does not, whatever the others say. */
static bool choose_by_agreement(struct chooser *c)
{
    bool denied = any_denied(c->r, KEYWORD_AGREES);
    int option = option_of_agreement(c, denied), other = option_of_agreement(c, !denied);

    if (option == NO_OPTION || other == NO_OPTION ||
        (!denied && !reading_affirms(c->r, KEYWORD_AGREES)))
        return false;
    settle(c, CHOICE_MADE, option, denied ? "does not agree" : "agrees");
    return true;
}

/* "không sao" where the two options are to be well and to need help. */
static bool choose_by_wellbeing(struct chooser *c)
{
    int help = find_option(c->options, c->options->help);
    size_t end = c->r->speech.count ? speech_clause_end(&c->r->speech, 0) : 0;

    if (help == NO_OPTION || c->options->count != 2 ||
        !clause_is(c->r, GROUP_BIT(KEYWORD_FINE), 0, end))
        return false;
    settle(c, CHOICE_MADE, 1 - help, "says that all is well");
    return true;
}

static bool has_two_faced(const struct chooser *c)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (is_two_faced(c->r, &c->found.items[i]))
            return true;
    return false;
}

static bool choose_by_yes_or_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t end = r->speech.count ? speech_clause_end(&r->speech, 0) : 0;
    uint64_t no = GROUP_BIT(KEYWORD_NO) | GROUP_BIT(KEYWORD_NEGATION);
    uint64_t yes = GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_AGREES);
    int yes_option, no_option;

    if (reading_has(r, KEYWORD_ACK) || !are_yes_and_no(c, &yes_option, &no_option))
        return false;
    if (clause_is(r, no, 0, end) && !speaks_of_options(c, 0, end)) {
        settle(c, CHOICE_MADE, no_option, "says no");
    } else if (any_denied(r, KEYWORD_AGREES)) {
        settle(c, CHOICE_MADE, no_option, "does not agree");
    } else if (has_two_faced(c)) {
        settle(c, CHOICE_UNSURE, NO_OPTION, "may be a yes or a no without its accents");
    } else if (clause_is(r, yes, 0, end)) {
        settle(c, CHOICE_MADE, yes_option, "says yes");
    } else if (reading_has(r, KEYWORD_ASSENT) &&
               clause_is(r, yes | GROUP_BIT(KEYWORD_COMES), 0, end)) {
        settle(c, CHOICE_MADE, yes_option, "says yes");
    } else if (reading_affirms(r, KEYWORD_AGREES)) {
        settle(c, CHOICE_MADE, yes_option, "agrees");
    } else if (offers_coming(c) && reading_affirms(r, KEYWORD_COMES)) {
        settle(c, CHOICE_MADE, yes_option, "says yes in other words");
        c->choice->weak = true;
    } else {
        return false;
    }
    return true;
}

/* A synonym that is a bare negation ("không", "chưa") holds where a clause says no more than
 * that; "chưa" alone also where one label alone begins with it. */
static bool is_bare_no(const struct chooser *c, const struct phrase *phrase, size_t end)
{
    for (size_t at = 0; phrase->pure_no && at < end; at++)
        if (phrase_word_fits(phrase, 0, c->r, at))
            return true;
    return phrase->not_yet && phrase->source == PHRASE_LABEL &&
           strcmp(c->r->speech.items[0].readings[0].plain, "chua") == 0;
}

static bool choose_by_bare_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t end = r->speech.count ? speech_clause_end(&r->speech, 0) : 0;
    int option = NO_OPTION;

    if (!clause_is(r, GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_NO), 0, end) ||
        speaks_of_options(c, 0, end))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (!is_bare_no(c, phrase, end))
            continue;
        if (option != NO_OPTION && option != (int)phrase->option)
            return false;
        option = (int)phrase->option;
    }
    if (option == NO_OPTION)
        return false;
    settle(c, CHOICE_MADE, option, "says no");
    return true;
}

/* --- By denial
 * ------------------------------------------------------------------------------------ */

/* The one option whose label or synonym is a bare "không". */
static int option_of_bare_no(const struct chooser *c)
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->pure_no && !phrase->not_yet)
            option = (int)phrase->option;
    }
    return option;
}

static bool denied_not_yet(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++)
        if ((int)c->found.items[i].phrase->option == option && c->found.items[i].not_yet)
            return true;
    return false;
}

/* Besides the words of options and their denial there is no more than a word. */
static bool says_little_else(const struct chooser *c)
{
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_THANKS);
    size_t count = 0;

    for (size_t i = 0; i < c->r->speech.count; i++)
        count += !belongs_to_label(c, i) && !reading_is_made_of(c->r, groups, i, i + 1);
    return count <= 1;
}

/* "không an toàn" to safe / needs help is a call for help; to yes / no, the denial of one is the
 * other. */
static bool choose_by_denial(struct chooser *c)
{
    int yes_option, no_option, help = find_option(c->options, c->options->help);
    enum weight weight;
    int denied = heaviest(c->denied, c->options->count, &weight);

    if (denied == NO_OPTION)
        return false;
    if (help != NO_OPTION && denied != help && (c->options->count == 2 || denied == help - 1)) {
        settle(c, CHOICE_MADE, help, "denies that all is well");
        c->choice->sure = true;
    } else if (are_yes_and_no(c, &yes_option, &no_option)) {
        settle(c, CHOICE_MADE, denied == yes_option ? no_option : yes_option,
               "denies the other option");
    } else if (help == denied && c->options->count == 2) {
        settle(c, CHOICE_MADE, 1 - help, "denies that help is needed");
    } else if (!denied_not_yet(c, denied) && option_of_bare_no(c) != NO_OPTION &&
               says_little_else(c)) {
        settle(c, CHOICE_MADE, option_of_bare_no(c), "says no to another option");
    } else {
        settle(c, CHOICE_UNSURE, NO_OPTION, "denies an option and names none");
    }
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
            found = !finds_cover(&c->r->finds, KEYWORD_FIXED, at) &&
                    phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !is_generic_word(c->r, at);
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
    return phrase->source != PHRASE_BODY && shared_words(c, phrase) == telling_words(phrase);
}

static bool choose_by_some_words(struct chooser *c)
{
    int best = NO_OPTION;
    bool tie = false, all = false;

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
        settle(c, CHOICE_UNSURE, NO_OPTION, "says words of two options");
    else
        settle(c, CHOICE_MADE, best, "says words of this option alone");
    c->choice->sure = all;
    c->choice->weak = true;
    c->choice->guessed = !all;
    return true;
}

static bool choose_by_anything_but_number(struct chooser *c)
{
    return choose_by_bare_no(c) || choose_by_words(c) || choose_by_agreement(c) ||
           choose_by_denial(c) || choose_by_wellbeing(c) || choose_by_absence(c) ||
           choose_by_yes_or_no(c) || choose_by_common_word(c) || choose_by_refusal(c) ||
           choose_by_doubtful_number(c) || choose_by_some_words(c);
}

static bool is_named_between(const struct chooser *c, int number, size_t from, size_t to)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from >= from && c->found.items[i].to <= to &&
            occurrence_affirms(&c->found.items[i]) &&
            c->options->items[c->found.items[i].phrase->option].number == number)
            return true;
    return false;
}

/* An "or" that is not between two ways to say the same option. */
static bool has_open_either(const struct chooser *c)
{
    const struct find *find;
    int number = c->choice->number;

    for (size_t index = 0; (find = finds_next(&c->r->finds, KEYWORD_EITHER, &index)); index++)
        if (!is_named_between(c, number, 0, find->from) ||
            !is_named_between(c, number, find->to, c->r->speech.count))
            return true;
    return false;
}

static bool is_within_label(const struct chooser *c, const struct find *find)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from <= find->from && find->to <= c->found.items[i].to)
            return true;
    return false;
}

/* A doubt that is not itself what an option says ("chưa rõ"). */
static bool has_doubt(const struct chooser *c)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&c->r->finds, KEYWORD_DOUBT, &index)); index++)
        if (!is_within_label(c, find))
            return true;
    return false;
}

/* Two at least of the options, or one and an "or", or "any will do". */
static bool is_left_open(const struct chooser *c)
{
    return has_doubt(c) || (c->choice->state == CHOICE_MADE && has_open_either(c));
}

/* A question leaves open what is named beside it; what another clause says outright stands. */
static bool is_asked_about(const struct chooser *c)
{
    const struct choice *choice = c->choice;
    const struct speech *speech = &c->r->speech;

    if (!reading_asks(c->r))
        return false;
    if (choice->state != CHOICE_MADE || choice->weak || choice->from == choice->to ||
        c->r->speech.asks)
        return true;
    return reading_asks_between(c->r, speech_clause_start(speech, choice->from),
                                speech_clause_end(speech, choice->from));
}

/* "cứu" where the option that calls for help is "Ngập sâu cần cứu". */
static bool says_rescue_of_label(const struct chooser *c, const struct phrase *phrase)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&c->r->finds, KEYWORD_RESCUE, &index)); index++)
        for (size_t word = 0; word < phrase->count; word++)
            if (!c->r->denied[find->from] && phrase_word_fits(phrase, word, c->r, find->from))
                return true;
    return false;
}

static bool says_help(const struct chooser *c)
{
    int help = find_option(c->options, c->options->help);

    if (help == NO_OPTION || c->denied[help] != WEIGHT_NONE)
        return false;
    for (size_t i = 0; i < c->phrases->count; i++)
        if (c->phrases->items[i].help && c->phrases->items[i].source != PHRASE_BODY &&
            says_rescue_of_label(c, &c->phrases->items[i]))
            return true;
    return c->affirmed[help] >= WEIGHT_WORD;
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
    weigh_not_yet(&c);
    if (choose_by_number(&c)) {
        /* stands beside whatever else is said */
    } else if (reading_has(r, KEYWORD_OPEN)) {
        settle(&c, CHOICE_UNSURE, NO_OPTION, "leaves the choice open");
    } else {
        (void)choose_by_anything_but_number(&c);
        if (is_asked_about(&c))
            ret_choice->asked = true;
        else if (is_left_open(&c))
            settle(&c, CHOICE_UNSURE, NO_OPTION, "leaves the choice open");
    }
    ret_choice->mentioned = c.found.count > 0;
    ret_choice->says_help = says_help(&c);
    free(c.found.items);
}
