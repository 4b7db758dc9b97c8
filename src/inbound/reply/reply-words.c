/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words under which kinds and categories of replies are stored, shown and labelled. */
#include "inbound/reply/reply.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_words[] = {
    [REPLY_ANSWER] = "answer",
    [REPLY_ACK] = "ack",
    [REPLY_HELP] = "help",
    [REPLY_REPORT] = "report",
    [REPLY_STOP] = "stop",
    [REPLY_START] = "start",
    [REPLY_WRONG_NUMBER] = "wrong_number",
    [REPLY_SERVICE] = "service",
    [REPLY_UNCLEAR] = "unclear",
    [REPLY_ORDER] = "order",
};

static const char *const category_words[REPLY_CATEGORIES] = {
    [REPLY_CATEGORY_NONE] = "",
    [REPLY_CATEGORY_DISASTER] = "disaster",
    [REPLY_CATEGORY_HEALTH] = "health",
    [REPLY_CATEGORY_ENVIRONMENT] = "environment",
    [REPLY_CATEGORY_AGRICULTURE] = "agriculture",
    [REPLY_CATEGORY_LIVESTOCK] = "livestock",
    [REPLY_CATEGORY_INFRASTRUCTURE] = "infrastructure",
    [REPLY_CATEGORY_SECURITY] = "security",
    [REPLY_CATEGORY_POLICY] = "policy",
    [REPLY_CATEGORY_MEETING] = "meeting",
    [REPLY_CATEGORY_OTHER] = "other",
};

static bool find_word(const char *const *words, size_t count, const char *word, size_t *ret_index)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            *ret_index = i;
            return true;
        }
    }
    return false;
}

const char *reply_kind_word(enum reply_kind kind)
{
    return kind_words[kind];
}

bool reply_kind_parse(const char *word, enum reply_kind *ret_kind)
{
    size_t index;

    if (!find_word(kind_words, REPLY_KINDS, word, &index))
        return false;
    *ret_kind = (enum reply_kind)index;
    return true;
}

const char *reply_category_word(enum reply_category category)
{
    return category_words[category];
}

bool reply_category_parse(const char *word, enum reply_category *ret_category)
{
    size_t index;

    if (!find_word(category_words, REPLY_CATEGORIES, word, &index))
        return false;
    *ret_category = (enum reply_category)index;
    return true;
}

void reply_clear(struct reply *reply)
{
    free(reply->note);
    free(reply->why);
    *reply = (struct reply){.kind = REPLY_UNCLEAR};
}
