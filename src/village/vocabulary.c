/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of village lists. */
#include "village/vocabulary.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "base/buf.h"
#include "base/memory.h"
#include "text/accents.h"
#include "village/group.h"

enum { DITTO_MAX = 24 }; /* bytes: a longer cell is no "như trên" */

const char *const column_field_words[] = {
    "number", "code",  "head",  "cluster",   "address", "phone",  "person",  "relation", "groups",
    "note",   "frail", "order", "neighbour", "name",    "family", "ignored", NULL,
};

/* What the tables fill before it is made plain. */
struct form {
    char *legacy_encoding;
    struct conf_strings titles[COLUMN_FIELDS];
};

#define TITLES(field, text)                                                                        \
    {                                                                                              \
        text, CONF_STRINGS, offsetof(struct form, titles[field]),                                  \
            .sentence = "titles of this column"                                                    \
    }
#define WORDS(name)                                                                                \
    {                                                                                              \
#name, CONF_STRINGS, offsetof(struct vocabulary, name), .sentence = "words of lists"       \
    }

static const struct conf_option columns_table[] = {
    {"legacy_encoding", CONF_STRING, offsetof(struct form, legacy_encoding), "CP1258",
     .sentence = "the encoding of files that show no sign of theirs"},
    {"titles", CONF_GROUP, 0, .required = true, .sentence = "titles of columns"},
    {"words", CONF_GROUP, 0, .required = true, .sentence = "words in cells"},
    {"groups", CONF_LIST, 0, .sentence = "spellings of groups"},
};

static const struct conf_option titles_table[] = {
    TITLES(COLUMN_NUMBER, "number"),   TITLES(COLUMN_CODE, "code"),
    TITLES(COLUMN_HEAD, "head"),       TITLES(COLUMN_CLUSTER, "cluster"),
    TITLES(COLUMN_ADDRESS, "address"), TITLES(COLUMN_PHONE, "phone"),
    TITLES(COLUMN_PERSON, "person"),   TITLES(COLUMN_RELATION, "relation"),
    TITLES(COLUMN_GROUPS, "groups"),   TITLES(COLUMN_NOTE, "note"),
    TITLES(COLUMN_FRAIL, "frail"),     TITLES(COLUMN_ORDER, "order"),
    TITLES(COLUMN_NAME, "name"),       TITLES(COLUMN_FAMILY, "family"),
    TITLES(COLUMN_IGNORED, "ignored"), TITLES(COLUMN_NEIGHBOUR, "neighbour"),
};

static const struct conf_option words_table[] = {
    WORDS(footers),   WORDS(none),   WORDS(totals),     WORDS(clusters), WORDS(associations),
    WORDS(heads),     WORDS(frail),  WORDS(smartphone), WORDS(keypad),   WORDS(beside_phone),
    WORDS(negations), WORDS(marks),  WORDS(ditto),      WORDS(between),  WORDS(places),
    WORDS(land_line), WORDS(mobile),
};

struct spelling_form {
    char *name;
    struct conf_strings spellings;
};

static const struct conf_option spelling_table[] = {
    {"name", CONF_STRING, offsetof(struct spelling_form, name), .required = true,
     .sentence = "the group's short name, such as \"nongdan\""},
    {"spellings", CONF_STRINGS, offsetof(struct spelling_form, spellings), .required = true,
     .sentence = "how lists write this group"},
};

static bool is_ascii(const char *s)
{
    for (; *s; s++) {
        if ((unsigned char)*s >= 0x80)
            return false;
    }
    return true;
}

/* The same as words_only() makes of lower case, for text that is only ASCII: most cells are. */
static char *ascii_words(const char *text)
{
    struct buf words = BUF_INIT;

    for (const char *c = text; *c; c++) {
        bool word = isalnum((unsigned char)*c);
        if (word && words.len && c > text && !isalnum((unsigned char)c[-1]))
            buf_putc(&words, ' ');
        if (word)
            buf_putc(&words, (char)tolower((unsigned char)*c));
    }
    return buf_steal(&words);
}

/* Words of letters and digits with one blank between them. */
static char *words_only(const char *text)
{
    size_t len = strlen(text);
    struct buf words = BUF_INIT;
    bool gap = false;

    for (size_t i = 0; i < len;) {
        ucs4_t c;
        int used = u8_mbtouc(&c, (const uint8_t *)text + i, len - i);
        if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                    UC_CATEGORY_MASK_N)) {
            if (gap && words.len)
                buf_putc(&words, ' ');
            buf_append(&words, text + i, (size_t)used);
            gap = false;
        } else {
            gap = true;
        }
        i += (size_t)used;
    }
    return buf_steal(&words);
}

char *vocabulary_plain(const char *text)
{
    if (is_ascii(text))
        return ascii_words(text);
    char *fold = text_fold(text);
    char *plain = words_only(fold);

    free(fold);
    return plain;
}

