/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dividing the digits of a cell into numbers: the cheapest way through all divisions. */
#include "village/number_division.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

enum { PIECE_KINDS = 3 };

/* The cost of a division: first the fewest unusable pieces, then the fewest digits in them. */
enum { COST_NEVER = INT_MAX / 2, COST_JUNK = 10000, COST_WORD = 10, COST_MEDIUM = 1 };

/* The best division of the groups up to somewhere, whose last piece is of one kind. */
struct best {
    int cost;
    unsigned ways; /* that cost this much */
    struct piece last;
    enum piece_kind before; /* kind of the piece before the last */
};

struct division {
    const struct number_rules *rules;
    const char *text;
    const struct scan *scan;
    struct best best[SCAN_GROUPS_MAX + 1][PIECE_KINDS];
};

/* Joins groups [from, to) into one row of digits; false where a gap forbids it. */
static bool join(const struct scan *scan, size_t from, size_t to, char *digits, int *ret_medium)
{
    size_t len = 0, shortest = SCAN_DIGITS_MAX;

    *ret_medium = 0;
    for (size_t i = from; i < to; i++) {
        const struct scan_group *group = &scan->groups[i];
        size_t more = strlen(group->digits);
        if (i > from && group->gap == SCAN_HARD)
            return false;
        if (i > from && group->gap == SCAN_MEDIUM)
            (*ret_medium)++;
        if (len + more > SCAN_DIGITS_MAX)
            return false;
        memcpy(digits + len, group->digits, more);
        len += more;
        shortest = more < shortest ? more : shortest;
    }
    digits[len] = '\0';
    return *ret_medium == 0 || shortest >= 3;
}

/* "1. 0905…  2. 0357…": a number of the enumeration, not of the telephone. */
static bool is_enumerator(const struct division *d, size_t at)
{
    const struct scan_group *group = &d->scan->groups[at];
    char after = d->text[group->end];

    if (strlen(group->digits) != 1 || group->digits[0] == '0' || !after || !strchr(".):-/", after))
        return false;
    if (at == 0)
        return group->digits[0] == '1';
    return group->digits[0] != '1' && is_enumerator(d, 0) &&
           isspace((unsigned char)d->text[group->start - 1]);
}

/* "0905xxx456": a letter or few, and nothing else, between this group and the next. */
static bool is_glued(const struct division *d, size_t at)
{
    if (at + 1 >= d->scan->count)
        return false;
    size_t from = d->scan->groups[at].end, to = d->scan->groups[at + 1].start;
    bool glued = to > from && to - from <= 4;
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)d->text[i];
        glued = glued && (isalpha(c) || c >= 0x80);
    }
    return glued;
}

/* Digits that belong to the words: "con 2", "12 tuổi", "năm 1985". */
static bool is_word(const struct division *d, size_t at)
{
    const struct scan_group *group = &d->scan->groups[at];

    return !group->plus && strlen(group->digits) <= 4 && !is_glued(d, at) &&
           !(at > 0 && is_glued(d, at - 1)) &&
           (group->letter_before || group->letter_after || is_enumerator(d, at));
}

/* What [from, to) can be; up to two kinds. Returns their number. */
static size_t read_pieces(const struct division *d, size_t from, size_t to, struct piece pieces[2],
                          int costs[2])
{
    const struct scan_group *first = &d->scan->groups[from];
    char digits[SCAN_DIGITS_MAX + 1];
    struct piece piece = {.from = from, .to = to};
    unsigned mended = 0;
    int medium;
    size_t count = 0;

    if (!join(d->scan, from, to, digits, &medium))
        return 0;
    for (size_t i = from; i < to; i++)
        mended |= d->scan->groups[i].letter_o ? NUMBER_MEND_LETTER_O : 0;
    number_from_digits(d->rules, digits, first->plus, mended, &piece.number);
    bool usable = piece.number.kind != NUMBER_UNUSABLE;
    if (usable || medium == 0) {
        piece.kind = usable ? PIECE_NUMBER : PIECE_JUNK;
        costs[count] = usable ? medium * COST_MEDIUM : COST_JUNK + (int)strlen(digits);
        pieces[count++] = piece;
    }
    if (to - from == 1 && is_word(d, from)) {
        piece.kind = PIECE_WORD;
        costs[count] = COST_WORD;
        pieces[count++] = piece;
    }
    return count;
}

