/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model makes of one reply. */
#include "inbound/reply/opinion.h"

/* The option that calls for help; OPTIONS_MAX: none. */
static size_t help_option(const struct evidence *e)
{
    const struct options *options = e->context->options;

    for (size_t i = 0; evidence_has_options(e) && options->help && i < options->count; i++)
        if (options->items[i].number == options->help && i < OPTIONS_MAX)
            return i;
    return OPTIONS_MAX;
}

static void choose(struct opinion *o, const struct evidence *e)
{
    o->choice = e->context->options->items[o->option].number;
}

/* A call for help is believed as much as the call in other words and the option together. */
static void weigh_help(struct opinion *o, const struct evidence *e, size_t help)
{
    double said = o->guess.kinds[REPLY_HELP];
    double chosen = help < OPTIONS_MAX ? o->guess.options[help] : 0;

    o->guess.kinds[REPLY_HELP] += chosen;
    o->guess.kinds[REPLY_ANSWER] -= chosen;
    if (o->guess.kinds[REPLY_HELP] <= o->belief)
        return;
    o->kind = REPLY_HELP;
    o->belief = o->guess.kinds[REPLY_HELP];
    o->choice = 0;
    o->option = help;
    if (chosen > said)
        choose(o, e);
}

static void weigh(struct opinion *o, const struct evidence *e)
{
    size_t help = help_option(e);

    o->kind = REPLY_UNCLEAR;
    for (int kind = 1; kind < REPLY_UNCLEAR; kind++) {
        if (kind == REPLY_HELP || o->guess.kinds[kind] <= o->belief)
            continue;
        o->kind = (enum reply_kind)kind;
        o->belief = o->guess.kinds[kind];
    }
    for (size_t i = 0; i < o->fits.count; i++) {
        if (i == help || o->guess.options[i] <= o->belief)
            continue;
        o->kind = REPLY_ANSWER;
        o->belief = o->guess.options[i];
        o->option = i;
        choose(o, e);
    }
    weigh_help(o, e, help);
}

void opinion_form(const struct model *model, const struct evidence *e, const struct reply *ruled,
                  struct opinion *ret_opinion)
{
    struct opinion *o = ret_opinion;

    *o = (struct opinion){.kind = REPLY_UNCLEAR};
    features_collect(e, ruled, &o->text);
    fits_collect(e, &o->fits);
    if (!model)
        return;
    model_guess(model, &o->text, o->fits.options, o->fits.count, &o->guess);
    weigh(o, e);
    o->agreed = ruled->kind == o->kind && (o->kind != REPLY_ANSWER || ruled->choice == o->choice);
}

void opinion_free(struct opinion *o)
{
    features_free(&o->text);
    fits_free(&o->fits);
}
