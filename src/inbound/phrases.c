/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The options of an announcement as phrases, and where a reply says them. */
#include "inbound/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/accents.h"

enum { SKIP_WORDS = 2, NEGATION_REACH = 6 };

/* --- Taking the announcement apart ------------------------------------------------------------ */

struct maker {
    const struct keywords *keywords;
    struct phrases *phrases;
    const struct options *options;
};

/* The longest negation that begins the words from..to and leaves something of them to deny; the
 * shortest if none does. */
static const struct find *negation_at(const struct finds *finds, size_t from, size_t to)
{
    const struct find *find, *best = NULL;

    for (size_t index = 0; (find = finds_next(finds, KEYWORD_NEGATION, &index)); index++)
        if (find->from == from && (!best || find->to < to) && find->to <= to)
            best = find;
    return best;
}

static bool is_not_yet(const struct speech *speech, size_t word)
{
    return strcmp(speech->items[word].readings[0].plain, "chua") == 0;
}

/* "không phải đi" leaves free to go, "không đi" does not. */
static bool denies_need(const struct speech *speech, const struct find *negation)
{
    static const char *const words[] = {"phai", "can", "khoi"};

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strcmp(speech->items[negation->to - 1].readings[0].plain, words[i]) == 0)
            return true;
    return false;
}

static void add_words(struct phrase *phrase, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && phrase->count < PHRASE_WORDS; i++) {
        const struct word *word = &r->speech.items[i].readings[0];
        phrase->words[phrase->count] = *word;
        if (r->speech.items[i].reading_count > 1 &&
            !syllable_is_valid(word->plain, strlen(word->plain)))
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

/* The words from..to of a reading, said of one option. */
static void add_phrase(struct maker *m, const struct reading *r, size_t from, size_t to,
                       size_t option, enum phrase_source source)
{
    struct phrase phrase = {.option = option, .source = source};
    phrase.help = m->options->help && m->options->items[option].number == m->options->help;
    const struct find *negation = negation_at(&r->finds, from, to);

    if (negation) {
        phrase.negated = true;
        phrase.not_yet = is_not_yet(&r->speech, from);
        phrase.need = denies_need(&r->speech, negation);
        phrase.pure_no = negation->to == to;
        from = phrase.pure_no ? from : negation->to;
    }
    add_words(&phrase, r, from, to);
    for (size_t i = from; i < to; i++) {
        phrase.of_coming |= finds_cover(&r->finds, KEYWORD_COMES, i);
        phrase.agrees |= finds_cover(&r->finds, KEYWORD_AGREES, i);
    }
    if (phrase.count > 0)
        keep_phrase(m, &phrase);
}

/* Words that only say when: "Đã vào bờ" is also said "vào bờ rồi". */
static bool is_aspect(const struct reading *r, size_t word)
{
    static const struct word words[] = {
        {.plain = "da", .tone = TONE_TILDE},
        {.plain = "dang", .marks = MARK_CIRCUMFLEX},
        {.plain = "se", .tone = TONE_TILDE},
        {.plain = "roi", .tone = TONE_GRAVE, .marks = MARK_CIRCUMFLEX << 2},
    };

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strcmp(r->speech.items[word].readings[0].plain, words[i].plain) == 0 &&
            r->speech.items[word].readings[0].tone == words[i].tone)
            return true;
    return false;
}

/* The words, and if two at least remain, the same without those that only say when. */
static void add_variants(struct maker *m, const struct reading *r, size_t from, size_t to,
                         size_t option, enum phrase_source source)
{
    size_t first = from, last = to;

    add_phrase(m, r, from, to, option, source);
    while (first < last && is_aspect(r, first))
        first++;
    while (last > first && is_aspect(r, last - 1))
        last--;
    if (last - first >= 2 && last - first < to - from)
        add_phrase(m, r, first, last, option, source);
    if (last < to && first > from && last - from >= 2) { /* "Đã đi rồi": "đã đi", "đi rồi" */
        add_phrase(m, r, from, last, option, source);
        add_phrase(m, r, first, to, option, source);
    }
}