/* A word beside a number with nothing firm between: fine when it clings to a letter on the other
 * side, or when it only counts. */
static bool word_stands_apart(const struct division *d, const struct piece *word, bool before)
{
    const struct scan_group *group = &d->scan->groups[word->from];

    if (is_enumerator(d, word->from))
        return true;
    return strlen(group->digits) <= 2 && group->digits[0] != '0' &&
           (before ? group->letter_before : group->letter_after);
}

/* Whether two pieces may follow one another. Digits left over right beside a number throw doubt
 * on it: "0905 123 456 78" is no number with two digits to spare. */
static bool may_follow(const struct division *d, const struct piece *last, const struct piece *next)
{
    if (d->scan->groups[next->from].gap != SCAN_TIGHT)
        return true;
    if (last->kind == PIECE_NUMBER && next->kind == PIECE_WORD)
        return word_stands_apart(d, next, false);
    if (last->kind == PIECE_WORD && next->kind == PIECE_NUMBER)
        return word_stands_apart(d, last, true);
    return last->kind == next->kind && next->kind != PIECE_JUNK;
}

static void offer(struct best *best, const struct best *offered)
{
    if (offered->cost < best->cost)
        *best = *offered;
    else if (offered->cost == best->cost && offered->ways)
        best->ways += best->ways < 1000 ? offered->ways : 0;
}

/* Extends every division that ends before `piece` by it. */
static void extend(struct division *d, const struct piece *piece, int cost)
{
    for (int kind = 0; kind < PIECE_KINDS; kind++) {
        const struct best *before = &d->best[piece->from][kind];
        if (before->cost >= COST_NEVER)
            continue;
        if (piece->from > 0 && !may_follow(d, &before->last, piece))
            continue;
        struct best offered = {before->cost + cost, before->ways, *piece, kind};
        offer(&d->best[piece->to][piece->kind], &offered);
        if (piece->from == 0)
            return; /* one beginning is enough */
    }
}

static void divide(struct division *d)
{
    for (size_t at = 0; at <= d->scan->count; at++) {
        for (int kind = 0; kind < PIECE_KINDS; kind++)
            d->best[at][kind] = (struct best){.cost = at ? COST_NEVER : 0, .ways = at ? 0 : 1};
    }
    for (size_t to = 1; to <= d->scan->count; to++) {
        for (size_t from = to; from-- > 0;) {
            struct piece pieces[2];
            int costs[2];
            size_t count = read_pieces(d, from, to, pieces, costs);
            for (size_t i = 0; i < count; i++)
                extend(d, &pieces[i], costs[i]);
        }
    }
}

/* The best division as pieces in reading order; false on a tie. */
static bool collect(const struct division *d, struct pieces *ret)
{
    size_t at = d->scan->count;
    enum piece_kind kind = PIECE_NUMBER;
    struct pieces pieces;

    ret->count = 0;
    if (at == 0)
        return true;
    for (int k = 0; k < PIECE_KINDS; k++) {
        if (d->best[at][k].cost < d->best[at][kind].cost)
            kind = (enum piece_kind)k;
    }
    for (int k = 0; k < PIECE_KINDS; k++) {
        if (k != (int)kind && d->best[at][k].cost == d->best[at][kind].cost)
            return false;
    }
    if (d->best[at][kind].cost >= COST_NEVER || d->best[at][kind].ways > 1)
        return false;
    pieces.count = 0;
    while (at > 0) {
        const struct best *best = &d->best[at][kind];
        pieces.items[pieces.count++] = best->last;
        at = best->last.from;
        kind = best->before;
    }
    for (size_t i = 0; i < pieces.count; i++)
        ret->items[i] = pieces.items[pieces.count - 1 - i];
    ret->count = pieces.count;
    return true;
}

bool number_divide(const struct number_rules *rules, const char *text, const struct scan *scan,
                   struct pieces *ret_pieces)
{
    struct division d; /* large, and divide() sets what it needs of the table */

    d.rules = rules;
    d.text = text;
    d.scan = scan;
    divide(&d);
    return collect(&d, ret_pieces);
}
