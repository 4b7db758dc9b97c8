/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing by yes and no, where the options are a yes and a no; and by other words for them. */
#include "inbound/reply/chooser.h"

#include <string.h>

#include "text/accents.h"

bool chooser_text_is(const struct chooser *c, const char *text, enum keyword keyword,
                     uint64_t groups)
{
    struct reading r;

    if (!text_utf8_valid(text, strlen(text)))
        return false;
    reading_make(c->r->keywords, NULL, text, &r);
    bool is = reading_affirms(&r, keyword) &&
              reading_is_made_of(&r, POLITE | GROUP_BIT(keyword) | groups, 0, r.speech.count);
    reading_free(&r);
    return is;
}

bool chooser_is_no_label(const struct chooser *c, size_t option)
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

bool chooser_yes_and_no(const struct chooser *c, int *ret_yes, int *ret_no)
{
    if (c->options->count != 2 || c->options->help)
        return false;
    bool first = chooser_is_no_label(c, 0), second = chooser_is_no_label(c, 1);
    *ret_yes = first ? 1 : 0;
    *ret_no = first ? 0 : 1;
    return first != second;
}

void chooser_first_clause(const struct reading *r, size_t *ret_from, size_t *ret_to)
{
    size_t from = 0, to = r->speech.count ? speech_clause_end(&r->speech, 0) : 0;

    while (to < r->speech.count && reading_is_made_of(r, POLITE, from, to)) {
        from = to;
        to = speech_clause_end(&r->speech, from);
    }
    *ret_from = from;
    *ret_to = to;
}

bool chooser_clause_is(const struct reading *r, uint64_t groups, size_t from, size_t to)
{
    uint64_t empty = POLITE | GROUP_BIT(KEYWORD_CHOOSING);
    bool any = false;

    for (size_t i = from; i < to; i++)
        any |= reading_is_made_of(r, groups, i, i + 1);
    return any && reading_is_made_of(r, groups | empty, from, to);
}

bool chooser_speaks_of_options(const struct chooser *c, size_t from, size_t to)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].from >= from && c->found.items[i].from < to)
            return true;
    return false;
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

/* Where the reply says such a word of the phrase; the count of its words: nowhere. */
static size_t find_common_word(const struct chooser *c, int yes_option, int no_option,
                               const struct phrase *phrase)
{
    size_t count = c->r->speech.count;

    for (size_t word = 0; word < phrase->count; word++)
        for (size_t at = 0; at < count; at++)
            if (phrase_word_fits(phrase, word, c->r, at) && !chooser_is_generic(c->r, at) &&
                !finds_cover(&c->r->finds, KEYWORD_FIXED, at) &&
                is_common_word(c, yes_option, no_option, phrase, word))
                return at;
    return count;
}

/* "phun đi" to the above. */
bool choose_by_common_word(struct chooser *c)
{
    int yes_option, no_option;

    if (!chooser_yes_and_no(c, &yes_option, &no_option))
        return false;
    for (size_t i = 0; i < c->phrases->count; i++) {
        size_t at = find_common_word(c, yes_option, no_option, &c->phrases->items[i]);
        if (at == c->r->speech.count)
            continue;
        chooser_settle(c, CHOICE_MADE, c->r->denied[at] ? no_option : yes_option,
                       "says or denies what is asked");
        c->choice->from = at;
        c->choice->to = at + 1;
        c->choice->weak = !chooser_begins_text(c);
        return true;
    }
    return false;
}

/* "không hiến", "không dậy được": to a yes and a no, what cannot be done or what the announcement
 * speaks of, denied at the end of a clause. */
