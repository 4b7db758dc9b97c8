/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that replies are read by, and where in a text they stand. */
#include "inbound/keywords.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/error.h"
#include "base/memory.h"
#include "text/accents.h"
#include "text/utf8.h"

enum { BUCKETS = 4096, NUMBER_MAX = 10, MULTIPLE_MAX = 100 };

struct keywords {
    struct pattern *patterns; /* those of one bucket side by side */
    size_t pattern_count;
    size_t buckets[BUCKETS + 1]; /* the first pattern of each */
    struct lexicon lexicon;
    struct number_word {
        struct word word;
        int value;
        bool multiplies;
    } numbers[4 * (NUMBER_MAX + 1)];
    size_t number_count;
    struct word *common;
    size_t common_count;
    struct pattern *knock[KNOCK_COUNT];
    size_t knock_counts[KNOCK_COUNT];
    char *model;
    char *meanings[MEANINGS_MAX]; /* names */
    size_t meaning_count;
};

/* ---- the file ---- */

enum { LIST_SHORTHAND = KEYWORD_COUNT, LIST_DIALECT, LIST_NUMBERS, LIST_COMMON, LIST_COUNT };

struct knock_lists {
    struct conf_strings lists[KNOCK_COUNT];
};

struct lists {
    struct conf_strings lists[LIST_COUNT];
    char *model;
};

#define LIST_OPTION(index, name_, sentence_)                                                       \
    {                                                                                              \
        .name = name_, .type = CONF_STRINGS, .offset = (index) * sizeof(struct conf_strings),      \
        .required = true, .sentence = sentence_                                                    \
    }
#define KEYWORD_OPTION(NAME, name, sentence) LIST_OPTION(KEYWORD_##NAME, #name, sentence),

static const struct conf_option options[] = {
    KEYWORD_GROUPS(KEYWORD_OPTION)
    /* and the lists that are no groups */
    LIST_OPTION(LIST_SHORTHAND, "shorthand", "short forms and what they stand for: ko = không"),
    LIST_OPTION(LIST_DIALECT, "dialect", "what a word may also mean: mô = đâu"),
    LIST_OPTION(LIST_NUMBERS, "numbers", "number words: một = 1"),
    LIST_OPTION(LIST_COMMON, "common", "words that a syllable without accents is taken for"),
    {.name = "orders", .type = CONF_GROUP, .sentence = "how staff give orders (order_text.c)"},
    {.name = "doors", .type = CONF_GROUP, .sentence = "words of those who knock on doors"},
    {.name = "meanings", .type = CONF_GROUP, .sentence = "kinds of words that the model learns by"},
    {.name = "model",
     .type = CONF_STRING,
     .offset = offsetof(struct lists, model),
     .sentence = "the statistical model, a file beside this one"},
};

#define KNOCK_OPTION(list, name_, sentence_)                                                       \
    {                                                                                              \
        .name = name_, .type = CONF_STRINGS, .offset = (list) * sizeof(struct conf_strings),       \
        .sentence = sentence_                                                                      \
    }

static const struct conf_option knock_options[] = {
    KNOCK_OPTION(KNOCK_DONE, "done", "somebody who knocks on doors has been there"),
    KNOCK_OPTION(KNOCK_UNDONE, "undone", "somebody who knocks on doors has not been there"),
    KNOCK_OPTION(KNOCK_ALL, "all", "everywhere"),
    KNOCK_OPTION(KNOCK_BESIDE, "beside", "what may stand beside the numbers of doors"),
};

const char *keyword_name(enum keyword keyword)
{
    return options[keyword].name;
}

const char *keywords_meaning(const struct keywords *k, size_t meaning)
{
    return k->meanings[meaning];
}

void meaning_set_add(struct meaning_set *set, size_t meaning)
{
    set->bits[meaning / 64] |= UINT64_C(1) << meaning % 64;
}

bool meaning_set_has(const struct meaning_set *set, size_t meaning)
{
    return set->bits[meaning / 64] >> meaning % 64 & 1;
}

static size_t read_word(const char *text, struct word *ret_word)
{
    const char *at = text, *end = text + strlen(text);

    *ret_word = (struct word){0};
    while (at < end && *at != ' ') {
        uint32_t c;
        at += utf8_next(at, end, &c);
        struct letter letter = letter_read(c);
        if (letter.plain)
            word_append(ret_word, letter);
        else
            word_accent(ret_word, letter);
    }
    while (*at == ' ')
        at++;
    return (size_t)(at - text);
}

