/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a text as it was typed to the words that were meant. */
#include "inbound/reply/spelling.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/memory.h"
#include "inbound/reply/joined.h"
#include "inbound/reply/known.h"
#include "inbound/reply/run.h"
#include "inbound/reply/slips.h"
#include "inbound/reply/syllable.h"
#include "inbound/reply/telex.h"
#include "inbound/reply/vni.h"
#include "text/utf8.h"

struct speller {
    struct known known;
    struct speech *speech;
    bool divided; /* a dividing sign was seen since the last word */
    bool typed_vni;
};

static struct said *add_said(struct speller *s, size_t from, size_t to)
{
    bool divided = s->divided;

    s->divided = false;
    return speech_add(s->speech, from, to, divided);
}

/* ---- what a word may mean ---- */

/* "4kg", "20 k": after a number these are units. */
static bool counts(const struct speller *s, const struct said *said, const struct word *word)
{
    return said > s->speech->items && !said->starts_clause && said[-1].number >= 0 &&
           known_has_pair(&s->known, "#", word->plain);
}

static void add_meanings(const struct speller *s, struct said *said, const struct word *word)
{
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(s->known.common, word->plain, &count);
    bool unit = counts(s, said, word);

    for (size_t i = 0; i < count; i++)
        if (word_fits(&found[i].said, word, false) && !(found[i].shorthand && unit))
            said_add(said, &found[i].meant);
}

/* Accents that make no word we know are slips: the word is then also read without. */
static void add_without_accents(const struct speller *s, struct said *said, struct word word)
{
    if (!word_has_accents(&word) || known_has_exactly(&s->known, &word))
        return;
    word.tone = TONE_NONE;
    word.marks = 0;
    said_add(said, &word);
}

/* "lý" is also written "lí": a consonant and i or y. */
static void add_with_other_i(struct said *said, struct word word)
{
    size_t len = strlen(word.plain);

    if (len < 2 || len > 3 || !strchr("iy", word.plain[len - 1]) ||
        strchr("aeiouy", word.plain[len - 2]))
        return;
    word.plain[len - 1] = word.plain[len - 1] == 'i' ? 'y' : 'i';
    said_add(said, &word);
}

/* "cn" is written out: "chủ nhật". */
static const struct lexicon_reading *find_pair_reading(const struct speller *s,
                                                       const struct word *word)
{
    size_t count;
    const struct lexicon_reading *found = lexicon_readings(s->known.common, word->plain, &count);

    for (size_t i = 0; i < count; i++)
        if (found[i].then.plain[0] && !word_has_accents(word))
            return &found[i];
    return NULL;
}

static void add_one(struct speller *s, const struct word *word, size_t from, size_t to)
{
    struct said *said = add_said(s, from, to);
    if (!said)
        return;
    said_add(said, word);
    add_meanings(s, said, word);
    add_without_accents(s, said, *word);
    add_with_other_i(said, *word);
}

/* A word that was typed in the bytes from..to. What it is written out as stands as it is: the file
 * may say "cn = cn x". */
static void add_word(struct speller *s, const struct word *word, size_t from, size_t to)
{
    const struct lexicon_reading *pair = find_pair_reading(s, word);

    add_one(s, pair ? &pair->meant : word, from, to);
    if (pair)
        add_one(s, &pair->then, from, to);
}

/* ---- letters ---- */

/* The run as one word: short for another, known, possible, or in Telex. */
static bool read_whole(const struct speller *s, const struct run *run, struct word *ret_word)
{
    struct word word = run_word(run, 0, run->len);

    if (run->len > WORD_LETTERS)
        return false;
    if (!known_abbreviates(&s->known, word.plain) && !known_has(&s->known, word.plain) &&
        !syllable_is_valid(word.plain))
        return telex_read(&word, ret_word);
    *ret_word = word;
    return true;
}

/* Letters held too long: "okkkk", "roiii". At most keep of a row stay. */
static bool read_held(const struct speller *s, const struct run *run, size_t keep,
                      struct word *ret_word)
{
    struct run squeezed = {.len = 0};
    size_t row = 0;

    for (size_t i = 0; i < run->len; i++) {
        row = i && run->letters[i].plain == run->letters[i - 1].plain ? row + 1 : 1;
        if (row <= keep)
            squeezed.letters[squeezed.len++] = run->letters[i];
    }
    return squeezed.len < run->len && read_whole(s, &squeezed, ret_word);
}

static bool is_one_letter_held(const struct run *run)
{
    size_t same = 0;

    while (same < run->len && run->letters[same].plain == run->letters[0].plain)
        same++;
    return run->len > 3 && same == run->len;
}

static void add_pieces(struct speller *s, const struct run *run, const struct piece *pieces,
                       size_t count)
{
    for (const struct piece *p = pieces; p < pieces + count; p++)
        add_word(s, &p->word, run->from[p->at], run->from[p->at + p->len]);
}

