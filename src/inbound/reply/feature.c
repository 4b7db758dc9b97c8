/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at in a reply. */
#include "inbound/reply/feature.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

/* ---- the list ---- */

void features_add(struct features *f, const char *text)
{
    if (!f->terms)
        f->terms = terms_new();
    (void)terms_add(f->terms, text);
    f->count = terms_count(f->terms);
}

void features_put(struct features *f, const char *format, ...)
{
    char text[FEATURE_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    features_add(f, text);
}

const char *features_get(const struct features *f, size_t index)
{
    return terms_word(f->terms, (uint32_t)index);
}

void features_free(struct features *f)
{
    terms_free(f->terms);
    *f = (struct features){0};
}

/* ---- words ---- */

const char *feature_word(const struct said *said)
{
    if (said->number >= 0)
        return "N";
    return said->readings[said->reading_count > 1 && said->mended ? 1 : 0].plain;
}

/* "mưa" rains and "mua" buys: without accents they are one word. */
static void put_accents(const struct said *said, struct features *f)
{
    static const char tones[] = {0, 's', 'f', 'r', 'x', 'j'}; /* enum tone, as Telex types it */
    const struct word *typed = &said->readings[0];
    char spelled[WORD_SPELLED];

    if (said->mended || !word_has_accents(typed))
        return;
    word_spell(typed, 0, spelled);
    features_put(f, "~ %s%.1s", spelled, &tones[typed->tone]);
}

static void put_words(const struct reading *r, struct features *f)
{
    const struct said *items = r->speech.items;
    size_t count = r->speech.count;

    for (size_t i = 0; i < count; i++) {
        const char *word = feature_word(&items[i]);
        if (i > 0)
            features_put(f, "%.31s %.31s", feature_word(&items[i - 1]), word);
        if (items[i].number >= 0)
            continue;
        features_add(f, word);
        put_accents(&items[i], f);
        if (i == 0)
            features_put(f, "^ %s", word);
        if (i + 1 == count)
            features_put(f, "%s $", word);
        if (r->denied[i])
            features_put(f, "! %s", word);
        for (size_t j = 1; j < items[i].reading_count; j++) /* "heo" teaches "lợn" */
            features_put(f, "= %s", items[i].readings[j].plain);
    }
}

static size_t count_finds(const struct reading *r, enum keyword keyword)
{
    size_t count = 0, last = 0;

    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));) {
        count += count == 0 || find->from >= last;
        last = find->to;
    }
    return count;
}

/* The groups that the text has words of; those of danger by whom they are said of. */
static void put_groups(const struct reading *r, struct features *f)
{
    static const char *const concerns[] = {
        [CONCERN_PEOPLE] = "", [CONCERN_ANIMALS] = "-animals", [CONCERN_DENIED] = "-denied"};

    for (int i = KEYWORD_QUESTION; i < KEYWORD_COUNT; i++) {
        enum keyword keyword = (enum keyword)i;
        enum concern concern = CONCERN_PEOPLE;
        if (!reading_has(r, keyword) || (keyword == KEYWORD_ADVERT && count_finds(r, keyword) < 2))
            continue;
        if (keyword_is_of_danger(keyword))
            concern = danger_concern(r, keyword);
        else if (!reading_affirms(r, keyword))
            concern = CONCERN_DENIED;
        features_put(f, "@%s%s", keyword_name(keyword), concerns[concern]);
    }
}

/* What the reply means, and whether the announcement speaks of it as well. */
static void put_meanings(const struct evidence *e, struct features *f)
{
    struct meanings all, around;

    reading_meanings(&e->r, &all);
    reading_meanings(&e->body, &around);
    for (size_t i = 0; i < all.count; i++) {
        const char *name = keywords_meaning(e->r.keywords, all.items[i].meaning);
        features_put(f, "+%s%s", all.items[i].denied ? "!" : "", name);
        if (meanings_have(&around, all.items[i].meaning))
            features_put(f, "++%s", name);
    }
}

/* ---- what the rules say, and the announcement ---- */

