/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The phrases of the keywords are held against a text. */
#include "inbound/reply/finds.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/keywords_inside.h"

/* ---- matching ---- */

struct finder {
    const struct keywords *keywords;
    const struct speech *speech;
    struct finds found;
    bool number[SPEECH_WORDS]; /* in digits or as a word */
    bool empty[SPEECH_WORDS];  /* adds nothing */
};

static void add_find(struct finds *finds, int keyword, size_t from, size_t to)
{
    finds->items = xgrow(finds->items, finds->count, sizeof(*finds->items));
    finds->items[finds->count++] = (struct find){keyword, from, to};
}

static bool ends_clause(const struct finder *f, size_t at)
{
    while (at < f->speech->count && !f->speech->items[at].starts_clause && f->empty[at])
        at++;
    return at == f->speech->count || f->speech->items[at].starts_clause;
}

static bool slot_fits(const struct finder *f, const struct pattern *p, size_t slot, size_t at)
{
    if (p->slots[slot].kind == SLOT_NUMBER)
        return f->number[at];
    if (p->slots[slot].kind == SLOT_NAME)
        return f->speech->items[at].name;
    if (p->rare && !word_has_accents(&f->speech->items[at].readings[0]))
        return false;
    if (p->slots[slot].exact)
        return word_equals(&f->speech->items[at].readings[0], &p->slots[slot].word);
    if (p->keyword == KEYWORD_NEGATION && !word_has_accents(&f->speech->items[at].readings[0]) &&
        word_fits(&p->slots[slot].word, &f->speech->items[at].readings[0], false))
        return true; /* a denial is heard without its accents, whatever else the word may be */
    return said_fits(f->speech, at, &p->slots[slot].word);
}

/* "hết sạch gạo", "tím cả môi": words of danger are found with one between that adds nothing. */
static bool may_skip(const struct finder *f, const struct pattern *p, size_t at)
{
    return keyword_is_of_danger(p->keyword) && f->empty[at] && !f->speech->items[at].starts_clause;
}

/* Where the pattern from slot on ends when it begins at word at; 0 when it does not fit. A
 * phrase does not reach across a clause. */
static size_t match(const struct finder *f, const struct pattern *p, size_t slot, size_t at)
{
    for (; slot < p->count; slot++, at++) {
        if (p->slots[slot].kind == SLOT_GAP)
            break;
        if (slot > 0 && at + 1 < f->speech->count && !slot_fits(f, p, slot, at) &&
            may_skip(f, p, at))
            at++;
        if (at == f->speech->count || (slot > 0 && f->speech->items[at].starts_clause) ||
            !slot_fits(f, p, slot, at))
            return 0;
    }
    if (slot == p->count)
        return !p->at_end || ends_clause(f, at) ? at : 0;
    for (size_t skip = 0; skip <= GAP_WORDS; skip++) {
        size_t end = match(f, p, slot + 1, at + skip);
        if (end)
            return end;
        if (at + skip >= f->speech->count || f->speech->items[at + skip].starts_clause)
            return 0;
    }
    return 0;
}

static bool adds_nothing(const struct pattern *p)
{
    return p->keyword == KEYWORD_FILLER || p->keyword == KEYWORD_ADDRESS;
}

/* Finds the phrases that begin at a word which may be the plain one. */
static void match_at(struct finder *f, const struct word *first, size_t at, bool fillers)
{
    const struct patterns *all = &f->keywords->patterns;

    for (const struct pattern *p = patterns_at(all, first);
         p < all->items + all->count && word_same_letters(&p->slots[0].word, first); p++) {
        if (adds_nothing(p) != fillers || (p->at_start && !f->speech->items[at].starts_clause))
            continue;
        size_t end = match(f, p, 0, at);
        if (end)
            add_find(&f->found, p->keyword, at, end);
        for (size_t i = at; fillers && i < end; i++)
            f->empty[i] = true;
    }
}

/* Whether a reading before this one has the same letters. */
static bool is_read_before(const struct said *said, size_t reading)
{
    for (size_t i = 0; i < reading; i++)
        if (word_same_letters(&said->readings[i], &said->readings[reading]))
            return true;
    return false;
}

static void match_all(struct finder *f, bool fillers)
{
    static const struct word number = {.plain = "#"};

    for (size_t at = 0; at < f->speech->count; at++) {
        const struct said *said = &f->speech->items[at];
        for (size_t i = 0; i < said->reading_count; i++)
            if (!is_read_before(said, i))
                match_at(f, &said->readings[i], at, fillers);
        if (f->number[at])
            match_at(f, &number, at, fillers);
    }
}

static int compare_finds(const void *a, const void *b)
{
    const struct find *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return x->keyword - y->keyword;
}

/* ---- what was found ---- */

const struct find *finds_next(const struct finds *finds, enum keyword keyword,
                              const struct find *last)
{
    for (size_t i = last ? (size_t)(last - finds->items) + 1 : 0; i < finds->count; i++)
        if (finds->items[i].keyword == (int)keyword)
            return &finds->items[i];
    return NULL;
}

bool finds_have(const struct finds *finds, enum keyword keyword)
{
    return finds_next(finds, keyword, NULL) != NULL;
}

bool finds_begin(const struct finds *finds, enum keyword keyword, size_t word)
{
    for (const struct find *find = NULL; (find = finds_next(finds, keyword, find));)
        if (find->from == word)
            return true;
    return false;
}

bool finds_cover(const struct finds *finds, enum keyword keyword, size_t word)
{
    for (const struct find *find = NULL; (find = finds_next(finds, keyword, find));)
        if (find->from <= word && word < find->to)
            return true;
    return false;
}

bool finds_exceed(const struct finds *finds, int keyword, size_t from, size_t to)
{
    for (size_t i = 0; i < finds->count && finds->items[i].from <= from; i++)
        if (finds->items[i].keyword == keyword && finds->items[i].to >= to &&
            finds->items[i].to - finds->items[i].from > to - from)
            return true;
    return false;
}

/* Inside words of thanks nothing else is said: "cam on" is no cold, no orange and not "ổn". */
static bool is_swallowed(const struct finds *all, const struct find *find)
{
    return finds_exceed(all, KEYWORD_THANKS, find->from, find->to) ||
           (find->keyword < KEYWORD_COUNT &&
            finds_exceed(all, KEYWORD_FIXED, find->from, find->to));
}

void keywords_find(const struct keywords *keywords, const struct speech *speech,
                   struct finds *ret_finds, struct finds *ret_meanings)
{
    struct finder f = {.keywords = keywords, .speech = speech};

    *ret_finds = *ret_meanings = (struct finds){0};
    for (size_t at = 0; at < speech->count; at++)
        f.number[at] = speech->items[at].number >= 0 || keywords_number(keywords, speech, at) >= 0;
    match_all(&f, true);
    match_all(&f, false);
    if (f.found.count)
        qsort(f.found.items, f.found.count, sizeof(*f.found.items), compare_finds);
    for (size_t i = 0; i < f.found.count; i++) {
        const struct find *find = &f.found.items[i];
        if ((i > 0 && compare_finds(find - 1, find) == 0) || is_swallowed(&f.found, find))
            continue;
        add_find(find->keyword >= KEYWORD_COUNT ? ret_meanings : ret_finds, find->keyword,
                 find->from, find->to);
    }
    free(f.found.items);
}
