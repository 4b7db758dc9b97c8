/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the keywords file to the tables of keywords_inside.h. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "base/memory.h"
#include "inbound/reply/keywords.h"
#include "inbound/reply/keywords_inside.h"
#include "text/accents.h"

enum { NUMBER_MAX = 10, MULTIPLE_MAX = 100, VALUE_DIGITS = 3 };

/* ---- what stands in the file ---- */

/* The groups, and behind them the lists that are none. */
enum {
    LIST_PARTICLES = KEYWORD_COUNT,
    LIST_COMMON = LIST_PARTICLES + PARTICLE_COUNT,
    LIST_SHORTHAND,
    LIST_DIALECT,
    LIST_NUMBERS,
    LIST_COUNT,
};

struct lists {
    struct conf_strings lists[LIST_COUNT];
    char *model;
};

#define LIST(index, name_, required_, sentence_)                                                   \
    {                                                                                              \
        .name = name_, .type = CONF_STRINGS, .offset = (index) * sizeof(struct conf_strings),      \
        .required = required_, .sentence = sentence_                                               \
    }
#define GROUP(NAME, name, sentence) LIST(KEYWORD_##NAME, #name, true, sentence),
#define PARTICLE(NAME, name, sentence)                                                             \
    LIST(LIST_PARTICLES + PARTICLE_##NAME, #name, true, sentence),

static const struct conf_option options[] = {
    KEYWORD_GROUPS(GROUP)
    /* the lists that are no groups, in the order of LIST_PARTICLES and those behind it */
    PARTICLES(PARTICLE)
        LIST(LIST_COMMON, "common", true, "words that a syllable without accents is taken for"),
    LIST(LIST_SHORTHAND, "shorthand", true, "short forms and what they stand for: ko = không"),
    LIST(LIST_DIALECT, "dialect", true, "what a word may also mean: mô = đâu"),
    LIST(LIST_NUMBERS, "numbers", true, "number words: một = 1"),
    {.name = "orders", .type = CONF_GROUP, .sentence = "how staff give orders (order_text.c)"},
    {.name = "doors", .type = CONF_GROUP, .sentence = "words of those who knock on doors"},
    {.name = "meanings", .type = CONF_GROUP, .sentence = "kinds of words that the model learns by"},
    {.name = "model",
     .type = CONF_STRING,
     .offset = offsetof(struct lists, model),
     .sentence = "the statistical model, a file beside this one"},
};

static const struct conf_option knock_options[KNOCK_COUNT] = {
    LIST(KNOCK_DONE, "done", false, "somebody who knocks on doors has been there"),
    LIST(KNOCK_UNDONE, "undone", false, "somebody who knocks on doors has not been there"),
    LIST(KNOCK_ALL, "all", false, "everywhere"),
    LIST(KNOCK_BESIDE, "beside", false, "what may stand beside the numbers of doors"),
};

struct reader {
    struct keywords *k;
    struct conf_faults *faults;
    const config_setting_t *group; /* of the file, whose lists are read */
};

/* ---- phrases ---- */

static void read_phrase(struct reader *r, const char *list, const char *phrase, int keyword,
                        struct patterns *patterns)
{
    const config_setting_t *where = config_setting_get_member(r->group, list);
    bool searched = patterns == &r->k->patterns; /* of the others only the words are looked at */

    if (!patterns_add(patterns, keyword, phrase))
        conf_fault(r->faults, where, "%s: \"%s\" is not a phrase", list, phrase);
    else if (!searched && !pattern_is_words(&patterns->items[patterns->count - 1]))
        conf_fault(r->faults, where, "%s: \"%s\" has a sign, and here are only words", list,
                   phrase);
}

/* Each text holds phrases divided by commas. */
static void read_phrases(struct reader *r, const char *list, const struct conf_strings *texts,
                         int keyword, struct patterns *patterns)
{
    for (size_t i = 0; i < texts->count; i++) {
        char *copy = xstrdup(texts->items[i]), *rest = copy;
        for (char *phrase; (phrase = strsep(&rest, ","));)
            read_phrase(r, list, phrase + strspn(phrase, " "), keyword, patterns);
        free(copy);
    }
}

/* Lists one behind the other; the first is of the keyword, the next of the next. */
static void read_lists(struct reader *r, const struct conf_option *names, size_t count,
                       const struct conf_strings *lists, int keyword, struct patterns *patterns)
{
    for (size_t i = 0; i < count; i++)
        read_phrases(r, names[i].name, &lists[i], keyword + (int)i, patterns);
}

/* A group of nothing but lists, which may be missing. */
static void read_group(struct reader *r, const struct conf_option *names, size_t count, int keyword,
                       struct patterns *patterns)
{
    struct conf_strings *lists = xcalloc(count, sizeof(*lists));

    conf_read(r->group, names, count, lists, r->faults);
    read_lists(r, names, count, lists, keyword, patterns);
    conf_release(names, count, lists);
    free(lists);
}

/* The names of the meanings are the file's own. */
static void read_meanings(struct reader *r)
{
    struct conf_option names[MEANINGS_MAX] = {0};
    unsigned count = r->group ? (unsigned)config_setting_length(r->group) : 0;

    if (count > MEANINGS_MAX) {
        conf_fault(r->faults, r->group, "more than %d meanings", MEANINGS_MAX);
        return;
    }
    for (unsigned i = 0; i < count; i++) {
        r->k->meanings[i] = xstrdup(config_setting_name(config_setting_get_elem(r->group, i)));
        names[i] = (struct conf_option)LIST(i, r->k->meanings[i], false, "");
    }
    read_group(r, names, count, KEYWORD_COUNT, &r->k->patterns);
}

/* ---- what spelling may expect ---- */

/* The runs of words between gaps and numbers. */
static void teach_words(struct lexicon *lexicon, const struct pattern *p)
{
    struct word run[PATTERN_WORDS];
    size_t count = 0;

    for (size_t i = 0; i < p->count; i++) {
        if (p->slots[i].kind == SLOT_WORD)
            run[count++] = p->slots[i].word;
        if (p->slots[i].kind != SLOT_WORD || i + 1 == p->count) {
            lexicon_add(lexicon, run, count);
            count = 0;
        }
    }
}

/* A number may follow: "to3" is then no syllable with a tone. Or it may stand before: "kg" is then
 * no short form of "không". */
static void teach_number(struct lexicon *lexicon, const struct pattern *p)
{
    static const struct word number = {.plain = "#"};

    if (p->keyword == KEYWORD_NUMBERED || p->keyword == KEYWORD_CHOOSING)
        lexicon_add(lexicon, (struct word[]){p->slots[p->count - 1].word, number}, 2);
    else if (p->keyword == KEYWORD_UNIT)
        lexicon_add(lexicon, (struct word[]){number, p->slots[0].word}, 2);
}

static void teach(struct lexicon *lexicon, const struct patterns *patterns)
{
    for (size_t i = 0; i < patterns->count; i++) {
        teach_words(lexicon, &patterns->items[i]);
        teach_number(lexicon, &patterns->items[i]);
    }
}

/* ---- pairs ---- */

/* "said = meant" */
static bool split_pair(const char *text, struct word *ret_left, const char **ret_right)
{
    size_t len = text_utf8_valid(text, strlen(text)) ? pattern_word(text, ret_left) : 0;

    if (!len || !ret_left->plain[0] || strncmp(text + len, "= ", 2) != 0)
        return false;
    *ret_right = text + len + 1 + strspn(text + len + 1, " ");
    return **ret_right != '\0';
}

static void add_reading(struct reader *r, const config_setting_t *where, const char *text,
                        bool shorthand)
{
    struct lexicon_reading reading = {.shorthand = shorthand};
    const char *right;
    bool ok = split_pair(text, &reading.said, &right);

    if (ok)
        right += pattern_word(right, &reading.meant);
    if (ok && shorthand)
        right += pattern_word(right, &reading.then);
    if (!ok || *right) {
        conf_fault(r->faults, where, "\"%s\" is not of the form \"said = meant\"", text);
        return;
    }
    lexicon_add_reading(&r->k->lexicon, &reading);
    if (!shorthand)
        lexicon_add(&r->k->lexicon, &reading.said, 1);
}

/* "3" or "x10", and nothing behind it. */
static bool read_value(const char *text, struct number_word *number)
{
    number->multiplies = *text == 'x';
    text += number->multiplies;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > VALUE_DIGITS || text[digits])
        return false;
    number->value = atoi(text);
    return number->value <= (number->multiplies ? MULTIPLE_MAX : NUMBER_MAX);
}

