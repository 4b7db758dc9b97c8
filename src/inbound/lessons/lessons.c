/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What labelled replies teach the model: they are shown to it again and again, in one order, and
 * each time what speaks for the accepted readings gains weight and what speaks for others loses
 * it (AdaGrad, with weights shrunk after each round). What stays is the mean of the weights after
 * each round: the last alone depend on the order in which the replies were shown. */
#include "inbound/lessons/lessons.h"

#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "inbound/reply/opinion.h"
#include "inbound/reply/terms.h"
#include "text/accents.h"

enum {
    ROUNDS = 15,
    RARE = 14,     /* features of fewer lessons teach nothing */
    SAMPLED = 100, /* of so many replies one is looked at by the fingerprint */
    OUTCOMES = REPLY_KINDS + OPTIONS_MAX, /* what a reply may be: a kind but answer, an option */
};

#define RATE 0.15
#define SLOWING 0.15 /* of the rate, each round */
#define DECAY 0.87

struct numbers {
    uint32_t *items; /* of features, among the terms */
    size_t count;
};

struct lesson {
    struct numbers text;
    struct numbers options[OPTIONS_MAX];
    size_t option_count;
    bool accepted[OUTCOMES];
    enum reply_category category;
    double weight;
    uint32_t group; /* of its announcement */
};

struct lessons {
    struct lesson *items;
    size_t count;
    struct terms *features;
    uint32_t *uses; /* of each feature, in lessons */
    size_t used;
};

/* ---- reading ---- */

static bool teaches(const struct labelled *l)
{
    return !labelled_is_held_out(l) && text_utf8_valid(l->text, strlen(l->text)) &&
           l->from[0] == '+';
}

static uint32_t group_of(const struct labelled *l)
{
    return labelled_lot(l->body ? l->body : l->id);
}

unsigned lessons_fold(const struct labelled *labelled, unsigned folds)
{
    return group_of(labelled) % folds;
}

static void count_use(struct lessons *lessons, uint32_t feature)
{
    if (feature == lessons->used) {
        lessons->uses = xgrow(lessons->uses, feature, sizeof(*lessons->uses));
        lessons->uses[lessons->used++] = 0;
    }
    lessons->uses[feature]++;
}

static void number_features(struct lessons *lessons, const struct features *f,
                            struct numbers *ret_numbers)
{
    ret_numbers->count = f->count;
    ret_numbers->items = xcalloc(f->count + 1, sizeof(*ret_numbers->items));
    for (size_t i = 0; i < f->count; i++) {
        ret_numbers->items[i] = terms_add(lessons->features, features_get(f, i));
        count_use(lessons, ret_numbers->items[i]);
    }
}

static size_t outcome_of(const struct labelled *l, const struct label *label)
{
    if (label->kind == REPLY_ANSWER ||
        (label->kind == REPLY_HELP && label->choice == l->options.help))
        for (size_t i = 0; i < l->options.count && i < OPTIONS_MAX; i++)
            if (l->options.items[i].number == label->choice)
                return REPLY_KINDS + i;
    return label->kind;
}

static void add_lesson(struct lessons *lessons, const struct reply_rules *rules,
                       const struct labelled *l)
{
    struct opinion opinion;

    lessons->items = xgrow(lessons->items, lessons->count, sizeof(*lessons->items));
    struct lesson *lesson = &lessons->items[lessons->count++];
    *lesson = (struct lesson){
        .category = l->labels[0].category, .weight = l->weight, .group = group_of(l)};
    for (size_t i = 0; i < l->label_count; i++)
        lesson->accepted[outcome_of(l, &l->labels[i])] = true;
    reply_form_opinion(rules, &l->context, l->text, &opinion);
    number_features(lessons, &opinion.text, &lesson->text);
    lesson->option_count = opinion.fits.count;
    for (size_t i = 0; i < opinion.fits.count; i++)
        number_features(lessons, &opinion.fits.options[i], &lesson->options[i]);
    opinion_free(&opinion);
}

static void add_lessons(struct lessons *lessons, const struct reply_rules *rules, const char *path)
{
    struct labelled_file file;

    labelled_read(path, &file);
    for (size_t i = 0; i < file.count; i++)
        if (teaches(&file.items[i]))
            add_lesson(lessons, rules, &file.items[i]);
    labelled_free(&file);
}

/* A fixed order that is no order: neighbours in the files are much alike. */
static void shuffle(struct lessons *lessons)
{
    unsigned state = 1;

    for (size_t i = lessons->count; i > 1; i--) {
        state = state * 1664525u + 1013904223u;
        size_t j = (state >> 8) % i;
        struct lesson swap = lessons->items[i - 1];
        lessons->items[i - 1] = lessons->items[j];
        lessons->items[j] = swap;
    }
}

