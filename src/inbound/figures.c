/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the numbers of a text are: a choice, an amount, a date, a name. Most digits in a reply are
 * no choice ("tổ 1", "thứ 2", "8h", "2 triệu", "3 sào lúa"). */
#include "inbound/reading.h"

#include <string.h>

/* A find of the group that ends just before the word, in the same clause; NULL: none. The longest.
 */
static const struct find *group_before(const struct reading *r, enum keyword keyword, size_t word)
{
    const struct find *find;

    if (r->speech.items[word].starts_clause)
        return NULL;
    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (find->to == word)
            return find; /* finds go by their beginning: the first is the longest */
    return NULL;
}

static bool group_after(const struct reading *r, enum keyword keyword, size_t word)
{
    const struct find *find;

    if (word + 1 >= r->speech.count || r->speech.items[word + 1].starts_clause)
        return false;
    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++)
        if (find->from == word + 1)
            return true;
    return false;
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
    const struct find *find;

    if (r->speech.items[choosing->from].starts_clause || choosing->to - choosing->from > 1)
        return false;
    for (size_t index = 0; (find = finds_next(&r->finds, KEYWORD_NUMBERED, &index)); index++)
        if (find->to == choosing->from)
            return true;
    return false;
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
    const char *last = r->speech.items[choosing->to - 1].readings[0].plain;

    return strcmp(last, "so") != 0 && strcmp(last, "chon") != 0;
}

static enum figure classify_digits(const struct reading *r, size_t word)
{
    const struct find *choosing = group_before(r, KEYWORD_CHOOSING, word);
    const struct find *numbered = group_before(r, KEYWORD_NUMBERED, word);
    bool counts = group_after(r, KEYWORD_UNIT, word);

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

/* "một", "ba" and the like are also other words; they are a number only after "số", as the whole
 * of a clause, or before a unit. */
static enum figure classify_word(const struct reading *r, size_t word)
{
    const struct find *choosing = group_before(r, KEYWORD_CHOOSING, word);
    size_t end = speech_clause_end(&r->speech, word);
    uint64_t empty = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    if (group_before(r, KEYWORD_NUMBERED, word) && !choosing)
        return FIGURE_NAME;
    if (choosing)
        return names_a_thing(r, choosing) ? FIGURE_NAME : FIGURE_CHOSEN;
    if (r->speech.items[word].starts_clause && reading_is_made_of(r, empty, word + 1, end))
        return group_after(r, KEYWORD_UNIT, word) ? FIGURE_EITHER : FIGURE_FREE;
    return group_after(r, KEYWORD_UNIT, word) ? FIGURE_AMOUNT : FIGURE_NONE;
}

void figures_read(struct reading *r)
{
    for (size_t i = 0; i < r->speech.count; i++) {
        r->values[i] = r->speech.items[i].number;
        if (r->values[i] >= 0) {
            r->figures[i] = classify_digits(r, i);
            continue;
        }
        r->values[i] = keywords_number(r->keywords, &r->speech, i);
        r->figures[i] = r->values[i] >= 0 ? classify_word(r, i) : FIGURE_NONE;
    }
}
