/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An option's words that are said by the way: of others, or of what was. The option that calls for
 * help is never said by the way: danger may have begun yesterday, and be a neighbour's. */
#include "inbound/reply/chooser.h"

#include "base/memory.h"

/* What leads away from this household and from now, and what leads back. */
static const struct {
    enum keyword away, back;
} asides[] = {
    {KEYWORD_PAST, KEYWORD_NOW}, {KEYWORD_AGO, KEYWORD_NOW}, {KEYWORD_OTHERS, KEYWORD_SELF}};

/* The last of the group that ends before the word; NULL: none. */
static const struct find *last_before(const struct reading *r, enum keyword keyword, size_t word)
{
    const struct find *last = NULL;

    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (find->to <= word && (!last || find->to >= last->to))
            last = find;
    return last;
}

static bool is_said_after(const struct reading *r, enum keyword keyword, size_t word)
{
    for (const struct find *find = NULL; (find = finds_next(&r->finds, keyword, find));)
        if (find->from >= word)
            return true;
    return false;
}

/* Led away before the word, and not back since. */
static bool is_away(const struct reading *r, size_t aside, size_t word)
{
    const struct find *away = last_before(r, asides[aside].away, word);
    const struct find *back = last_before(r, asides[aside].back, word);

    return away && (!back || back->from < away->to);
}

bool chooser_is_past(const struct chooser *c, const struct occurrence *o)
{
    const struct speech *speech = &c->r->speech;
    size_t start = speech_clause_start(speech, o->from), end = speech_clause_end(speech, o->from);
    bool elsewhere = false;

    for (size_t i = 0; i < c->found.count; i++)
        elsewhere |= c->found.items[i].from < start || c->found.items[i].from >= end;
    return elsewhere && reading_clause_has(c->r, KEYWORD_PAST, o->from);
}

bool chooser_is_overtaken(const struct reading *r, const struct occurrence *o)
{
    for (size_t i = 0; !o->phrase->help && i < ARRAY_SIZE(asides); i++)
        if (is_away(r, i, o->from) && is_said_after(r, asides[i].back, o->to))
            return true;
    return false;
}

bool chooser_says_all(const struct chooser *c, int option,
                      bool (*so)(const struct chooser *c, const struct occurrence *o))
{
    bool any = false;

    for (size_t i = 0; i < c->found.count; i++) {
        const struct occurrence *o = &c->found.items[i];
        if ((int)o->phrase->option != option || !occurrence_affirms(o) ||
            chooser_is_overtaken(c->r, o))
            continue;
        if (!so(c, o))
            return false;
        any = true;
    }
    return any;
}

/* The option itself is of what was: "Đã tiêm". */
static bool is_of_done(const struct chooser *c, size_t option)
{
    for (size_t i = 0; i < c->phrases->count; i++) {
        const struct phrase *p = &c->phrases->items[i];
        for (size_t word = 0; p->option == option && !p->negated && word < p->count; word++)
            if (keywords_is_particle(c->r->keywords, PARTICLE_DONE, &p->words[word]))
                return true;
    }
    return false;
}

/* In the same clause, and no part of what an option says. */
static bool stands_beside(const struct chooser *c, const struct occurrence *o, enum keyword keyword)
{
    const struct speech *speech = &c->r->speech;
    size_t end = speech_clause_end(speech, o->from);

    for (size_t i = speech_clause_start(speech, o->from); i < end; i++)
        if (finds_cover(&c->r->finds, keyword, i) && !chooser_covers(c, i))
            return true;
    return false;
}

/* "năm ngoái tôi có đi", "có đi hôm qua"; not "năm ngoái không, năm nay đi". */
static bool is_of_what_was(const struct chooser *c, const struct occurrence *o)
{
    return (stands_beside(c, o, KEYWORD_PAST) || stands_beside(c, o, KEYWORD_AGO)) &&
           !last_before(c->r, KEYWORD_NOW, o->from) && !o->phrase->help &&
           !is_of_done(c, o->phrase->option) && chooser_option_of_done(c, o) == NO_OPTION;
}

bool chooser_speaks_of_what_was(const struct chooser *c, int option)
{
    return chooser_says_all(c, option, is_of_what_was);
}

/* "nhà bên cạnh tiêm rồi"; not "nhận giúp hàng xóm". */
static bool is_of_others(const struct chooser *c, const struct occurrence *o)
{
    enum { OTHERS = ARRAY_SIZE(asides) - 1 };

    return stands_beside(c, o, KEYWORD_OTHERS) && is_away(c->r, OTHERS, o->from) &&
           !o->phrase->help;
}

bool chooser_speaks_of_others(const struct chooser *c, int option)
{
    return chooser_says_all(c, option, is_of_others);
}
