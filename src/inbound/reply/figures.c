/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the numbers of a text are: a choice, an amount, a date, a name. Most digits in a reply are
 * no choice ("tổ 1", "thứ 2", "8h", "2 triệu", "3 sào lúa"). */
#include "inbound/reply/reading.h"

#include <string.h>

/* A find of the group that ends just before the word, in the same clause; NULL: none. The longest.
 */
static const struct find *group_before(const struct reading *r, enum keyword keyword, size_t word)
{
    if (r->speech.items[word].starts_clause)
        return NULL;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (find->to == word)
            return find; /* finds go by their beginning: the first is the longest */
    return NULL;
}

/* "2 do tui ở xa": no degree ("độ") but "because". */
static bool is_reason(const struct reading *r, size_t word)
{
    return finds_begin(&r->finds, KEYWORD_JOINER, word) && word + 1 < r->speech.count &&
           finds_begin(&r->finds, KEYWORD_ADDRESS, word + 1);
}

static bool counts_something(const struct reading *r, size_t word)
{
    return word + 1 < r->speech.count && !r->speech.items[word + 1].starts_clause &&
           finds_begin(&r->finds, KEYWORD_UNIT, word + 1) && !is_reason(r, word + 1);
}

/* 14/3, 7:30, 1.250, a phone number. "1,2" and "1-2" are two small numbers named together. */
static bool is_tied(const struct speech *speech, size_t word)
{
    const struct said *said = &speech->items[word];
    char before = word ? said[-1].joint : 0, joint = before ? before : said->joint;

    if (said->number >= 1000000)
        return true;
    if (!joint)
        return false;
    const struct said *first = before ? said - 1 : said;
    bool small = first->number < 10 && first[1].number < 10;
    return !small || !strchr(",-", joint);
}

/* "N4", "ST25", "t7"; but not "so1" or "ok1". */
static bool is_glued_name(const struct reading *r, size_t word)
{
    const struct said *said = &r->speech.items[word];

    return said->glued && word > 0 && said[-1].number < 0 &&
           (said[-1].strange || strlen(said[-1].readings[0].plain) == 1) &&
           !group_before(r, KEYWORD_CHOOSING, word);
}

/* "ao số 2", "tổ số 3": the word before "số" says what is numbered. */
static bool names_a_thing(const struct reading *r, const struct find *choosing)
{
    return choosing->to - choosing->from == 1 && group_before(r, KEYWORD_NUMBERED, choosing->from);
}

static bool only_empty_words_before(const struct reading *r, size_t word)
{
    size_t start = speech_clause_start(&r->speech, word);
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_ACK) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_ASSENT) |
                      GROUP_BIT(KEYWORD_CORRECTION) | GROUP_BIT(KEYWORD_CHOOSING);

    for (size_t i = start; i < word; i++)
        if (r->speech.items[i].number < 0 && !reading_is_made_of(r, groups, i, i + 1))
            return false;
    return true;
}

/* "1a", "2b": the letter belongs to the number. */
static bool has_letter_glued(const struct reading *r, size_t word)
{
    const struct said *next = &r->speech.items[word + 1];

    return word + 1 < r->speech.count && next->glued && next->number < 0 &&
           strlen(next->readings[0].plain) == 1 && strchr("ab", next->readings[0].plain[0]);
}

/* "nhận 5 ha" is "nhắn 5" without its accents: before an amount only "số" and "chọn" choose. */
static bool is_loose_choosing(const struct reading *r, const struct find *choosing)
{
    return !keywords_particle_at(r->keywords, PARTICLE_PICKING, &r->speech, choosing->to - 1);
}

static enum figure classify_digits(const struct reading *r, size_t word)
{
    const struct find *choosing = group_before(r, KEYWORD_CHOOSING, word);
    const struct find *numbered = group_before(r, KEYWORD_NUMBERED, word);
    bool counts = counts_something(r, word);

