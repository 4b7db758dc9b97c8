/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in a reply the phrases of the options stand, and whether they are denied. */
#include "inbound/reply/occurrences.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SKIP_WORDS = 2, NEGATION_REACH = 6 };

static bool has_plain_reading(const struct said *said, const char *plain)
{
    for (size_t i = 0; i < said->reading_count; i++)
        if (strcmp(said->readings[i].plain, plain) == 0)
            return true;
    return false;
}

/* What follows "chọn" is the number of an option, unless the phrase says more ("chọn 8kg") or there
 * can be no such option. */
static bool number_fits(const struct phrase *phrase, size_t word, const struct reading *r,
                        size_t at)
{
    enum figure figure = r->figures[at];
    bool is_no_option = phrase->count > 1 || phrase->values[word] > OPTION_NUMBER_MAX;

    if (r->values[at] != phrase->values[word] || (figure == FIGURE_CHOSEN && !is_no_option) ||
        (figure == FIGURE_TIED) != phrase->tied[word])
        return false;
    return !phrase->bare || (figure != FIGURE_AMOUNT && figure != FIGURE_EITHER);
}

bool phrase_word_fits(const struct phrase *phrase, size_t word, const struct reading *r, size_t at)
{
    if (r->figures[at] == FIGURE_INSIDE)
        return false;
    if (phrase->values[word] >= 0 && r->figures[at] != FIGURE_NONE)
        return number_fits(phrase, word, r, at);
    if (phrase->also[word].plain[0] && said_fits(&r->speech, at, &phrase->also[word]))
        return true;
    if (phrase->loose[word])
        return has_plain_reading(&r->speech.items[at], phrase->words[word].plain);
    return said_fits(&r->speech, at, &phrase->words[word]);
}

bool phrase_fits(const struct phrase *phrase, const struct reading *r, size_t at)
{
    for (size_t word = 0; word < phrase->count; word++)
        if (phrase_word_fits(phrase, word, r, at))
            return true;
    return false;
}

/* "2 cháu" */
static bool is_counted(const struct reading *r, size_t at)
{
    return at > 0 && finds_cover(&r->finds, KEYWORD_UNIT, at) &&
           (r->figures[at - 1] == FIGURE_AMOUNT || r->figures[at - 1] == FIGURE_EITHER);
}

/* "sáng ngày 6", "sáng mùng 6" */
static bool names_a_day(const struct reading *r, size_t at)
{
    return keywords_particle_at(r->keywords, PARTICLE_DAY, &r->speech, at);
}

/* Between the words of a phrase may stand what adds nothing, and amounts ("đưa 2 cháu đi"). */
static bool may_be_skipped(const struct reading *r, size_t at)
{
    return reading_is_empty_word(r, at) || r->figures[at] == FIGURE_AMOUNT || is_counted(r, at) ||
           names_a_day(r, at);
}

/* Where the phrase ends when it begins at the word; 0 when it does not. */
static size_t phrase_end(const struct phrase *phrase, const struct reading *r, size_t from)
{
    size_t at = from;

    for (size_t word = 0; word < phrase->count; word++, at += r->spans[at]) {
        size_t skipped = 0;
        while (word > 0 && at < r->speech.count && !r->speech.items[at].starts_clause &&
               !phrase_word_fits(phrase, word, r, at) && skipped++ < SKIP_WORDS &&
               may_be_skipped(r, at))
            at++;
        if (at == r->speech.count || (word > 0 && r->speech.items[at].starts_clause) ||
            !phrase_word_fits(phrase, word, r, at))
            return 0;
    }
    return at;
}

static void add_occurrence(struct occurrences *all, const struct occurrence *occurrence)
{
    all->items = xreallocarray(all->items, all->count + 1, sizeof(*all->items));
    all->items[all->count++] = *occurrence;
}

static void find_all(const struct phrases *phrases, const struct reading *r,
                     struct occurrences *all)
{
    for (size_t i = 0; i < phrases->count; i++) {
        if (phrases->items[i].pure_no)
            continue;
        for (size_t from = 0; from < r->speech.count; from++) {
            size_t to = phrase_end(&phrases->items[i], r, from);
            struct occurrence occurrence = {.phrase = &phrases->items[i], .from = from, .to = to};
            if (to)
                add_occurrence(all, &occurrence);
        }
    }
}

static size_t length(const struct occurrence *o)
{
    return o->to - o->from;
}

/* A negation that is itself part of what an option says ("khơi mương" without accents) denies
 * nothing. */
static bool belongs_to_phrase(const struct occurrences *all, const struct find *negation)
{
    for (size_t i = 0; i < all->count; i++)
        if (length(&all->items[i]) > 1 && all->items[i].from <= negation->from &&
            negation->to <= all->items[i].to)
            return true;
    return false;
}

/* Whether another option is named between the negation and the word: that is then what is
 * denied ("không bận đi được"). */
