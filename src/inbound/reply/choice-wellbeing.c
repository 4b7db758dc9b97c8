/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Choosing, where one option is to need help, in other words than the options'. */
#include "inbound/reply/chooser.h"

bool chooser_has_plea(const struct reading *r)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, KEYWORD_ASKS_HELP, find));)
        if (!r->denied[find->from] && chooser_clause_is(r, GROUP_BIT(KEYWORD_ASKS_HELP),
                                                        speech_clause_start(&r->speech, find->from),
                                                        speech_clause_end(&r->speech, find->from)))
            return true;
    return false;
}

/* The one option that says that all is well, whatever the others are; or of two the one that does
 * not call for help. */
static int option_of_wellbeing(const struct chooser *c, int help)
{
    int found = NO_OPTION;

    for (size_t i = 0; i < c->options->count && i < OPTIONS_MAX; i++) {
        const struct option *option = &c->options->items[i];
        bool fine = chooser_text_is(c, option->label, KEYWORD_FINE, 0);
        for (size_t j = 0; j < option->synonym_count && !fine; j++)
            fine = chooser_text_is(c, option->synonyms[j], KEYWORD_FINE, 0);
        if (!fine || (int)i == help)
            continue;
        if (found != NO_OPTION)
            return NO_OPTION;
        found = (int)i;
    }
    return found == NO_OPTION && c->options->count == 2 ? 1 - help : found;
}

/* "tốc mái rồi, xin giúp" where one option is to need help. */
bool choose_by_plea(struct chooser *c)
{
    int help = chooser_find_option(c->options, c->options->help);

    if (help == NO_OPTION || !chooser_has_plea(c->r))
        return false;
    chooser_settle(c, CHOICE_MADE, help, "asks for help");
    return true;
}

/* "không sao" where one option is to need help. */
bool choose_by_wellbeing(struct chooser *c)
{
    int help = chooser_find_option(c->options, c->options->help), fine;
    size_t from, to;

    chooser_first_clause(c->r, &from, &to);
    if (help == NO_OPTION || !chooser_clause_is(c->r, GROUP_BIT(KEYWORD_FINE), from, to) ||
        (fine = option_of_wellbeing(c, help)) == NO_OPTION)
        return false;
    chooser_settle(c, CHOICE_MADE, fine, "says that all is well");
    return true;
}
