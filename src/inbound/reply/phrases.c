/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of an announcement as phrases, and where a reply says them. */
#include "inbound/reply/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/syllable.h"
#include "text/accents.h"

/* ---- taking the announcement apart ---- */

struct maker {
    const struct keywords *keywords;
    struct phrases *phrases;
    const struct options *options;
    struct reading r; /* of the text that is taken apart */
    size_t option;    /* which it is of */
    enum phrase_source source;
};

/* The longest negation that begins the words from..to and leaves something of them to deny; the
 * shortest if none does. */
static const struct find *negation_at(const struct finds *finds, size_t from, size_t to)
{
    const struct find *best = NULL;

    for (const struct find *find = NULL; (find = finds_next(finds, KEYWORD_NEGATION, find));)
        if (find->from == from && (!best || find->to < to) && find->to <= to)
            best = find;
    return best;
}

static void add_words(struct phrase *phrase, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && phrase->count < PHRASE_WORDS; i++) {
        const struct word *word = &r->speech.items[i].readings[0];
        if (r->figures[i] == FIGURE_INSIDE)
            continue;
        phrase->words[phrase->count] = *word;
        if (r->speech.items[i].reading_count > 1 && !syllable_is_valid(word->plain))
            phrase->also[phrase->count] = r->speech.items[i].readings[1];
        phrase->values[phrase->count] = r->figures[i] == FIGURE_NONE ? -1 : r->values[i];
        phrase->tied[phrase->count] = r->figures[i] == FIGURE_TIED;
        phrase->loose[phrase->count] = !word_has_accents(word) && !r->speech.accented;
        phrase->empty[phrase->count] = reading_is_empty_word(r, i);
        phrase->count++;
    }
}

static void keep_phrase(struct maker *m, const struct phrase *phrase)
{
    struct phrases *phrases = m->phrases;

    phrases->items = xreallocarray(phrases->items, phrases->count + 1, sizeof(*phrase));
    phrases->items[phrases->count++] = *phrase;
    lexicon_add(&phrases->near, phrase->words, phrase->count);
}

/* What kinds of words they are. */
static void read_groups(const struct reading *r, size_t from, size_t to, struct phrase *phrase)
{
    for (size_t i = 0; i < r->finds.count; i++)
        if (r->finds.items[i].from >= from && r->finds.items[i].to <= to)
            phrase->groups |= GROUP_BIT(r->finds.items[i].keyword);
    for (size_t i = 0; i < r->meanings.count; i++)
        if (r->meanings.items[i].from >= from && r->meanings.items[i].to <= to)
            meaning_set_add(&phrase->meanings,
                            (size_t)(r->meanings.items[i].keyword - KEYWORD_COUNT));
}

/* The words from..to, said of the option; part: of more that is said of it. */
static void add_phrase(struct maker *m, size_t from, size_t to, bool part)
{
    const struct reading *r = &m->r;
    struct phrase phrase = {.option = m->option, .source = m->source, .part = part};
    phrase.help = m->options->help && m->options->items[m->option].number == m->options->help;
    const struct find *negation = negation_at(&r->finds, from, to);

    if (negation) {
        phrase.negated = true;
        phrase.not_yet = negation_is_not_yet(r, negation);
        phrase.need = negation_is_of_need(r, negation);
        phrase.pure_no = negation->to == to;
        from = phrase.pure_no ? from : negation->to;
    }
    add_words(&phrase, r, from, to);
    for (size_t i = from; i < to; i++) {
        phrase.of_coming |= finds_cover(&r->finds, KEYWORD_COMES, i);
        phrase.agrees |= finds_cover(&r->finds, KEYWORD_AGREES, i);
    }
    read_groups(r, from, to, &phrase);
    if (phrase.count > 0)
        keep_phrase(m, &phrase);
}

static bool is_particle(const struct maker *m, enum particle particle, size_t word)
{
    return keywords_particle_at(m->keywords, particle, &m->r.speech, word);
}

/* The words, and if two at least remain, the same without those that only say when: "Đã vào bờ" is
 * also said "vào bờ rồi". */
static void add_variants(struct maker *m, size_t from, size_t to, bool part)
{
    size_t first = from, last = to;

    add_phrase(m, from, to, part);
    while (first < last && is_particle(m, PARTICLE_ASPECT, first))
        first++;
    while (last > first && is_particle(m, PARTICLE_ASPECT, last - 1))
        last--;
    if (last - first >= 2 && last - first < to - from)
        add_phrase(m, first, last, part);
    if (last < to && first > from && last - from >= 2) { /* "Đã đi rồi": "đã đi", "đi rồi" */
        add_phrase(m, from, last, part);
        add_phrase(m, first, to, part);
    }
}