bool vocabulary_same(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    char *plain_a = vocabulary_plain(a), *plain_b = vocabulary_plain(b);
    bool same = strcmp(plain_a, plain_b) == 0;

    free(plain_a);
    free(plain_b);
    return same;
}

char *vocabulary_spoken(const char *text)
{
    if (is_ascii(text))
        return ascii_words(text);
    size_t len = 0;
    uint8_t *lower =
        u8_tolower((const uint8_t *)text, strlen(text) + 1, NULL, UNINORM_NFC, NULL, &len);
    char *spoken = words_only(lower ? (const char *)lower : text);

    free(lower);
    return spoken;
}

static void make_each(struct conf_strings *words, char *(*make)(const char *))
{
    for (size_t i = 0; i < words->count; i++) {
        char *made = make(words->items[i]);
        free(words->items[i]);
        words->items[i] = made;
    }
}

static void read_patterns(const struct conf_strings *titles, struct title_patterns *ret)
{
    ret->items = xcalloc(titles->count, sizeof(*ret->items));
    for (size_t i = 0; i < titles->count; i++) {
        const char *text = titles->items[i];
        size_t len = strlen(text);
        ret->items[ret->count++] = (struct title_pattern){
            .words = vocabulary_plain(text),
            .open_front = text[0] == '*',
            .open_back = len > 0 && text[len - 1] == '*',
        };
    }
}

static void read_spelling(const config_setting_t *setting, struct vocabulary *vocabulary,
                          struct conf_faults *faults)
{
    struct spelling_form form = {0};

    if (!config_setting_is_group(setting)) {
        conf_fault(faults, setting, "each of groups must be a group in braces { }");
        return;
    }
    conf_read(setting, spelling_table, ARRAY_SIZE(spelling_table), &form, faults);
    struct group_spelling spelling = {.key = group_key(form.name ? form.name : "")};
    spelling.plains = form.spellings;
    form.spellings = (struct conf_strings){0};
    make_each(&spelling.plains, vocabulary_plain);
    conf_release(spelling_table, ARRAY_SIZE(spelling_table), &form);
    vocabulary->groups =
        xreallocarray(vocabulary->groups, vocabulary->group_count + 1, sizeof(*vocabulary->groups));
    vocabulary->groups[vocabulary->group_count++] = spelling;
}

static void read_words(const config_setting_t *group, struct vocabulary *vocabulary,
                       struct conf_faults *faults)
{
    struct conf_strings *const plain[] = {
        &vocabulary->none,      &vocabulary->heads,      &vocabulary->beside_phone,
        &vocabulary->frail,     &vocabulary->smartphone, &vocabulary->keypad,
        &vocabulary->negations, &vocabulary->ditto,      &vocabulary->between,
        &vocabulary->places,    &vocabulary->land_line,  &vocabulary->mobile,
    };
    struct conf_strings *const spoken[] = {
        &vocabulary->totals,
        &vocabulary->clusters,
        &vocabulary->associations,
        &vocabulary->footers,
    };

    conf_read(conf_group(group, "words"), words_table, ARRAY_SIZE(words_table), vocabulary, faults);
    for (size_t i = 0; i < ARRAY_SIZE(plain); i++)
        make_each(plain[i], vocabulary_plain);
    for (size_t i = 0; i < ARRAY_SIZE(spoken); i++)
        make_each(spoken[i], vocabulary_spoken);
    const struct conf_strings *clusters = &vocabulary->clusters;
    vocabulary->kinds.items = xcalloc(clusters->count + 1, sizeof(*vocabulary->kinds.items));
    for (size_t i = 0; i < clusters->count; i++)
        vocabulary->kinds.items[vocabulary->kinds.count++] = vocabulary_plain(clusters->items[i]);
}

void vocabulary_read(const config_setting_t *group, struct vocabulary *ret_vocabulary,
                     struct conf_faults *faults)
{
    struct form form = {0};

    *ret_vocabulary = (struct vocabulary){0};
    conf_read(group, columns_table, ARRAY_SIZE(columns_table), &form, faults);
    conf_read(conf_group(group, "titles"), titles_table, ARRAY_SIZE(titles_table), &form, faults);
    for (int field = 0; field < COLUMN_FIELDS; field++)
        read_patterns(&form.titles[field], &ret_vocabulary->titles[field]);
    ret_vocabulary->legacy_encoding = xstrdup(form.legacy_encoding);
    read_words(group, ret_vocabulary, faults);
    const config_setting_t *spellings = group ? config_setting_get_member(group, "groups") : NULL;
    for (int i = 0; spellings && i < config_setting_length(spellings); i++)
        read_spelling(config_setting_get_elem(spellings, (unsigned)i), ret_vocabulary, faults);
    conf_release(columns_table, ARRAY_SIZE(columns_table), &form);
    conf_release(titles_table, ARRAY_SIZE(titles_table), &form);
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    for (int field = 0; field < COLUMN_FIELDS; field++) {
        for (size_t i = 0; i < vocabulary->titles[field].count; i++)
            free(vocabulary->titles[field].items[i].words);
        free(vocabulary->titles[field].items);
    }
    for (size_t i = 0; i < vocabulary->group_count; i++) {
        free(vocabulary->groups[i].key);
        conf_strings_free(&vocabulary->groups[i].plains);
    }
    free(vocabulary->groups);
    conf_strings_free(&vocabulary->kinds);
    free(vocabulary->legacy_encoding);
    conf_release(words_table, ARRAY_SIZE(words_table), vocabulary);
    *vocabulary = (struct vocabulary){0};
}

