/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every rule needs: to say why, and what a text is made of. */
#include "inbound/reply/judge.h"

#include <stdlib.h>

#include "base/memory.h"

/* The words from..to as they were typed; NULL: none. */
char *judge_words(const struct judge *j, size_t from, size_t to)
{
    const struct said *items = j->e.r.speech.items;

    if (from >= to || to > j->e.r.speech.count)
        return NULL;
    return xstrndup(j->text + items[from].from, items[to - 1].to - items[from].from);
}

bool judge_decide(struct judge *j, enum reply_kind kind, const char *rule, size_t from, size_t to)
{
    char *words = judge_words(j, from, to);

    j->reply->kind = kind;
    j->reply->why = words ? xasprintf("%s: \"%s\"", rule, words) : xstrdup(rule);
    free(words);
    return true;
}

bool judge_decide_by(struct judge *j, enum reply_kind kind, const char *rule, enum keyword keyword)
{
    const struct find *find = finds_next(&j->e.r.finds, keyword, NULL);

    return judge_decide(j, kind, rule, find ? find->from : 0, find ? find->to : 0);
}

/* Said by a word that is not part of how somebody is addressed: "bỏ" is not said by "cán bộ". */
static bool says(const struct judge *j, enum keyword keyword)
{
    const struct finds *finds = &j->e.r.finds;

    for (const struct find *find = NULL; (find = finds_next(finds, keyword, find));)
        if (!finds_exceed(finds, KEYWORD_ADDRESS, find->from, find->to))
            return true;
    return false;
}

/* The text is this and nothing else, but for words that add nothing. */
bool judge_is_all(const struct judge *j, enum keyword keyword)
{
    uint64_t groups = GROUP_BIT(keyword) | GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                      GROUP_BIT(KEYWORD_THANKS);

    return says(j, keyword) && reading_count_outside(&j->e.r, groups) == 0;
}
