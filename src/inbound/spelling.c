/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a text as it was typed to the words that were meant. */
#include "inbound/spelling.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/memory.h"
#include "text/utf8.h"

enum { RUN_MAX = 64 }; /* letters written together; a longer run is not taken apart */

/* Letters and digits that stand together: what a space or a sign divides. */
struct run {
    char plain[RUN_MAX + 1];
    enum mark marks[RUN_MAX];
    enum tone tones[RUN_MAX];
    size_t from[RUN_MAX + 1]; /* where each letter begins in the text; and where the run ends */
    size_t len;
};

struct speller {
    const struct lexicon *common, *near;
    struct speech *speech;
    bool divided; /* a dividing sign was seen since the last word */
    bool typed_vni;
};

static bool is_known(const struct speller *s, const char *plain)
{
    return lexicon_has(s->common, plain) || (s->near && lexicon_has(s->near, plain));
}

static bool is_pair(const struct speller *s, const char *first, const char *second)
{
    return lexicon_has_pair(s->common, first, second) ||
           (s->near && lexicon_has_pair(s->near, first, second));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- building the speech ---- */

static struct said *add_said(struct speller *s, size_t from, size_t to)
{
    struct speech *speech = s->speech;

    if (speech->count == SPEECH_WORDS)
        return NULL;
    struct said *said = &speech->items[speech->count];
    *said = (struct said){.number = -1, .from = from, .to = to};
    said->starts_clause = s->divided || speech->count == 0;
    said->glued = speech->count > 0 && !s->divided && said[-1].to == from;
    s->divided = false;
    speech->count++;
    return said;
}

static void add_reading(struct said *said, const struct word *word)
{
    for (size_t i = 0; i < said->reading_count; i++)
        if (word_equals(&said->readings[i], word))
            return;
    if (said->reading_count < SAID_READINGS)
        said->readings[said->reading_count++] = *word;
}

/* "4kg", "20 k": after a number these are units. */
static bool counts(const struct speller *s, const struct said *said)
{
    const struct said *first = s->speech->items;

    return said > first && !said->starts_clause && said[-1].number >= 0 &&
           is_pair(s, "#", said->readings[0].plain);
}

static void add_meanings(const struct speller *s, struct said *said)
{
    const struct word typed = said->readings[0];
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(s->common, typed.plain, &count);
    bool unit = counts(s, said);

    for (size_t i = 0; i < count; i++)
        if (word_fits(&found[i].said, &typed, false) && !(found[i].shorthand && unit))
            add_reading(said, &found[i].meant);
}

/* Accents that make no word we know are slips: the word is then also read without. */
static void add_without_accents(const struct speller *s, struct said *said)
{
    struct word plain = said->readings[0];

    if (!word_has_accents(&plain) || lexicon_has_exactly(s->common, &plain) ||
        (s->near && lexicon_has_exactly(s->near, &plain)))
        return;
    plain.tone = TONE_NONE;
    plain.marks = 0;
    add_reading(said, &plain);
}

/* "lý" is also written "lí": a consonant and i or y. */
static void add_with_other_i(struct said *said)
{
    struct word word = said->readings[0];
    size_t len = strlen(word.plain);

    if (len < 2 || len > 3 || !strchr("iy", word.plain[len - 1]) ||
        strchr("aeiouy", word.plain[len - 2]))
        return;
    word.plain[len - 1] = word.plain[len - 1] == 'i' ? 'y' : 'i';
    add_reading(said, &word);
}

/* "cn" is written out: "chủ nhật". */
static const struct lexicon_reading *find_pair_reading(const struct speller *s,
                                                       const struct word *word)
{
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(s->common, word->plain, &count);

    for (size_t i = 0; i < count; i++)
        if (found[i].then.plain[0] && !word_has_accents(word))
            return &found[i];
    return NULL;
}

static void add_word(struct speller *s, const struct word *word, size_t from, size_t to)
{
    const struct lexicon_reading *pair = find_pair_reading(s, word);

    if (pair) {
        add_word(s, &pair->meant, from, to);
        add_word(s, &pair->then, from, to);
        return;
    }
    struct said *said = add_said(s, from, to);

    if (!said)
        return;
    add_reading(said, word);
    add_meanings(s, said);
    add_without_accents(s, said);
    add_with_other_i(said);
}

static struct word run_word(const struct run *run, size_t at, size_t len)
{
    struct word word = {0};

    for (size_t i = at; i < at + len; i++)
        word_append(&word, run->plain[i], run->marks[i], run->tones[i]);
    return word;
}

static bool is_plain(const struct run *run, size_t at, size_t len)
{
    for (size_t i = at; i < at + len; i++)
        if (run->marks[i] || run->tones[i])
            return false;
    return true;
}

/* ---- words run together ---- */

enum {
    PIECE_MAX = 9, /* letters of the longest syllable in Telex, "nghieengf" */
    COST_KNOWN = 10,
    COST_TELEX = 26,
    COST_SHORT = 14,
    COST_SYLLABLE = 17,
    COST_LETTER = 12, /* more for a piece of one letter */
    PAIR_GAIN = 6,
    COST_SURE = 14,
    COST_NEVER = 1 << 20,
};

static bool is_shorthand(const struct speller *s, const char *plain)
{
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(s->common, plain, &count);

    for (size_t i = 0; i < count; i++)
        if (found[i].shorthand)
            return true;
    return false;
}

static int piece_cost(const struct speller *s, const struct run *run, size_t at, size_t len,
                      struct word *ret_word)
{
    struct word word = run_word(run, at, len);
    bool valid = syllable_is_valid(word.plain, len);
    int cost = len == 1 ? COST_LETTER : 0;

    *ret_word = word;
    if (len > 1 && is_plain(run, at, len) && is_shorthand(s, word.plain))
        return cost + COST_SHORT;
    if (valid)
        return cost + (is_known(s, word.plain) ? COST_KNOWN : COST_SYLLABLE);
    if (len > 2 && is_known(s, word.plain))
        return cost + COST_KNOWN;
    if (is_plain(run, at, len) && syllable_from_telex(run->plain + at, len, ret_word))
        return cost + COST_TELEX;
    return COST_NEVER;
}

/* The cheapest way to cut run[0..to), for each length of its last piece. */
struct cut {
    int cost[PIECE_MAX + 1];
    size_t before[PIECE_MAX + 1]; /* length of the piece before the last */
    struct word word[PIECE_MAX + 1];
};

static void extend_cut(const struct speller *s, struct cut *cuts, size_t at, size_t len, int cost)
{
    struct cut *cut = &cuts[at + len];

    cut->cost[len] = at == 0 ? cost : COST_NEVER;
    cut->before[len] = 0;
    for (size_t before = 1; at && before <= PIECE_MAX && before <= at; before++) {
        int total = cuts[at].cost[before] + cost;
        if (total >= COST_NEVER)
            continue;
        if (is_pair(s, cuts[at].word[before].plain, cut->word[len].plain))
            total -= PAIR_GAIN;
        if (total < cut->cost[len]) {
            cut->cost[len] = total;
            cut->before[len] = before;
        }
    }
}

static size_t cheapest(const struct cut *cut)
{
    size_t best = 1;

    for (size_t len = 2; len <= PIECE_MAX; len++)
        if (cut->cost[len] < cut->cost[best])
            best = len;
    return best;
}

static size_t count_pieces(const struct cut *cuts, size_t to)
{
    size_t count = 0;

    for (size_t len = cheapest(&cuts[to]); to > 0; count++) {
        size_t before = cuts[to].before[len];
        to -= len;
        len = before;
    }
    return count;
}

static void add_pieces(struct speller *s, const struct run *run, const struct cut *cuts)
{
    size_t lens[RUN_MAX], count = 0;

    for (size_t to = run->len, len = cheapest(&cuts[to]); to > 0;) {
        lens[count++] = len;
        size_t before = cuts[to].before[len];
        to -= len;
        len = before;
    }
    for (size_t at = 0; count-- > 0; at += lens[count])
        add_word(s, &cuts[at + lens[count]].word[lens[count]], run->from[at],
                 run->from[at + lens[count]]);
}

/* most: the dearest way that is still believed, per piece. */
static bool take_apart(struct speller *s, const struct run *run, int most)
{
    struct cut *cuts = xcalloc(run->len + 1, sizeof(*cuts));

    for (size_t to = 1; to <= run->len; to++) {
        for (size_t len = 1; len <= PIECE_MAX; len++)
            cuts[to].cost[len] = COST_NEVER;
        for (size_t len = 1; len <= PIECE_MAX && len <= to; len++) {
            int cost = piece_cost(s, run, to - len, len, &cuts[to].word[len]);
            if (cost < COST_NEVER)
                extend_cut(s, cuts, to - len, len, cost);
        }
    }
    size_t last = cheapest(&cuts[run->len]);
    bool done = run->len > 1 && cuts[run->len].cost[last] < COST_NEVER &&
                cuts[run->len].cost[last] <= most * (int)count_pieces(cuts, run->len);
    if (done)
        add_pieces(s, run, cuts);
    free(cuts);
    return done;
}

/* ---- one word ---- */

static bool read_whole(const struct speller *s, const struct run *run, struct word *ret_word)
{
    struct word word = run_word(run, 0, run->len);

    if (run->len > WORD_LETTERS)
        return false;
    if (is_shorthand(s, word.plain) || is_known(s, word.plain) ||
        syllable_is_valid(word.plain, run->len)) {
        *ret_word = word;
        return true;
    }
    return is_plain(run, 0, run->len) && syllable_from_telex(run->plain, run->len, ret_word);
}

/* Letters held too long: "okkkk", "roiii". At most keep of a row stay. */
static bool squeeze(const struct run *run, size_t keep, struct run *ret_run)
{
    size_t row = 0;

    *ret_run = *run;
    ret_run->len = 0;
    for (size_t i = 0; i < run->len; i++) {
        row = i && run->plain[i] == run->plain[i - 1] ? row + 1 : 1;
        if (row > keep)
            continue;
        ret_run->plain[ret_run->len] = run->plain[i];
        ret_run->marks[ret_run->len] = run->marks[i];
        ret_run->tones[ret_run->len] = run->tones[i];
        ret_run->from[ret_run->len++] = run->from[i];
    }
    ret_run->plain[ret_run->len] = '\0';
    ret_run->from[ret_run->len] = run->from[run->len];
    return ret_run->len < run->len;
}

/* A single letter is mended only to one on the same key that makes a known pair with the word
 * before: "dong x" is "đồng ý". */
static bool mend_letter(const struct speller *s, const struct word *word, struct word *ret_word)
{
    const struct speech *speech = s->speech;

    for (char c = 'a'; speech->count && !s->divided && c <= 'z'; c++) {
        const struct said *before = &speech->items[speech->count - 1];
        char letter[] = {c, '\0'};
        if (!lexicon_same_key(c, word->plain[0]) || !is_pair(s, before->readings[0].plain, letter))
            continue;
        *ret_word = (struct word){0};
        strcpy(ret_word->plain, letter);
        return true;
    }
    return false;
}

enum { MENDED_MAX = 3 };

/* What a strange word may be. The shorter it is, the likelier must the slip be that explains it. */
static size_t mend(const struct speller *s, const struct word *word,
                   struct word ret_words[MENDED_MAX])
{
    const struct word *found[MENDED_MAX];
    unsigned cost, most = strlen(word->plain) > 3 ? 6 : 3;
    size_t near = 0, common, count = 0;

    if (word_has_accents(word))
        return 0;
    if (strlen(word->plain) < 3)
        return strlen(word->plain) == 1 && mend_letter(s, word, &ret_words[0]);
    if (s->near)
        near = lexicon_mend(s->near, word->plain, most, found, MENDED_MAX, &most);
    for (size_t i = 0; i < near; i++) {
        ret_words[count] = (struct word){0};
        strcpy(ret_words[count++].plain, found[i]->plain);
    }
    common = lexicon_mend(s->common, word->plain, most, found, MENDED_MAX, &cost);
    if (cost < most)
        count = 0;
    for (size_t i = 0; i < common && count < MENDED_MAX; i++) {
        ret_words[count] = (struct word){0};
        strcpy(ret_words[count++].plain, found[i]->plain);
    }
    return count;
}

static void add_strange(struct speller *s, const struct run *run)
{
    struct word typed = run_word(run, 0, run->len), mended[MENDED_MAX];
    struct said *said = add_said(s, run->from[0], run->from[run->len]);

    if (!said)
        return;
    size_t count = mend(s, &typed, mended);
    said->strange = count == 0;
    said->mended = count > 0;
    add_reading(said, &typed);
    for (size_t i = 0; i < count; i++) {
        said->readings[0] = mended[i];
        add_meanings(s, said);
        said->readings[0] = typed;
        add_reading(said, &mended[i]);
    }
}

static bool is_one_letter_held(const struct run *run)
{
    return run->len > 3 && strspn(run->plain, (char[]){run->plain[0], '\0'}) == run->len;
}

static void add_letters(struct speller *s, const struct run *run)
{
    struct word word, mended[MENDED_MAX];
    struct run squeezed[2];

    if (read_whole(s, run, &word)) {
        add_word(s, &word, run->from[0], run->from[run->len]);
        return;
    }
    if (is_one_letter_held(run)) {
        add_strange(s, run);
        return;
    }
    for (size_t keep = 2; keep > 0; keep--) {
        if (squeeze(run, keep, &squeezed[keep - 1]) && read_whole(s, &squeezed[keep - 1], &word)) {
            add_word(s, &word, run->from[0], run->from[run->len]);
            return;
        }
    }
    word = run_word(run, 0, run->len);
    if (take_apart(s, run, COST_SURE))
        return;
    if (mend(s, &word, mended) > 0 || !take_apart(s, run, COST_NEVER))
        add_strange(s, run);
}

/* ---- letters and digits together ---- */

static struct run run_part(const struct run *run, size_t at, size_t len)
{
    struct run part = {.len = len};

    memcpy(part.plain, run->plain + at, len);
    memcpy(part.marks, run->marks + at, len * sizeof(part.marks[0]));
    memcpy(part.tones, run->tones + at, len * sizeof(part.tones[0]));
    memcpy(part.from, run->from + at, (len + 1) * sizeof(part.from[0]));
    return part;
}

static void add_number(struct speller *s, const struct run *run)
{
    struct word word = run_word(run, 0, run->len);
    struct said *said = add_said(s, run->from[0], run->from[run->len]);

    if (!said)
        return;
    said->number = 0;
    for (size_t i = 0; i < run->len && said->number < (long long)1e15; i++)
        said->number = 10 * said->number + (run->plain[i] - '0');
    add_reading(said, &word);
}

static size_t same_class(const struct run *run, size_t at)
{
    size_t to = at;

    while (to < run->len && is_digit(run->plain[to]) == is_digit(run->plain[at]))
        to++;
    return to - at;
}

static bool is_mark_key(char c)
{
    return c >= '6' && c <= '9';
}

/* A digit at the end may be a tone or a number ("co1", "so1", "to3"). It is spelling where the
 * word that comes out is one we know, or where the text has VNI of the sure kind: two digits, or
 * one in the middle ("kho6ng", "so61"). */
static bool is_sure_vni(const char *typed, size_t len)
{
    size_t digits = 0;

    for (size_t i = 0; i < len; i++) {
        digits += is_digit(typed[i]);
        if (is_digit(typed[i]) && i + 1 < len && !is_digit(typed[i + 1]))
            return true;
    }
    return digits > 1;
}

static bool is_numbered(const struct speller *s, const struct run *run)
{
    size_t len = same_class(run, 0);
    struct word word = run_word(run, 0, len);
    char pair[2] = "#";

    return is_pair(s, word.plain, pair);
}

static bool read_vni(const struct speller *s, const struct run *run, struct word *ret_word)
{
    if (is_digit(run->plain[0]) || !is_plain(run, 0, run->len) ||
        !syllable_from_vni(run->plain, run->len, ret_word))
        return false;
    if (is_sure_vni(run->plain, run->len))
        return true;
    if (s->typed_vni && strcmp(ret_word->plain, "so") != 0)
        return true;
    return (is_known(s, ret_word->plain) || is_mark_key(run->plain[run->len - 1])) &&
           !is_numbered(s, run);
}

static void add_run(struct speller *s, const struct run *run)
{
    struct word word;

    if (same_class(run, 0) < run->len && read_vni(s, run, &word)) {
        add_word(s, &word, run->from[0], run->from[run->len]);
        return;
    }
    for (size_t at = 0, len; at < run->len; at += len) {
        len = same_class(run, at);
        struct run part = run_part(run, at, len);
        if (is_digit(part.plain[0]))
            add_number(s, &part);
        else
            add_letters(s, &part);
    }
}

/* ---- the text ---- */

static bool divides(uint32_t c)
{
    return (c < 0x80 && strchr(",;:.!?()[]{}-/|+*\"\n\r=<>&_~", (int)c)) || c == 0x2013 ||
           c == 0x2014 || c == 0x2026 || c == 0x201C || c == 0x201D;
}

static bool is_digit_at(const char *at, const char *end)
{
    return at < end && is_digit(*at);
}

/* A sign between two digits ties them together: 14/3, 7:30, 1.250.000. */
static bool ties(const struct run *run, uint32_t c, const char *after, const char *end)
{
    return run->len && is_digit(run->plain[run->len - 1]) && c < 0x80 && strchr("/:.,-", (int)c) &&
           is_digit_at(after, end);
}

static void end_run(struct speller *s, struct run *run, size_t offset)
{
    run->from[run->len] = offset;
    run->plain[run->len] = '\0';
    if (run->len)
        add_run(s, run);
    run->len = 0;
}

static void put_letter(struct run *run, char plain, enum mark mark, enum tone tone, size_t offset)
{
    if (run->len == RUN_MAX)
        return;
    run->plain[run->len] = plain;
    run->marks[run->len] = mark;
    run->tones[run->len] = tone;
    run->from[run->len++] = offset;
}

static void put_accent(struct run *run, enum mark mark, enum tone tone)
{
    if (!run->len)
        return;
    if (mark)
        run->marks[run->len - 1] = mark;
    if (tone)
        run->tones[run->len - 1] = tone;
}

static bool is_invisible(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

static void read_text(struct speller *s, const char *text)
{
    const char *end = text + strlen(text);
    struct run run = {.len = 0};

    for (const char *at = text; at < end;) {
        uint32_t c;
        enum mark mark;
        enum tone tone;
        size_t offset = (size_t)(at - text);
        at += utf8_next(at, end, &c);
        char plain = letter_read(c, &mark, &tone);
        if (plain) {
            put_letter(&run, plain, mark, tone, offset);
        } else if (letter_is_accent(c)) {
            put_accent(&run, mark, tone);
        } else if (!is_invisible(c)) {
            bool tied = ties(&run, c, at, end);
            end_run(s, &run, offset);
            s->divided |= divides(c) && !tied;
            s->speech->asks |= c == '?';
            if (tied && s->speech->count)
                s->speech->items[s->speech->count - 1].joint = (char)c;
        }
    }
    end_run(s, &run, (size_t)(end - text));
}

static bool run_is_vni(const char *text)
{
    struct word word;
    size_t len = 0;

    while (text[len] && ((text[len] | 32) >= 'a' || is_digit(text[len])) && len < WORD_LETTERS)
        len++;
    return len >= 3 && syllable_from_vni(text, len, &word) && is_sure_vni(text, len);
}

static bool has_vni(const char *text)
{
    bool fresh = true;

    for (const char *at = text; *at; at++) {
        if (fresh && run_is_vni(at))
            return true;
        fresh = *at == ' ' || *at == '\n' || *at == ',' || *at == '.';
    }
    return false;
}

static bool is_accented(const struct speech *speech)
{
    size_t words = 0, accented = 0;

    for (size_t i = 0; i < speech->count; i++) {
        words += speech->items[i].number < 0;
        accented += word_has_accents(&speech->items[i].readings[0]);
    }
    return 5 * accented >= 3 * words && accented > 0;
}

static bool is_capital(const char *text, const char *end)
{
    uint32_t c = 0;

    if (text < end)
        utf8_next(text, end, &c);
    return c && uc_is_upper(c);
}

/* "ong Tam": the first letter is a capital and the second is none. */
static void mark_names(struct speech *speech, const char *text)
{
    for (size_t i = 0; i < speech->count; i++) {
        struct said *said = &speech->items[i];
        const char *at = text + said->from, *end = text + said->to;
        uint32_t c;
        said->name = !said->starts_clause && said->number < 0 && is_capital(at, end) &&
                     !is_capital(at + utf8_next(at, end, &c), end);
    }
}

void speech_read(const struct lexicon *common, const struct lexicon *near, const char *text,
                 struct speech *ret_speech)
{
    struct speller s = {.common = common, .near = near, .speech = ret_speech};

    *ret_speech = (struct speech){.items = xcalloc(SPEECH_WORDS, sizeof(struct said))};
    s.typed_vni = has_vni(text);
    read_text(&s, text);
    mark_names(ret_speech, text);
    ret_speech->accented = is_accented(ret_speech);
}

void speech_free(struct speech *speech)
{
    free(speech->items);
    *speech = (struct speech){0};
}

bool said_fits(const struct speech *speech, size_t index, const struct word *meant)
{
    const struct said *said = &speech->items[index];

    for (size_t i = 0; i < said->reading_count; i++)
        if (word_fits(meant, &said->readings[i], i == 0 && speech->accented))
            return true;
    return false;
}

size_t speech_clause_end(const struct speech *speech, size_t index)
{
    size_t end = index + 1;

    while (end < speech->count && !speech->items[end].starts_clause)
        end++;
    return end;
}

size_t speech_clause_start(const struct speech *speech, size_t index)
{
    while (index > 0 && !speech->items[index].starts_clause)
        index--;
    return index;
}
