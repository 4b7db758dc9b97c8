/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vietnamese syllables: which letters can make one. */
#include "inbound/reply/syllable.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SYLLABLE_LETTERS = 7 }; /* of the longest, "nghieng" */

static const char *const onsets[] = {"",   "b",  "c", "ch", "d", "g",  "gh",  "gi", "h",
                                     "k",  "kh", "l", "m",  "n", "ng", "ngh", "nh", "p",
                                     "ph", "qu", "r", "s",  "t", "th", "tr",  "v",  "x"};

/* Sorted; without tones, and â ă ê ô ơ ư written aa aw ee oo ow uw. Those without marks are
 * there because people leave them out. */
static const char *const rimes[] = {
    "a",    "aac",   "aam",   "aan",   "aang",  "aap",    "aat",   "aau",   "aay",   "ac",
    "ach",  "ai",    "am",    "an",    "ang",   "anh",    "ao",    "ap",    "at",    "au",
    "awc",  "awm",   "awn",   "awng",  "awp",   "awt",    "ay",    "e",     "ec",    "ech",
    "ee",   "eech",  "eem",   "een",   "eeng",  "eenh",   "eep",   "eet",   "eeu",   "em",
    "en",   "eng",   "enh",   "eo",    "ep",    "et",     "eu",    "i",     "ia",    "ich",
    "iec",  "ieec",  "ieem",  "ieen",  "ieeng", "ieep",   "ieet",  "ieeu",  "iem",   "ien",
    "ieng", "iep",   "iet",   "ieu",   "im",    "in",     "inh",   "ip",    "it",    "iu",
    "o",    "oa",    "oac",   "oach",  "oai",   "oam",    "oan",   "oang",  "oanh",  "oao",
    "oap",  "oat",   "oawc",  "oawm",  "oawn",  "oawng",  "oawt",  "oay",   "oc",    "oe",
    "oen",  "oeo",   "oet",   "oi",    "om",    "on",     "ong",   "oo",    "ooc",   "ooi",
    "oom",  "oon",   "oong",  "oop",   "oot",   "op",     "ot",    "ow",    "owi",   "owm",
    "own",  "owp",   "owt",   "u",     "ua",    "uaan",   "uaang", "uaat",  "uaay",  "uan",
    "uang", "uat",   "uay",   "uc",    "ue",    "uech",   "uee",   "ueech", "ueenh", "uenh",
    "ui",   "um",    "un",    "ung",   "uo",    "uoc",    "uoi",   "uom",   "uon",   "uong",
    "uooc", "uooi",  "uoom",  "uoon",  "uoong", "uoot",   "uop",   "uot",   "uou",   "uow",
    "up",   "ut",    "uu",    "uw",    "uwa",   "uwc",    "uwi",   "uwm",   "uwn",   "uwng",
    "uwow", "uwowc", "uwowi", "uwowm", "uwown", "uwowng", "uwowp", "uwowt", "uwowu", "uwt",
    "uwu",  "uy",    "uya",   "uych",  "uyeen", "uyeet",  "uyen",  "uyet",  "uynh",  "uyt",
    "uyu",  "y",     "yeem",  "yeen",  "yeet",  "yeeu",   "yem",   "yen",   "yet",   "yeu",
};

static int compare_rime(const void *key, const void *member)
{
    return strcmp(key, *(const char *const *)member);
}

static bool is_rime(const char *s)
{
    return bsearch(s, rimes, ARRAY_SIZE(rimes), sizeof(rimes[0]), compare_rime) != NULL;
}

static bool is_one_of(const char *s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(s, list[i]) == 0)
            return true;
    return false;
}

/* k, gh and ngh stand before e, i and y; c, g and ng before the others ("gi" is an onset). */
static bool onset_allows(const char *onset, const char *rime)
{
    static const char *const hard[] = {"c", "g", "ng"}, *const soft[] = {"k", "gh", "ngh"};
    bool front = strchr("eiy", rime[0]) != NULL;

    if (is_one_of(onset, soft, ARRAY_SIZE(soft)))
        return front;
    if (is_one_of(onset, hard, ARRAY_SIZE(hard)))
        return !front || (onset[0] == 'g' && strcmp(rime, "i") == 0);
    if (strncmp(rime, "ye", 2) == 0)
        return onset[0] == '\0' || strcmp(onset, "qu") == 0;
    return true;
}

static bool makes_syllable(const struct word *word)
{
    char rime[WORD_SPELLED];

    if (strstr(word->plain, "aa") || strstr(word->plain, "ee") || strstr(word->plain, "oo") ||
        strchr(word->plain, 'w'))
        return false; /* not to be taken for marks spelled out */
    for (size_t i = 0; i < ARRAY_SIZE(onsets); i++) {
        size_t len = strlen(onsets[i]);
        if (strncmp(word->plain, onsets[i], len) != 0 || !word->plain[len])
            continue;
        word_spell(word, len, rime);
        if (is_rime(rime) && onset_allows(onsets[i], rime))
            return true;
    }
    return false;
}

bool syllable_is_valid(const char *plain)
{
    struct word word = {0};

    if (strlen(plain) > SYLLABLE_LETTERS)
        return false;
    strcpy(word.plain, plain);
    return makes_syllable(&word);
}

/* A syllable closed by a stop has only the acute or the dot below; no tone at all is a slip. */
static bool tone_is_possible(const struct word *word)
{
    size_t len = strlen(word->plain);
    char last = word->plain[len - 1], before = len > 1 ? word->plain[len - 2] : '\0';
    bool stopped = strchr("cpt", last) || (last == 'h' && before == 'c');

    return !stopped || word->tone <= TONE_ACUTE || word->tone == TONE_DOT;
}

bool syllable_is_spelled(const struct word *word)
{
    return makes_syllable(word) && tone_is_possible(word);
}