bool choose_by_refusal(struct chooser *c)
{
    const struct reading *r = c->r;
    int yes_option, no_option;

    if (!chooser_yes_and_no(c, &yes_option, &no_option))
        return false;
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_NEGATION, find));) {
        size_t end = speech_clause_end(&r->speech, find->from);
        bool unable = end > find->to && end - find->to <= 5 &&
                      keywords_particle_at(r->keywords, PARTICLE_ABLE, &r->speech, end - 1);
        bool announced =
            end > find->to && end - find->to <= 2 &&
            lexicon_has(&c->phrases->near, r->speech.items[find->to].readings[0].plain);
        if (!unable && !announced)
            continue;
        chooser_settle(c, CHOICE_MADE, no_option, "refuses in other words");
        c->choice->weak = c->choice->guessed = true;
        c->choice->from = find->from;
        c->choice->to = end;
        return true;
    }
    return false;
}

static bool agrees(const struct chooser *c, const struct phrase *phrase)
{
    return phrase->agrees && !phrase->negated;
}

static bool disagrees(const struct chooser *c, const struct phrase *phrase)
{
    return phrase->agrees && phrase->negated;
}

/* "nhất trí", "chưa đồng ý": one option agrees and one does not, whatever the others say. */
bool choose_by_agreement(struct chooser *c)
{
    bool denied = reading_denies(c->r, KEYWORD_AGREES);
    int option = chooser_only_option(c, denied ? disagrees : agrees);
    int other = chooser_only_option(c, denied ? agrees : disagrees);

    if (option == NO_OPTION || other == NO_OPTION ||
        (!denied && !reading_affirms(c->r, KEYWORD_AGREES)))
        return false;
    chooser_settle(c, CHOICE_MADE, option, denied ? "does not agree" : "agrees");
    return true;
}

static bool has_two_faced(const struct chooser *c)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (chooser_is_two_faced(c->r, &c->found.items[i]))
            return true;
    return false;
}

/* Thanks with nothing of the groups before them: "cảm ơn cô" is no "có". */
static bool only_thanks(const struct reading *r, uint64_t groups, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (finds_begin(&r->finds, KEYWORD_THANKS, i))
            return true;
        if (reading_is_made_of(r, groups, i, i + 1))
            return false;
    }
    return false;
}

bool choose_by_yes_or_no(struct chooser *c)
{
    const struct reading *r = c->r;
    size_t from, to;
    uint64_t no = GROUP_BIT(KEYWORD_NO) | GROUP_BIT(KEYWORD_NEGATION);
    uint64_t yes = GROUP_BIT(KEYWORD_YES) | GROUP_BIT(KEYWORD_ASSENT) | GROUP_BIT(KEYWORD_AGREES);
    int yes_option, no_option;

    chooser_first_clause(r, &from, &to);
    if (reading_has(r, KEYWORD_ACK) || !chooser_yes_and_no(c, &yes_option, &no_option))
        return false;
    if (chooser_clause_is(r, no, from, to) && !chooser_speaks_of_options(c, from, to)) {
        chooser_settle(c, CHOICE_MADE, no_option, "says no");
    } else if (reading_denies(r, KEYWORD_AGREES)) {
        chooser_settle(c, CHOICE_MADE, no_option, "does not agree");
    } else if (has_two_faced(c) && !reading_affirms(r, KEYWORD_COMES)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "may be a yes or a no without its accents");
    } else if (only_thanks(r, yes, from, to)) {
        return false;
    } else if (chooser_clause_is(r, yes, from, to)) {
        chooser_settle(c, CHOICE_MADE, yes_option, "says yes");
    } else if (reading_has(r, KEYWORD_ASSENT) &&
               chooser_clause_is(r, yes | GROUP_BIT(KEYWORD_COMES), from, to)) {
        chooser_settle(c, CHOICE_MADE, yes_option, "says yes");
    } else if (reading_affirms(r, KEYWORD_AGREES)) {
        chooser_settle(c, CHOICE_MADE, yes_option, "agrees");
    } else if (chooser_offers_coming(c) && reading_affirms(r, KEYWORD_COMES)) {
        chooser_settle(c, CHOICE_MADE, yes_option, "says yes in other words");
        c->choice->weak = true;
    } else {
        return false;
    }
    return true;
}