/* The new number of each feature that is not rare; the others teach nothing. */
static uint32_t *number_anew(struct lessons *lessons)
{
    struct terms *kept = terms_new();
    uint32_t *anew = xcalloc(lessons->used + 1, sizeof(*anew));

    for (uint32_t i = 0; i < lessons->used; i++)
        anew[i] = lessons->uses[i] < RARE ? TERMS_NONE
                                          : terms_add(kept, terms_word(lessons->features, i));
    terms_free(lessons->features);
    lessons->features = kept;
    return anew;
}

static void forget_rare(const uint32_t *anew, struct numbers *numbers)
{
    size_t kept = 0;

    for (size_t i = 0; i < numbers->count; i++)
        if (anew[numbers->items[i]] != TERMS_NONE)
            numbers->items[kept++] = anew[numbers->items[i]];
    numbers->count = kept;
}

static void forget_all_rare(struct lessons *lessons)
{
    uint32_t *anew = number_anew(lessons);

    for (size_t i = 0; i < lessons->count; i++) {
        forget_rare(anew, &lessons->items[i].text);
        for (size_t o = 0; o < lessons->items[i].option_count; o++)
            forget_rare(anew, &lessons->items[i].options[o]);
    }
    free(anew);
}

struct lessons *lessons_read(const struct reply_rules *rules, const char *const *files,
                             size_t file_count)
{
    struct lessons *lessons = xcalloc(1, sizeof(*lessons));

    lessons->features = terms_new();
    for (size_t i = 0; i < file_count; i++)
        add_lessons(lessons, rules, files[i]);
    forget_all_rare(lessons);
    shuffle(lessons);
    return lessons;
}

void lessons_free(struct lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++) {
        free(lessons->items[i].text.items);
        for (size_t o = 0; o < lessons->items[i].option_count; o++)
            free(lessons->items[i].options[o].items);
    }
    terms_free(lessons->features);
    free(lessons->uses);
    free(lessons->items);
    free(lessons);
}

/* ---- the fingerprint ---- */

typedef crypto_generichash_state hash;

/* With its end, so that no two texts run together. */
static void mix(hash *h, const char *text)
{
    crypto_generichash_update(h, (const unsigned char *)text, strlen(text) + 1);
}

static void mix_all(hash *h, const struct features *features)
{
    for (size_t i = 0; i < features->count; i++)
        mix(h, features_get(features, i));
}

static void mix_features(hash *h, const struct reply_rules *rules, const struct labelled *l)
{
    struct opinion opinion;

    reply_form_opinion(rules, &l->context, l->text, &opinion);
    mix_all(h, &opinion.text);
    for (size_t i = 0; i < opinion.fits.count; i++)
        mix_all(h, &opinion.fits.options[i]);
    opinion_free(&opinion);
}

static void mix_bytes(hash *h, const char *path)
{
    FILE *file = fopen(path, "re");
    unsigned char piece[65536];
    size_t len;

    while (file && (len = fread(piece, 1, sizeof(piece), file)) > 0)
        crypto_generichash_update(h, piece, len);
    if (file)
        fclose(file);
}

static void mix_file(hash *h, const struct reply_rules *rules, const char *path)
{
    struct labelled_file file;

    labelled_read(path, &file);
    mix_bytes(h, path);
    for (size_t i = 0; i < file.count; i += SAMPLED)
        mix_features(h, rules, &file.items[i]);
    labelled_free(&file);
}

void lessons_fingerprint(const struct reply_rules *rules, const char *const *files,
                         size_t file_count, char ret_hex[static FINGERPRINT_SIZE])
{
    unsigned char bytes[FINGERPRINT_SIZE / 2];
    char constants[64];
    hash h;

    crypto_generichash_init(&h, NULL, 0, sizeof(bytes));
    snprintf(constants, sizeof(constants), "mean %d %d %g %g %g", ROUNDS, RARE, RATE, SLOWING,
             DECAY);
    mix(&h, constants);
    for (size_t i = 0; i < file_count; i++)
        mix_file(&h, rules, files[i]);
    crypto_generichash_final(&h, bytes, sizeof(bytes));
    sodium_bin2hex(ret_hex, FINGERPRINT_SIZE, bytes, sizeof(bytes));
}

/* ---- learning ---- */

struct learner {
    float *weights; /* LABELS of each feature */
    float *past;    /* the sum of squares of all steps of each weight */
    float *mean;    /* of the weights after each round */
};

static void add_scores(const struct learner *l, const struct numbers *features, double *scores,
                       int from, int to)
{
    for (size_t i = 0; i < features->count; i++)
        for (int label = from; label < to; label++)
            scores[label] +=
                (double)l->weights[features->items[i] * (size_t)LABELS + (size_t)label];
}