/* A date in a label is also said alone, or as its day alone: "thứ Năm 11/6", "11/6", "ngày 11". */
static void add_dates(struct maker *m, const struct reading *r, size_t option,
                      enum phrase_source source)
{
    for (size_t i = 0; i + 1 < r->speech.count; i++) {
        const struct said *said = &r->speech.items[i];
        struct phrase day = {.option = option, .source = source, .count = 1};
        if (said->joint != '/' || said->number < 1 || said->number > 31 || said[1].number > 12)
            continue;
        add_phrase(m, r, i, i + 2, option, source);
        if (said->number <= OPTION_NUMBER_MAX)
            continue;
        day.words[0] = said->readings[0];
        day.values[0] = said->number;
        keep_phrase(m, &day);
    }
}

/* A label, and each of its parts: "Mất liên lạc hoặc gặp nạn", "Hư nhà, ở tạm được". */
static void add_text(struct maker *m, const char *text, size_t option, enum phrase_source source)
{
    struct reading r;
    size_t parts = 0;

    if (!text_utf8_valid(text, strlen(text)))
        return;
    reading_make(m->keywords, NULL, text, &r);
    for (size_t from = 0, i = 1; i <= r.speech.count; i++) {
        bool either = i < r.speech.count && finds_cover(&r.finds, KEYWORD_EITHER, i);
        if (i < r.speech.count && !r.speech.items[i].starts_clause && !either)
            continue;
        if (parts++ > 0 || i < r.speech.count)
            add_variants(m, &r, from, i, option, source);
        from = either ? i + 1 : i;
    }
    add_variants(m, &r, 0, r.speech.count, option, source);
    add_dates(m, &r, option, source);
    reading_free(&r);
}

static size_t option_of_number(const struct options *options, long long number)
{
    for (size_t i = 0; i < options->count; i++)
        if (options->items[i].number == number)
            return i;
    return options->count;
}

/* Where what the announcement says of an option ends: at the next sign or option number. */
static size_t end_of_option(const struct reading *r, const struct options *options, size_t from)
{
    size_t to = from;

    while (to < r->speech.count && !r->speech.items[to].starts_clause &&
           (r->figures[to] != FIGURE_FREE ||
            option_of_number(options, r->values[to]) == options->count))
        to++;
    return to;
}

static void add_body_phrase(struct maker *m, const struct reading *r, size_t from, size_t to,
                            size_t option)
{
    struct reading part = *r;

    add_phrase(m, r, from, to, option, PHRASE_BODY);
    part.speech.items += from;
    part.speech.count = to - from;
    add_dates(m, &part, option, PHRASE_BODY);
}

/* "Trả lời 1 nếu đưa cháu đi, 2 nếu không đưa đi được": the words behind each number. Of the
 * numbers that may be meant the last wins, for the question stands at the end. */
static void add_body(struct maker *m, const char *body, const struct options *options)
{
    struct reading r;

    if (!text_utf8_valid(body, strlen(body)))
        return;
    reading_make(m->keywords, NULL, body, &r);
    for (size_t i = 0; i + 1 < r.speech.count; i++) {
        bool named = r.figures[i] != FIGURE_NONE && r.figures[i] != FIGURE_TIED &&
                     r.figures[i] != FIGURE_AMOUNT && r.speech.items[i].number >= 0;
        size_t option = named ? option_of_number(options, r.values[i]) : options->count;
        if (option == options->count || r.speech.items[i + 1].starts_clause)
            continue;
        size_t from = i + 1;
        if (finds_cover(&r.finds, KEYWORD_DOUBT, from))
            from++; /* "nếu" */
        add_body_phrase(m, &r, from, end_of_option(&r, options, from), option);
    }
    for (size_t i = 0; i < r.speech.count; i++)
        lexicon_add(&m->phrases->near, &r.speech.items[i].readings[0], 1);
    reading_free(&r);
}

/* --- Accents that a synonym was written without ---------------------------------------------- */

