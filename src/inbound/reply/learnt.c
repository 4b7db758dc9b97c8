/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What clerks' corrections have taught. */
#include "inbound/reply/learnt.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/memory.h"
#include "inbound/reply/reading.h"
#include "text/accents.h"

enum {
    WORD_WEIGHT = 1,
    PAIR_WEIGHT = 2,
    LESSONS_COUNTED = 2, /* of those that share a word */
    ENOUGH = 4,          /* points for a category: two pairs, or a pair and its two words */
    MARGIN = 2,          /* points more than for any other */
    SHOWN = 3,           /* records that a reason names */
};

/* One word or pair of a text. */
struct clue {
    uint64_t hash;
    unsigned weight;
    size_t from, to; /* words of the text */
};

struct clues {
    struct clue items[LESSON_WORDS];
    size_t count;
};

struct lesson {
    int64_t record;
    enum reply_category category;
    uint64_t *hashes;
    size_t count;
};

struct learnt {
    const struct keywords *keywords;
    struct lesson *items;
    size_t count;
};

struct learnt *learnt_new(const struct reply_rules *rules)
{
    struct learnt *learnt = xcalloc(1, sizeof(*learnt));

    learnt->keywords = reply_rules_keywords(rules);
    return learnt;
}

void learnt_clear(struct learnt *learnt)
{
    for (size_t i = 0; i < learnt->count; i++)
        free(learnt->items[i].hashes);
    free(learnt->items);
    learnt->items = NULL;
    learnt->count = 0;
}

void learnt_free(struct learnt *learnt)
{
    if (!learnt)
        return;
    learnt_clear(learnt);
    free(learnt);
}

/* ---- the words that count ---- */

static uint64_t hash_word(uint64_t h, const char *word)
{
    return hash_string(hash_string(h, word), " ");
}

/* The word as it was meant. */
static const char *meant(const struct said *said)
{
    return said->readings[said->reading_count > 1 && said->mended ? 1 : 0].plain;
}

static bool is_of_subject(const struct reading *r, size_t word)
{
    for (int k = KEYWORD_DISASTER; k <= KEYWORD_MEETING; k++)
        if (finds_cover(&r->finds, (enum keyword)k, word))
            return true;
    return false;
}

/* Words that stand in texts of every subject: "tôi", "không", "hôm qua". */
static bool is_small(const struct reading *r, size_t word)
{
    if (r->speech.items[word].number >= 0)
        return true;
    if (is_of_subject(r, word))
        return false;
    for (int k = KEYWORD_FILLER; k <= KEYWORD_THANKS; k++)
        if (k != KEYWORD_FIXED && finds_cover(&r->finds, (enum keyword)k, word))
            return true;
    return false;
}

/* It tells of a subject, or nothing that we know is like it. */
static bool tells(const struct reading *r, size_t word)
{
    return !is_small(r, word) &&
           (is_of_subject(r, word) ||
            !lexicon_has(keywords_lexicon(r->keywords), meant(&r->speech.items[word])));
}

static void add_clue(struct clues *m, uint64_t hash, unsigned weight, size_t from, size_t to)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->items[i].hash == hash)
            return;
    if (m->count < LESSON_WORDS)
        m->items[m->count++] = (struct clue){hash, weight, from, to};
}

/* A pair tells when one of its words does, or when we do not know the two side by side. */
static bool pair_tells(const struct reading *r, size_t first)
{
    const struct said *items = r->speech.items;

    if (items[first + 1].starts_clause || is_small(r, first) || is_small(r, first + 1))
        return false;
    return tells(r, first) || tells(r, first + 1) ||
           !lexicon_has_pair(keywords_lexicon(r->keywords), meant(&items[first]),
                             meant(&items[first + 1]));
}

/* Pairs first: of a very long text they tell more. */
static void find_clues(const struct reading *r, struct clues *ret)
{
    const struct said *items = r->speech.items;

    *ret = (struct clues){.count = 0};
    for (size_t i = 0; i + 1 < r->speech.count; i++)
        if (pair_tells(r, i))
            add_clue(ret, hash_word(hash_word(HASH_BEGIN, meant(&items[i])), meant(&items[i + 1])),
                     PAIR_WEIGHT, i, i + 2);
    for (size_t i = 0; i < r->speech.count; i++)
        if (tells(r, i) && !finds_cover(&r->finds, KEYWORD_NEGATION, i))
            add_clue(ret, hash_word(HASH_BEGIN, meant(&items[i])), WORD_WEIGHT, i, i + 1);
}