static bool is_sign(const char *text, char sign)
{
    return text[0] == sign && (text[1] == ' ' || text[1] == '\0');
}

/* On success the slots are the caller's to free. */
static bool parse_pattern(const char *text, struct pattern *ret_pattern)
{
    struct slot slots[PATTERN_WORDS] = {0};
    struct pattern p = {0};

    for (size_t len; *text; text += len) {
        struct word word;
        bool exact = *text == '=';
        len = read_word(text, &word);
        if (is_sign(text, '^') && p.count == 0) {
            p.at_start = true;
        } else if (is_sign(text, '$') && text[len] == '\0') {
            p.at_end = true;
        } else if (p.count == PATTERN_WORDS) {
            return false;
        } else if (is_sign(text, '*') && p.count > 0) {
            slots[p.count++].kind = SLOT_GAP;
        } else if (is_sign(text, '#')) {
            slots[p.count++].kind = SLOT_NUMBER;
        } else if (is_sign(text, '@') && p.count > 0) {
            slots[p.count++].kind = SLOT_NAME;
        } else if (word.plain[0]) {
            slots[p.count++] = (struct slot){.word = word, .exact = exact};
        } else {
            return false;
        }
    }
    if (p.count == 0 || slots[p.count - 1].kind == SLOT_GAP)
        return false;
    p.slots = xcalloc(p.count, sizeof(*p.slots));
    memcpy(p.slots, slots, p.count * sizeof(*p.slots));
    *ret_pattern = p;
    return true;
}

static void add_pattern(struct keywords *k, const struct pattern *pattern)
{
    if ((k->pattern_count & (k->pattern_count - 1)) == 0)
        k->patterns = xreallocarray(k->patterns, k->pattern_count ? 2 * k->pattern_count : 1,
                                    sizeof(*k->patterns));
    k->patterns[k->pattern_count++] = *pattern;
}

/* The runs of words between gaps and numbers are what spelling may expect. */
static void teach_pattern(struct keywords *k, const struct pattern *p)
{
    struct word run[PATTERN_WORDS];
    size_t count = 0;

    for (size_t i = 0; i < p->count; i++) {
        if (p->slots[i].kind == SLOT_WORD)
            run[count++] = p->slots[i].word;
        if (p->slots[i].kind != SLOT_WORD || i + 1 == p->count) {
            lexicon_add(&k->lexicon, run, count);
            count = 0;
        }
    }
}

/* A number may follow: "to3" is then no syllable with a tone. */
static void teach_numbered(struct keywords *k, const struct pattern *p)
{
    const struct word pair[] = {p->slots[p->count - 1].word, {.plain = "#"}};

    lexicon_add(&k->lexicon, pair, 2);
}

/* A number may stand before: "kg" is then no short form of "không". */
static void teach_unit(struct keywords *k, const struct pattern *p)
{
    const struct word pair[] = {{.plain = "#"}, p->slots[0].word};

    lexicon_add(&k->lexicon, pair, 2);
}

static void add_phrase(struct keywords *k, enum keyword keyword, const char *phrase,
                       const config_setting_t *where, struct conf_faults *faults)
{
    struct pattern pattern;

    if (!text_utf8_valid(phrase, strlen(phrase)) || !parse_pattern(phrase, &pattern)) {
        conf_fault(faults, where, "%s: \"%s\" is not a phrase", options[keyword].name, phrase);
        return;
    }
    pattern.keyword = keyword;
    add_pattern(k, &pattern);
    teach_pattern(k, &pattern);
    if (keyword == KEYWORD_NUMBERED || keyword == KEYWORD_CHOOSING)
        teach_numbered(k, &pattern);
    if (keyword == KEYWORD_UNIT)
        teach_unit(k, &pattern);
}

/* Each text of the list holds phrases divided by commas. */
static void add_group(struct keywords *k, enum keyword keyword, const struct conf_strings *list,
                      const config_setting_t *where, struct conf_faults *faults)
{
    for (size_t i = 0; i < list->count; i++) {
        char *copy = xstrdup(list->items[i]), *rest = copy;
        for (char *phrase; (phrase = strsep(&rest, ","));)
            add_phrase(k, keyword, phrase + strspn(phrase, " "), where, faults);
        free(copy);
    }
}