/* The number alone, which counts nothing in the reply. */
static void add_bare_number(struct maker *m, const struct said *said)
{
    struct phrase phrase = {.option = m->option, .source = m->source, .bare = true, .count = 1};

    phrase.values[0] = said->number;
    phrase.words[0] = said->readings[0];
    keep_phrase(m, &phrase);
}

/* "ngày 5" */
static void add_day(struct maker *m, const struct said *said)
{
    const struct word *day = keywords_particle(m->keywords, PARTICLE_DAY);
    struct phrase phrase = {.option = m->option, .source = m->source, .count = 2};

    if (!day)
        return;
    phrase.values[0] = -1;
    phrase.words[0] = *day;
    phrase.values[1] = said->number;
    phrase.words[1] = said->readings[0];
    keep_phrase(m, &phrase);
}

/* A date is also said alone, or as its day alone: "thứ Năm 11/6", "11/6", "ngày 11", or "11" where
 * that is no option's number. */
static void add_dates(struct maker *m, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++) {
        const struct said *said = &m->r.speech.items[i];
        if (said->joint != '/' || said->number < 1 || said->number > 31 || said[1].number > 12)
            continue;
        add_phrase(m, i, i + 2, true);
        if (said->number > OPTION_NUMBER_MAX)
            add_bare_number(m, said);
        else
            add_day(m, said);
    }
}

/* "Trên 50 con": the number alone does not say on which side of it. */
static bool compares(const struct maker *m)
{
    for (size_t i = 0; i < m->r.speech.count; i++)
        if (is_particle(m, PARTICLE_COMPARISON, i))
            return true;
    return false;
}

/* An amount or a name that is no option's number is also said alone: "25" for "Vay 25 triệu". */
static void add_amounts(struct maker *m)
{
    if (m->r.speech.count < 2 || compares(m))
        return;
    for (size_t i = 0; i < m->r.speech.count; i++) {
        const struct said *said = &m->r.speech.items[i];
        if (said->number > OPTION_NUMBER_MAX && m->r.figures[i] != FIGURE_TIED)
            add_bare_number(m, said);
    }
}

/* A label, and each of its parts: "Mất liên lạc hoặc gặp nạn", "Hư nhà, ở tạm được". */
static void add_text(struct maker *m, const char *text, size_t option, enum phrase_source source)
{
    size_t parts = 0;

    if (!text_utf8_valid(text, strlen(text)))
        return;
    m->option = option;
    m->source = source;
    reading_make(m->keywords, NULL, text, &m->r);
    size_t count = m->r.speech.count;
    for (size_t from = 0, i = 1; i <= count; i++) {
        bool either = i < count && finds_cover(&m->r.finds, KEYWORD_EITHER, i);
        if (i < count && !m->r.speech.items[i].starts_clause && !either)
            continue;
        if (parts++ > 0 || i < count)
            add_variants(m, from, i, true);
        from = either ? i + 1 : i;
    }
    add_variants(m, 0, count, false);
    add_dates(m, 0, count);
    add_amounts(m);
    reading_free(&m->r);
}

static size_t option_of_number(const struct options *options, long long number)
{
    for (size_t i = 0; i < options->count; i++)
        if (options->items[i].number == number)
            return i;
    return options->count;
}

/* Where what the announcement says of an option ends: at the next sign or option number. */
static size_t end_of_option(const struct maker *m, size_t from)
{
    const struct reading *r = &m->r;
    size_t to = from;

    while (to < r->speech.count && !r->speech.items[to].starts_clause &&
           (r->figures[to] != FIGURE_FREE ||
            option_of_number(m->options, r->values[to]) == m->options->count))
        to++;
    return to;
}

/* Whether the word is the number of an option, which *ret_option gets, and more is said of it. */
static bool names_option(const struct maker *m, size_t word, size_t *ret_option)
{
    const struct reading *r = &m->r;
    enum figure figure = r->figures[word];

    if (figure == FIGURE_NONE || figure == FIGURE_TIED || figure == FIGURE_AMOUNT ||
        r->speech.items[word].number < 0 || r->speech.items[word + 1].starts_clause)
        return false;
    *ret_option = option_of_number(m->options, r->values[word]);
    return *ret_option < m->options->count;
}

