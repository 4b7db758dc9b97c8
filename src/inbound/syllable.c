/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vietnamese syllables: which letters can make one, and how Telex and VNI keys spell one. */
#include "inbound/syllable.h"

#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/memory.h"

/* ---- letters ---- */

struct accent {
    uint32_t combining;
    enum mark mark;
    enum tone tone;
};

static const struct accent accents[] = {
    {0x0300, MARK_NONE, TONE_GRAVE},      {0x0301, MARK_NONE, TONE_ACUTE},
    {0x0302, MARK_CIRCUMFLEX, TONE_NONE}, {0x0303, MARK_NONE, TONE_TILDE},
    {0x0306, MARK_BREVE, TONE_NONE},      {0x0309, MARK_NONE, TONE_HOOK},
    {0x031B, MARK_HORN, TONE_NONE},       {0x0323, MARK_NONE, TONE_DOT},
    {0x0340, MARK_NONE, TONE_GRAVE},      {0x0341, MARK_NONE, TONE_ACUTE},
};

static const struct accent *find_accent(uint32_t c)
{
    for (size_t i = 0; i < ARRAY_SIZE(accents); i++)
        if (accents[i].combining == c)
            return &accents[i];
    return NULL;
}

bool letter_is_accent(uint32_t c)
{
    return find_accent(c) != NULL;
}

/* A letter with accents is its base letter followed by combining accents, each of which may be
 * composed itself (ế is ê and an acute). */
static char read_composed(uint32_t c, enum mark *ret_mark, enum tone *ret_tone)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag, count = uc_decomposition(c, &tag, parts);

    if (count <= 0)
        return uc_is_property_alphabetic(c) ? '?' : 0;
    char base = letter_read(parts[0], ret_mark, ret_tone);
    for (int i = 1; i < count; i++) {
        const struct accent *accent = find_accent(parts[i]);
        if (accent && accent->mark)
            *ret_mark = accent->mark;
        if (accent && accent->tone)
            *ret_tone = accent->tone;
    }
    return base;
}

char letter_read(uint32_t c, enum mark *ret_mark, enum tone *ret_tone)
{
    const struct accent *accent = find_accent(c);

    *ret_mark = accent ? accent->mark : MARK_NONE;
    *ret_tone = accent ? accent->tone : TONE_NONE;
    if (accent)
        return 0;
    c = uc_tolower(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c == 0x0111 || c == 0x00F0 || c == 0x0256) { /* đ, and what old converters made of it */
        *ret_mark = MARK_CIRCUMFLEX;
        return 'd';
    }
    return c < 0x80 ? 0 : read_composed(c, ret_mark, ret_tone);
}

/* ---- words ---- */

void word_append(struct word *word, char plain, enum mark mark, enum tone tone)
{
    size_t len = strlen(word->plain);

    if (len == WORD_LETTERS)
        return;
    word->plain[len] = plain;
    word->plain[len + 1] = '\0';
    word->marks |= (uint32_t)mark << (2 * len);
    if (tone)
        word->tone = (uint8_t)tone;
}

void word_accent(struct word *word, enum mark mark, enum tone tone)
{
    size_t len = strlen(word->plain);

    if (len && mark)
        word->marks |= (uint32_t)mark << (2 * (len - 1));
    if (len && tone)
        word->tone = (uint8_t)tone;
}

enum mark word_mark(const struct word *word, size_t letter)
{
    return (enum mark)(word->marks >> (2 * letter) & 3);
}

bool word_has_accents(const struct word *word)
{
    return word->tone || word->marks;
}

bool word_equals(const struct word *a, const struct word *b)
{
    return a->tone == b->tone && a->marks == b->marks && strcmp(a->plain, b->plain) == 0;
}

bool word_fits(const struct word *meant, const struct word *said, bool strict)
{
    if (strcmp(meant->plain, said->plain) != 0)
        return false;
    if (strict)
        return meant->tone == said->tone && meant->marks == said->marks;
    if (said->tone && said->tone != meant->tone)
        return false;
    for (uint32_t a = said->marks, b = meant->marks; a; a >>= 2, b >>= 2)
        if ((a & 3) && (a & 3) != (b & 3))
            return false;
    return true;
}

/* ---- what can be a syllable ---- */

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

/* The letters from one on, marks spelled out as in rimes[]. */
static void spell_rime(const struct word *word, size_t from, char *ret)
{
    static const char second[] = {[MARK_BREVE] = 'w', [MARK_HORN] = 'w'};

    for (size_t i = from; word->plain[i]; i++) {
        enum mark mark = word_mark(word, i);
        *ret++ = word->plain[i];
        if (mark)
            *ret++ = mark == MARK_CIRCUMFLEX ? word->plain[i] : second[mark];
    }
    *ret = '\0';
}

