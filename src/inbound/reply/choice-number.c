/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing by an option's number, in digits or as a word. */
#include "inbound/reply/chooser.h"

/* "1 và 3": a number that an "and" ties to the one before. */
static bool names_another(const struct chooser *c, size_t word)
{
    const struct said *items = c->r->speech.items;

    return word >= 2 && items[word - 2].number >= 0 && chooser_is_figure(c, word, FIGURE_LOOSE) &&
           chooser_find_option(c->options, c->r->values[word]) != NO_OPTION &&
           keywords_particle_at(c->r->keywords, PARTICLE_AND, &c->r->speech, word - 1);
}

struct numbers {
    int option;   /* the last named option */
    size_t word;  /* where */
    size_t count; /* different options named */
    bool foreign; /* a number that is no option */
};

static struct numbers named_numbers(const struct chooser *c)
{
    struct numbers n = {.option = NO_OPTION};

    for (size_t i = 0; i < c->r->speech.count; i++) {
        if (!chooser_is_figure(c, i, FIGURE_CHOSEN) && !chooser_is_figure(c, i, FIGURE_FREE) &&
            !(n.count && names_another(c, i)))
            continue;
        int option = chooser_find_option(c->options, c->r->values[i]);
        if (option == NO_OPTION) {
            n.foreign = true;
        } else if (option != n.option) {
            n.option = option;
            n.word = i;
            n.count++;
        }
    }
    return n;
}

/* The words beside the number say clearly something else: "1 không đi được". */
static bool words_contradict(const struct chooser *c, int option)
{
    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++)
        if ((int)i != option && c->affirmed[i] == WEIGHT_PHRASE &&
            c->affirmed[option] < WEIGHT_WORD)
            return true;
    return c->denied[option] == WEIGHT_PHRASE && c->affirmed[option] == WEIGHT_NONE;
}

/* "2 mít" where an option is "Mít": the number counts. */
static bool counts_an_option(const struct chooser *c, size_t word, int option)
{
    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if (o->from == word + 1 && (int)o->phrase->option != option && !o->phrase->part &&
            o->phrase->source == PHRASE_LABEL && occurrence_affirms(o))
            return true;
    }
    return false;
}

/* "1 hay 4 cũng được", "1 hoặc 3": an either beside the number. */
static bool stands_beside_either(const struct chooser *c, size_t word)
{
    return (word > 0 && finds_cover(&c->r->finds, KEYWORD_EITHER, word - 1)) ||
           finds_cover(&c->r->finds, KEYWORD_EITHER, word + 1);
}

bool choose_by_number(struct chooser *c)
{
    struct numbers n = named_numbers(c);

    if (n.count == 0 && !n.foreign)
        return false;
    if ((n.count > 1 && !reading_has(c->r, KEYWORD_CORRECTION)) ||
        (n.count == 1 && stands_beside_either(c, n.word))) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "names two options by number");
        c->choice->by_number = true;
        return true;
    }
    if (n.count == 0) {
        enum weight weight;
        if (chooser_heaviest(c->affirmed, c->options->count, &weight) != NO_OPTION)
            return false;
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION, "names a number that is no option");
        c->choice->by_number = true;
        return true;
    }
    if (words_contradict(c, n.option) || counts_an_option(c, n.word, n.option)) {
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                       "names one option by number and another by words");
        return true;
    }
    chooser_settle(c, CHOICE_MADE, n.option, "names the option's number");
    c->choice->sure = c->choice->by_number = true;
    c->choice->from = n.word;
    c->choice->to = n.word + 1;
    return true;
}

/* A number that may also count what follows ("2 cháu bị sốt") or stands in the middle: taken
 * only where nothing else is said of options. */
bool choose_by_doubtful_number(struct chooser *c)
{
    for (size_t i = 0; i < c->r->speech.count; i++) {
        if (!chooser_is_figure(c, i, FIGURE_EITHER) && !chooser_is_figure(c, i, FIGURE_LOOSE))
            continue;
        if (chooser_find_option(c->options, c->r->values[i]) == NO_OPTION)
            continue;
        chooser_settle(c, CHOICE_UNSURE, NO_OPTION,
                       "holds a number that may be an option or an amount");
        return true;
    }
    return false;
}
