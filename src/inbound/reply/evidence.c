/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that the rules and the model know of one reply. */
#include "inbound/reply/evidence.h"

#include <string.h>

#include "text/accents.h"

void evidence_read(const struct keywords *keywords, const struct reply_context *context,
                   const char *text, struct evidence *ret_evidence)
{
    struct evidence *e = ret_evidence;

    *e = (struct evidence){.context = context};
    phrases_make(keywords, context, &e->phrases);
    reading_make(keywords, &e->phrases.near, text, &e->r);
    choice_read(&e->r, &e->phrases, context, &e->choice);
    danger_read(&e->r, &e->danger);
    e->topic = topic_read(&e->r);
    if (context->body && text_utf8_valid(context->body, strlen(context->body)))
        reading_make(keywords, NULL, context->body, &e->body);
    e->around = topic_read(&e->body);
}

void evidence_free(struct evidence *e)
{
    reading_free(&e->r);
    reading_free(&e->body);
    phrases_free(&e->phrases);
}

bool evidence_has_options(const struct evidence *e)
{
    return e->context->options && e->context->options->count > 0;
}

bool evidence_chose_help(const struct evidence *e)
{
    return e->choice.state == CHOICE_MADE && !e->choice.asked && e->context->options->help &&
           e->choice.number == e->context->options->help;
}