static void add_strange(struct speller *s, const struct run *run, const struct word *typed,
                        const struct word *mended, size_t count)
{
    struct said *said = add_said(s, run->from[0], run->from[run->len]);

    if (!said)
        return;
    said->strange = count == 0;
    said->mended = count > 0;
    said_add(said, typed);
    for (size_t i = 0; i < count; i++) {
        add_meanings(s, said, &mended[i]);
        said_add(said, &mended[i]);
    }
}

/* One word, as it stands or held too long; words typed together; a slip of the thumb; or strange.
 */
static void add_letters(struct speller *s, const struct run *run)
{
    struct word word, mended[SLIPS_MAX];
    struct piece pieces[RUN_LETTERS];
    bool held = is_one_letter_held(run), sure;

    if (read_whole(s, run, &word) ||
        (!held && (read_held(s, run, 2, &word) || read_held(s, run, 1, &word)))) {
        add_word(s, &word, run->from[0], run->from[run->len]);
        return;
    }
    size_t joined = held ? 0 : joined_split(&s->known, run, pieces, &sure);
    word = run_word(run, 0, run->len);
    size_t slips = joined && sure ? 0 : slips_mend(&s->known, &word, mended);
    if (joined && (sure || !slips))
        add_pieces(s, run, pieces, joined);
    else
        add_strange(s, run, &word, mended, slips);
}

/* ---- letters and digits together ---- */

static void add_number(struct speller *s, const struct run *run)
{
    struct word word = run_word(run, 0, run->len);
    struct said *said = add_said(s, run->from[0], run->from[run->len]);

    if (!said)
        return;
    said->number = 0;
    for (size_t i = 0; i < run->len && said->number < (long long)1e15; i++)
        said->number = 10 * said->number + (run->letters[i].plain - '0');
    said_add(said, &word);
}

/* How many letters, or how many digits, stand side by side. */
static size_t same_class(const struct run *run, size_t at)
{
    size_t to = at;

    while (to < run->len &&
           letter_is_digit(&run->letters[to]) == letter_is_digit(&run->letters[at]))
        to++;
    return to - at;
}

/* "to3", "so1": a word that a number follows. */
static bool is_numbered(const struct speller *s, const struct run *run)
{
    struct word word = run_word(run, 0, same_class(run, 0));

    return known_has_pair(&s->known, word.plain, "#");
}

/* A digit at the end may be a tone or a number ("co1", "so1", "to3"). It is spelling in a text that
 * surely has VNI, save in "so1"; elsewhere only where a number does not follow that word, and the
 * digit is a mark or the word that comes out is known. */
static bool read_vni(const struct speller *s, const struct run *run, struct word *ret_word)
{
    struct word keys = run_word(run, 0, run->len);

    if (run->len > WORD_LETTERS || letter_is_digit(&run->letters[0]) || !vni_read(&keys, ret_word))
        return false;
    if (vni_is_sure(&keys) || (s->typed_vni && strcmp(ret_word->plain, "so") != 0))
        return true;
    bool marks = keys.plain[run->len - 1] >= '6';
    return (marks || known_has(&s->known, ret_word->plain)) && !is_numbered(s, run);
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
        if (letter_is_digit(&part.letters[0]))
            add_number(s, &part);
        else
            add_letters(s, &part);
    }
}

/* ---- the text ---- */

static void add_runs(struct speller *s, const char *text)
{
    struct run run;

    for (size_t at = 0; s->speech->count < SPEECH_WORDS && run_next(text, &at, &run);) {
        s->divided = run.divided;
        add_run(s, &run);
        s->speech->items[s->speech->count - 1].joint = run.joint;
    }
}

/* Whether a word of it can be nothing else. */
static bool has_sure_vni(const char *text)
{
    struct word word;
    struct run run;

    for (size_t at = 0; run_next(text, &at, &run);) {
        struct word keys = run_word(&run, 0, run.len);
        if (run.len <= WORD_LETTERS && vni_is_sure(&keys) && vni_read(&keys, &word))
            return true;
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

/* Where accents are typed, a word without is meant without, unless there is no such word: "khong
 * đồng ý" denies. */
static void mark_literal(const struct speller *s)
{
    for (size_t i = 0; i < s->speech->count; i++) {
        const struct word *typed = &s->speech->items[i].readings[0];
        s->speech->items[i].literal =
            s->speech->accented &&
            (word_has_accents(typed) || lexicon_has_exactly(s->known.common, typed));
    }
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
    static const struct lexicon none;
    struct speller s = {.known = {common, near ? near : &none}, .speech = ret_speech};

    *ret_speech = (struct speech){.items = xcalloc(SPEECH_WORDS, sizeof(struct said))};
    s.typed_vni = has_sure_vni(text);
    add_runs(&s, text);
    mark_names(ret_speech, text);
    ret_speech->accented = is_accented(ret_speech);
    mark_literal(&s);
    ret_speech->asks = strchr(text, '?') != NULL;
}
