/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the model looks at in a reply. */
#include "inbound/feature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void put(struct features *f, const char *first, const char *second)
{
    char text[FEATURE_MAX];

    snprintf(text, sizeof(text), second ? "%.31s %.31s" : "%.31s", first, second);
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->items[i], text) == 0)
            return;
    if ((f->count & (f->count - 1)) == 0)
        f->items = xreallocarray(f->items, f->count ? 2 * f->count : 1, sizeof(*f->items));
    f->items[f->count++] = xstrdup(text);
}

void features_free(struct features *f)
{
    for (size_t i = 0; i < f->count; i++)
        free(f->items[i]);
    free(f->items);
    *f = (struct features){0};
}

/* The word as it was meant: mended, and short forms written out; a number is "N". */
static const char *meant(const struct said *said)
{
    if (said->number >= 0)
        return "N";
    return said->readings[said->reading_count > 1 && said->mended ? 1 : 0].plain;
}

static bool tells_of_danger(enum keyword keyword)
{
    return keyword >= KEYWORD_CALL && keyword <= KEYWORD_HAZARD;
}

static size_t count_finds(const struct reading *r, enum keyword keyword)
{
    size_t count = 0, last = 0;
    const struct find *find;

    for (size_t index = 0; (find = finds_next(&r->finds, keyword, &index)); index++) {
        count += count == 0 || find->from >= last;
        last = find->to;
    }
    return count;
}

/* The groups that the text has words of; those of danger by whom they are said of. */
static void put_groups(const struct reading *r, struct features *f)
{
    static const char *const concerns[] = {
        [CONCERN_PEOPLE] = "", [CONCERN_ANIMALS] = "-animals", [CONCERN_DENIED] = "-denied"};
    char tag[48];

    for (int i = KEYWORD_QUESTION; i < KEYWORD_COUNT; i++) {
        enum keyword keyword = (enum keyword)i;
        enum concern concern = CONCERN_PEOPLE;
        if (!reading_has(r, keyword) || (keyword == KEYWORD_ADVERT && count_finds(r, keyword) < 2))
            continue;
        if (tells_of_danger(keyword))
            concern = danger_concern(r, keyword);
        else if (!reading_affirms(r, keyword))
            concern = CONCERN_DENIED;
        snprintf(tag, sizeof(tag), "@%s%s", keyword_name(keyword), concerns[concern]);
        put(f, tag, NULL);
    }
}

/* What the word may mean besides: "heo" teaches "lợn". */
static void put_dialect(const struct said *said, struct features *f)
{
    for (size_t i = 1; i < said->reading_count; i++)
        put(f, "=", said->readings[i].plain);
}

/* What the rules make of the text. */
static void put_verdicts(const struct evidence *e, struct features *f)
{
    if (e->topic.category != REPLY_CATEGORY_NONE)
        put(f, "@@topic", reply_category_word(e->topic.category));
    if (reading_asks(&e->r))
        put(f, "@@asks", NULL);
}

/* What the announcement asks, and what the rules make of the answer to it. */
static void put_choice(const struct evidence *e, struct features *f)
{
    static const char *const states[] = {
        [CHOICE_NONE] = "none", [CHOICE_UNSURE] = "unsure", [CHOICE_MADE] = "made"};
    const struct choice *choice = &e->choice;
    char tag[48];

    if (!evidence_has_options(e)) {
        put(f, e->context->ack ? ">ack" : e->context->body ? ">notice" : ">alone", NULL);
        return;
    }
    snprintf(tag, sizeof(tag), ">%s%s%s%s%s", states[choice->state],
             choice->by_number ? " number"
             : choice->weak    ? " weak"
                               : "",
             choice->guessed ? " guessed"
             : choice->sure  ? " sure"
                             : "",
             choice->asked ? " asked" : "", evidence_chose_help(e) ? " help" : "");
    put(f, tag, NULL);
    if (choice->state == CHOICE_NONE)
        put(f, choice->mentioned ? ">mentions" : ">mentions nothing", NULL);
    else
        put(f, ">", choice->rule);
    if (choice->says_help)
        put(f, ">says help", NULL);
    put(f, e->context->options->help ? ">offers help" : ">offers options", NULL);
}

static void put_shape(const struct evidence *e, struct features *f)
{
    static const char *const sizes[] = {"1", "2", "3", "4", "6", "6", "10", "10", "10", "10"};
    size_t count = e->r.speech.count;
    bool options = evidence_has_options(e);

    put(f, options ? ">words, options" : ">words",
        count - 1 < ARRAY_SIZE(sizes) ? sizes[count - 1]
        : count                       ? "many"
                                      : "0");
    if (e->topic.category != REPLY_CATEGORY_NONE && e->around.category != REPLY_CATEGORY_NONE)
        put(f, options ? ">topic, options" : ">topic",
            e->topic.category == e->around.category ? "same" : "other");
}

void features_collect(const struct evidence *e, struct features *f)
{
    const struct reading *r = &e->r;
    const struct speech *speech = &r->speech;

    *f = (struct features){0};
    put(f, "*", NULL); /* how common each kind is */
    for (size_t i = 0; i < speech->count; i++) {
        if (speech->items[i].number < 0)
            put(f, meant(&speech->items[i]), NULL);
        if (i == 0 && speech->items[i].number < 0)
            put(f, "^", meant(&speech->items[i]));
        if (i > 0)
            put(f, meant(&speech->items[i - 1]), meant(&speech->items[i]));
        if (i + 1 == speech->count && speech->items[i].number < 0)
            put(f, meant(&speech->items[i]), "$");
    }
    for (size_t i = 0; i < speech->count; i++)
        put_dialect(&speech->items[i], f);
    put_groups(r, f);
    put_verdicts(e, f);
    put_choice(e, f);
    put_shape(e, f);
}
