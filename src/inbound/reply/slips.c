/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which known words lie one slip away, and how likely each slip is. */
#include "inbound/reply/slips.h"

#include <stdbool.h>
#include <string.h>

/* What a slip costs: the likelier it is, the less. A short word is mended only from likely ones. */
enum { SLIP_KEY = 2, SLIP_NEIGHBOUR = 3, SLIP_SWAP = 3, SLIP_LENGTH = 4, SLIP_OTHER = 6 };

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The letters that share a key of a phone, and those beside each other on a full keyboard. */
static bool share_key(char a, char b)
{
    static const char keys[] = "22233344455566677778889999";

    return keys[a - 'a'] == keys[b - 'a'];
}

static bool are_neighbours(char a, char b)
{
    static const char *const beside[26] = {
        "qwsz",   "vghn",  "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko",
        "huikmn", "jiolm", "kop",  "njk",    "bhjm", "iklp",   "ol",     "wa",     "edft",
        "awedxz", "rfgy",  "yhji", "cfgb",   "qase", "zsdc",   "tghu",   "asx"};

    return strchr(beside[a - 'a'], b) != NULL;
}

static unsigned substitution_cost(char a, char b)
{
    if (!is_letter(a) || !is_letter(b))
        return 2 * SLIP_OTHER; /* a digit is never a slip for another sign */
    if (share_key(a, b))
        return SLIP_KEY;
    return are_neighbours(a, b) ? SLIP_NEIGHBOUR : SLIP_OTHER;
}

/* The cost of the one slip between two different words; 0 when one slip does not explain it. */
static unsigned slip_cost(const char *said, size_t said_len, const char *meant, size_t meant_len)
{
    size_t head = 0, tail = 0, shorter = said_len < meant_len ? said_len : meant_len;

    while (head < shorter && said[head] == meant[head])
        head++;
    while (tail < shorter - head && said[said_len - 1 - tail] == meant[meant_len - 1 - tail])
        tail++;
    size_t said_left = said_len - head - tail, meant_left = meant_len - head - tail;
    if (said_left == 1 && meant_left == 1)
        return substitution_cost(said[head], meant[head]);
    if (said_left + meant_left == 1)
        return SLIP_LENGTH;
    if (said_left == 2 && meant_left == 2 && said[head] == meant[head + 1] &&
        said[head + 1] == meant[head])
        return SLIP_SWAP;
    return 0;
}

/* Adds the words of the lexicon that cost no more than the best so far. */
static size_t search(const struct lexicon *lexicon, const char *plain, unsigned *best,
                     struct word *found, size_t count)
{
    size_t len = strlen(plain), first = count;

    for (size_t i = 0; i < lexicon->word_count; i++) {
        const char *meant = lexicon->words[i].plain;
        size_t meant_len = strlen(meant);
        if (meant_len + 1 < len || meant_len > len + 1 || meant_len < 2)
            continue;
        unsigned cost = slip_cost(plain, len, meant, meant_len);
        if (cost == 0 || cost > *best)
            continue;
        if (cost < *best)
            count = first = 0;
        *best = cost;
        bool again = count > first && strcmp(found[count - 1].plain, meant) == 0;
        if (!again && count < SLIPS_MAX) {
            found[count] = (struct word){0};
            strcpy(found[count++].plain, meant);
        }
    }
    return count;
}

size_t slips_mend(const struct known *known, const struct word *typed,
                  struct word ret_words[static SLIPS_MAX])
{
    unsigned best = strlen(typed->plain) > 3 ? SLIP_OTHER : SLIP_NEIGHBOUR;

    if (word_has_accents(typed) || strlen(typed->plain) < 3)
        return 0;
    size_t count = search(known->near, typed->plain, &best, ret_words, 0);
    return search(known->common, typed->plain, &best, ret_words, count);
}
