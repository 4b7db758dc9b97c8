/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small statistical model over what the rules see: logistic regression, one choice among the
 * kinds and the options together, another among the categories. */
#include "inbound/reply/model.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/memory.h"
#include "inbound/reply/terms.h"

enum {
    SMALL = 6, /* hundredths; weights below are not worth a place in the file */
    SHOWN = 3, /* features that an explanation names */
};

struct weight {
    int16_t hundredths;
    uint8_t label;
};

struct model {
    struct terms *features;
    uint32_t *first; /* of each feature: its first weight; its last stands before the next one's */
    struct weight *weights;
    size_t weight_count;
};

struct model *model_new(void)
{
    struct model *model = xcalloc(1, sizeof(*model));

    model->features = terms_new();
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    terms_free(model->features);
    free(model->first);
    free(model->weights);
    free(model);
}

/* ---- weights ---- */

static void add_weight(struct model *model, int label, int hundredths)
{
    model->weights = xgrow(model->weights, model->weight_count, sizeof(*model->weights));
    model->weights[model->weight_count++] = (struct weight){(int16_t)hundredths, (uint8_t)label};
}

/* Begins a feature, whose weights are added then; false: it is there already. */
static bool add_feature(struct model *model, const char *feature)
{
    size_t count = terms_count(model->features);

    if (terms_add(model->features, feature) < count)
        return false;
    model->first = xgrow(model->first, count, sizeof(*model->first));
    model->first[count] = (uint32_t)model->weight_count;
    return true;
}

static size_t end_of_weights(const struct model *model, uint32_t feature)
{
    return feature + 1 < terms_count(model->features) ? model->first[feature + 1]
                                                      : model->weight_count;
}

static int to_hundredths(float weight)
{
    return (int)lroundf(fminf(fmaxf(weight, -300), 300) * 100);
}

void model_set(struct model *model, const char *feature, const float *weights)
{
    bool worth = false;

    for (int label = 0; label < LABELS; label++)
        worth |= abs(to_hundredths(weights[label])) >= SMALL;
    if (!worth || !add_feature(model, feature))
        return;
    for (int label = 0; label < LABELS; label++)
        if (abs(to_hundredths(weights[label])) >= SMALL)
            add_weight(model, label, to_hundredths(weights[label]));
}

/* ---- guessing ---- */

static void add_scores(const struct model *model, const struct features *f, double *scores)
{
    for (size_t i = 0; i < f->count; i++) {
        uint32_t feature = terms_find(model->features, features_get(f, i));
        if (feature == TERMS_NONE)
            continue;
        for (size_t w = model->first[feature]; w < end_of_weights(model, feature); w++)
            scores[model->weights[w].label] += model->weights[w].hundredths / 100.0;
    }
}

void model_normalize(double *scores, size_t count)
{
    double highest = scores[0], sum = 0;

    for (size_t i = 1; i < count; i++)
        highest = fmax(highest, scores[i]);
    for (size_t i = 0; i < count; i++)
        sum += scores[i] = exp(scores[i] - highest);
    for (size_t i = 0; i < count; i++)
        scores[i] /= sum;
}

static double score_option(const struct model *model, const struct features *option)
{
    double scores[LABELS] = {0};

    add_scores(model, option, scores);
    return scores[LABEL_CHOSEN];
}

void model_guess(const struct model *model, const struct features *text,
                 const struct features *options, size_t option_count, struct guess *ret_guess)
{
    double scores[LABELS] = {0}, outcomes[REPLY_KINDS + OPTIONS_MAX];

    *ret_guess = (struct guess){0};
    add_scores(model, text, scores);
    memcpy(outcomes, scores + LABEL_KIND, REPLY_KINDS * sizeof(*outcomes));
    outcomes[REPLY_ANSWER] = -INFINITY;
    for (size_t i = 0; i < option_count; i++)
        outcomes[REPLY_KINDS + i] =
            scores[LABEL_KIND + REPLY_ANSWER] + score_option(model, &options[i]);
    model_normalize(outcomes + 1, REPLY_KINDS - 1 + option_count);
    memcpy(ret_guess->kinds + 1, outcomes + 1, (REPLY_KINDS - 1) * sizeof(*outcomes));
    for (size_t i = 0; i < option_count; i++) {
        ret_guess->options[i] = outcomes[REPLY_KINDS + i];
        ret_guess->kinds[REPLY_ANSWER] += outcomes[REPLY_KINDS + i];
    }
    model_normalize(scores + LABEL_CATEGORY + 1, REPLY_CATEGORIES - 1);
    memcpy(ret_guess->categories + 1, scores + LABEL_CATEGORY + 1,
           (REPLY_CATEGORIES - 1) * sizeof(*scores));
}

static int weight_of(const struct model *model, const char *name, int label)
{
    uint32_t feature = terms_find(model->features, name);

    if (feature == TERMS_NONE)
        return 0;
    for (size_t w = model->first[feature]; w < end_of_weights(model, feature); w++)
        if (model->weights[w].label == label)
            return model->weights[w].hundredths;
    return 0;
}