static void add_meaning_phrase(struct keywords *k, const char *phrase,
                               const config_setting_t *where, struct conf_faults *faults)
{
    struct pattern pattern;

    if (!text_utf8_valid(phrase, strlen(phrase)) || !parse_pattern(phrase, &pattern)) {
        conf_fault(faults, where, "%s: \"%s\" is not a phrase", config_setting_name(where), phrase);
        return;
    }
    pattern.keyword = (int)(KEYWORD_COUNT + k->meaning_count);
    add_pattern(k, &pattern);
}

static void add_meaning(struct keywords *k, const config_setting_t *list,
                        struct conf_faults *faults)
{
    if (!config_setting_is_aggregate(list) || k->meaning_count == MEANINGS_MAX) {
        conf_fault(faults, list, "%s: not a list of texts, or one too many",
                   config_setting_name(list));
        return;
    }
    for (int i = 0; i < config_setting_length(list); i++) {
        const char *text = config_setting_get_string_elem(list, i);
        char *copy = xstrdup(text ? text : ""), *rest = copy;
        for (char *phrase; (phrase = strsep(&rest, ","));)
            add_meaning_phrase(k, phrase + strspn(phrase, " "), list, faults);
        free(copy);
    }
    k->meanings[k->meaning_count++] = xstrdup(config_setting_name(list));
}

/* The group "meanings" of the file, a list for each; without it there are none. */
static void read_meanings(struct keywords *k, const config_setting_t *group,
                          struct conf_faults *faults)
{
    for (int i = 0; group && i < config_setting_length(group); i++)
        add_meaning(k, config_setting_get_elem(group, (unsigned)i), faults);
}

static void add_knock(struct keywords *k, enum knock_words list, const char *phrase,
                      const config_setting_t *where, struct conf_faults *faults)
{
    struct pattern pattern;

    if (!text_utf8_valid(phrase, strlen(phrase)) || !parse_pattern(phrase, &pattern)) {
        conf_fault(faults, where, "%s: \"%s\" is not a phrase", knock_options[list].name, phrase);
        return;
    }
    k->knock[list] = xreallocarray(k->knock[list], k->knock_counts[list] + 1, sizeof(pattern));
    k->knock[list][k->knock_counts[list]++] = pattern;
}

/* The group "doors" of the file; without it nobody is understood so. */
static void read_knock(struct keywords *k, const config_setting_t *group,
                       struct conf_faults *faults)
{
    struct knock_lists lists = {0};

    if (!group)
        return;
    conf_read(group, knock_options, ARRAY_SIZE(knock_options), &lists, faults);
    for (size_t i = 0; i < KNOCK_COUNT; i++) {
        for (size_t j = 0; j < lists.lists[i].count; j++) {
            char *copy = xstrdup(lists.lists[i].items[j]), *rest = copy;
            for (char *phrase; (phrase = strsep(&rest, ","));)
                add_knock(k, (enum knock_words)i, phrase + strspn(phrase, " "), group, faults);
            free(copy);
        }
    }
    conf_release(knock_options, ARRAY_SIZE(knock_options), &lists);
}

static bool split_pair(const char *text, struct word *ret_left, const char **ret_right)
{
    size_t len = text_utf8_valid(text, strlen(text)) ? read_word(text, ret_left) : 0;

    if (!len || !ret_left->plain[0] || !is_sign(text + len, '='))
        return false;
    *ret_right = text + len + 1;
    while (**ret_right == ' ')
        ++*ret_right;
    return **ret_right != '\0';
}

static void add_reading(struct keywords *k, const char *text, bool shorthand,
                        const config_setting_t *where, struct conf_faults *faults)
{
    struct lexicon_reading reading = {.shorthand = shorthand};
    const char *right;
    bool ok = split_pair(text, &reading.said, &right);

    if (ok)
        right += read_word(right, &reading.meant);
    if (ok && shorthand)
        right += read_word(right, &reading.then);
    if (!ok || *right) {
        conf_fault(faults, where, "\"%s\" is not of the form \"said = meant\"", text);
        return;
    }
    lexicon_add_reading(&k->lexicon, &reading);
    if (!shorthand)
        lexicon_add(&k->lexicon, &reading.said, 1);
}

