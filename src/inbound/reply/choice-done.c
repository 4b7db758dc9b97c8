/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Đã tiêm" beside "Tiêm": whether what is said for the one means that it is done already. */
#include "inbound/reply/chooser.h"

#include <string.h>

/* Two options, of which one says a word more in front: "Đã tiêm" beside "Tiêm". */
static bool begins_with_more(const struct phrase *longer, const struct phrase *phrase)
{
    if (longer->option == phrase->option || longer->negated != phrase->negated ||
        longer->count != phrase->count + 1)
        return false;
    for (size_t word = 0; word < phrase->count; word++)
        if (strcmp(phrase->words[word].plain, longer->words[word + 1].plain) != 0)
            return false;
    return true;
}

/* The option that says more than the phrase, or less; NO_OPTION: none. */
static int option_that_says(const struct chooser *c, const struct phrase *phrase, bool more)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *other = &c->phrases->items[i];
        if (more ? begins_with_more(other, phrase) : begins_with_more(phrase, other))
            return (int)other->option;
    }
    return NO_OPTION;
}

/* "rồi" stands behind it. */
static bool is_said_to_be_done(const struct chooser *c, const struct occurrence *o)
{
    const struct speech *speech = &c->r->speech;

    return o->to < speech->count && !speech->items[o->to].starts_clause &&
           keywords_particle_at(c->r->keywords, PARTICLE_DONE, speech, o->to);
}

int chooser_option_of_done(const struct chooser *c, const struct occurrence *o)
{
    return is_said_to_be_done(c, o) ? option_that_says(c, o->phrase, true) : NO_OPTION;
}

/* "da tiem" there: a "dạ" or a "đã". */
static bool may_begin_with_assent(const struct chooser *c, const struct occurrence *o)
{
    return !word_has_accents(&c->r->speech.items[o->from].readings[0]) &&
           finds_cover(&c->r->finds, KEYWORD_ASSENT, o->from) &&
           option_that_says(c, o->phrase, false) != NO_OPTION;
}

/* The clause ends in "rồi", or speaks of what was: "tiem o tren huyen hom no roi". */
static bool clause_may_be_of_done(const struct chooser *c, size_t word)
{
    const struct speech *speech = &c->r->speech;

    return keywords_particle_at(c->r->keywords, PARTICLE_DONE, speech,
                                speech_clause_end(speech, word) - 1) ||
           reading_clause_has(c->r, KEYWORD_PAST, word) ||
           reading_clause_has(c->r, KEYWORD_AGO, word);
}

bool chooser_may_be_done(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o) || is_said_to_be_done(c, o))
            continue;
        if (may_begin_with_assent(c, o) || (option_that_says(c, o->phrase, true) != NO_OPTION &&
                                            clause_may_be_of_done(c, o->from)))
            return true;
    }
    return false;
}

bool choose_what_is_done(struct chooser *c, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o))
            continue;
        int done = chooser_option_of_done(c, o);
        if (done == NO_OPTION)
            continue;
        chooser_settle(c, CHOICE_MADE, done, "says that it is done");
        c->choice->from = o->from;
        c->choice->to = o->to + 1;
        return true;
    }
    return false;
}
