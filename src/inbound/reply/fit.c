/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at to see whether a reply chooses an option. */
#include "inbound/reply/fit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/chooser.h"
#include "inbound/reply/occurrences.h"

enum { TAGS_MAX = 40, TAG_MAX = 24 };

/* Short texts, each once; those above TAGS_MAX are not kept. */
struct tags {
    char items[TAGS_MAX][TAG_MAX];
    size_t count;
};

static void add_tag(struct tags *tags, const char *prefix, const char *name)
{
    char text[TAG_MAX];

    snprintf(text, sizeof(text), "%.2s%.20s", prefix, name);
    for (size_t i = 0; i < tags->count; i++)
        if (strcmp(tags->items[i], text) == 0)
            return;
    if (tags->count < TAGS_MAX)
        memcpy(tags->items[tags->count++], text, sizeof(text));
}

static bool has_tag(const struct tags *tags, const char *tag)
{
    for (size_t i = 0; i < tags->count; i++)
        if (strcmp(tags->items[i], tag) == 0)
            return true;
    return false;
}

/* Groups that say nothing of what is said. */
#define EMPTY_GROUPS                                                                               \
    (GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) | GROUP_BIT(KEYWORD_FIXED) |           \
     GROUP_BIT(KEYWORD_JOINER) | GROUP_BIT(KEYWORD_NUMBERED) | GROUP_BIT(KEYWORD_CHOOSING) |       \
     GROUP_BIT(KEYWORD_UNIT) | GROUP_BIT(KEYWORD_NEGATION))

/* ---- the reply ---- */

/* What of a reply stands against every option. */
struct side {
    struct tags words, groups, meanings;
};

static void read_words(const struct evidence *e, struct tags *words)
{
    const struct speech *speech = &e->r.speech;

    for (size_t i = 0; i < speech->count; i++)
        if (speech->items[i].number < 0)
            add_tag(words, e->r.denied[i] ? "!" : "", feature_word(&speech->items[i]));
}

static void read_groups(const struct evidence *e, struct tags *groups)
{
    for (int i = KEYWORD_QUESTION; i < KEYWORD_COUNT; i++) {
        enum keyword group = (enum keyword)i;
        if (!(GROUP_BIT(group) & EMPTY_GROUPS) && reading_has(&e->r, group))
            add_tag(groups, reading_affirms(&e->r, group) ? "@" : "@!", keyword_name(group));
    }
    if (reading_has(&e->r, KEYWORD_NEGATION))
        add_tag(groups, "@", "denies");
    if (e->choice.state == CHOICE_NONE)
        add_tag(groups, "@", "names nothing");
}

static void read_meanings(const struct evidence *e, struct tags *meanings)
{
    struct meanings all;

    reading_meanings(&e->r, &all);
    for (size_t i = 0; i < all.count; i++)
        add_tag(meanings, all.items[i].denied ? "+!" : "+",
                keywords_meaning(e->r.keywords, all.items[i].meaning));
}

/* ---- the option ---- */

/* What an option is beside the others. */
static const char *read_stance(const struct evidence *e, size_t option)
{
    bool refuses = false, another = false, not_yet = false, named = false;

    for (size_t i = 0; i < e->phrases.count; i++) {
        const struct phrase *p = &e->phrases.items[i];
        bool denies = p->negated && !p->not_yet;
        if (p->source == PHRASE_BODY)
            continue;
        another |= p->option != option && denies;
        refuses |= p->option == option && denies;
        not_yet |= p->option == option && p->not_yet;
        named |= p->option == option;
    }
    if (refuses)
        return another ? "refuses too" : "refuses";
    if (not_yet)
        return "not yet";
    return another ? "accepts" : named ? "one of many" : "bare";
}

static void read_option_groups(const struct evidence *e, size_t option, struct tags *tags)
{
    const struct options *options = e->context->options;

    for (size_t i = 0; i < e->phrases.count; i++) {
        const struct phrase *p = &e->phrases.items[i];
        for (int g = 0; p->option == option && p->source != PHRASE_BODY && g < KEYWORD_COUNT; g++)
            if (p->groups & GROUP_BIT(g) & ~EMPTY_GROUPS)
                add_tag(tags, p->negated ? "@!" : "@", keyword_name((enum keyword)g));
    }
    if (options->help)
        add_tag(tags, "@",
                options->items[option].number == options->help ? "of help" : "of safety");
    add_tag(tags, "@", read_stance(e, option));
}