static bool spent_between(const struct occurrences *all, const struct find *negation,
                          const struct occurrence *o)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].from >= negation->to && all->items[i].to <= o->from &&
            all->items[i].phrase->option != o->phrase->option)
            return true;
    return false;
}

static bool joined_between(const struct reading *r, size_t from, size_t to)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_JOINER, find));)
        if (find->from >= from && find->to <= to)
            return true;
    return false;
}

/* "đâu còn nhỏ nữa": the words stand inside the denial. */
static bool is_inside(const struct find *negation, const struct occurrence *o)
{
    return negation->from < o->from && o->to < negation->to;
}

static void judge(const struct occurrences *all, const struct reading *r, struct occurrence *o)
{
    size_t start = speech_clause_start(&r->speech, o->from);

    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));) {
        if (is_inside(find, o))
            o->denied = true;
        if (find->from < start || find->to > o->from || o->from - find->to >= NEGATION_REACH ||
            joined_between(r, find->to, o->from) || belongs_to_phrase(all, find) ||
            spent_between(all, find, o))
            continue;
        o->denied = true;
        o->not_yet = negation_is_not_yet(r, find);
        o->need = negation_is_of_need(r, find);
    }
    for (const struct find *find = NULL;
         (find = finds_next(&r->finds, KEYWORD_DENIED_AFTER, find));)
        if (find->from >= o->to && find->from < o->to + 2 && r->denied[o->from] &&
            !belongs_to_phrase(all, find))
            o->denied = true;
}

/* Every word of the fixed expression is one of this option's: "đi học" to "Học|đi". */
static bool is_all_of_option(const struct occurrences *all, const struct find *fixed, size_t option)
{
    for (size_t word = fixed->from; word < fixed->to; word++) {
        bool found = false;
        for (size_t i = 0; i < all->count && !found; i++)
            found = all->items[i].phrase->option == option && all->items[i].from <= word &&
                    word < all->items[i].to;
        if (!found)
            return false;
    }
    return true;
}

/* "cảm ơn" is not "ổn"; and of one word beside thanks, "cảm ơn bạn", "con cảm ơn", "cảm ơn đã
 * khám", nobody knows whether it chooses ("bận"). */
static bool is_of_thanks(const struct reading *r, const struct occurrence *o)
{
    uint64_t yes = GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_COMES); /* "có cảm ơn", "đi cảm ơn" */
    bool speaks = reading_is_made_of(r, GROUP_BIT(KEYWORD_ADDRESS), o->from, o->to) &&
                  !reading_is_made_of(r, yes, o->from, o->to);
    size_t telling = 0;

    for (size_t i = o->from; i < o->to; i++)
        telling += !reading_is_empty_word(r, i) && !r->speech.items[i].name;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_THANKS, find));) {
        size_t end = speech_clause_end(&r->speech, find->from);
        bool behind = find->to <= o->from && o->to <= end && telling <= 1;
        bool before = o->to == find->from && speaks;
        if (behind || before)
            return true;
    }
    return finds_exceed(&r->finds, KEYWORD_THANKS, o->from, o->to);
}

/* "nhà tôi" is not "ở nhà", "tôi chọn" does not say "tới". */
static bool is_of_address(const struct reading *r, const struct occurrence *o)
{
    static const enum keyword empty[] = {KEYWORD_ADDRESS, KEYWORD_CHOOSING};

    for (size_t i = 0; length(o) == 1 && i < ARRAY_SIZE(empty); i++)
        if (finds_exceed(&r->finds, (int)empty[i], o->from, o->to))
            return true;
    return false;
}

/* What the reply says longer elsewhere over the same words: a longer phrase, a fixed expression
 * ("đi chợ" is not "đi"). Of equal length both stay. */
static bool is_outdone(const struct occurrences *all, const struct reading *r,
                       const struct occurrence *o)
{
    if (is_of_thanks(r, o) || is_of_address(r, o))
        return true;
    for (size_t i = 0; i < all->count; i++) {
        const struct occurrence *other = &all->items[i];
        size_t more = length(other) + (other->denied && other->phrase->negated);
        if (other->from <= o->from && o->to <= other->to &&
            more > length(o) + (o->denied && o->phrase->negated))
            return true;
    }
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_FIXED, find));)
        if (find->from <= o->from && o->to <= find->to && find->to - find->from > length(o) &&
            !o->phrase->help && !is_all_of_option(all, find, o->phrase->option))
            return true;
    return false;
}

void phrases_find(const struct phrases *phrases, const struct reading *r,
                  struct occurrences *ret_occurrences)
{
    struct occurrences all = {0};

    *ret_occurrences = (struct occurrences){0};
    find_all(phrases, r, &all);
    for (size_t i = 0; i < all.count; i++)
        judge(&all, r, &all.items[i]);
    for (size_t i = 0; i < all.count; i++)
        if (!is_outdone(&all, r, &all.items[i]))
            add_occurrence(ret_occurrences, &all.items[i]);
    free(all.items);
}

bool occurrence_affirms(const struct occurrence *occurrence)
{
    return occurrence->denied == occurrence->phrase->negated;
}