/* The feature that speaks most for the label, of those that say less than below; NULL: none. */
static const char *next_best(const struct model *model, const struct features *f, int label,
                             int below, int *ret_weight)
{
    const char *best = NULL;

    *ret_weight = 0;
    for (size_t i = 0; i < f->count; i++) {
        const char *name = features_get(f, i);
        int weight = name[0] == '*' ? 0 : weight_of(model, name, label);
        if (weight > *ret_weight && weight < below) {
            *ret_weight = weight;
            best = name;
        }
    }
    return best;
}

char *model_explain(const struct model *model, const struct features *f, int label)
{
    struct buf text = BUF_INIT;
    const char *name;
    int weight = INT16_MAX;

    for (int shown = 0; shown < SHOWN && (name = next_best(model, f, label, weight, &weight));
         shown++)
        buf_printf(&text, "%s\"%s\" %+.1f", shown ? ", " : "", name, weight / 100.0);
    if (text.len == 0)
        buf_puts(&text, "nothing in particular");
    return buf_steal(&text);
}

/* ---- the file ---- */

#define CHOSEN_WORD "chosen"

static const char *label_word(int label)
{
    if (label < LABEL_CATEGORY)
        return reply_kind_word((enum reply_kind)(label - LABEL_KIND));
    if (label < LABEL_CHOSEN)
        return reply_category_word((enum reply_category)(label - LABEL_CATEGORY));
    return CHOSEN_WORD;
}

static bool label_parse(const char *word, int *ret_label)
{
    enum reply_kind kind;
    enum reply_category category;

    if (reply_kind_parse(word, &kind))
        *ret_label = LABEL_KIND + (int)kind;
    else if (reply_category_parse(word, &category) && category != REPLY_CATEGORY_NONE)
        *ret_label = LABEL_CATEGORY + (int)category;
    else if (strcmp(word, CHOSEN_WORD) == 0)
        *ret_label = LABEL_CHOSEN;
    else
        return false;
    return true;
}

struct line {
    const char *feature;
    uint32_t number;
};

static int compare_lines(const void *a, const void *b)
{
    const struct line *p = a, *q = b;

    return strcmp(p->feature, q->feature);
}

static void write_line(const struct model *model, const struct line *line, FILE *file)
{
    fputs(line->feature, file);
    for (size_t w = model->first[line->number]; w < end_of_weights(model, line->number); w++)
        fprintf(file, "\t%s %.2f", label_word(model->weights[w].label),
                model->weights[w].hundredths / 100.0);
    fputc('\n', file);
}

bool model_write(const struct model *model, const char *note, const char *path)
{
    FILE *file = fopen(path, "we");
    size_t count = terms_count(model->features);
    struct line *lines = xcalloc(count + 1, sizeof(*lines));

    for (uint32_t i = 0; i < count; i++)
        lines[i] = (struct line){terms_word(model->features, i), i};
    qsort(lines, count, sizeof(*lines), compare_lines);
    if (file)
        fprintf(file,
                "# SPDX-License-Identifier: GPL-2.0-or-later\n"
                "# Learnt from labelled replies by train-replies: how much each feature "
                "(src/inbound/reply/feature.h, fit.h) speaks\n"
                "# for each kind and category, or for the option.\n"
                "# %s\n",
                note);
    for (size_t i = 0; file && i < count; i++)
        write_line(model, &lines[i], file);
    free(lines);
    return file && fclose(file) == 0;
}

static bool read_weight(struct model *model, char *field)
{
    char *number = strchr(field, ' '), *end;
    int label;

    if (!number)
        return false;
    *number++ = '\0';
    float weight = strtof(number, &end);
    if (end == number || *end || !isfinite(weight) || !label_parse(field, &label))
        return false;
    add_weight(model, label, to_hundredths(weight));
    return true;
}

static bool read_line(struct model *model, char *line)
{
    char *rest = line, *feature = strsep(&rest, "\t");

    if (!*feature || !rest || strlen(feature) >= FEATURE_MAX || !add_feature(model, feature))
        return false;
    for (char *field; (field = strsep(&rest, "\t"));)
        if (!read_weight(model, field))
            return false;
    return true;
}

/* The number of the line at fault; 0: there is none. */
static unsigned read_lines(struct model *model, FILE *file)
{
    char *line = NULL;
    size_t size = 0;
    unsigned number = 0;
    bool ok = true;

    while (ok && getline(&line, &size, file) > 0) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        ok = line[0] == '#' || read_line(model, line);
    }
    free(line);
    return ok ? 0 : number;
}

/* False with a fault. */
static bool read_file(struct model *model, FILE *file, const char *path, struct conf_faults *faults)
{
    unsigned line = read_lines(model, file);

    if (line)
        conf_fault(faults, NULL, "%s:%u: not a line of a model", path, line);
    else if (ferror(file)) /* a folder can be opened, and no more */
        conf_fault(faults, NULL, "%s: cannot read this file", path);
    else if (terms_count(model->features) == 0) /* cut short; it would believe nothing */
        conf_fault(faults, NULL, "%s: this file holds no model", path);
    else
        return true;
    return false;
}

struct model *model_open(const char *path, struct conf_faults *faults)
{
    FILE *file = fopen(path, "re");
    struct model *model = model_new();

    if (!file) {
        conf_fault(faults, NULL, "%s: cannot read this file", path);
    } else {
        bool ok = read_file(model, file, path, faults);
        fclose(file);
        if (ok)
            return model;
    }
    model_free(model);
    return NULL;
}