static void read_option_meanings(const struct evidence *e, size_t option, struct tags *tags)
{
    for (size_t i = 0; i < e->phrases.count; i++) {
        const struct phrase *p = &e->phrases.items[i];
        for (size_t m = 0; p->option == option && m < MEANINGS_MAX; m++)
            if (meaning_set_has(&p->meanings, m))
                add_tag(tags, p->negated ? "+!" : "+", keywords_meaning(e->r.keywords, m));
    }
}

/* ---- one against the other ---- */

/* "o ban>@refuses", for each of the one and each of the other. */
static void put_pairs(const struct tags *said, const struct tags *option, struct features *f)
{
    _Static_assert(2 * TAG_MAX + 3 <= FEATURE_MAX, "FEATURE_MAX holds a pair");
    char text[FEATURE_MAX] = "o ";

    for (size_t i = 0; i < said->count; i++) {
        char *end = stpcpy(text + 2, said->items[i]);
        *end++ = '>';
        for (size_t j = 0; j < option->count; j++) {
            strcpy(end, option->items[j]);
            features_add(f, text);
        }
    }
}

/* How many meanings they share. */
static void put_common(const struct tags *said, const struct tags *option, struct features *f)
{
    size_t same = 0;

    for (size_t i = 0; i < said->count; i++)
        same += has_tag(option, said->items[i]);
    if (same)
        features_put(f, "o shares %zu", same > 3 ? 3 : same);
}

static void put_rule(const struct evidence *e, size_t option, struct features *f)
{
    const struct choice *c = &e->choice;
    bool mine = c->number == e->context->options->items[option].number;

    switch (c->state) {
    case CHOICE_NONE:
        return;
    case CHOICE_UNSURE:
        features_put(f, "o ? %s", c->rule);
        return;
    case CHOICE_MADE:
        features_put(f, "o %s %s", mine ? "=" : "!", c->rule);
        features_put(f, "o %s%s%s%s%s", mine ? "=" : "!", c->weak ? " weak" : "",
                     c->guessed ? " guessed" : "", c->sure ? " sure" : "",
                     c->asked ? " asked" : "");
    }
}

/* What is said for and against it, alone and beside what is said for and against the others. */
static void put_weights(const struct chooser *c, size_t option, struct features *f)
{
    enum weight others = WEIGHT_NONE, against = WEIGHT_NONE;

    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++) {
        if (i == option)
            continue;
        others = c->affirmed[i] > others ? c->affirmed[i] : others;
        against = c->denied[i] > against ? c->denied[i] : against;
    }
    features_put(f, "o %d-%d", c->affirmed[option], c->denied[option]);
    features_put(f, "o %d-%d others %d-%d", c->affirmed[option], c->denied[option], others,
                 against);
}

static void put_numbers(const struct evidence *e, size_t option, struct features *f)
{
    static const char *const figures[] = {
        [FIGURE_CHOSEN] = "chosen", [FIGURE_FREE] = "free",     [FIGURE_LOOSE] = "loose",
        [FIGURE_EITHER] = "either", [FIGURE_AMOUNT] = "amount", [FIGURE_NAME] = "name",
        [FIGURE_TIED] = "tied"};

    for (size_t i = 0; i < e->r.speech.count; i++)
        if (e->r.figures[i] != FIGURE_NONE && e->r.figures[i] != FIGURE_INSIDE)
            features_put(f, "o %s number %s%s",
                         e->r.values[i] == e->context->options->items[option].number ? "its"
                                                                                     : "another",
                         figures[e->r.figures[i]], i == 0 ? " first" : "");
}

static bool others_say(const struct phrases *phrases, size_t option, const char *plain)
{
    for (size_t i = 0; i < phrases->count; i++)
        for (size_t j = 0; phrases->items[i].option != option && j < phrases->items[i].count; j++)
            if (strcmp(phrases->items[i].words[j].plain, plain) == 0)
                return true;
    return false;
}