void learnt_add(struct learnt *learnt, int64_t record, enum reply_category category,
                const char *text)
{
    struct reading r;
    struct clues clues;

    if (learnt->count == LESSONS_MAX || !text_utf8_valid(text, strlen(text)))
        return;
    reading_make(learnt->keywords, NULL, text, &r);
    find_clues(&r, &clues);
    struct lesson lesson = {record, category, xcalloc(clues.count + 1, sizeof(uint64_t)),
                            clues.count};
    for (size_t i = 0; i < clues.count; i++)
        lesson.hashes[i] = clues.items[i].hash;
    learnt->items = xreallocarray(learnt->items, learnt->count + 1, sizeof(*learnt->items));
    learnt->items[learnt->count++] = lesson;
    reading_free(&r);
}

/* ---- what they say of a text ---- */

static bool has(const struct lesson *lesson, uint64_t hash)
{
    for (size_t i = 0; i < lesson->count; i++)
        if (lesson->hashes[i] == hash)
            return true;
    return false;
}

static void weigh(const struct learnt *learnt, const struct clue *clue,
                  unsigned scores[static REPLY_CATEGORIES])
{
    unsigned counted[REPLY_CATEGORIES] = {0};

    for (size_t i = 0; i < learnt->count; i++) {
        enum reply_category category = learnt->items[i].category;
        if (counted[category] < LESSONS_COUNTED && has(&learnt->items[i], clue->hash)) {
            counted[category]++;
            scores[category] += clue->weight;
        }
    }
}

static enum reply_category clear_winner(const unsigned scores[static REPLY_CATEGORIES])
{
    int best = REPLY_CATEGORY_NONE;
    unsigned next = 0;

    for (int c = 1; c < REPLY_CATEGORIES; c++)
        if (scores[c] > scores[best])
            best = c;
    for (int c = 1; c < REPLY_CATEGORIES; c++)
        if (c != best && scores[c] > next)
            next = scores[c];
    return scores[best] >= ENOUGH && scores[best] >= next + MARGIN ? (enum reply_category)best
                                                                   : REPLY_CATEGORY_NONE;
}

static size_t count_lessons(const struct learnt *learnt, enum reply_category category,
                            uint64_t hash)
{
    size_t count = 0;

    for (size_t i = 0; i < learnt->count; i++)
        count += learnt->items[i].category == category && has(&learnt->items[i], hash);
    return count;
}

/* The word or pair that most lessons share, the longer one first. */
static const struct clue *telling_clue(const struct learnt *learnt, const struct clues *clues,
                                       enum reply_category category)
{
    const struct clue *best = NULL;
    size_t most = 0;

    for (size_t i = 0; i < clues->count; i++) {
        size_t count = count_lessons(learnt, category, clues->items[i].hash);
        if (count * clues->items[i].weight > most) {
            most = count * clues->items[i].weight;
            best = &clues->items[i];
        }
    }
    return best;
}

static char *explain(const struct learnt *learnt, const struct clues *clues,
                     const struct reading *r, const char *text, enum reply_category category)
{
    const struct clue *clue = telling_clue(learnt, clues, category);
    const struct said *items = r->speech.items;
    struct buf why = BUF_INIT;
    size_t shown = 0;

    buf_puts(&why, "as corrected in record");
    for (size_t i = 0; i < learnt->count && shown < SHOWN; i++)
        if (learnt->items[i].category == category && has(&learnt->items[i], clue->hash))
            buf_printf(&why, "%s %" PRId64, shown++ ? "," : "", learnt->items[i].record);
    buf_printf(&why, ": \"%.*s\"", (int)(items[clue->to - 1].to - items[clue->from].from),
               text + items[clue->from].from);
    return buf_steal(&why);
}

enum reply_category learnt_category(const struct learnt *learnt, const char *text, char **ret_why)
{
    unsigned scores[REPLY_CATEGORIES] = {0};
    struct reading r;
    struct clues clues;

    if (learnt->count == 0 || !text_utf8_valid(text, strlen(text)))
        return REPLY_CATEGORY_NONE;
    reading_make(learnt->keywords, NULL, text, &r);
    find_clues(&r, &clues);
    for (size_t i = 0; i < clues.count; i++)
        weigh(learnt, &clues.items[i], scores);
    enum reply_category category = clear_winner(scores);
    if (category != REPLY_CATEGORY_NONE)
        *ret_why = explain(learnt, &clues, &r, text, category);
    reading_free(&r);
    return category;
}