/* A step for each of the labels from..to, which all the features take. */
static void step(struct learner *l, const struct numbers *features, const double *steps, int from,
                 int to, double rate)
{
    for (size_t i = 0; i < features->count; i++) {
        float *weights = l->weights + features->items[i] * (size_t)LABELS;
        float *past = l->past + features->items[i] * (size_t)LABELS;
        for (int label = from; label < to; label++) {
            past[label] += (float)(steps[label] * steps[label]);
            weights[label] += (float)(rate * steps[label] / sqrt((double)past[label] + 0.01));
        }
    }
}

/* Of several outcomes accepted each is taught as much as it is believed. */
static void outcome_steps(const struct lesson *lesson, const double *now, double *ret_steps)
{
    size_t count = REPLY_KINDS + lesson->option_count;
    double sum = 1e-12;

    for (size_t i = 1; i < count; i++)
        sum += lesson->accepted[i] ? now[i] : 0;
    for (size_t i = 1; i < count; i++)
        ret_steps[i] = lesson->weight * ((lesson->accepted[i] ? now[i] / sum : 0) - now[i]);
}

static void learn_outcome(struct learner *l, const struct lesson *lesson, double rate)
{
    double scores[LABELS] = {0}, now[OUTCOMES], steps[OUTCOMES] = {0};

    add_scores(l, &lesson->text, scores, LABEL_KIND, LABEL_KIND + REPLY_KINDS);
    memcpy(now, scores + LABEL_KIND, REPLY_KINDS * sizeof(*now));
    for (size_t i = 0; i < lesson->option_count; i++) {
        double option[LABELS] = {0};
        add_scores(l, &lesson->options[i], option, LABEL_CHOSEN, LABEL_CHOSEN + 1);
        now[REPLY_KINDS + i] = scores[LABEL_KIND + REPLY_ANSWER] + option[LABEL_CHOSEN];
    }
    model_normalize(now + 1, REPLY_KINDS - 1 + lesson->option_count); /* the first is "answer" */
    outcome_steps(lesson, now, steps);
    for (size_t i = 0; i < lesson->option_count; i++) {
        double option[LABELS] = {[LABEL_CHOSEN] = steps[REPLY_KINDS + i]};
        steps[REPLY_ANSWER] += steps[REPLY_KINDS + i];
        step(l, &lesson->options[i], option, LABEL_CHOSEN, LABEL_CHOSEN + 1, rate);
    }
    step(l, &lesson->text, steps, LABEL_KIND, LABEL_KIND + REPLY_KINDS, rate);
}

static void learn_category(struct learner *l, const struct lesson *lesson, double rate)
{
    double scores[LABELS] = {0}, steps[LABELS] = {0};
    int first = LABEL_CATEGORY + 1;

    if (lesson->category == REPLY_CATEGORY_NONE)
        return;
    add_scores(l, &lesson->text, scores, first, LABEL_CHOSEN);
    model_normalize(scores + first, REPLY_CATEGORIES - 1);
    for (int label = first; label < LABEL_CHOSEN; label++)
        steps[label] =
            lesson->weight * ((label == LABEL_CATEGORY + (int)lesson->category) - scores[label]);
    step(l, &lesson->text, steps, first, LABEL_CHOSEN, rate);
}

static void end_round(struct learner *l, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        l->weights[i] *= (float)DECAY;
        l->mean[i] += l->weights[i] / ROUNDS;
    }
}

static void learn(struct learner *l, const struct lessons *lessons, unsigned folds, unsigned fold)
{
    for (int round = 0; round < ROUNDS; round++) {
        double rate = RATE / (1 + SLOWING * round);
        for (size_t i = 0; i < lessons->count; i++) {
            const struct lesson *lesson = &lessons->items[i];
            if (folds > 1 && lesson->group % folds == fold)
                continue;
            learn_outcome(l, lesson, rate);
            learn_category(l, lesson, rate);
        }
        end_round(l, terms_count(lessons->features) * LABELS);
    }
}

struct model *lessons_learn(const struct lessons *lessons, unsigned folds, unsigned fold)
{
    size_t count = terms_count(lessons->features);
    struct learner learner = {.weights = xcalloc(count * LABELS + 1, sizeof(float)),
                              .past = xcalloc(count * LABELS + 1, sizeof(float)),
                              .mean = xcalloc(count * LABELS + 1, sizeof(float))};
    struct model *model = model_new();

    learn(&learner, lessons, folds, fold);
    for (uint32_t i = 0; i < count; i++)
        model_set(model, terms_word(lessons->features, i), learner.mean + i * (size_t)LABELS);
    free(learner.weights);
    free(learner.past);
    free(learner.mean);
    return model;
}