struct share {
    double part; /* of a phrase's own words */
    bool denied; /* though the phrase is not, or the other way round */
};

static bool is_better(const struct share *a, const struct share *b)
{
    return a->part != b->part ? a->part > b->part : a->part > 0 && !a->denied && b->denied;
}

/* How many of the words that only this phrase's option says stand in the reply. */
static struct share read_share(const struct evidence *e, const struct phrase *p)
{
    size_t own = 0, said = 0;
    struct share share = {0, false};

    for (size_t word = 0; word < p->count; word++) {
        size_t at = 0;
        if (p->empty[word] || others_say(&e->phrases, p->option, p->words[word].plain))
            continue;
        while (at < e->r.speech.count && !phrase_word_fits(p, word, &e->r, at))
            at++;
        own++;
        if (at == e->r.speech.count)
            continue;
        said++;
        share.denied |= e->r.denied[at] != p->negated;
    }
    share.part = own ? (double)said / (double)own : 0;
    return share;
}

static void put_shares(const struct evidence *e, size_t option, struct features *f)
{
    static const char *const sources[] = {
        [PHRASE_LABEL] = "label", [PHRASE_SYNONYM] = "synonym", [PHRASE_BODY] = "announcement"};
    struct share best[ARRAY_SIZE(sources)] = {0};

    for (size_t i = 0; i < e->phrases.count; i++) {
        const struct phrase *p = &e->phrases.items[i];
        if (p->option != option)
            continue;
        struct share share = read_share(e, p);
        if (is_better(&share, &best[p->source]))
            best[p->source] = share;
    }
    for (size_t s = 0; s < ARRAY_SIZE(sources); s++)
        if (best[s].part > 0)
            features_put(f, "o %s of %s%s",
                         best[s].part >= 1     ? "all"
                         : best[s].part >= 0.5 ? "half"
                                               : "some",
                         sources[s], best[s].denied ? ", denied" : "");
}

static void collect(const struct evidence *e, const struct side *said, const struct chooser *c,
                    size_t option, struct features *f)
{
    struct tags groups = {0}, meanings = {0};

    put_rule(e, option, f);
    put_weights(c, option, f);
    put_numbers(e, option, f);
    put_shares(e, option, f);
    read_option_groups(e, option, &groups);
    read_option_meanings(e, option, &meanings);
    for (size_t i = 0; i < groups.count; i++)
        features_put(f, "o %s", groups.items[i]);
    features_put(f, "o %s",
                 option == 0                                ? "first"
                 : option + 1 == e->context->options->count ? "last"
                                                            : "in the middle");
    put_pairs(&said->words, &groups, f);
    put_pairs(&said->groups, &groups, f);
    put_pairs(&said->meanings, &groups, f);
    put_pairs(&said->meanings, &meanings, f);
    put_common(&said->meanings, &meanings, f);
}

void fits_collect(const struct evidence *e, struct fits *ret_fits)
{
    struct choice ignored;
    struct side said = {0};
    struct chooser c = {
        .r = &e->r, .phrases = &e->phrases, .options = e->context->options, .choice = &ignored};

    *ret_fits = (struct fits){0};
    if (!evidence_has_options(e))
        return;
    ret_fits->count = c.options->count < OPTIONS_MAX ? c.options->count : OPTIONS_MAX;
    ret_fits->options = xcalloc(ret_fits->count, sizeof(*ret_fits->options));
    phrases_find(&e->phrases, &e->r, &c.found);
    chooser_weigh(&c);
    read_words(e, &said.words);
    read_groups(e, &said.groups);
    read_meanings(e, &said.meanings);
    for (size_t i = 0; i < ret_fits->count; i++)
        collect(e, &said, &c, i, &ret_fits->options[i]);
    free(c.found.items);
}

void fits_free(struct fits *fits)
{
    for (size_t i = 0; i < fits->count; i++)
        features_free(&fits->options[i]);
    free(fits->options);
    *fits = (struct fits){0};
}
