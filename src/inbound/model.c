/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small statistical model beside the rules: multinomial logistic regression over words, pairs
 * of words and groups of keywords. */
#include "inbound/model.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"

enum {
    LABELS = MODEL_KINDS + MODEL_CATEGORIES,
};

#define SMALL 0.05 /* weights below are not worth a place in the file */

struct weights {
    char *feature;
    float of[LABELS]; /* kinds, then categories */
};

struct model {
    struct weights *items; /* open addressing; size is a power of two */
    size_t size, count;
};

/* --- The table ---------------------------------------------------------------------------- */

static size_t hash(const char *s)
{
    size_t h = 14695981039346656037u;

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return h ^ h >> 29;
}

static struct weights *slot(const struct model *model, const char *feature)
{
    size_t i = hash(feature) & (model->size - 1);

    while (model->items[i].feature && strcmp(model->items[i].feature, feature) != 0)
        i = (i + 1) & (model->size - 1);
    return &model->items[i];
}

static const struct weights *find(const struct model *model, const char *feature)
{
    const struct weights *found = slot(model, feature);

    return found->feature ? found : NULL;
}

static void grow(struct model *model)
{
    struct model bigger = {.size = 2 * model->size, .count = model->count};

    bigger.items = xcalloc(bigger.size, sizeof(*bigger.items));
    for (size_t i = 0; i < model->size; i++)
        if (model->items[i].feature)
            *slot(&bigger, model->items[i].feature) = model->items[i];
    free(model->items);
    *model = bigger;
}

static struct weights *add(struct model *model, const char *feature)
{
    if (2 * model->count >= model->size)
        grow(model);
    struct weights *w = slot(model, feature);
    if (!w->feature) {
        w->feature = xstrdup(feature);
        model->count++;
    }
    return w;
}

struct model *model_new(void)
{
    struct model *model = xcalloc(1, sizeof(*model));

    model->size = 1024;
    model->items = xcalloc(model->size, sizeof(*model->items));
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    for (size_t i = 0; i < model->size; i++)
        free(model->items[i].feature);
    free(model->items);
    free(model);
}

/* --- Guessing --------------------------------------------------------------------------------- */

/* Scores to probabilities over from..to of the labels that a text can say by itself. */
static void normalize(const double *scores, size_t count, const bool *possible, double *ret)
{
    double highest = -1e9, sum = 0;

    for (size_t i = 0; i < count; i++)
        if (possible[i] && scores[i] > highest)
            highest = scores[i];
    for (size_t i = 0; i < count; i++) {
        ret[i] = possible[i] ? exp(scores[i] - highest) : 0;
        sum += ret[i];
    }
    for (size_t i = 0; i < count; i++)
        ret[i] /= sum;
}

void model_guess(const struct model *model, const struct features *f, bool answers,
                 struct guess *ret_guess)
{
    double scores[LABELS] = {0};
    bool kinds[REPLY_KINDS], categories[REPLY_CATEGORIES];

    for (size_t i = 0; i < f->count; i++) {
        const struct weights *w = find(model, f->items[i]);
        for (size_t label = 0; w && label < LABELS; label++)
            scores[label] += (double)w->of[label];
    }
    for (int i = 0; i < REPLY_KINDS; i++)
        kinds[i] = i != REPLY_ANSWER || answers;
    for (int i = 0; i < REPLY_CATEGORIES; i++)
        categories[i] = i != REPLY_CATEGORY_NONE;
    normalize(scores, REPLY_KINDS, kinds, ret_guess->kinds);
    normalize(scores + REPLY_KINDS, REPLY_CATEGORIES, categories, ret_guess->categories);
}

/* The feature that speaks most for the kind, of those that say less than after; NULL: none. */
static const struct weights *next_best(const struct model *model, const struct features *f,
                                       enum reply_kind kind, const struct weights *after)
{
    const struct weights *best = NULL;

    for (size_t i = 1; i < f->count; i++) {
        const struct weights *w = find(model, f->items[i]);
        if (w && w->of[kind] > 0 && (!best || w->of[kind] > best->of[kind]) &&
            (!after || w->of[kind] < after->of[kind]))
            best = w;
    }
    return best;
}

char *model_explain(const struct model *model, const struct features *f, enum reply_kind kind)
{
    struct buf text = BUF_INIT;
    const struct weights *w = NULL;

    for (int shown = 0; shown < 3 && (w = next_best(model, f, kind, w)); shown++)
        buf_printf(&text, "%s\"%s\" %+.1f", shown ? ", " : "", w->feature, (double)w->of[kind]);
    if (text.len == 0)
        buf_puts(&text, "nothing in particular");
    return buf_steal(&text);
}