static void put_rules(const struct evidence *e, const struct reply *ruled, struct features *f)
{
    if (e->topic.category != REPLY_CATEGORY_NONE)
        features_put(f, ">topic is %s", reply_category_word(e->topic.category));
    if (reading_asks(&e->r))
        features_put(f, ">asks");
    features_put(f, ">rules say %s%s", reply_kind_word(ruled->kind),
                 ruled->choice ? " of an option" : "");
    features_put(f, ">rules: %.*s", (int)strcspn(ruled->why, ":"), ruled->why);
}

/* What the announcement asks, and what the rules make of the answer to it. */
static void put_choice(const struct evidence *e, struct features *f)
{
    static const char *const states[] = {
        [CHOICE_NONE] = "none", [CHOICE_UNSURE] = "unsure", [CHOICE_MADE] = "made"};
    const struct choice *choice = &e->choice;

    if (!evidence_has_options(e)) {
        features_put(f, e->context->ack ? ">ack" : e->context->body ? ">notice" : ">alone");
        return;
    }
    features_put(f, ">%s%s%s%s%s", states[choice->state],
                 choice->by_number ? " number"
                 : choice->weak    ? " weak"
                                   : "",
                 choice->guessed ? " guessed"
                 : choice->sure  ? " sure"
                                 : "",
                 choice->asked ? " asked" : "", evidence_chose_help(e) ? " help" : "");
    if (choice->state == CHOICE_NONE)
        features_put(f, choice->mentioned ? ">mentions" : ">mentions nothing");
    else
        features_put(f, "> %s", choice->rule);
    if (choice->says_help)
        features_put(f, ">says help");
    features_put(f, e->context->options->help ? ">offers help" : ">offers options");
    features_put(f, ">offers %zu", e->context->options->count);
}

static bool says(const struct reading *r, const char *word)
{
    for (size_t i = 0; i < r->speech.count; i++)
        if (strcmp(feature_word(&r->speech.items[i]), word) == 0)
            return true;
    return false;
}

/* How much of what the reply says the announcement says too. */
static void put_shares(const struct evidence *e, struct features *f)
{
    const struct reading *r = &e->r;
    const char *open = evidence_has_options(e) ? "options" : "none";
    size_t same = 0, pairs = 0, telling = 0;
    bool before = false;

    for (size_t i = 0; i < r->speech.count; i++) {
        bool shared =
            r->speech.items[i].number < 0 && says(&e->body, feature_word(&r->speech.items[i]));
        pairs += shared && before;
        before = shared;
        if (r->speech.items[i].number >= 0 || reading_is_empty_word(r, i))
            continue;
        telling++;
        same += shared;
    }
    features_put(f, ">shared, %s %zu", open, same > 3 ? 3 : same);
    features_put(f, ">shared quarters, %s %zu", open, telling ? 4 * same / telling : 0);
    features_put(f, ">shared pairs, %s %zu", open, pairs > 2 ? 2 : pairs);
}

static void put_shape(const struct evidence *e, struct features *f)
{
    static const char *const sizes[] = {"0", "1", "2", "3", "4", "6", "6", "10", "10", "10", "10"};
    size_t count = e->r.speech.count;
    bool options = evidence_has_options(e);

    features_put(f, ">words%s %s", options ? ", options" : "",
                 count < ARRAY_SIZE(sizes) ? sizes[count] : "many");
    if (e->topic.category != REPLY_CATEGORY_NONE && e->around.category != REPLY_CATEGORY_NONE)
        features_put(f, ">topic%s %s", options ? ", options" : "",
                     e->topic.category == e->around.category ? "same" : "other");
}

void features_collect(const struct evidence *e, const struct reply *ruled, struct features *f)
{
    *f = (struct features){0};
    features_put(f, "*"); /* how common each kind is */
    put_words(&e->r, f);
    put_groups(&e->r, f);
    put_meanings(e, f);
    put_rules(e, ruled, f);
    put_choice(e, f);
    put_shares(e, f);
    put_shape(e, f);
}