static bool makes_syllable(const struct word *word)
{
    char rime[2 * WORD_LETTERS + 1];

    if (strstr(word->plain, "aa") || strstr(word->plain, "ee") || strstr(word->plain, "oo") ||
        strchr(word->plain, 'w'))
        return false; /* not to be taken for marks spelled out */
    for (size_t i = 0; i < ARRAY_SIZE(onsets); i++) {
        size_t len = strlen(onsets[i]);
        if (strncmp(word->plain, onsets[i], len) != 0 || !word->plain[len])
            continue;
        spell_rime(word, len, rime);
        if (is_rime(rime) && onset_allows(onsets[i], rime))
            return true;
    }
    return false;
}

bool syllable_is_valid(const char *plain, size_t len)
{
    struct word word = {0};

    if (len == 0 || len > 7)
        return false;
    memcpy(word.plain, plain, len);
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

static bool is_plausible(const struct word *word)
{
    return makes_syllable(word) && tone_is_possible(word);
}

/* ---- input methods ---- */

static bool is_vowel(char c)
{
    return strchr("aeiouy", c) != NULL;
}

static bool has_vowel(const struct word *word)
{
    for (const char *c = word->plain; *c; c++)
        if (is_vowel(*c))
            return true;
    return false;
}

/* Puts the mark on the last unmarked letter among those it may stand on; "uo" takes its horn on
 * both letters. */
static bool mark_last(struct word *word, const char *letters, enum mark mark)
{
    for (size_t i = strlen(word->plain); i-- > 0;) {
        if (!strchr(letters, word->plain[i]) || word_mark(word, i))
            continue;
        word->marks |= (uint32_t)mark << (2 * i);
        if (mark == MARK_HORN && word->plain[i] == 'o' && i > 0 && word->plain[i - 1] == 'u' &&
            (i < 2 || word->plain[i - 2] != 'q'))
            word->marks |= (uint32_t)mark << (2 * (i - 1));
        return true;
    }
    return false;
}

static enum tone telex_tone(char key)
{
    static const char keys[] = " sfrxj";
    const char *found = strchr(keys + 1, key);

    return found ? (enum tone)(found - keys) : TONE_NONE;
}

static bool ends_with(const struct word *word, const char *end)
{
    size_t len = strlen(word->plain), end_len = strlen(end);

    return len >= end_len && strcmp(word->plain + len - end_len, end) == 0;
}

/* w puts a horn on o or u, else a breve on a ("hoawcj", but "chuaw"); a horn that is there
 * already is asked for again by those who type "uwow". */
static bool telex_w(struct word *word)
{
    size_t len = strlen(word->plain);

    if (ends_with(word, "a") && !ends_with(word, "ua") && mark_last(word, "a", MARK_BREVE))
        return true;
    return mark_last(word, "ou", MARK_HORN) || mark_last(word, "a", MARK_BREVE) ||
           (len && word_mark(word, len - 1) == MARK_HORN);
}

/* One key; true when it was an accent and not a letter. */
static bool telex_key(struct word *word, char key)
{
    char letter[] = {key, '\0'};

    if (key == 'w')
        return telex_w(word);
    if (key == 'd')
        return word->plain[0] == 'd' && mark_last(word, letter, MARK_CIRCUMFLEX);
    if (strchr("aeo", key))
        return mark_last(word, letter, MARK_CIRCUMFLEX);
    if (telex_tone(key) && has_vowel(word)) {
        word->tone = (uint8_t)telex_tone(key);
        return true;
    }
    return false;
}

bool syllable_from_telex(const char *keys, size_t len, struct word *ret_word)
{
    struct word word = {0};
    bool any = false;

    if (len > 2 * WORD_LETTERS / 2)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (telex_key(&word, keys[i]))
            any = true;
        else
            word_append(&word, keys[i], MARK_NONE, TONE_NONE);
    }
    if (!any || !is_plausible(&word))
        return false;
    *ret_word = word;
    return true;
}

static bool vni_key(struct word *word, char key)
{
    switch (key) {
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
        if (!has_vowel(word) || word->tone)
            return false;
        word->tone = (uint8_t)(key - '0');
        return true;
    case '6':
        return mark_last(word, "aeo", MARK_CIRCUMFLEX);
    case '7':
        return mark_last(word, "ou", MARK_HORN);
    case '8':
        return mark_last(word, "a", MARK_BREVE);
    case '9':
        return word->plain[0] == 'd' && mark_last(word, "d", MARK_CIRCUMFLEX);
    default:
        return false;
    }
}

bool syllable_from_vni(const char *keys, size_t len, struct word *ret_word)
{
    struct word word = {0};
    bool any = false;

    if (len > WORD_LETTERS)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (keys[i] < '0' || keys[i] > '9')
            word_append(&word, keys[i], MARK_NONE, TONE_NONE);
        else if (vni_key(&word, keys[i]))
            any = true;
        else
            return false;
    }
    if (!any || !is_plausible(&word))
        return false;
    *ret_word = word;
    return true;
}