static void add_number(struct reader *r, const config_setting_t *where, const char *text)
{
    struct number_word number = {0};
    const char *right;

    if (!split_pair(text, &number.word, &right) || !read_value(right, &number)) {
        conf_fault(r->faults, where,
                   "\"%s\" is not of the form \"word = 3\", up to %d, or \"word = x10\", up to %d",
                   text, NUMBER_MAX, MULTIPLE_MAX);
        return;
    }
    r->k->numbers = xreallocarray(r->k->numbers, r->k->number_count + 1, sizeof(*r->k->numbers));
    r->k->numbers[r->k->number_count++] = number;
    lexicon_add(&r->k->lexicon, &number.word, 1);
}

static void read_pairs(struct reader *r, const struct lists *lists)
{
    for (size_t list = LIST_SHORTHAND; list <= LIST_NUMBERS; list++) {
        const config_setting_t *where = config_setting_get_member(r->group, options[list].name);
        for (size_t i = 0; i < lists->lists[list].count; i++) {
            if (list == LIST_NUMBERS)
                add_number(r, where, lists->lists[list].items[i]);
            else
                add_reading(r, where, lists->lists[list].items[i], list == LIST_SHORTHAND);
        }
    }
}

/* ---- common words ---- */

/* Words beside a number, and those that add nothing, are never mistaken for others. */
static bool is_always_meant(const struct pattern *p)
{
    const uint64_t groups = GROUP_BIT(KEYWORD_FILLER) | GROUP_BIT(KEYWORD_ADDRESS) |
                            GROUP_BIT(KEYWORD_UNIT) | GROUP_BIT(KEYWORD_NUMBERED) |
                            GROUP_BIT(KEYWORD_CHOOSING) | GROUP_BIT(KEYWORD_FIXED);

    return p->keyword < KEYWORD_COUNT && (groups & GROUP_BIT(p->keyword));
}