bool words_have(const struct conf_strings *words, const char *plain)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->items[i], plain) == 0)
            return true;
    }
    return false;
}

static bool ends_word(char c)
{
    return c == '\0' || c == ' ';
}

static bool words_begin(const struct conf_strings *words, const char *plain)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t len = strlen(words->items[i]);
        if (len && strncmp(plain, words->items[i], len) == 0 && ends_word(plain[len]))
            return true;
    }
    return false;
}

/* A text without accents against one word with them. */
static bool leads_bare(const char *word, const char *text)
{
    char *bare = vocabulary_plain(word);
    size_t len = strlen(bare);
    bool leads = len && strncmp(text, bare, len) == 0 && ends_word(text[len]);
    const char *rest = text + len + (leads && text[len] == ' ');

    if (leads && !strchr(bare, ' '))
        leads = !*rest || (*rest >= '0' && *rest <= '9');
    free(bare);
    return leads;
}

bool words_lead(const struct conf_strings *spoken, const char *text)
{
    char *said = vocabulary_spoken(text);
    bool leads = false;

    if (!is_ascii(said))
        leads = words_begin(spoken, said);
    for (size_t i = 0; i < spoken->count && is_ascii(said) && !leads; i++)
        leads = leads_bare(spoken->items[i], said);
    free(said);
    return leads;
}

/* Whether one of the negations stands right before `at`. */
static bool is_negated(const struct conf_strings *negations, const char *plain, const char *at)
{
    for (size_t i = 0; i < negations->count; i++) {
        size_t len = strlen(negations->items[i]);
        const char *from = at - len - 1;
        if (len && at > plain + len && strncmp(from, negations->items[i], len) == 0 &&
            (from == plain || from[-1] == ' '))
            return true;
    }
    return false;
}

bool words_within(const struct conf_strings *words, const struct conf_strings *negations,
                  const char *plain)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t len = strlen(words->items[i]);
        const char *at = len ? strstr(plain, words->items[i]) : NULL;
        for (; at; at = strstr(at + 1, words->items[i])) {
            if ((at == plain || at[-1] == ' ') && ends_word(at[len]) &&
                !is_negated(negations, plain, at))
                return true;
        }
    }
    return false;
}

bool vocabulary_is_mark(const struct vocabulary *vocabulary, const char *cell)
{
    for (size_t i = 0; i < vocabulary->marks.count; i++) {
        if (strcasecmp(vocabulary->marks.items[i], cell) == 0)
            return true;
    }
    return false;
}

bool vocabulary_is_none(const struct vocabulary *vocabulary, const char *cell)
{
    char *plain = vocabulary_plain(cell);
    bool none = !*plain || words_have(&vocabulary->none, plain);

    free(plain);
    return none;
}

/* Signs alone, and quotation marks among them: ", '', -"-. */
static bool is_ditto_mark(const char *cell)
{
    static const char *const marks[] = {"\"", "''", "“", "”", "’’", "″", "〃"};

    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        if (strstr(cell, marks[i]))
            return true;
    }
    return false;
}

bool vocabulary_is_ditto(const struct vocabulary *vocabulary, const char *cell)
{
    bool short_words = strlen(cell) <= DITTO_MAX && !strpbrk(cell, "0123456789");
    char *plain = short_words ? vocabulary_plain(cell) : NULL;
    bool ditto = plain && (*plain ? words_have(&vocabulary->ditto, plain) : is_ditto_mark(cell));

    free(plain);
    return ditto;
}

static const char *find_group(const struct vocabulary *vocabulary, const char *plain)
{
    for (size_t i = 0; i < vocabulary->group_count; i++) {
        if (words_have(&vocabulary->groups[i].plains, plain))
            return vocabulary->groups[i].key;
    }
    return NULL;
}

const char *vocabulary_group(const struct vocabulary *vocabulary, const char *spelling)
{
    char *plain = vocabulary_plain(spelling);
    const char *key = find_group(vocabulary, plain);

    for (char *blank = strchr(plain, ' '); blank && !key; blank = strchr(blank + 1, ' ')) {
        if (!words_begin(&vocabulary->places, blank + 1))
            continue;
        *blank = '\0';
        key = find_group(vocabulary, plain);
        break; /* what follows the first place belongs to it */
    }
    free(plain);
    return key;
}
