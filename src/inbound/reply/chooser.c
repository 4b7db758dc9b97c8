/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the words of a reply weigh for and against each option. */
#include "inbound/reply/chooser.h"

void chooser_settle(struct chooser *c, enum choice_state state, int option, const char *rule)
{
    c->choice->state = state;
    c->choice->number = option == NO_OPTION ? 0 : c->options->items[option].number;
    c->choice->rule = rule;
}

void chooser_point_at(struct chooser *c, enum keyword keyword, bool denied)
{
    for (const struct find *find = NULL; (find = finds_next(&c->r->finds, keyword, find));) {
        if (c->r->denied[find->from] != denied)
            continue;
        c->choice->from = find->from;
        c->choice->to = find->to;
        return;
    }
}

int chooser_find_option(const struct options *options, long long number)
{
    for (size_t i = 0; i < options->count && i < OPTIONS_MAX; i++)
        if (options->items[i].number == number)
            return (int)i;
    return NO_OPTION;
}

bool chooser_is_help(const struct chooser *c, int option)
{
    return c->options->help && c->options->items[option].number == c->options->help;
}

int chooser_only_option(const struct chooser *c,
                        bool (*says_so)(const struct chooser *c, const struct phrase *phrase))
{
    int option = NO_OPTION;

    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (phrase->source == PHRASE_BODY || !says_so(c, phrase) || option == (int)phrase->option)
            continue;
        if (option != NO_OPTION)
            return NO_OPTION;
        option = (int)phrase->option;
    }
    return option;
}

bool chooser_is_generic(const struct reading *r, size_t word)
{
    uint64_t groups = GROUP_BIT(KEYWORD_COMES) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_NO) |
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_AGREES) |
                      GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS);

    return reading_is_made_of(r, groups, word, word + 1);
}

bool chooser_is_two_faced(const struct reading *r, const struct occurrence *o)
{
    const struct said *said = &r->speech.items[o->from];

    if (o->to - o->from > 1 || word_has_accents(&said->readings[0]) || o->denied)
        return false;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_ASSENT, find));)
        if (find->from == o->from && find->to == o->to &&
            keywords_particle_at(r->keywords, PARTICLE_TWO_FACED, &r->speech, o->from))
            return true;
    return false;
}

/* "cảm ơn cô" and "nhé cô" say no "có": that stands at the beginning of its clause. */
static bool is_stray_yes(const struct reading *r, const struct occurrence *o)
{
    size_t start = speech_clause_start(&r->speech, o->from);
    uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_YES) |
                      GROUP_BIT(KEYWORD_NEGATION) | GROUP_BIT(KEYWORD_CHOOSING);

    if (o->to - o->from > 1 ||
        !keywords_particle_at(r->keywords, PARTICLE_LEADING, &r->speech, o->from))
        return false;
    return !reading_is_made_of(r, groups, start, o->from);
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

/* "Không có nương" beside "Chưa làm" */
static bool another_refuses(const struct chooser *c, size_t option)
{
    for (size_t i = 0; i < c->phrases->count; i++)
        if (c->phrases->items[i].option != option && c->phrases->items[i].negated &&
            !c->phrases->items[i].not_yet)
            return true;
    return false;
}

/* "toi" without accents is "tôi", who speaks, before it is "tới"; but not in "toi duoc". */
static bool is_form_of_address(const struct reading *r, const struct occurrence *o)
{
    const struct phrase *phrase = o->phrase;

    if (o->to - o->from > 1 || o->denied ||
        word_has_accents(&r->speech.items[o->from].readings[0]) ||
        !word_has_accents(&phrase->words[0]) || finds_cover(&r->finds, KEYWORD_COMES, o->from))
        return false;
    if (phrase->source != PHRASE_BODY && (phrase->groups & GROUP_BIT(KEYWORD_ADDRESS)))
        return false; /* "Ông", "Bà" are the options */
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_ADDRESS, find));)
        if (find->from == o->from && find->to == o->to)
            return true;
    return false;
}

static enum weight weigh(const struct chooser *c, const struct occurrence *o)
{
    const struct phrase *phrase = o->phrase;

    if (chooser_is_two_faced(c->r, o) || is_stray_yes(c->r, o) || chooser_is_past(c, o) ||
        chooser_is_overtaken(c->r, o) || is_form_of_address(c->r, o))
        return WEIGHT_NONE;
    if (o->not_yet && phrase->negated && !phrase->not_yet && c->options->count > 2)
        return WEIGHT_NONE; /* "chưa tiêm" is not "không tiêm" where there is a third answer */
    if (o->denied && !o->not_yet && phrase->not_yet && another_refuses(c, phrase->option))
        return WEIGHT_NONE; /* nor is "không làm" "chưa làm" */
    if (phrase->negated && o->denied && phrase->need != o->need && c->options->count > 2)
        return WEIGHT_NONE;
    if (denies_what_follows(c, o))
        return WEIGHT_NONE;
    if (phrase_telling_words(phrase) > 1 || (phrase->negated && o->denied))
        return WEIGHT_PHRASE;
    if (phrase->count == 1 && chooser_is_generic(c->r, o->from) &&
        !chooser_is_help(c, (int)phrase->option))
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

void chooser_weigh(struct chooser *c)
{
    weigh_options(c);
    weigh_not_yet(c);
}

int chooser_heaviest(const enum weight *weights, size_t count, enum weight *ret_weight)
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

bool chooser_covers(const struct chooser *c, size_t word)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from <= word && word < c->found.items[i].to)
            return true;
    return false;
}

bool chooser_is_figure(const struct chooser *c, size_t word, enum figure figure)
{
    return c->r->figures[word] == figure && !c->r->denied[word] && !chooser_covers(c, word);
}

bool chooser_begins_text(const struct chooser *c)
{
    const struct reading *r = c->r;
    uint64_t empty = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                     GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_THANKS);
    size_t to = c->choice->to;

    if (!reading_is_made_of(r, empty, 0, c->choice->from))
        return false;
    return to == r->speech.count || r->speech.items[to].starts_clause ||
           r->speech.items[to].number >= 0 || reading_is_made_of(r, empty, to, to + 1);
}