    if (is_tied(&r->speech, word))
        return FIGURE_TIED;
    if (numbered && (!choosing || numbered->from <= choosing->from))
        return FIGURE_NAME;
    if (choosing && names_a_thing(r, choosing))
        return FIGURE_NAME;
    if (is_glued_name(r, word))
        return FIGURE_NAME;
    if (choosing && !(counts && is_loose_choosing(r, choosing)))
        return FIGURE_CHOSEN;
    if (has_letter_glued(r, word))
        return FIGURE_FREE;
    if (r->speech.items[word].starts_clause)
        return counts ? FIGURE_EITHER : FIGURE_FREE;
    if (counts)
        return FIGURE_AMOUNT;
    return only_empty_words_before(r, word) ? FIGURE_FREE : FIGURE_LOOSE;
}

/* ---- number words ---- */

static bool follows(const struct reading *r, size_t word)
{
    return word < r->speech.count && !r->speech.items[word].starts_clause;
}

/* The value of a word that may add to tens, 1..9; 0: none. "hai mươi năm" are years. */
static int ones_at(const struct reading *r, size_t word)
{
    int value = follows(r, word) ? keywords_number(r->keywords, &r->speech, word) : -1;

    if (value < 1 || value > 9 || finds_cover(&r->finds, KEYWORD_UNIT, word))
        return 0;
    return value;
}

/* The number that the words from word on make together, of two words at least; 0: none. */
static long long compose(const struct reading *r, size_t word, size_t *ret_span)
{
    long long value = keywords_number(r->keywords, &r->speech, word);
    int multiple = follows(r, word + 1) ? keywords_multiple(r->keywords, &r->speech, word + 1) : -1;

    *ret_span = 1;
    if (value >= 1 && value <= 9 && multiple > 0) {
        value *= multiple;
        *ret_span = 2;
    } else if (value != 10) {
        return 0;
    }
    int ones = value % 100 ? ones_at(r, word + *ret_span) : 0;
    *ret_span += ones > 0;
    return *ret_span > 1 ? value + ones : 0;
}

static bool has_accents_between(const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (word_has_accents(&r->speech.items[i].readings[0]))
            return true;
    return false;
}

/* "ba muoi" without accents is also a woman's name: two words are a number where they have accents
 * or count something. */
static bool is_numeral(const struct reading *r, size_t word, size_t span)
{
    if (r->speech.items[word + 1].name)
        return false;
    return span > 2 || has_accents_between(r, word, word + span) ||
           counts_something(r, word + span - 1);
}

/* "một", "ba" and the like are also other words; they are a number only after "số", as the whole
 * of a clause, or before a unit. */
static enum figure classify_word(const struct reading *r, size_t word)
{
    const struct find *choosing = group_before(r, KEYWORD_CHOOSING, word);
    size_t end = speech_clause_end(&r->speech, word), last = word + r->spans[word] - 1;
    uint64_t empty = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    if (group_before(r, KEYWORD_NUMBERED, word) && !choosing)
        return FIGURE_NAME;
    if (finds_exceed(&r->finds, KEYWORD_ADDRESS, word, word + 1) && !choosing)
        return FIGURE_NONE; /* "bà Quý" */
    if (choosing)
        return names_a_thing(r, choosing) ? FIGURE_NAME : FIGURE_CHOSEN;
    if (r->speech.items[word].starts_clause && reading_is_made_of(r, empty, last + 1, end))
        return counts_something(r, last) ? FIGURE_EITHER : FIGURE_FREE;
    if (counts_something(r, last))
        return FIGURE_AMOUNT;
    return r->spans[word] > 1 ? FIGURE_LOOSE : FIGURE_NONE;
}

/* A number in words, with all the words it takes. */
static void read_words(struct reading *r, size_t word)
{
    size_t span;
    long long value = compose(r, word, &span);

    if (value > 0 && is_numeral(r, word, span)) {
        r->values[word] = value;
        r->spans[word] = span;
        for (size_t i = 1; i < span; i++) {
            r->values[word + i] = -1;
            r->spans[word + i] = 1;
            r->figures[word + i] = FIGURE_INSIDE;
        }
    } else {
        r->values[word] = keywords_number(r->keywords, &r->speech, word);
    }
    r->figures[word] = r->values[word] >= 0 ? classify_word(r, word) : FIGURE_NONE;
}

void figures_read(struct reading *r)
{
    for (size_t i = 0; i < r->speech.count; i += r->spans[i]) {
        r->spans[i] = 1;
        r->values[i] = r->speech.items[i].number;
        if (r->values[i] >= 0)
            r->figures[i] = classify_digits(r, i);
        else
            read_words(r, i);
    }
}
