/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kinds, priorities and the options of an announcement. */
#include "village/announcement.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/accents.h"

const char *const announcement_kind_words[] = {"notice", "schedule", "invite", "alert", NULL};
const char *const priority_words[] = {"routine", "important", "emergency", NULL};

const char *announcement_kind_word(enum announcement_kind kind)
{
    return announcement_kind_words[kind];
}

const char *priority_word(enum priority priority)
{
    return priority_words[priority];
}

static void option_free(struct option *option)
{
    free(option->call);
    free(option->label);
    for (size_t i = 0; i < option->synonym_count; i++)
        free(option->synonyms[i]);
    free(option->synonyms);
}

/* The piece [start, end) without the blanks around it. */
static char *trimmed(const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    return xstrndup(start, (size_t)(end - start));
}

static bool has_control(const char *s)
{
    for (; *s; s++) {
        if (iscntrl((unsigned char)*s))
            return true;
    }
    return false;
}

/* "1=" or "1 =": the number and where the label begins. */
static bool read_number(const char *text, int *ret_number, const char **ret_label)
{
    const char *p = text + strspn(text, " \t");
    int number = *p - '0';

    if (number < 1 || number > OPTION_NUMBER_MAX)
        return false;
    p++;
    p += strspn(p, " \t");
    if (*p != '=')
        return false;
    *ret_number = number;
    *ret_label = p + 1;
    return true;
}

static void add_synonyms(struct option *option, const char *list)
{
    for (;;) {
        const char *end = list + strcspn(list, ",");
        char *synonym = trimmed(list, end);
        option->synonyms =
            xreallocarray(option->synonyms, option->synonym_count + 1, sizeof(*option->synonyms));
        if (*synonym)
            option->synonyms[option->synonym_count++] = synonym;
        else
            free(synonym);
        if (!*end)
            return;
        list = end + 1;
    }
}

static bool words_fit(const struct option *option)
{
    bool fit = *option->label && strlen(option->label) <= OPTION_LABEL_MAX &&
               option->synonym_count <= OPTION_SYNONYMS_MAX;

    for (size_t i = 0; i < option->synonym_count; i++)
        fit = fit && strlen(option->synonyms[i]) <= OPTION_LABEL_MAX;
    return fit;
}

static int option_read(const char *text, struct option *ret, struct refusal *ret_refusal)
{
    struct option option = {0};
    const char *label;

    if (!text_utf8_valid(text, strlen(text)) || has_control(text))
        return refuse(ret_refusal, "bad_option", "option",
                      "an option must be plain text on one line");
    if (!read_number(text, &option.number, &label))
        return refuse(ret_refusal, "bad_option", "option",
                      "\"%s\" does not begin with a number from 1 to %d and \"=\", as in "
                      "\"1=Có đi|co,di\"",
                      text, OPTION_NUMBER_MAX);
    const char *bar = label + strcspn(label, "|");
    option.label = trimmed(label, bar);
    if (*bar)
        add_synonyms(&option, bar + 1);
    if (!words_fit(&option)) {
        option_free(&option);
        return refuse(ret_refusal, "bad_option", "option",
                      "option %d needs a label, at most %d other words, and none of them longer "
                      "than %d bytes",
                      option.number, OPTION_SYNONYMS_MAX, OPTION_LABEL_MAX);
    }
    *ret = option;
    return 0;
}

/* Households answer without accents, so "má" and "mạ" are the same word to us. */
static bool same_word(const char *a, const char *b)
{
    char *fold_a = text_fold(a), *fold_b = text_fold(b);
    bool same = strcmp(fold_a, fold_b) == 0;

    free(fold_a);
    free(fold_b);
    return same;
}

/* The i-th word of an option: its label, then its synonyms; NULL after the last. */
static const char *option_word(const struct option *option, size_t i)
{
    if (i == 0)
        return option->label;
    return i <= option->synonym_count ? option->synonyms[i - 1] : NULL;
}

static bool option_has_word(const struct option *option, const char *word)
{
    for (size_t i = 0; option_word(option, i); i++) {
        if (same_word(option_word(option, i), word))
            return true;
    }
    return false;
}

/* A household answers with a digit, so a digit as a word would mean two options. */
static bool is_other_number(const char *word, int number)
{
    return word[0] >= '0' && word[0] <= '9' && !word[1] && word[0] - '0' != number;
}

static int check_words(const struct options *options, const struct option *option,
                       struct refusal *ret_refusal)
{
    for (size_t i = 0; option_word(option, i); i++) {
        const char *word = option_word(option, i);
        if (is_other_number(word, option->number))
            return refuse(ret_refusal, "duplicate_option", "option",
                          "option %d cannot be answered with \"%s\": a digit alone is the number "
                          "of an option",
                          option->number, word);
        for (size_t j = 0; j < options->count; j++) {
            if (option_has_word(&options->items[j], word))
                return refuse(ret_refusal, "duplicate_option", "option",
                              "\"%s\" would mean both option %d and option %d", word,
                              options->items[j].number, option->number);
        }
    }
    return 0;
}

static void insert(struct options *options, struct option option)
{
    options->items = xreallocarray(options->items, options->count + 1, sizeof(*options->items));
    size_t at = options->count++;
    for (; at > 0 && options->items[at - 1].number > option.number; at--)
        options->items[at] = options->items[at - 1];
    options->items[at] = option;
}

int options_add(struct options *options, const char *text, struct refusal *ret_refusal)
{
    struct option option = {0};

    int r = option_read(text, &option, ret_refusal);
    if (r)
        return r;
    if (options_find(options, option.number))
        r = refuse(ret_refusal, "duplicate_option", "option", "option %d is there twice",
                   option.number);
    else
        r = check_words(options, &option, ret_refusal);
    if (r)
        option_free(&option);
    else
        insert(options, option);
    return r;
}

int options_set_help(struct options *options, int number, struct refusal *ret_refusal)
{
    if (number != 0 && !options_find(options, number))
        return refuse(ret_refusal, "unknown_option", "help_option",
                      "the help option must be one of the options: there is no option %d", number);
    options->help = number;
    return 0;
}

int options_set_call(struct options *options, int number, const char *carrier,
                     struct refusal *ret_refusal)
{
    struct option *chosen = NULL;

    for (size_t i = 0; i < options->count; i++) {
        struct option *option = &options->items[i];
        if (option->number == number)
            chosen = option;
        else if (option->call && strcmp(option->call, carrier) == 0)
            return refuse(ret_refusal, "duplicate_call", "calls",
                          "a call to %s would mean both option %d and option %d", carrier,
                          option->number, number);
    }
    if (!chosen)
        return refuse(ret_refusal, "unknown_option", "calls",
                      "a call cannot mean option %d: there is no such option", number);
    free(chosen->call);
    chosen->call = xstrdup(carrier);
    return 0;
}

const struct option *options_find(const struct options *options, int number)
{
    for (size_t i = 0; i < options->count; i++) {
        if (options->items[i].number == number)
            return &options->items[i];
    }
    return NULL;
}

void options_free(struct options *options)
{
    for (size_t i = 0; i < options->count; i++)
        option_free(&options->items[i]);
    free(options->items);
    *options = (struct options){0};
}