static void add_number(struct keywords *k, const char *text, const config_setting_t *where,
                       struct conf_faults *faults)
{
    struct number_word number;
    const char *right;

    bool ok = split_pair(text, &number.word, &right) && k->number_count < ARRAY_SIZE(k->numbers);
    if (ok) {
        number.multiplies = *right == 'x';
        number.value = atoi(right + number.multiplies);
        ok = number.value >= 0 && number.value <= (number.multiplies ? MULTIPLE_MAX : NUMBER_MAX);
    }
    if (!ok) {
        conf_fault(faults, where,
                   "\"%s\" is not of the form \"word = 3\", up to %d, or \"word = x10\", up to %d",
                   text, NUMBER_MAX, MULTIPLE_MAX);
        return;
    }
    k->numbers[k->number_count++] = number;
    lexicon_add(&k->lexicon, &number.word, 1);
}

static void add_common(struct keywords *k, const char *list)
{
    while (*list) {
        struct word word = {0};
        size_t len = strcspn(list, ",");
        char *item = xstrndup(list, len);
        (void)read_word(item + strspn(item, " "), &word);
        free(item);
        k->common = xreallocarray(k->common, k->common_count + 1, sizeof(word));
        k->common[k->common_count++] = word;
        lexicon_add(&k->lexicon, &word, 1);
        list += len + (list[len] == ',');
    }
}

enum commonness { NOT_COMMON, COMMON, RARE /* spelled like a common word, and none itself */ };

static enum commonness how_common(const struct keywords *k, const struct word *word)
{
    enum commonness found = NOT_COMMON;

    for (size_t i = 0; i < k->common_count; i++) {
        if (word_equals(&k->common[i], word))
            return COMMON;
        if (strcmp(k->common[i].plain, word->plain) == 0)
            found = RARE;
    }
    return found;
}

/* Words beside a number, and those that add nothing, are never mistaken for others. */
static bool is_always_meant(int keyword)
{
    return keyword == KEYWORD_FILLER || keyword == KEYWORD_ADDRESS || keyword == KEYWORD_UNIT ||
           keyword == KEYWORD_NUMBERED || keyword == KEYWORD_CHOOSING || keyword == KEYWORD_FIXED;
}

/* A word spelled like a commoner one ("tỏi": "tôi") is found only where its accents are
 * written. */
static void find_rare_patterns(struct keywords *k)
{
    for (size_t i = 0; i < k->pattern_count; i++) {
        struct pattern *p = &k->patterns[i];
        p->rare = p->count == 1 && p->slots[0].kind == SLOT_WORD && !p->at_start && !p->at_end &&
                  !is_always_meant(p->keyword) && how_common(k, &p->slots[0].word) == RARE;
    }
}

static unsigned hash(const char *s)
{
    unsigned h = 2166136261u;

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return (h ^ h >> 15) % BUCKETS;
}

static unsigned pattern_bucket(const struct pattern *p)
{
    return hash(p->slots[0].kind == SLOT_NUMBER ? "#" : p->slots[0].word.plain);
}

static int compare_patterns(const void *a, const void *b)
{
    unsigned x = pattern_bucket(a), y = pattern_bucket(b);

    return x < y ? -1 : x > y;
}

static void index_patterns(struct keywords *k)
{
    size_t i = 0;

    if (k->pattern_count)
        qsort(k->patterns, k->pattern_count, sizeof(*k->patterns), compare_patterns);
    for (unsigned bucket = 0; bucket <= BUCKETS; bucket++) {
        while (i < k->pattern_count && pattern_bucket(&k->patterns[i]) < bucket)
            i++;
        k->buckets[bucket] = i;
    }
}

static struct keywords *build(const config_setting_t *root, const struct lists *lists,
                              struct conf_faults *faults)
{
    struct keywords *k = xcalloc(1, sizeof(*k));

