/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a text is about: the category whose words weigh most. Longer phrases say more. */
#include "inbound/reply/topic.h"

#include <string.h>

#include "base/memory.h"
#include "text/accents.h"

static const enum keyword groups[REPLY_CATEGORIES] = {
    [REPLY_CATEGORY_DISASTER] = KEYWORD_DISASTER,
    [REPLY_CATEGORY_HEALTH] = KEYWORD_HEALTH,
    [REPLY_CATEGORY_ENVIRONMENT] = KEYWORD_ENVIRONMENT,
    [REPLY_CATEGORY_AGRICULTURE] = KEYWORD_AGRICULTURE,
    [REPLY_CATEGORY_LIVESTOCK] = KEYWORD_LIVESTOCK,
    [REPLY_CATEGORY_INFRASTRUCTURE] = KEYWORD_INFRASTRUCTURE,
    [REPLY_CATEGORY_SECURITY] = KEYWORD_SECURITY,
    [REPLY_CATEGORY_POLICY] = KEYWORD_POLICY,
    [REPLY_CATEGORY_MEETING] = KEYWORD_MEETING,
    [REPLY_CATEGORY_OTHER] = KEYWORD_OTHER,
};

static const unsigned weights[] = {0, 2, 5, 7, 9};

static unsigned weigh(const struct reading *r, enum keyword keyword)
{
    unsigned sum = 0;

    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));) {
        size_t len = find->to - find->from;
        if (!finds_exceed(&r->finds, find->keyword, find->from, find->to))
            sum += weights[len < ARRAY_SIZE(weights) ? len : ARRAY_SIZE(weights) - 1];
    }
    return sum;
}

struct topic topic_read(const struct reading *r)
{
    struct topic best = {REPLY_CATEGORY_NONE, 0};

    for (int category = REPLY_CATEGORY_DISASTER; category < REPLY_CATEGORIES; category++) {
        unsigned score = weigh(r, groups[category]);
        if (score > best.score)
            best = (struct topic){(enum reply_category)category, score};
    }
    return best;
}

struct topic topic_of_announcement(const struct keywords *keywords, const char *body)
{
    struct reading r;
    struct topic topic = {REPLY_CATEGORY_NONE, 0};

    if (!body || !text_utf8_valid(body, strlen(body)))
        return topic;
    reading_make(keywords, NULL, body, &r);
    topic = topic_read(&r);
    reading_free(&r);
    return topic;
}
