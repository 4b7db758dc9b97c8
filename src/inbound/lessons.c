/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What labelled replies teach the model: they are shown to it again and again, in one order. */
#include "inbound/lessons.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/accents.h"

enum { ROUNDS = 15 };

#define RATE 0.2
#define DECAY 0.96
#define COMPOSED 0.5 /* what a composed reply (g...) weighs beside one that was written */

struct lesson {
    struct features features;
    unsigned kinds; /* accepted; a mask */
    enum reply_category category;
    double weight;
    bool answers;   /* might have been an answer */
    uint32_t group; /* of its announcement */
};

struct lessons {
    struct lesson *items;
    size_t count;
};

static bool teaches(const struct labelled *l)
{
    return !labelled_is_held_out(l) && text_utf8_valid(l->text, strlen(l->text)) &&
           l->from[0] == '+';
}

static uint32_t group_of(const struct labelled *l)
{
    uint32_t hash = 2166136261u;

    for (const char *c = l->body ? l->body : l->id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619u;
    return hash ^ hash >> 15;
}

unsigned lessons_fold(const struct labelled *labelled, unsigned folds)
{
    return group_of(labelled) % folds;
}

static void read_lesson(const struct keywords *keywords, const struct labelled *l,
                        struct lesson *ret_lesson)
{
    struct evidence evidence;

    *ret_lesson = (struct lesson){.category = l->labels[0].category,
                                  .answers = l->options.count > 0,
                                  .weight = l->id[0] == 'g' ? COMPOSED : 1,
                                  .group = group_of(l)};
    for (size_t i = 0; i < l->label_count; i++)
        ret_lesson->kinds |= 1u << l->labels[i].kind;
    evidence_read(keywords, &l->context, l->text, &evidence);
    features_collect(&evidence, &ret_lesson->features);
    evidence_free(&evidence);
}

static void add_lessons(struct lessons *lessons, const struct keywords *keywords, const char *path)
{
    struct labelled_file file;

    labelled_read(path, &file);
    for (size_t i = 0; i < file.count; i++) {
        if (!teaches(&file.items[i]))
            continue;
        lessons->items = xreallocarray(lessons->items, lessons->count + 1, sizeof(*lessons->items));
        read_lesson(keywords, &file.items[i], &lessons->items[lessons->count++]);
    }
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

static void learn(struct model *model, const struct lessons *lessons, unsigned folds, unsigned fold)
{
    for (int round = 0; round < ROUNDS; round++) {
        double rate = RATE / (1 + 0.2 * round);
        for (size_t i = 0; i < lessons->count; i++) {
            const struct lesson *l = &lessons->items[i];
            if (folds <= 1 || l->group % folds != fold)
                model_learn(model, &l->features, l->answers, l->kinds, l->category,
                            rate * l->weight);
        }
        model_decay(model, DECAY);
    }
}

struct model *lessons_learn(const struct lessons *lessons, unsigned folds, unsigned fold)
{
    struct model *model = model_new();

    learn(model, lessons, folds, fold);
    return model;
}

struct lessons *lessons_read(const struct keywords *keywords, const char *const *files,
                             size_t file_count)
{
    struct lessons *lessons = xcalloc(1, sizeof(*lessons));

    for (size_t i = 0; i < file_count; i++)
        add_lessons(lessons, keywords, files[i]);
    shuffle(lessons);
    return lessons;
}

void lessons_free(struct lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++)
        features_free(&lessons->items[i].features);
    free(lessons->items);
    free(lessons);
}
