/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing by the words of an option's label or synonyms, all of them or some. */
#include "inbound/reply/chooser.h"

#include <string.h>

static void point_at(struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option == option && occurrence_affirms(o) &&
            o->to - o->from > c->choice->to - c->choice->from) {
            c->choice->from = o->from;
            c->choice->to = o->to;
        }
    }
}

bool choose_by_words(struct chooser *c)
{
    enum weight weight;
    int option = chooser_heaviest(c->affirmed, c->options->count, &weight);
    const struct objection *objection = chooser_objection(c, option, weight);

    if (objection) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, objection->rule);
        c->choice->aside = objection->aside;
        return true;
    }
    if (weight == WEIGHT_NONE)
        return false;
    if (choose_what_is_done(c, option))
        return true;
    chooser_settle(c, CHOICE_MADE, option, "says the option's words");
    point_at(c, option);
    c->choice->sure = weight > WEIGHT_GENERIC;
    c->choice->weak = weight < WEIGHT_PHRASE && !chooser_begins_text(c);
    return true;
}

static bool others_say(const struct chooser *c, const struct phrase *like, size_t word)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        for (size_t j = 0; phrase->option != like->option && j < phrase->count; j++)
            if (strcmp(phrase->words[j].plain, like->words[word].plain) == 0)
                return true;
    }
    return false;
}

/* How many of the words that only this phrase's option says stand in the reply, not denied. */
static size_t shared_words(const struct chooser *c, const struct phrase *phrase)
{
    size_t count = 0;

    for (size_t word = 0; word < phrase->count; word++) {
        bool found = false;
        if (phrase->empty[word] || others_say(c, phrase, word))
            continue;
        for (size_t at = 0; at < c->r->speech.count && !found; at++)
            found = !finds_cover(&c->r->finds, KEYWORD_FIXED, at) &&
                    phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !chooser_is_generic(c->r, at);
        count += found;
    }
    return count;
}

/* Two words at least. */
static bool shares_enough(const struct chooser *c, const struct phrase *phrase)
{
    return !phrase->pure_no && shared_words(c, phrase) >= 2;
}

/* All that a label or synonym says, if in other order: "nhà sập" for "sập nhà". */
static bool shares_all(const struct chooser *c, const struct phrase *phrase)
{
    return phrase->source != PHRASE_BODY && shared_words(c, phrase) == phrase_telling_words(phrase);
}

/* Each of its words, if others say some of them too and in whatever order: "thứ bảy thì buổi chiều"
 * for "Chiều thứ Bảy". */
static bool says_every_word(const struct chooser *c, const struct phrase *phrase)
{
    if (phrase_telling_words(phrase) < 2)
        return false;
    for (size_t word = 0; word < phrase->count; word++) {
        bool found = phrase->empty[word];
        for (size_t at = 0; at < c->r->speech.count && !found; at++)
            found = phrase_word_fits(phrase, word, c->r, at) &&
                    c->r->denied[at] == phrase->negated && !chooser_is_generic(c->r, at);
        if (!found)
            return false;
    }
    return true;
}

/* The one option that has a label or synonym of which every word is said. */
static bool choose_by_every_word(struct chooser *c)
{
    int option = chooser_only_option(c, says_every_word);

    if (option == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, option, "says every word of this option");
    c->choice->sure = c->choice->weak = true;
    return true;
}

bool choose_by_some_words(struct chooser *c)
{
    int best = NO_OPTION;
    bool tie = false, all = false;

    if (choose_by_every_word(c))
        return true;
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *phrase = &c->phrases->items[i];
        if (!shares_enough(c, phrase))
            continue;
        tie |= best != NO_OPTION && best != (int)phrase->option;
        all |= shares_all(c, phrase);
        best = (int)phrase->option;
    }
    if (best == NO_OPTION)
        return false;
    if (tie)
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "says words of two options");
    else
        chooser_settle(c, CHOICE_MADE, best, "says words of this option alone");
    c->choice->sure = all;
    c->choice->weak = true;
    c->choice->guessed = !all;
    return true;
}
