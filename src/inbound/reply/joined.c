/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cheapest way to cut a run into words. */
#include "inbound/reply/joined.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/syllable.h"
#include "inbound/reply/telex.h"

enum {
    PIECE_LETTERS = 9, /* of the longest syllable in Telex, "nghieengf" */
    COST_KNOWN = 10,
    COST_TELEX_KNOWN = 13, /* "khoong" "ddi" beats "kho" "ong" "ddi", not two bare words */
    COST_ABBREVIATION = 14,
    COST_SYLLABLE = 17,
    COST_TELEX = 26,
    COST_LETTER = 12, /* more for a piece of one letter */
    PAIR_GAIN = 6,    /* less for a known pair */
    COST_SURE = 14,   /* the dearest mean of a way that is surely meant */
    COST_NEVER = 1 << 20,
};

/* The cheapest way to cut the letters up to some place that ends with a piece of some length. */
struct way {
    int cost;
    size_t before; /* the length of the piece before the last; 0: it is the first */
    struct word word;
};

static int piece_cost(const struct known *known, const struct word *typed, struct word *ret_word)
{
    size_t len = strlen(typed->plain);
    int more = len == 1 ? COST_LETTER : 0;
    bool valid = syllable_is_valid(typed->plain);

    *ret_word = *typed;
    if (len > 1 && !word_has_accents(typed) && known_abbreviates(known, typed->plain))
        return COST_ABBREVIATION;
    if ((valid || len > 2) && known_has(known, typed->plain))
        return more + COST_KNOWN;
    if (valid)
        return more + COST_SYLLABLE;
    if (!telex_read(typed, ret_word))
        return COST_NEVER;
    return more + (known_has_exactly(known, ret_word) ? COST_TELEX_KNOWN : COST_TELEX);
}

/* Lets a piece follow the best of the ways up to its first letter. */
static void add_piece(const struct known *known, const struct word *typed, const struct way *ways,
                      struct way *ret_way)
{
    int cost = piece_cost(known, typed, &ret_way->word);

    for (size_t before = 0; before <= PIECE_LETTERS; before++) {
        int total = ways[before].cost + cost;
        if (total >= COST_NEVER)
            continue;
        if (known_has_pair(known, ways[before].word.plain, ret_way->word.plain))
            total -= PAIR_GAIN;
        if (total < ret_way->cost) {
            ret_way->cost = total;
            ret_way->before = before;
        }
    }
}

static size_t cheapest(const struct way *ways)
{
    size_t best = 1;

    for (size_t len = 2; len <= PIECE_LETTERS; len++)
        if (ways[len].cost < ways[best].cost)
            best = len;
    return best;
}

/* ways[to][len]: up to the letter to, with len letters in the last piece. */
static void find_ways(const struct known *known, const struct run *run,
                      struct way (*ways)[PIECE_LETTERS + 1])
{
    for (size_t to = 0; to <= run->len; to++) {
        for (size_t len = 0; len <= PIECE_LETTERS; len++)
            ways[to][len].cost = to + len ? COST_NEVER : 0;
        for (size_t len = 1; len <= PIECE_LETTERS && len <= to; len++) {
            struct word typed = run_word(run, to - len, len);
            add_piece(known, &typed, ways[to - len], &ways[to][len]);
        }
    }
}

size_t joined_split(const struct known *known, const struct run *run, struct piece *ret_pieces,
                    bool *ret_sure)
{
    struct way(*ways)[PIECE_LETTERS + 1] = xcalloc(run->len + 1, sizeof(*ways));
    size_t count = 0;

    find_ways(known, run, ways);
    size_t len = cheapest(ways[run->len]);
    int cost = ways[run->len][len].cost;
    for (size_t to = cost < COST_NEVER ? run->len : 0; to > 0;) {
        const struct way *way = &ways[to][len];
        to -= len;
        ret_pieces[RUN_LETTERS - ++count] = (struct piece){way->word, to, len};
        len = way->before;
    }
    memmove(ret_pieces, ret_pieces + RUN_LETTERS - count, count * sizeof(*ret_pieces));
    *ret_sure = cost <= COST_SURE * (int)count;
    free(ways);
    return count;
}