/* Spelled like a common word, and none itself. */
static bool is_uncommon(const struct word *word, const struct patterns *common)
{
    bool found = false;

    for (size_t i = 0; i < common->count; i++) {
        if (word_equals(&common->items[i].slots[0].word, word))
            return false;
        found |= strcmp(common->items[i].slots[0].word.plain, word->plain) == 0;
    }
    return found;
}

/* A word spelled like a commoner one ("tỏi": "tôi") is found only where its accents are
 * written. */
static void find_rare(struct patterns *patterns, const struct patterns *common)
{
    for (size_t i = 0; i < patterns->count; i++) {
        struct pattern *p = &patterns->items[i];
        p->rare = p->count == 1 && p->slots[0].kind == SLOT_WORD && !p->at_start && !p->at_end &&
                  !is_always_meant(p) && is_uncommon(&p->slots[0].word, common);
    }
}

/* ---- the file ---- */

static void read_file(struct reader *r, const config_setting_t *root, const struct lists *lists)
{
    const struct conf_strings *all = lists->lists;
    struct keywords *k = r->k;
    struct patterns common = {0};

    r->group = root;
    read_lists(r, options, KEYWORD_COUNT, all, 0, &k->patterns);
    read_lists(r, options + LIST_PARTICLES, PARTICLE_COUNT, all + LIST_PARTICLES, 0, &k->particles);
    read_phrases(r, options[LIST_COMMON].name, &all[LIST_COMMON], 0, &common);
    teach(&k->lexicon, &k->patterns); /* before the meanings, which spelling does not expect */
    teach(&k->lexicon, &common);
    read_pairs(r, lists);
    lexicon_seal(&k->lexicon);
    r->group = conf_group(root, "meanings");
    read_meanings(r);
    find_rare(&k->patterns, &common);
    patterns_sort(&k->patterns);
    patterns_free(&common);
    r->group = conf_group(root, "doors");
    read_group(r, knock_options, KNOCK_COUNT, 0, &k->knock);
}

/* A relative name is beside the file that names it. */
static char *beside(const char *path, const char *name)
{
    const char *slash = path ? strrchr(path, '/') : NULL;

    if (!name || name[0] == '/' || !slash)
        return xstrdup(name);
    return xasprintf("%.*s/%s", (int)(slash - path), path, name);
}

static int load(struct conf *conf, const char *path, struct keywords **ret_keywords,
                struct conf_faults *faults)
{
    struct lists lists = {0};
    size_t before = faults->count;

    if (!conf)
        return REFUSED;
    struct reader r = {.k = xcalloc(1, sizeof(*r.k)), .faults = faults};
    conf_read(conf_root(conf), options, ARRAY_SIZE(options), &lists, faults);
    read_file(&r, conf_root(conf), &lists);
    r.k->model = beside(path, lists.model);
    conf_release(options, ARRAY_SIZE(options), &lists);
    conf_free(conf);
    if (faults->count > before) {
        keywords_free(r.k);
        return REFUSED;
    }
    *ret_keywords = r.k;
    return 0;
}

int keywords_open(const char *path, struct keywords **ret_keywords, struct conf_faults *faults)
{
    return load(conf_open(path, faults), path, ret_keywords, faults);
}

int keywords_parse(const char *text, struct keywords **ret_keywords, struct conf_faults *faults)
{
    return load(conf_parse(text, NULL, faults), NULL, ret_keywords, faults);
}