/* --- Learning -----------------------------------------------------------------------------------
 */

/* Of several kinds accepted each is taught as much as it is believed. */
static double share(const struct guess *now, unsigned kinds, int kind)
{
    double sum = 0;

    for (int k = 0; k < REPLY_KINDS; k++)
        sum += kinds >> k & 1 ? now->kinds[k] : 0;
    return kinds >> kind & 1 && sum > 0 ? now->kinds[kind] / sum : 0;
}

void model_learn(struct model *model, const struct features *f, bool answers, unsigned kinds,
                 enum reply_category category, double rate)
{
    struct guess now;

    model_guess(model, f, answers, &now);
    for (size_t i = 0; i < f->count; i++) {
        struct weights *w = add(model, f->items[i]);
        for (int k = 0; k < REPLY_KINDS; k++)
            w->of[k] += (float)(rate * (share(&now, kinds, k) - now.kinds[k]));
        for (int c = 1; category && c < REPLY_CATEGORIES; c++)
            w->of[REPLY_KINDS + c] += (float)(rate * ((c == (int)category) - now.categories[c]));
    }
}

void model_decay(struct model *model, double factor)
{
    for (size_t i = 0; i < model->size; i++)
        for (size_t label = 0; label < LABELS; label++)
            model->items[i].of[label] *= (float)factor;
}

/* --- The file
 * ------------------------------------------------------------------------------------- */

static const char *label_word(size_t label)
{
    if (label < REPLY_KINDS)
        return reply_kind_word((enum reply_kind)label);
    return reply_category_word((enum reply_category)(label - REPLY_KINDS));
}

static bool label_parse(const char *word, size_t *ret_label)
{
    enum reply_kind kind;
    enum reply_category category;

    if (reply_kind_parse(word, &kind))
        *ret_label = kind;
    else if (reply_category_parse(word, &category))
        *ret_label = REPLY_KINDS + category;
    else
        return false;
    return true;
}

static int compare_weights(const void *a, const void *b)
{
    const struct weights *const *p = a, *const *q = b;

    return strcmp((*p)->feature, (*q)->feature);
}

static bool is_worth(const struct weights *w)
{
    for (size_t label = 0; label < LABELS; label++)
        if (fabs((double)w->of[label]) >= SMALL)
            return true;
    return false;
}

bool model_write(const struct model *model, const char *path)
{
    FILE *file = fopen(path, "we");
    const struct weights **sorted = xcalloc(model->count + 1, sizeof(struct weights *));
    size_t count = 0;

    for (size_t i = 0; i < model->size; i++)
        if (model->items[i].feature && is_worth(&model->items[i]))
            sorted[count++] = &model->items[i];
    qsort(sorted, count, sizeof(*sorted), compare_weights);
    if (file)
        fprintf(file,
                "# SPDX-License-Identifier: GPL-2.0-or-later\n"
                "# Learnt from labelled replies by train-replies: how much each word (two words, "
                "@group of keywords) speaks for each kind and category.\n");
    for (size_t i = 0; file && i < count; i++) {
        fputs(sorted[i]->feature, file);
        for (size_t label = 0; label < LABELS; label++)
            if (fabs((double)sorted[i]->of[label]) >= SMALL)
                fprintf(file, "\t%s %.2f", label_word(label), (double)sorted[i]->of[label]);
        fputc('\n', file);
    }
    free(sorted);
    return file && fclose(file) == 0;
}

static bool read_line(struct model *model, char *line)
{
    char *rest = line, *feature = strsep(&rest, "\t");
    struct weights *w;

    if (!*feature || !rest || strlen(feature) >= FEATURE_MAX)
        return false;
    w = add(model, feature);
    for (char *field; (field = strsep(&rest, "\t"));) {
        char *number = strchr(field, ' '), *end;
        size_t label;
        if (!number)
            return false;
        *number++ = '\0';
        if (!label_parse(field, &label))
            return false;
        w->of[label] = strtof(number, &end);
        if (end == number || *end)
            return false;
    }
    return true;
}

struct model *model_open(const char *path, unsigned *ret_line)
{
    FILE *file = fopen(path, "re");
    struct model *model = model_new();
    char *line = NULL;
    size_t size = 0;
    bool ok = file != NULL;

    *ret_line = 0;
    while (ok && getline(&line, &size, file) > 0) {
        ++*ret_line;
        line[strcspn(line, "\n")] = '\0';
        ok = line[0] == '#' || read_line(model, line);
    }
    free(line);
    if (file)
        fclose(file);
    if (ok)
        return model;
    model_free(model);
    return NULL;
}