    for (size_t i = 0; i < LIST_COUNT; i++) {
        const struct conf_strings *list = &lists->lists[i];
        const config_setting_t *where = config_setting_get_member(root, options[i].name);
        if (i < KEYWORD_COUNT)
            add_group(k, (enum keyword)i, list, where, faults);
        for (size_t j = 0; i >= KEYWORD_COUNT && j < list->count; j++) {
            if (i == LIST_NUMBERS)
                add_number(k, list->items[j], where, faults);
            else if (i == LIST_COMMON)
                add_common(k, list->items[j]);
            else
                add_reading(k, list->items[j], i == LIST_SHORTHAND, where, faults);
        }
    }
    read_meanings(k, config_setting_get_member(root, "meanings"), faults);
    find_rare_patterns(k);
    index_patterns(k);
    lexicon_seal(&k->lexicon);
    return k;
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
    conf_read(conf_root(conf), options, ARRAY_SIZE(options), &lists, faults);
    struct keywords *k = build(conf_root(conf), &lists, faults);
    read_knock(k, config_setting_get_member(conf_root(conf), "doors"), faults);
    k->model = beside(path, lists.model);
    conf_release(options, ARRAY_SIZE(options), &lists);
    conf_free(conf);
    if (faults->count > before) {
        keywords_free(k);
        return REFUSED;
    }
    *ret_keywords = k;
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

static void free_patterns(struct pattern *patterns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(patterns[i].slots);
    free(patterns);
}

void keywords_free(struct keywords *k)
{
    if (!k)
        return;
    lexicon_free(&k->lexicon);
    free(k->model);
    for (size_t i = 0; i < k->meaning_count; i++)
        free(k->meanings[i]);
    free(k->common);
    free_patterns(k->patterns, k->pattern_count);
    for (size_t i = 0; i < KNOCK_COUNT; i++)
        free_patterns(k->knock[i], k->knock_counts[i]);
    free(k);
}

const char *keywords_model(const struct keywords *k)
{
    return k->model;
}

const struct lexicon *keywords_lexicon(const struct keywords *k)
{
    return &k->lexicon;
}

static int find_number(const struct keywords *k, const struct speech *speech, size_t index,
                       bool multiplies)
{
    for (size_t i = 0; i < k->number_count; i++)
        if (k->numbers[i].multiplies == multiplies && said_fits(speech, index, &k->numbers[i].word))
            return k->numbers[i].value;
    return -1;
}

int keywords_number(const struct keywords *k, const struct speech *speech, size_t index)
{
    return find_number(k, speech, index, false);
}

int keywords_multiple(const struct keywords *k, const struct speech *speech, size_t index)
{
    return find_number(k, speech, index, true);
}

size_t keywords_knock(const struct keywords *k, enum knock_words list, char *const *plain,
                      size_t count)
{
    size_t longest = 0;

    for (size_t i = 0; i < k->knock_counts[list]; i++) {
        const struct pattern *p = &k->knock[list][i];
        size_t same = 0;
        while (same < p->count && same < count &&
               strcmp(p->slots[same].word.plain, plain[same]) == 0)
            same++;
        if (same == p->count && same > longest)
            longest = same;
    }
    return longest;
}

/* ---- finding ---- */

struct finder {
    const struct keywords *keywords;
    const struct speech *speech;
    struct finds *finds;
    bool empty[SPEECH_WORDS]; /* words that add nothing */
};

static void add_find(struct finds *finds, int keyword, size_t from, size_t to)
{
    if ((finds->count & (finds->count - 1)) == 0)
        finds->items =
            xreallocarray(finds->items, finds->count ? 2 * finds->count : 1, sizeof(*finds->items));
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
        return f->speech->items[at].number >= 0 || keywords_number(f->keywords, f->speech, at) >= 0;
    if (p->slots[slot].kind == SLOT_NAME)
        return f->speech->items[at].name;
    if (p->rare && !word_has_accents(&f->speech->items[at].readings[0]))
        return false;
    if (p->slots[slot].exact)
        return word_equals(&f->speech->items[at].readings[0], &p->slots[slot].word);
    return said_fits(f->speech, at, &p->slots[slot].word);
}

/* "hết sạch gạo", "tím cả môi": words of danger are found with one between that adds nothing. */
static bool may_skip(const struct finder *f, const struct pattern *p, size_t at)
{
    return p->keyword >= KEYWORD_CALL && p->keyword <= KEYWORD_HAZARD && f->empty[at] &&
           !f->speech->items[at].starts_clause;
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

static void match_bucket(struct finder *f, const char *plain, size_t at, bool fillers)
{
    const struct keywords *k = f->keywords;
    unsigned bucket = hash(plain);

    for (size_t i = k->buckets[bucket]; i < k->buckets[bucket + 1]; i++) {
        const struct pattern *p = &k->patterns[i];
        bool is_filler = p->keyword == KEYWORD_FILLER || p->keyword == KEYWORD_ADDRESS;
        if (is_filler != fillers || (p->at_start && !f->speech->items[at].starts_clause))
            continue;
        size_t end = match(f, p, 0, at);
        if (!end)
            continue;
        add_find(f->finds, p->keyword, at, end);
        for (size_t j = at; fillers && j < end; j++)
            f->empty[j] = true;
    }
}

static void match_all(struct finder *f, bool fillers)
{
    for (size_t at = 0; at < f->speech->count; at++) {
        const struct said *said = &f->speech->items[at];
        bool number = said->number >= 0 || keywords_number(f->keywords, f->speech, at) >= 0;
        for (size_t i = 0; i < said->reading_count; i++) {
            bool again = false;
            for (size_t j = 0; j < i && !again; j++)
                again = strcmp(said->readings[j].plain, said->readings[i].plain) == 0;
            if (!again)
                match_bucket(f, said->readings[i].plain, at, fillers);
        }
        if (number)
            match_bucket(f, "#", at, fillers);
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

static bool is_hidden(const struct finds *finds, const struct find *find)
{
    size_t index = 0;
    const struct find *fixed;

    for (; (fixed = finds_next(finds, KEYWORD_FIXED, &index)); index++)
        if (fixed->from <= find->from && fixed->to >= find->to &&
            fixed->to - fixed->from > find->to - find->from)
            return true;
    return false;
}

static void drop_hidden(struct finds *finds)
{
    struct finds kept = {.items = xcalloc(finds->count + 1, sizeof(*finds->items))};

    for (size_t i = 0; i < finds->count; i++) {
        bool same = kept.count && compare_finds(&kept.items[kept.count - 1], &finds->items[i]) == 0;
        if (!same && !is_hidden(finds, &finds->items[i]))
            kept.items[kept.count++] = finds->items[i];
    }
    free(finds->items);
    *finds = kept;
}

/* Takes the meanings out of the finds. */
static void split_meanings(struct finds *finds, struct finds *meanings)
{
    size_t kept = 0;

    for (size_t i = 0; i < finds->count; i++) {
        const struct find *find = &finds->items[i];
        if (find->keyword >= KEYWORD_COUNT)
            add_find(meanings, find->keyword, find->from, find->to);
        else
            finds->items[kept++] = *find;
    }
    finds->count = kept;
}

void keywords_find(const struct keywords *keywords, const struct speech *speech,
                   struct finds *ret_finds, struct finds *ret_meanings)
{
    struct finder f = {.keywords = keywords, .speech = speech, .finds = ret_finds};

    *ret_finds = (struct finds){0};
    *ret_meanings = (struct finds){0};
    match_all(&f, true);
    match_all(&f, false);
    if (!ret_finds->count)
        return;
    qsort(ret_finds->items, ret_finds->count, sizeof(*ret_finds->items), compare_finds);
    split_meanings(ret_finds, ret_meanings);
    drop_hidden(ret_finds);
}

const struct find *finds_next(const struct finds *finds, enum keyword keyword, size_t *index)
{
    for (; *index < finds->count; ++*index)
        if (finds->items[*index].keyword == (int)keyword)
            return &finds->items[*index];
    return NULL;
}

bool finds_have(const struct finds *finds, enum keyword keyword)
{
    size_t index = 0;

    return finds_next(finds, keyword, &index) != NULL;
}

bool finds_cover(const struct finds *finds, enum keyword keyword, size_t word)
{
    const struct find *find;

    for (size_t index = 0; (find = finds_next(finds, keyword, &index)); index++)
        if (find->from <= word && word < find->to)
            return true;
    return false;
}

bool finds_is_inner(const struct finds *finds, const struct find *find)
{
    for (size_t i = 0; i < finds->count && finds->items[i].from <= find->from; i++)
        if (finds->items[i].keyword == find->keyword && finds->items[i].to >= find->to &&
            finds->items[i].to - finds->items[i].from > find->to - find->from)
            return true;
    return false;
}