/* "Trả lời 1 nếu đưa cháu đi, 2 nếu không đưa đi được": the words behind each number. Of the
 * numbers that may be meant the last wins, for the question stands at the end. */
static void add_body(struct maker *m, const char *body)
{
    if (!text_utf8_valid(body, strlen(body)))
        return;
    m->source = PHRASE_BODY;
    reading_make(m->keywords, NULL, body, &m->r);
    for (size_t i = 0; i + 1 < m->r.speech.count; i++) {
        if (!names_option(m, i, &m->option))
            continue;
        bool when = finds_cover(&m->r.finds, KEYWORD_DOUBT, i + 1); /* "nếu" */
        size_t from = i + 1 + when, to = end_of_option(m, from);
        add_phrase(m, from, to, false);
        add_dates(m, from, to);
    }
    for (size_t i = 0; i < m->r.speech.count; i++)
        lexicon_add(&m->phrases->near, &m->r.speech.items[i].readings[0], 1);
    reading_free(&m->r);
}

/* ---- accents that a synonym was written without ---- */

/* The one accented form that the option has of the word; false: none, or several ("Xuống xuồng").
 */
static bool find_accented(const struct phrases *phrases, const struct phrase *like,
                          const char *plain, struct word *ret_word)
{
    bool found = false;

    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->items[i];
        for (size_t j = 0; phrase->option == like->option && j < phrase->count; j++) {
            if (phrase->loose[j] || strcmp(phrase->words[j].plain, plain) != 0)
                continue;
            if (found && !word_equals(ret_word, &phrase->words[j]))
                return false;
            *ret_word = phrase->words[j];
            found = true;
        }
    }
    return found;
}

/* "vang" is "vắng" where the option's label says so. */
static void restore_accents(struct phrases *phrases)
{
    struct word accented;

    for (size_t i = 0; i < phrases->count; i++) {
        struct phrase *phrase = &phrases->items[i];
        for (size_t j = 0; j < phrase->count; j++)
            if (phrase->loose[j] &&
                find_accented(phrases, phrase, phrase->words[j].plain, &accented)) {
                phrase->words[j] = accented;
                phrase->loose[j] = false;
            }
    }
}

static bool says_the_same(const struct phrase *a, const struct phrase *b)
{
    if (a->count != b->count || a->negated != b->negated)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->words[i].plain, b->words[i].plain) != 0)
            return false;
    return true;
}

/* What two options say alike tells nothing: "Có, đã liên lạc" and "Có, mất liên lạc". */
static void drop_shared(struct phrases *phrases)
{
    bool *shared = xcalloc(phrases->count + 1, sizeof(*shared));
    size_t kept = 0;

    for (size_t i = 0; i < phrases->count; i++)
        for (size_t j = 0; j < phrases->count; j++)
            shared[i] |= phrases->items[i].option != phrases->items[j].option &&
                         says_the_same(&phrases->items[i], &phrases->items[j]);
    for (size_t i = 0; i < phrases->count; i++)
        if (!shared[i])
            phrases->items[kept++] = phrases->items[i];
    phrases->count = kept;
    free(shared);
}

void phrases_make(const struct keywords *keywords, const struct reply_context *context,
                  struct phrases *ret_phrases)
{
    static const struct options none;
    const struct options *options = context->options ? context->options : &none;
    struct maker m = {.keywords = keywords, .phrases = ret_phrases, .options = options};

    *ret_phrases = (struct phrases){0};
    for (size_t i = 0; i < options->count; i++) {
        add_text(&m, options->items[i].label, i, PHRASE_LABEL);
        for (size_t j = 0; j < options->items[i].synonym_count; j++)
            add_text(&m, options->items[i].synonyms[j], i, PHRASE_SYNONYM);
    }
    if (context->body)
        add_body(&m, context->body);
    restore_accents(ret_phrases);
    drop_shared(ret_phrases);
    lexicon_seal(&ret_phrases->near);
}

void phrases_free(struct phrases *phrases)
{
    free(phrases->items);
    lexicon_free(&phrases->near);
    *phrases = (struct phrases){0};
}

size_t phrase_telling_words(const struct phrase *phrase)
{
    size_t count = 0;

    for (size_t i = 0; i < phrase->count; i++)
        count += !phrase->empty[i];
    return count;
}