static bool find_accented(const struct phrases *phrases, const struct phrase *like,
                          const char *plain, struct word *ret_word)
{
    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->items[i];
        for (size_t j = 0; phrase->option == like->option && j < phrase->count; j++) {
            if (!phrase->loose[j] && strcmp(phrase->words[j].plain, plain) == 0) {
                *ret_word = phrase->words[j];
                return true;
            }
        }
    }
    return false;
}

/* "vang" is "vắng" where the option's label says so. */
static void restore_accents(struct phrases *phrases)
{
    for (size_t i = 0; i < phrases->count; i++) {
        struct phrase *phrase = &phrases->items[i];
        for (size_t j = 0; j < phrase->count; j++)
            if (phrase->loose[j] &&
                find_accented(phrases, phrase, phrase->words[j].plain, &phrase->words[j]))
                phrase->loose[j] = false;
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
    struct maker m = {.keywords = keywords, .phrases = ret_phrases};
    static const struct options none;
    const struct options *options = context->options ? context->options : &none;

    *ret_phrases = (struct phrases){0};
    m.options = options;
    for (size_t i = 0; i < options->count; i++) {
        add_text(&m, options->items[i].label, i, PHRASE_LABEL);
        for (size_t j = 0; j < options->items[i].synonym_count; j++)
            add_text(&m, options->items[i].synonyms[j], i, PHRASE_SYNONYM);
    }
    if (context->body)
        add_body(&m, context->body, options);
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

/* --- Finding them in a reply --------------------------------------------------------------------
 */

static bool has_plain_reading(const struct said *said, const char *plain)
{
    for (size_t i = 0; i < said->reading_count; i++)
        if (strcmp(said->readings[i].plain, plain) == 0)
            return true;
    return false;
}

bool phrase_word_fits(const struct phrase *phrase, size_t word, const struct reading *r, size_t at)
{
    if (phrase->values[word] >= 0 && r->figures[at] != FIGURE_NONE)
        return r->values[at] == phrase->values[word] && r->figures[at] != FIGURE_CHOSEN &&
               (r->figures[at] == FIGURE_TIED) == phrase->tied[word];
    if (phrase->also[word].plain[0] && said_fits(&r->speech, at, &phrase->also[word]))
        return true;
    if (phrase->loose[word])
        return has_plain_reading(&r->speech.items[at], phrase->words[word].plain);
    return said_fits(&r->speech, at, &phrase->words[word]);
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
    static const char *const words[] = {"ngay", "mung", "mong", "hom"};

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strcmp(r->speech.items[at].readings[0].plain, words[i]) == 0)
            return true;
    return false;
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

    for (size_t word = 0; word < phrase->count; word++, at++) {
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
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_JOINER, &index)); index++)
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
    const struct find *find;
    size_t start = speech_clause_start(&r->speech, o->from);

    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_NEGATION, &index)); index++) {
        if (is_inside(find, o))
            o->denied = true;
        if (find->from < start || find->to > o->from || o->from - find->to >= NEGATION_REACH ||
            joined_between(r, find->to, o->from) || belongs_to_phrase(all, find) ||
            spent_between(all, find, o))
            continue;
        o->denied = true;
        o->not_yet = is_not_yet(&r->speech, find->from);
        o->need = denies_need(&r->speech, find);
    }
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_DENIED_AFTER, &index)); index++)
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

/* What the reply says longer elsewhere over the same words: a longer phrase, a fixed expression
 * ("đi chợ" is not "đi"). Of equal length both stay. */
static bool is_outdone(const struct occurrences *all, const struct reading *r,
                       const struct occurrence *o)
{
    const struct find *find;

    for (size_t i = 0; i < all->count; i++) {
        const struct occurrence *other = &all->items[i];
        size_t more = length(other) + (other->denied && other->phrase->negated);
        if (other->from <= o->from && o->to <= other->to &&
            more > length(o) + (o->denied && o->phrase->negated))
            return true;
    }
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_FIXED, &index)); index++)
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
